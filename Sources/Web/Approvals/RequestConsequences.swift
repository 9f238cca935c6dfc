import Catalogue
import Markup
import Operations
import Orders
import Plans
import Storage
import Values

/// What happens on approving and on declining, before anybody presses a button.
struct RequestConsequences: Component {
    let request: ApprovalView
    let categories: Categories
    let today: Day

    var html: HTML {
        for obstacle in obstacles { Notice(.warning, obstacle) }
        div(.class("panel")) {
            h2 { "If you approve" }
            p { approving }
            p { paying }
        }
        div(.class("panel")) {
            h2 { "If you decline" }
            p { declining }
            p { freeing }
        }
        if isTogether { div(.class("panel")) { together } }
    }

    private var supplier: String { request.supplier.name }
    private var isTogether: Bool { request.order.order.together == .keepTogether && !others.isEmpty }
    private var others: [OrderView.Part] { request.order.parts.filter { $0.part.id != request.part.id } }

    private var obstacles: [String] {
        var found: [String] = []
        let standing = request.part.obstacles(
            with: request.supplier, for: request.holder, in: categories, on: today)
        found += standing.map { "\($0.words(of: supplier)): this can’t be approved until that is in order" }
        if request.plan.status != .inForce {
            found.append("This version of the plan is no longer in force: it can’t be approved")
        }
        return found
    }

    private var approving: String {
        let waiting = others.contains { $0.approval?.status.isOpen ?? false }
        if isTogether {
            return waiting
                ? "It goes out together with the rest of the order, once the last request in it is approved."
                : "The whole order goes out at once."
        }
        return "The order goes to \(supplier) at once. \(request.holder.knownAs) is told."
    }

    private var paying: String {
        RequestSources(request.part).all.map { source in
            guard let id = source.line, let line = request.plan[line: id] else {
                return "\(source.amount) moves from your fund to the plan as extra money."
            }
            return "\(source.amount) stays held on “\(line.title)” until \(supplier) accepts."
        }.joined(separator: " ")
    }

    private var declining: String {
        isTogether
            ? "Nothing of this order is sent. \(request.holder.knownAs) is told your reason."
            : "Nothing is sent to \(supplier). \(request.holder.knownAs) is told your reason."
    }

    private var freeing: String {
        RequestSources(request.part).all.map { source in
            guard let id = source.line, let line = request.plan[line: id] else {
                return "\(source.amount) is free again in your fund."
            }
            guard let now = request.budget[line: id], source.period == now.period.first else {
                return "\(source.amount) goes back to “\(line.title)”."
            }
            let left = now.available + source.amount
            return "\(source.amount) goes back to “\(line.title)”, which then has \(left) left."
        }.joined(separator: " ")
    }

    @HTMLBuilder private var together: HTML {
        h2 { "Kept together" }
        p { "The signer asked that this order goes out as a whole or not at all. Also in it:" }
        ul(.class("bullets")) {
            for other in others {
                li { bdi { other.supplier.name }; ", \(other.part.charge): \(standing(of: other))" }
            }
        }
    }

    private func standing(of other: OrderView.Part) -> String {
        switch other.approval?.status {
        case nil: "in the plan, waiting for this decision"
        case let status? where status.isOpen: "waiting for a decision of its own"
        case let status? where status.isGranted: "approved"
        default: "not sent"
        }
    }
}

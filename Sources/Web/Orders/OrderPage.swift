import Catalogue
import Identity
import Markup
import Orders
import Plans
import Storage
import Values

/// One order: each supplier's part with its status and what can be done, and everything that happened.
struct OrderPage: Sendable {
    let order: OrderView
    /// The version that it was signed under.
    let plan: Plan?
    /// Of the person who looks.
    let authority: Authority
    let hidden: [HiddenField]

    private var seesMoney: Bool { authority.allows(.statement) }
    private var signed: Order { order.order }

    var view: View {
        View(
            "Order \(signed.number)", place: .orders, breadcrumb: [Link("Orders", href: "/orders")], width: .wide
        ) {
            h1 { "Order \(signed.number)" }
            div(.class("row")) { signed.standing.stage.tag }
            SummaryList([
                .init(
                    "Signed",
                    HTML {
                        signed.signedAt.words
                        ", by "
                        bdi { name(of: signed.signer, order.signer) }
                    })
            ] + (seesMoney ? sums : []) + [
                .init("Approval", HTML(signed.standing.approval.words))
            ])
            if !seesMoney {
                InsetText { p { "You may not see the budget and the plan, so no sums are shown to you." } }
            }
            if signed.together == .keepTogether {
                InsetText { p { "You asked to keep everything together: nothing goes until everything is approved." } }
            }
            for part in order.parts {
                PartPanel(
                    part: part, refusal: refusal(of: part), address: "/orders/\(signed.id)", plan: plan,
                    authority: authority, hidden: hidden)
            }
            h2 { "What happened" }
            Timeline(timeline)
            if seesMoney { proof }
        }
    }

    @HTMLBuilder private var proof: HTML {
        h2 { "Proof" }
        p {
            a(.href("/orders/\(signed.id)/signed-order.json"), .download("order-\(signed.number).json")) {
                "Download the signed order"
            }
            " – anyone can check that it was not changed."
        }
    }

    /// Both names, where somebody acted for the holder.
    private func name(of person: Person.ID, _ name: String) -> String {
        order.actors.contains(person) ? "\(name) for \(order.holder)" : name
    }

    private var sums: [SummaryList.Row] {
        [.init("Total", HTML { strong(.class("amount")) { signed.total.description } })] + own
    }

    /// What the holder pays beside the budget.
    private var own: [SummaryList.Row] {
        let sum = order.parts.flatMap(\.part.lines).map(\.contribution).total
        guard sum.isPositive else { return [] }
        return [.init("Of that you pay yourself", HTML { strong(.class("amount")) { sum.description } })]
    }

    /// The event that ended a part against the holder's wish.
    private func refusal(of part: OrderView.Part) -> OrderEvent? {
        order.events.map(\.event).last { event in
            event.supplierOrder == part.part.id
                && (event.what == .approval(.decline) || event.what == .supplierOrder(.decline))
        }
    }

    private var timeline: [Timeline.Item] {
        let suppliers = Dictionary(
            order.parts.map { ($0.part.id, $0.supplier.name) }, uniquingKeysWith: { first, _ in first })
        let done = order.events.map { event, name in
            Timeline.Item(
                title: event.what.words(supplier: event.supplierOrder.flatMap { suppliers[$0] } ?? "the supplier"),
                who: event.by.map { self.name(of: $0, name ?? "") }, when: event.at.words,
                detail: event.note.map { note in HTML { p { note } } }, state: .done)
        }
        let now = order.parts.compactMap { part in
            part.part.status.nextForHolder.map {
                Timeline.Item(title: "\(part.supplier.name): \($0)", state: .now)
            }
        }
        return done + now
    }
}

/// One supplier's part of an order.
struct PartPanel: Component {
    let part: OrderView.Part
    let refusal: OrderEvent?
    /// Of the order.
    let address: String
    let plan: Plan?
    let authority: Authority
    let hidden: [HiddenField]

    private var seesMoney: Bool { authority.allows(.statement) }
    private var status: SupplierOrderStatus { part.part.status }
    private var action: String { "\(address)/parts/\(part.part.id)" }

    var html: HTML {
        Markup.section(.class("panel"), .ariaLabelledBy("part-\(part.part.id)")) {
            h2(.id("part-\(part.part.id)")) {
                a(.href("/suppliers/\(part.supplier.id)")) { bdi { part.supplier.name } }
            }
            div(.class("row")) { status.tag }
            if let next = status.nextForHolder { p { next } }
            if let approval = part.approval {
                p { Link("How this request stands", href: "\(address)/requests/\(approval.id)") }
            }
            if let refusal { refused(refusal) }
            DataTable(
                id: "lines-\(part.part.id)", caption: "What was ordered from \(part.supplier.name)",
                isCaptionHidden: true,
                columns: [.init("What"), .init("How many")]
                    + (seesMoney
                        ? [.init("Price", align: .end), .init("Total", align: .end), .init("Who pays")] : []),
                rows: part.part.lines.map(row))
            for line in part.part.lines { asked(line) }
            forms
        }
    }

    /// Who said no, why, and what can be done now.
    private func refused(_ event: OrderEvent) -> HTML {
        let who = event.what == .approval(.decline) ? "Your commissioner" : part.supplier.name
        return InsetText {
            p {
                strong { "\(who) said no." }
                event.note.map { " “\($0)”" } ?? ""
            }
            p { "The money is free again. What you can do:" }
            ul(.class("bullets")) {
                if let category = part.part.lines.first?.category {
                    li { a(.href("/shop?category=\(category)&show=all")) { "Look for the same from others" } }
                }
                if event.what == .approval(.decline) {
                    li {
                        let request = part.approval.map { "\(address)/requests/\($0.id)" }
                        a(.href(request ?? "/help")) { "Have the decision looked at again" }
                    }
                }
            }
        }.html
    }

    private func row(_ line: OrderLine) -> DataTable.Row {
        .init(
            HTML { bdi { line.title } },
            [HTML(line.amountWords)] + (seesMoney ? sums(line) : []))
    }

    private func sums(_ line: OrderLine) -> [HTML] {
        [
            HTML {
                line.priceSum
                if line.isRelieved { ", no VAT, as declared" }
            },
            HTML(line.total.description), HTML.lines(line.payers(plan)),
        ]
    }

    @HTMLBuilder private func asked(_ line: OrderLine) -> HTML {
        if let request = line.request {
            p(.class("quiet")) {
                "You wrote: "
                bdi { request.reason }
            }
        }
    }

    /// Something was delivered and is not confirmed.
    private var waits: Bool { part.part.count(.unconfirmed) > 0 && status.allows(.confirm) }
    private var asksStill: Bool { status == .awaitingApproval && (part.approval?.status.isOpen ?? false) }
    /// Can be taken back still.
    private var isOpen: Bool { status == .sent || asksStill }

    @HTMLBuilder private var forms: HTML {
        if waits, !authority.allows(.confirm) {
            InsetText { p { AuthorityRefusal.notInScope(.confirm).reason } }
        } else if waits {
            PostForm(action: "\(action)/receipt", hidden: hidden.naming("\(part.part.id)")) {
                Button("Yes, it came as ordered", about: part.supplier.name)
            }
            p(.class("quiet")) {
                "If something is wrong, do not confirm. Call \(part.supplier.name) on \(part.supplier.telephone)."
            }
        }
        if isOpen, !authority.allows(.sign) {
            InsetText { p { "\(AuthorityRefusal.notInScope(.sign).reason) So you can’t take anything of it back." } }
        } else if status == .sent {
            PostForm(action: "\(action)/cancellation", hidden: hidden.naming("\(part.part.id)")) {
                Button("Cancel this part", kind: .warning, about: part.supplier.name)
            }
        }
        if asksStill, authority.allows(.sign) {
            PostForm(action: "\(action)/withdrawal", hidden: hidden.naming("\(part.part.id)")) {
                Button("Withdraw this request", kind: .warning, about: part.supplier.name)
            }
        }
    }
}

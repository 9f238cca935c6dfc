import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Storage
import Values

/// What becomes of a request when another version of the plan counts (reference, workflow 4.3).
package enum RequestFate: Sendable, Hashable {
    /// What pays is as it was: it waits on.
    case stays
    /// The version pays without being asked: it goes out.
    case notNeeded
    /// What was to pay is taken away or cut: the request is void and its money free. With what changed, for people.
    case void(String)
}

/// Looks at waiting requests as if a version of a holder's plan counted.
struct RequestOutlook {
    let plan: Plan
    /// The version whose money it takes over; nil when the plan is in force already.
    let old: Plan?
    let holder: Holder
    let shelf: Shelf
    let day: Day

    func fate(of part: SupplierOrder, in order: Order, _ access: some Reading) throws -> RequestFate {
        if try coverage(of: part, in: order, access) != nil { return .notNeeded }
        return try loss(of: part, in: order, access).map(RequestFate.void) ?? .stays
    }

    // MARK: What is taken away

    /// What changed about the lines that hold money for a part, or for one that goes out with it; nil where all of
    /// them give what they gave.
    func loss(of part: SupplierOrder, in order: Order, _ access: some Reading) throws -> String? {
        guard let old else { return nil }
        let pots = try access.supplierOrders.going(with: part, of: order).flatMap {
            try access.holds.list(of: $0.id).filter(\.isOpen).map(\.pot)
        }
        for pot in pots {
            guard let before = old[line: .init(pot.planLine)] else { continue }
            if let words = RequestOutlook.loss(before, plan[line: before.id], in: try Day(pot.period), from: day) {
                return words
            }
        }
        return nil
    }

    /// A period that is over keeps what it gave as long as its line is there.
    private static func loss(_ old: PlanLine, _ new: PlanLine?, in first: Day, from day: Day) -> String? {
        guard let new else { return "The plan was changed: “\(old.title)” is no longer in it." }
        guard let before = old.allocation.period(containing: first), before.last >= day else { return nil }
        let gave = old.allocation.amount(for: before)
        guard let after = new.allocation.period(containing: first) else {
            return "The plan was changed: “\(old.title)” ends on \(new.allocation.span.last.words)."
        }
        let gives = new.allocation.amount(for: after)
        guard gives < gave else { return nil }
        return "The plan was changed: “\(old.title)” gives \(gives) instead of \(gave) from \(before.first.words) to "
            + "\(after.last.words)."
    }

    // MARK: What is paid without asking

    /// What would pay for each open line of a part, where the plan allows all of it without asking, at the price and
    /// from the budget that were signed; nil otherwise.
    func coverage(
        of part: SupplierOrder, in order: Order, _ access: some Reading
    ) throws -> [Int: Funding]? {
        let lines = part.lines.filter { (part.tally($0.position)?[.open] ?? 0) == $0.units }
        guard lines.count == part.lines.count, let supplier = try access.suppliers.find(part.supplier),
            plan[budget: part.payer.budget]?.management == part.payer.management
        else { return nil }
        let facts = try access.facts.facts(
            for: holder, plan: plan.with(status: .inForce, agreements: agreed), over: old, authority: nil, on: day,
            shelf: shelf, freeing: FreedUnits(part: part.id, positions: Set(lines.map(\.position))))
        let judgement = Judge.judge(
            lines.map { $0.wish(from: supplier) }, given: facts.without(order: order.number))
        guard !judgement.isBlocked else { return nil }
        var found: [Int: Funding] = [:]
        for (line, verdict) in zip(lines, judgement.verdicts) {
            guard verdict.outcome == .inPlan, !verdict.needsWhy, let funding = verdict.funding,
                funding.pays(for: line), funding.budget == part.payer.budget
            else { return nil }
            found[line.position] = funding
        }
        return found
    }

    /// Whoever wrote the version wants to know what it does once both have agreed.
    private var agreed: [Agreement] {
        Agreement.Side.allCases.map { Agreement(side: $0, name: "", on: day, way: .online) }
    }
}

extension Funding {
    /// All of it, from lines, for what was signed.
    fileprivate func pays(for line: OrderLine) -> Bool {
        extra == .zero && total == line.charge && unitPrice == line.unitPrice && contribution == line.contribution
            && isRelieved == line.isRelieved
    }
}

extension OrderLine {
    /// As something to be judged: what was signed, whatever has become of the listing since.
    fileprivate func wish(from supplier: Supplier) -> Wish {
        let terms = ListingTerms(
            category: category, title: title, description: "", unit: unit, price: unitNet, vat: vat,
            leadDays: leadDays, delivery: delivery, cancellation: cancellation, gtin: nil,
            quantityMaximum: max(1, quantity), cancelling: cancelling)
        let listing = Listing(id: listing, supplier: supplier.id, terms: terms, status: .live, version: 1)
        return Wish(
            listing: listing, supplier: supplier, quantity: quantity, priceSeen: terms.unitPrice, schedule: schedule,
            contribution: contribution)
    }
}

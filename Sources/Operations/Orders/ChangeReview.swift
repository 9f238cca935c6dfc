import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Storage
import Values

/// An offered change, judged by the plan as it is now: what the page shows and what agreeing signs come from here.
///
/// Judged as if the money and the weeks of what goes were free already: they are freed in the same transaction.
package struct ChangeReview {
    package let offer: ChangeOffer
    package let judgement: Judgement
    package let amendment: Amendment
    /// Some line is agreed because of the approval of the one that it replaces.
    package let carriesApproval: Bool

    /// Of the event, where an approval goes on for what was agreed instead.
    package static let approvalCarried = "approval_carried"

    /// - Returns: nil when nothing is offered, or there is no plan.
    package init?(
        of part: SupplierOrder, _ order: Order, authority: Authority, shelf: Shelf, today: Day,
        in access: some Reading
    ) throws {
        guard let offer = try access.changeOffers.open(of: part.id),
            let holder = try access.holders.find(order.holder),
            let supplier = try access.suppliers.find(part.supplier)
        else { return nil }
        let facts = try access.facts.facts(
            for: holder, authority: authority, on: today, shelf: shelf,
            freeing: FreedUnits(part: part.id, positions: Set(offer.lines.map(\.position))))
        guard let plan = facts.plan else { return nil }
        let pairs = offer.lines.compactMap { line in part.line(line.position).map { (offered: line, old: $0) } }
        self.offer = offer
        let weeks = try access.weeks(of: pairs.map(\.offered), inPlaceOf: pairs.map(\.old), of: part, on: today)
        judgement = Judge.judge(
            pairs.map { $0.offered.wish(inPlaceOf: $0.old, from: supplier, capacity: weeks[$0.offered.offer.listing]) },
            given: facts.without(order: order.number))
        let next = (part.lines.map(\.position).max() ?? 0) + 1
        let signed = try access.changeOffers.revisions(of: part.id).last
        var amendment = Amendment(
            order: order, part: part, plan: plan, revision: (signed?.revision ?? 1) + 1,
            amends: Digest(of: signed?.signature.document ?? order.signature.document),
            exchanges: zip(pairs, judgement.verdicts).enumerated().map { index, pair in
                Amendment.Exchange(
                    old: pair.0.old, units: part.tally(pair.0.old.position)?[.open] ?? 0,
                    new: OrderLine(
                        position: next + index, verdict: pair.1,
                        request: pair.1.needsWhy ? pair.0.old.request : nil, replaces: pair.0.old.position))
            }, note: offer.note)
        let granted = try access.approvals.find(supplierOrder: part.id).flatMap { $0.status.isGranted ? $0.id : nil }
        carriesApproval =
            granted != nil && zip(judgement.verdicts, amendment.exchanges).contains { $1.carriesApproval($0, of: part) }
        if carriesApproval { amendment.approval = granted }
        self.amendment = amendment
    }

    /// Simply in the plan, or approved already; paid by the budget that the part belongs to, and within what the person
    /// may sign for.
    package var isPossible: Bool {
        let payer = amendment.part.payer
        return !judgement.isBlocked
            && zip(judgement.verdicts, amendment.exchanges).allSatisfy { verdict, exchange in
                verdict.funding?.budget == payer.budget
                    && (verdict.outcome == .inPlan && !verdict.needsWhy
                        || carriesApproval && exchange.carriesApproval(verdict, of: amendment.part))
            } && amendment.plan[budget: payer.budget]?.management == payer.management
    }
}

extension Reading {
    /// How much of what is offered can be given in which week, once what goes is given back.
    fileprivate func weeks(
        of offered: [ChangeOffer.Line], inPlaceOf old: [OrderLine], of part: SupplierOrder, on today: Day
    ) throws -> [Listing.ID: WeeklyCapacity] {
        let listings = try listings.find(offered.map(\.offer.listing))
        var weeks = try capacity.weeks(of: Array(listings.values), from: WeeklyCapacity.week(of: today))
        guard !weeks.isEmpty else { return weeks }
        for (listing, lines) in Dictionary(grouping: old, by: \.listing) {
            let units = lines.map { part.tally($0.position)?[.open] ?? 0 }.reduce(0, +)
            let shares = try capacity.shares(of: units, of: listing, from: part.id)
            weeks[listing] = weeks[listing]?.freeing(
                Dictionary(shares.map { ($0.week, $0.units) }, uniquingKeysWith: +))
        }
        return weeks
    }
}

extension Amendment.Exchange {
    /// What was approved is approved as well for something else of its kind that costs the public purse no more, and
    /// that no rule speaks against which did not speak before. Compared with what was approved, which may be less than
    /// what was signed.
    fileprivate func carriesApproval(_ verdict: Verdict, of part: SupplierOrder) -> Bool {
        guard verdict.needsWhy, verdict.outcome != .notAllowed, old.request != nil,
            let tally = part.tally(old.position)
        else { return false }
        let most = min(old.charge, tally.unitPrice.times(units))
        return new.category == old.category && new.unitPrice <= tally.unitPrice
            && new.quantity * new.times <= units && new.charge <= most && new.extra <= old.extra
            && Set(new.rules).isSubset(of: Set(old.rules))
    }
}

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
/// Judged as if the money of what goes were free already: it is freed in the same transaction.
package struct ChangeReview {
    package let offer: ChangeOffer
    package let judgement: Judgement
    package let amendment: Amendment

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
        judgement = Judge.judge(
            pairs.map { $0.offered.wish(inPlaceOf: $0.old, from: supplier) }, given: facts.without(order: order.number))
        let next = try access.supplierOrders.lastPosition(of: order.id) + 1
        let signed = try access.changeOffers.revisions(of: part.id).last
        amendment = Amendment(
            order: order, part: part, plan: plan, revision: (signed?.revision ?? 1) + 1,
            amends: Digest(of: signed?.signature.document ?? order.signature.document),
            exchanges: zip(pairs, judgement.verdicts).enumerated().map { index, pair in
                Amendment.Exchange(
                    old: pair.0.old, units: part.tally(pair.0.old.position)?[.open] ?? 0,
                    new: OrderLine(
                        position: next + index, verdict: pair.1, request: nil, replaces: pair.0.old.position))
            }, note: offer.note)
    }

    /// Simply in the plan, paid by the budget that the part belongs to, and within what the person may sign for.
    package var isPossible: Bool {
        let payer = amendment.part.payer
        return !judgement.isBlocked
            && judgement.verdicts.allSatisfy { verdict in
                verdict.outcome == .inPlan && !verdict.needsWhy && verdict.funding?.budget == payer.budget
            } && amendment.plan[budget: payer.budget]?.management == payer.management
    }
}

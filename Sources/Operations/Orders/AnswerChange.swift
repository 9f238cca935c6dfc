import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

/// The holder agrees to what a supplier offers in the place of lines, or does not want it. The password has been
/// checked before somebody agrees.
package struct AnswerChange: Operation {
    package enum Reply: String, Sendable, Codable {
        case agree, refuse
    }

    package let part: SupplierOrder.ID
    package let version: Int?
    package let answer: Reply
    /// Digest of what the person was shown; only what was shown can be agreed to.
    package let shown: Digest

    package init(part: SupplierOrder.ID, version: Int?, answer: Reply, shown: Digest) {
        self.part = part
        self.version = version
        self.answer = answer
        self.shown = shown
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        let authority = try principal.actingForHolder(to: .sign)
        try tx.mustStillHold(authority)
        if answer == .agree { _ = try PlanClock.strike(in: tx, holder: authority.holder, with: tools) }
        var (part, clerk) = try ownPart(part, .sign, tx, principal, tools)
        guard answer == .agree else {
            try clerk.advance(&part, SupplierOrderStep(.refuseChange, part.all(.open, .refuse)), seen: version)
            return part.id
        }
        try mustBePossible(part, tools.now)
        guard version.map({ $0 == part.version }) ?? true else { throw OrderRefusal.changedMeanwhile }
        guard let order = try tx.orders.find(part.order),
            let review = try ChangeReview(
                of: part, order, authority: authority, shelf: tools.shelf, today: tools.today, in: tx)
        else { throw OrderRefusal.planNotInForce }
        guard review.amendment.digest == shown else { throw OrderRefusal.changedSinceShown }
        guard review.isPossible else { throw OrderRefusal.changeNeedsApproval }
        // Signed first: what is sealed for the supplier names it.
        try sign(review.amendment, principal, authority, clerk)
        try exchange(review, &part, clerk)
        return part.id
    }

    /// Asked of the table before anything is looked into, so that whoever comes too late is told that.
    private func mustBePossible(_ part: SupplierOrder, _ now: Moment) throws {
        var trial = part
        _ = try trial.take(SupplierOrderStep(.agree, part.all(.open, .accept)), by: nil, at: now)
    }

    /// What goes is freed, what comes is held from it, and both are one step.
    private func exchange(_ review: ChangeReview, _ part: inout SupplierOrder, _ clerk: OrderClerk) throws {
        let amendment = review.amendment
        let gone = part.all(.open, .refuse)
        try clerk.free(part, gone)
        for exchange in amendment.exchanges {
            part.add(exchange.new)
            try clerk.tx.supplierOrders.add(exchange.new, to: part.id)
        }
        try moveStock(amendment, clerk)
        let positions = Set(amendment.exchanges.map(\.new.position))
        try clerk.hold([part], lines: positions, plan: amendment.plan)
        let come = part.all(.open, .accept).filter { positions.contains($0.position) }
        let reason = review.carriesApproval ? ChangeReview.approvalCarried : nil
        try clerk.advance(&part, SupplierOrderStep(.agree, gone + come, reason: reason), seen: version)
    }

    /// What goes is back on the shelf, and its weeks are free, before what comes is taken from them.
    /// - Throws: `CatalogueRefusal.outOfStock`, `CatalogueRefusal.weekFull`.
    private func moveStock(_ amendment: Amendment, _ clerk: OrderClerk) throws {
        let (id, now) = (amendment.part.id, clerk.tools.now)
        for exchange in amendment.exchanges {
            try clerk.tx.giveBackStock(of: exchange.old.listing, units: exchange.units, from: id, at: now)
        }
        for exchange in amendment.exchanges.sorted(by: { $0.new.listing < $1.new.listing }) {
            guard try clerk.tx.stock.take(exchange.new.units, of: exchange.new.listing, for: id, at: now)
            else { throw CatalogueRefusal.outOfStock(title: exchange.new.title) }
            try clerk.tx.takeCapacity(of: exchange.new, for: id, at: now)
        }
    }

    private func sign(
        _ amendment: Amendment, _ principal: Principal, _ authority: Authority, _ clerk: OrderClerk
    ) throws {
        let document = amendment.document(signer: principal.person.id, authority: authority, at: clerk.tools.now)
        try clerk.tx.changeOffers.insert(
            OrderRevision(
                supplierOrder: amendment.part.id, revision: amendment.revision,
                signature: try clerk.tools.sealer.seal(document), signer: principal.person.id,
                signedAt: clerk.tools.now))
    }
}

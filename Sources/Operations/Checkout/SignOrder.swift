import Baskets
import Catalogue
import Identity
import Ledger
import Orders
import Outbox
import Plans
import Relational
import Storage
import Values

/// Turns the basket into a signed order: holds the money, sends what is in the plan, asks for what is not. All of it
/// or nothing. The password has been checked before.
package struct SignOrder: Operation, Decodable {
    /// Digest of what the person was shown.
    package let declaration: Digest
    package let together: Order.Together
    /// Why listings are asked for, or paid from emergency money.
    package let requests: [String: LineRequest]

    package init(declaration: Digest, together: Order.Together, requests: [String: LineRequest]) {
        self.declaration = declaration
        self.together = together
        self.requests = requests
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Order.ID {
        try strike(in: tx, as: principal, with: tools)
        let (checkout, order) = try judged(in: tx, as: principal, with: tools)
        return try carryOut(checkout, order, in: tx, as: principal, with: tools)
    }

    /// Reads, judges and seals before the transaction, which then asks only whether it would read the same.
    package func ahead(
        in snapshot: Snapshot, as principal: Principal, with tools: Tools
    ) -> @Sendable (Transaction) throws -> Order.ID {
        let log = ReadLog(snapshot.connection)
        let known: (checkout: Checkout, order: Order)
        do {
            known = try judged(in: Snapshot(connection: log), as: principal, with: tools)
        } catch {
            // What it is refused for is said by the transaction: it knows whether this was signed before.
            return { tx in try run(in: tx, as: principal, with: tools) }
        }
        let readings = log.readings
        return { tx in
            try strike(in: tx, as: principal, with: tools)
            let (checkout, order) = try readings.hold(in: tx) ? known : judged(in: tx, as: principal, with: tools)
            return try carryOut(checkout, order, in: tx, as: principal, with: tools)
        }
    }

    func strike(in tx: Transaction, as principal: Principal, with tools: Tools) throws {
        _ = try PlanClock.strike(in: tx, holder: try principal.actingForHolder(to: .sign).holder, with: tools)
    }

    /// Under which identifier, and as of when, an order is signed.
    struct Stamp {
        let order: Order.ID
        let at: Moment
    }

    /// The basket as it is, found to be what the person was shown, and sealed.
    /// - Parameter stamp: nil for a new order of now.
    func judged(
        in access: some Reading, as principal: Principal, with tools: Tools, stamp: Stamp? = nil
    ) throws -> (checkout: Checkout, order: Order) {
        let authority = try principal.actingForHolder(to: .sign)
        try access.mustStillHold(authority)
        let requests = Dictionary(
            requests.map { (Listing.ID($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        let checkout = try Checkout(
            of: authority.holder, authority: authority, requests: requests, shelf: tools.shelf, today: tools.today,
            in: access)
        guard let checkout else { throw OrderRefusal.blocked }
        // What moved is shown before what blocks: the person has not seen either.
        guard checkout.declaration.digest == declaration else { throw OrderRefusal.changedSinceShown }
        guard !checkout.judgement.isBlocked else { throw OrderRefusal.blocked }
        try mustHaveReasons(checkout)
        let stamp = stamp ?? Stamp(order: tools.new(), at: tools.now)
        return (checkout, try seal(checkout, principal, authority, tools, stamp))
    }

    func carryOut(
        _ checkout: Checkout, _ order: Order, in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Order.ID {
        try store(order, checkout, tx, at: tools.now)
        try tx.orders.append(
            OrderEvent(
                order: order.id, supplierOrder: nil, what: .signed, by: principal.person.id, note: nil, at: tools.now))
        var clerk = OrderClerk(tx: tx, principal: principal, tools: tools, holder: checkout.holder)
        clerk.keepsStanding = false
        try place(checkout, order, clerk)
        try tx.orders.refreshStanding(of: order.id)
        return order.id
    }

    private func mustHaveReasons(_ checkout: Checkout) throws(OrderRefusal) {
        let outcomes = Set(checkout.plan.outcomes.map(\.id))
        let needed = Set(checkout.judgement.verdicts.filter(\.needsWhy).map(\.wish.listing.id))
        for line in checkout.split.parts.flatMap(\.lines) where needed.contains(line.listing) {
            guard let request = line.request, !request.reason.isEmpty,
                request.reason.unicodeScalars.count <= LineRequest.reasonCharactersMaximum,
                request.outcome.map(outcomes.contains) ?? true
            else { throw .reasonMissing }
        }
    }

    private func seal(
        _ checkout: Checkout, _ principal: Principal, _ authority: Authority, _ tools: Tools, _ stamp: Stamp
    ) throws -> Order {
        let id = stamp.order
        let number = Order.number(for: id)
        let document = checkout.declaration.document(
            order: id, number: number, signer: principal.person, together: together, at: stamp.at)
        return Order(
            id: id, number: number, holder: authority.holder, basket: checkout.basket.id, plan: checkout.plan.id,
            planVersion: checkout.plan.version, signer: principal.person.id,
            authority: authority.id, together: together, total: checkout.declaration.total, signedAt: stamp.at,
            signature: try tools.sealer.seal(document), standing: OrderStanding(parts: [], approvals: [], pence: [:]))
    }

    private func store(_ order: Order, _ checkout: Checkout, _ tx: Transaction, at now: Moment) throws {
        var basket = checkout.basket
        try basket.perform(.convert, at: now)
        try tx.baskets.saveStatus(of: basket)
        try tx.orders.insert(order)
    }

    /// Every part with its money; then what is in the plan goes out, and what is not is asked for.
    private func place(_ checkout: Checkout, _ order: Order, _ clerk: OrderClerk) throws {
        let parts = checkout.split.parts
        var placed = parts.map { part in
            SupplierOrder(
                id: clerk.tools.new(), order: order.id, supplier: part.supplier, route: part.route, payer: part.payer,
                lines: part.lines, status: .awaitingApproval, version: 1)
        }
        for (position, part) in placed.enumerated() { try clerk.tx.supplierOrders.insert(part, position: position) }
        try clerk.hold(placed, plan: checkout.plan)
        for part in placed { try clerk.tx.takeStock(for: part, at: clerk.tools.now) }
        let emergency = Set(checkout.plan.lines.filter { $0.kind == .contingency }.map(\.id))
        let waits = together == .keepTogether && parts.contains { $0.route == .asked }
        for index in placed.indices {
            if placed[index].lines.contains(where: { $0.sources.contains { emergency.contains($0.planLine) } }) {
                try clerk.tellOfContingency(placed[index])
            }
            if parts[index].route == .asked {
                try clerk.ask(placed[index], under: checkout.plan)
            } else if !waits {
                try clerk.send(&placed[index])
            }
        }
        for index in placed.indices where parts[index].route == .asked {
            try clerk.useStanding(for: placed[index], of: order)
        }
    }
}

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
package struct SignOrder: Operation {
    /// Digest of what the person was shown.
    package let declaration: Digest
    package let together: Order.Together
    /// Why each listing outside the plan is asked for.
    package let requests: [String: LineRequest]

    package init(declaration: Digest, together: Order.Together, requests: [String: LineRequest]) {
        self.declaration = declaration
        self.together = together
        self.requests = requests
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Order.ID {
        let authority = try principal.actingForHolder()
        let requests = Dictionary(
            requests.map { (Listing.ID($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        let checkout = try Checkout(
            of: authority.holder, authority: authority, requests: requests, shelf: tools.shelf, today: tools.today,
            in: tx)
        guard let checkout else { throw OrderRefusal.blocked }
        // What moved is shown before what blocks: the person has not seen either.
        guard checkout.declaration.digest == declaration else { throw OrderRefusal.changedSinceShown }
        guard !checkout.judgement.isBlocked else { throw OrderRefusal.blocked }
        try mustHaveReasons(checkout)
        let order = try seal(checkout, principal, authority, tools)
        try store(order, checkout, tx)
        try tx.orders.append(
            OrderEvent(
                order: order.id, supplierOrder: nil, what: .signed, by: principal.person.id, note: nil, at: tools.now))
        let clerk = OrderClerk(tx: tx, principal: principal, tools: tools, holder: checkout.holder)
        let waits = together == .keepTogether && checkout.split.parts.contains { $0.route == .asked }
        for (position, part) in checkout.split.parts.enumerated() {
            try place(part, at: position, of: order, checkout, clerk, waits: waits)
        }
        try tx.orders.refreshStanding(of: order.id)
        return order.id
    }

    private func mustHaveReasons(_ checkout: Checkout) throws(OrderRefusal) {
        let outcomes = Set(checkout.plan.outcomes.map(\.id))
        for line in checkout.split.parts.filter({ $0.route == .asked }).flatMap(\.lines) {
            guard let request = line.request, !request.reason.isEmpty,
                request.reason.unicodeScalars.count <= LineRequest.reasonCharactersMaximum,
                request.outcome.map(outcomes.contains) ?? true
            else { throw .reasonMissing }
        }
    }

    private func seal(
        _ checkout: Checkout, _ principal: Principal, _ authority: Authority, _ tools: Tools
    ) throws -> Order {
        let id: Order.ID = tools.new()
        let number = Order.number(for: id)
        let document = checkout.declaration.document(
            order: id, number: number, signer: principal.person, together: together, at: tools.now)
        return Order(
            id: id, number: number, holder: authority.holder, basket: checkout.basket.id, plan: checkout.plan.id,
            planVersion: checkout.plan.version,
            contractingPrincipal: checkout.plan.management.contractingPrincipal, signer: principal.person.id,
            authority: authority.id, together: together, total: checkout.declaration.total, signedAt: tools.now,
            signature: try tools.sealer.seal(document), standing: OrderStanding(parts: [], approvals: []))
    }

    private func store(_ order: Order, _ checkout: Checkout, _ tx: Transaction) throws {
        var basket = checkout.basket
        try basket.convert()
        try tx.baskets.save(basket)
        try tx.orders.insert(order)
    }

    private func place(
        _ part: Split.Part, at position: Int, of order: Order, _ checkout: Checkout, _ clerk: OrderClerk, waits: Bool
    ) throws {
        var placed = SupplierOrder(
            id: clerk.tools.new(), order: order.id, supplier: part.supplier, route: part.route, lines: part.lines,
            status: .awaitingApproval, version: 1)
        try clerk.tx.supplierOrders.insert(placed, position: position)
        try clerk.hold(placed, plan: checkout.plan)
        if part.route == .asked {
            try clerk.ask(placed, content: part.contentDigest)
        } else if !waits {
            try clerk.advance(&placed, .send)
        }
    }
}

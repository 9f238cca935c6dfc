import Catalogue
import Identity
import Orders
import Outbox
import Plans
import Relational
import Storage
import Values

/// One request with everything around it, in one transaction: who may decide, what becomes of the supplier order and
/// of the money, and who is told.
struct ApprovalClerk {
    let tx: Transaction
    /// Nil when time alone acts.
    let person: Person.ID?
    let tools: Tools
    private(set) var part: SupplierOrder
    let order: Order
    let holder: Holder
    private(set) var approval: Approval

    /// A request of the person's own commissioner.
    /// - Throws: `NotFound`.
    init(_ id: Approval.ID, _ tx: Transaction, _ principal: Principal, _ tools: Tools) throws {
        let commissioner = try principal.actingForCommissioner()
        guard let approval = try tx.approvals.find(id, of: commissioner) else { throw NotFound() }
        try self.init(approval, tx, by: principal.person.id, tools)
    }

    init(_ approval: Approval, _ tx: Transaction, by person: Person.ID?, _ tools: Tools) throws {
        guard let part = try tx.supplierOrders.find(approval.supplierOrder),
            let order = try tx.orders.find(approval.order), let holder = try tx.holders.find(order.holder)
        else { throw NotFound() }
        self.tx = tx
        self.person = person
        self.tools = tools
        self.part = part
        self.order = order
        self.holder = holder
        self.approval = approval
    }

    var orders: OrderClerk { OrderClerk(tx: tx, person: person, tools: tools, holder: holder) }

    func deciders() throws -> Deciders {
        try tx.deciders(of: approval, for: part, holder: holder, on: tools.today)
    }

    /// Takes one step of the request: its record, its event, and who is told.
    mutating func advance(
        _ action: ApprovalAction, note: String? = nil, holding: Set<ApprovalGuard> = []
    ) throws {
        try orders.advance(&approval, of: part, action, note: note, holding: holding)
    }

    /// Gives it into somebody's hands.
    mutating func assign(
        to person: Person.ID, by other: Person.ID, note: String?, holding: Set<ApprovalGuard>
    ) throws {
        let event = try approval.assign(
            to: person, by: other, note: note, at: tools.now, holding: holding)
        try tx.approvals.save(approval)
        try tx.orders.append(event)
    }

    /// Asks the holder's budget once more for what was dropped.
    mutating func holdAgain() throws { try orders.holdAgain(&part) }

    /// Sends what was granted of each line, and lets the rest go.
    func send(_ decision: ApprovalDecision) throws {
        let grants = decision.lines.map { ($0.position, Grant(units: $0.units, unitPrice: $0.unitPrice)) }
        try orders.grant(part, of: order, Dictionary(grants, uniquingKeysWith: { first, _ in first }))
        try noteUse()
    }

    /// What was approved and has gone out has been used.
    func noteUse() throws {
        for var other in try tx.approvals.list(of: order.id) where other.status.after(.use) != nil {
            guard let part = try tx.supplierOrders.find(other.supplierOrder),
                part.status != .awaitingApproval, part.status != .notSent
            else { continue }
            try orders.advance(&other, of: part, .use, note: nil)
        }
    }

    /// Dropped by itself, it can be held and sent by itself.
    var goesAlone: Bool { order.together == .sendNow && part.status == .notSent }

    /// Is it still about what was signed, under the plan as it is, and is that what the page showed?
    func isSame(_ shown: Digest) throws -> Bool {
        guard approval.content == shown else { return false }
        let plan = try approval.planVersion == nil ? nil : tx.plans.current(of: holder.id)
        return part.content(under: plan) == approval.content
    }

    /// Asked about everything that waits with the part: kept together, all of it goes out or none.
    func mustStillBePossible() throws {
        let standing = holder.standing
        guard !standing.isOnHold, standing.diedOn == nil,
            !standing.isExcludedFromDirectPayments || part.payer.principal != .holder
        else { throw OrderRefusal.holderStopped }
        let going = try tx.supplierOrders.going(with: part, of: order)
        // A newer version may have taken the place of the one that was signed under: what counts is that a plan is in
        // force, and that it has the lines that pay.
        guard let plan = try tx.plans.current(of: order.holder), plan.status == .inForce,
            tools.today <= plan.span.last, try going.allSatisfy({ try tx.isPayable($0, under: plan) })
        else { throw OrderRefusal.planNotInForce }
        let suppliers = try tx.suppliers.find(going.map(\.supplier))
        for other in going {
            guard let supplier = suppliers[other.supplier] else { throw NotFound() }
            if let obstacle = other.obstacles(with: supplier, for: holder, in: tools.shelf.categories, on: tools.today)
                .first
            {
                throw OrderRefusal.supplierBarred(obstacle)
            }
        }
    }
}

extension SupplierOrder {
    /// Why it could not be ordered from its supplier now: what the judge asked when it was signed may have changed
    /// (workflow row 79).
    package func obstacles(
        with supplier: Supplier, for holder: Holder, in categories: Categories, on day: Day
    ) -> [OrderObstacle] {
        var seen: Set<OrderObstacle> = []
        return lines.flatMap {
            supplier.obstacles(to: $0.category, for: holder.commissioner.text, in: categories, on: day)
        }.filter { seen.insert($0).inserted }
    }
}

import Catalogue
import Identity
import Plans
import Values

/// What one supplier is asked for, under the holder's one signed order.
package struct SupplierOrder: Sendable, Hashable {
    package typealias ID = Identifier<SupplierOrder>

    /// Lines in the plan go at once, others wait for approval: where a supplier has both, they are two parts.
    package enum Route: String, Sendable, CaseIterable, Codable {
        case direct, asked
    }

    package struct Payer: Sendable, Hashable, Codable {
        package let budget: PlanBudget.ID
        package let management: Management

        package init(budget: PlanBudget.ID, management: Management) {
            self.budget = budget
            self.management = management
        }

        package var principal: ContractingPrincipal { management.contractingPrincipal }
    }

    package let id: ID
    package let order: Order.ID
    package let supplier: Supplier.ID
    package let route: Route
    /// The budget that pays, and who therefore contracts (reference, A2).
    package let payer: Payer
    package let lines: [OrderLine]
    package private(set) var status: SupplierOrderStatus
    package private(set) var version: Int

    package init(
        id: ID, order: Order.ID, supplier: Supplier.ID, route: Route, payer: Payer, lines: [OrderLine],
        status: SupplierOrderStatus, version: Int
    ) {
        self.id = id
        self.order = order
        self.supplier = supplier
        self.route = route
        self.payer = payer
        self.lines = lines
        self.status = status
        self.version = version
    }

    package var total: Money { lines.map(\.total).total }
    /// What the public purse pays of it.
    package var charge: Money { lines.map(\.charge).total }

    /// Moves it on, and returns what happened with its effect on the money. The caller stores all of it in one
    /// transaction.
    /// - Throws: `.notPossible` where the table has no such step.
    package mutating func perform(
        _ action: SupplierOrderAction, by person: Person.ID, note: String? = nil, at now: Moment
    ) throws(OrderRefusal) -> (event: OrderEvent, effect: LedgerEffect) {
        guard let step = status.after(action) else { throw .notPossible(action, in: status) }
        let event = OrderEvent(
            order: order, supplierOrder: id, what: .supplierOrder(action), by: person, note: note, at: now)
        status = step.next
        version += 1
        return (event, step.effect)
    }
}

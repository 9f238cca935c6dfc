import Identity
import Values

/// A request to the commissioner about one supplier order that is not simply in the plan.
package struct Approval: Sendable, Hashable {
    package typealias ID = Identifier<Approval>

    package let id: ID
    package let order: Order.ID
    package let supplierOrder: SupplierOrder.ID
    /// Of exactly what is asked: a decision about other content is void.
    package let content: Digest
    package let requestedBy: Person.ID
    package let requestedAt: Moment
    package private(set) var status: ApprovalStatus
    package private(set) var version: Int

    package init(
        id: ID, order: Order.ID, supplierOrder: SupplierOrder.ID, content: Digest, requestedBy: Person.ID,
        requestedAt: Moment, status: ApprovalStatus, version: Int
    ) {
        self.id = id
        self.order = order
        self.supplierOrder = supplierOrder
        self.content = content
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.status = status
        self.version = version
    }

    package static let reasonCharactersMaximum = 1_000

    /// Moves it on, and returns what happened.
    /// - Throws: `.approvalNotPossible` where the table has no such step; `.ownRequest` when somebody decides what
    ///   they asked for themselves.
    package mutating func perform(
        _ action: ApprovalAction, by person: Person.ID, note: String?, at now: Moment
    ) throws(OrderRefusal) -> OrderEvent {
        guard let next = status.after(action) else { throw .approvalNotPossible(action, in: status) }
        guard !action.isDecision || person != requestedBy else { throw .ownRequest }
        let event = OrderEvent(
            order: order, supplierOrder: supplierOrder, what: .approval(action), by: person, note: note, at: now)
        status = next
        version += 1
        return event
    }
}

/// Where a request stands.
package enum ApprovalStatus: String, CaseIterable, Sendable {
    case waiting, approved, declined, withdrawn
    /// Closed because another part of an order that was to be kept together was not approved.
    case closed
}

/// What can happen to a request. Silence is not among it: time alone never decides.
package enum ApprovalAction: String, CaseIterable, Sendable {
    case approve, decline, withdraw, close

    package var isDecision: Bool { self == .approve || self == .decline }
}

extension ApprovalStatus {
    /// The whole workflow, in one place. Nil: the action is not possible here.
    package func after(_ action: ApprovalAction) -> ApprovalStatus? {
        switch (self, action) {
        case (.waiting, .approve): .approved
        case (.waiting, .decline): .declined
        case (.waiting, .withdraw): .withdrawn
        case (.waiting, .close), (.approved, .close): .closed
        default: nil
        }
    }
}

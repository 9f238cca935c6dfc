/// Where the part of an order that one supplier answers stands.
package enum SupplierOrderStatus: String, CaseIterable, Sendable, Codable {
    case awaitingApproval = "awaiting_approval"
    case sent, accepted, delivered, received, paid
    case declined, cancelled
    case notSent = "not_sent"
}

/// What can happen to it.
package enum SupplierOrderAction: String, CaseIterable, Sendable, Codable {
    /// Approval is given (or, kept together, given for all): it goes out.
    case send
    /// Approval is not given, or no longer asked for.
    case drop
    case accept, decline
    /// The holder cancels before the supplier has accepted.
    case cancel
    case deliver
    /// The holder confirms that it came.
    case confirm
    case pay
}

/// What a step does to the money, in the same transaction (reference, workflow 5.2).
package enum LedgerEffect: String, CaseIterable, Sendable {
    case none
    /// Extra money that was asked for is granted and held.
    case grant
    case release, commit, match, pay
}

/// One line of the table.
package struct SupplierOrderStep: Sendable, Hashable {
    package let next: SupplierOrderStatus
    package let effect: LedgerEffect
}

extension SupplierOrderStatus {
    /// The whole workflow, in one place. Nil: the action is not possible here.
    package func after(_ action: SupplierOrderAction) -> SupplierOrderStep? {
        switch (self, action) {
        case (.awaitingApproval, .send): .init(next: .sent, effect: .grant)
        case (.awaitingApproval, .drop): .init(next: .notSent, effect: .release)
        case (.sent, .accept): .init(next: .accepted, effect: .commit)
        case (.sent, .decline): .init(next: .declined, effect: .release)
        case (.sent, .cancel): .init(next: .cancelled, effect: .release)
        case (.accepted, .deliver): .init(next: .delivered, effect: .none)
        case (.delivered, .confirm): .init(next: .received, effect: .match)
        case (.received, .pay): .init(next: .paid, effect: .pay)
        default: nil
        }
    }

    /// Nothing more can happen.
    package var isEnd: Bool { SupplierOrderAction.allCases.allSatisfy { after($0) == nil } }

    /// Whether the supplier still needs to know where to go: as long as something is to come, or to be put right.
    package var needsDelivery: Bool {
        switch self {
        case .sent, .accepted, .delivered: true
        case .awaitingApproval, .received, .paid, .declined, .cancelled, .notSent: false
        }
    }
}

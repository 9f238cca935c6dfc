import Values

/// Where one unit of an order line is. A line is counted by them, so that whatever happens every unit is somewhere
/// (reference, workflow 4.5).
package enum UnitState: String, WorkflowWord, Codable {
    /// Not answered yet.
    case open
    case refused
    case cancelledBefore = "cancelled_before"
    /// Accepted, not delivered.
    case toCome = "to_come"
    case cancelledAfter = "cancelled_after"
    /// Delivered, not confirmed.
    case unconfirmed
    /// Delivered, and something is wrong: nothing is owed for it before that is settled.
    case questioned
    /// Given back before it was owed.
    case returned
    /// Confirmed: owed.
    case received
    /// Owed, and something is wrong: set aside.
    case disputed
    /// Owed no more.
    case credited
    case paid
    /// Paid, and something is wrong.
    case contested
    /// Paid, and to be paid back.
    case refunded
}

/// What can happen to a unit.
package enum UnitEvent: String, WorkflowWord, Codable {
    case accept, refuse, cancel, askAgain = "ask_again"
    case deliver, confirm
    /// Something is wrong with it.
    case report
    /// What was wrong is put right, or was not wrong: it counts as received.
    case settle
    /// It goes back, or is not paid for.
    case giveBack = "give_back"
    case pay
    /// The bank returned the payment.
    case payBack = "pay_back"
}

extension UnitState {
    package static let workflow = Workflow<UnitState, UnitEvent, Unguarded>(
        "order-line", start: .open,
        [
            .init(.open, .accept, posts: ["COMMIT"], to: .toCome),
            .init(.open, .refuse, posts: ["RELEASE", "FUND_RESERVE_BACK"], to: .refused),
            .init(.open, .cancel, posts: ["RELEASE", "FUND_RESERVE_BACK"], to: .cancelledBefore),
            .init(.refused, .askAgain, posts: ["HOLD", "FUND_RESERVE"], to: .open),
            .init(.toCome, .deliver, to: .unconfirmed),
            .init(.toCome, .cancel, posts: ["DECOMMIT", "CANCEL_FEE"], to: .cancelledAfter),
            .init(.unconfirmed, .confirm, posts: ["MATCH"], to: .received),
            .init(.unconfirmed, .report, to: .questioned),
            .init(.questioned, .settle, posts: ["MATCH", "CREDIT_NOTE"], to: .received),
            .init(.questioned, .giveBack, posts: ["DECOMMIT"], to: .returned),
            .init(.received, .report, posts: ["DISPUTE"], to: .disputed),
            .init(.received, .pay, posts: ["PAY_SENT", "PAY_OK"], to: .paid),
            .init(.disputed, .settle, posts: ["DISPUTE_END", "CREDIT_NOTE"], to: .received),
            .init(.disputed, .giveBack, posts: ["DISPUTE_END", "CREDIT_NOTE"], to: .credited),
            .init(.paid, .report, to: .contested),
            .init(.paid, .payBack, posts: ["REVERSE", "PAY_BACK"], to: .received),
            .init(.contested, .settle, posts: ["REFUND_DUE"], to: .paid),
            .init(.contested, .giveBack, posts: ["REFUND_DUE"], to: .refunded),
        ])
}

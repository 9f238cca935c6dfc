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

/// What has to hold for a step of some units.
package enum UnitGuard: String, WorkflowGuard {
    case enough
    /// A fee for cancelling stays within what the units cost.
    case feeFits = "fee_fits"
    /// So does everything that is taken off.
    case reductionFits = "reduction_fits"

    package var words: String {
        switch self {
        case .enough: "so many units are there"
        case .feeFits: "the fee is no more than they cost"
        case .reductionFits: "what is taken off is no more than they cost, with all that was taken off before"
        }
    }
}

extension UnitState {
    package typealias Table = Workflow<UnitState, UnitEvent, UnitGuard>

    private static let free = ["RELEASE", "FUND_RESERVE_BACK"]
    private static let bounced = ["REVERSE", "PAY_BACK"]

    /// What money follows which units; the books are moved by `LineMoney`.
    package static let workflow = Table(
        "order-line", start: .open,
        [
            .init(.open, .accept, if: [.enough], posts: ["COMMIT"], to: .toCome),
            .init(.open, .refuse, if: [.enough], posts: free, to: .refused),
            .init(.open, .cancel, if: [.enough], posts: free, to: .cancelledBefore),
            .init(.refused, .askAgain, if: [.enough], posts: ["HOLD", "FUND_RESERVE"], to: .open),
            .init(.toCome, .deliver, if: [.enough], to: .unconfirmed),
            .init(.toCome, .cancel, if: [.enough, .feeFits], posts: ["DECOMMIT", "CANCEL_FEE"], to: .cancelledAfter),
            .init(.unconfirmed, .confirm, if: [.enough], posts: ["MATCH"], to: .received),
            .init(.unconfirmed, .report, if: [.enough], to: .questioned),
            .init(.questioned, .settle, if: [.enough, .reductionFits], posts: ["MATCH", "CREDIT_NOTE"], to: .received),
            .init(.questioned, .giveBack, if: [.enough], posts: ["DECOMMIT", "CREDIT_NOTE"], to: .returned),
            .init(.received, .report, if: [.enough], posts: ["DISPUTE"], to: .disputed),
            .init(.received, .pay, if: [.enough], posts: ["PAY_SENT", "PAY_OK"], to: .paid),
            .init(
                .disputed, .settle, if: [.enough, .reductionFits], posts: ["DISPUTE_END", "CREDIT_NOTE"],
                to: .received),
            .init(.disputed, .giveBack, if: [.enough], posts: ["DISPUTE_END", "CREDIT_NOTE"], to: .credited),
            .init(.paid, .report, if: [.enough], to: .contested),
            .init(.paid, .payBack, if: [.enough], posts: bounced, to: .received),
            .init(.contested, .payBack, if: [.enough], posts: bounced + ["DISPUTE"], to: .disputed),
            .init(.contested, .settle, if: [.enough, .reductionFits], posts: ["REFUND_DUE"], to: .paid),
            .init(.contested, .giveBack, if: [.enough], posts: ["REFUND_DUE"], to: .refunded),
        ])
}

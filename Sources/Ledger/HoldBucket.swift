import Values

/// Where a hold's pence can be. Every penny of a hold is in exactly one of them (reference, workflow 5.3: I4, I5).
package enum HoldBucket: String, WorkflowWord {
    /// Extra money, set aside in the commissioner's fund until the request is decided.
    case reserved
    /// Ordered; the supplier has not accepted.
    case held
    /// Given back before anybody accepted.
    case released
    case committed
    /// Given back after that: cancelled, closed short, or returned before it was owed.
    case decommitted
    case owed
    /// Owed, but set aside until a problem is decided.
    case disputed
    /// Owed no more, agreed before it was paid.
    case credited
    case paid
    /// Paid, and to be paid back.
    case refundDue = "refund_due"
    case refunded
}

extension HoldBucket {
    /// Which posting takes a penny from where to where. `HOLD` and `FUND_RESERVE` bring it in.
    package static let workflow = Workflow<HoldBucket, PostingCode, Unguarded>(
        "hold", start: .held,
        [
            .init(.reserved, .fundGrant, to: .held),
            .init(.reserved, .fundReserveBack, to: .released),
            .init(.held, .commit, to: .committed),
            .init(.held, .release, to: .released),
            .init(.committed, .match, to: .owed),
            .init(.committed, .cancelFee, to: .owed),
            .init(.committed, .decommit, to: .decommitted),
            .init(.owed, .dispute, to: .disputed),
            .init(.disputed, .disputeEnd, to: .owed),
            .init(.owed, .creditNote, to: .credited),
            .init(.owed, .payOK, to: .paid),
            .init(.paid, .payBack, to: .owed),
            .init(.paid, .refundDue, to: .refundDue),
            .init(.refundDue, .refundIn, to: .refunded),
            .init(.refundDue, .refundOffset, to: .refunded),
            .init(.refundDue, .writeOff, to: .refunded),
        ])
}

extension PostingCode: WorkflowWord {}

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
    package typealias Table = Workflow<HoldBucket, PostingCode, Unguarded>

    /// Which posting takes a penny from where to where. `HOLD` brings it in as held, `FUND_RESERVE` as reserved.
    package static let workflow = Table(
        "hold", start: .held, orStart: [.reserved],
        [
            posting(.reserved, .fundGrant, to: .held),
            posting(.reserved, .fundReserveBack, to: .released),
            posting(.held, .commit, to: .committed),
            posting(.held, .release, to: .released),
            posting(.committed, .match, to: .owed),
            posting(.committed, .cancelFee, to: .owed),
            posting(.committed, .decommit, to: .decommitted),
            posting(.owed, .dispute, to: .disputed),
            posting(.disputed, .disputeEnd, to: .owed),
            posting(.owed, .creditNote, to: .credited),
            posting(.owed, .payOK, to: .paid),
            posting(.paid, .payBack, to: .owed),
            posting(.paid, .refundDue, to: .refundDue),
            posting(.refundDue, .refundIn, to: .refunded),
            posting(.refundDue, .refundOffset, to: .refunded),
            posting(.refundDue, .writeOff, to: .refunded),
        ])

    /// What happens to a hold is what is posted.
    private static func posting(_ from: HoldBucket, _ code: PostingCode, to: HoldBucket) -> Table.Edge {
        Table.Edge(from, code, posts: [code.rawValue], to: to)
    }

    /// The postings that move a hold's pence; all others concern money that is not held.
    package static let postings = PostingCode.allCases.filter { code in workflow.edges.contains { $0.event == code } }
}

extension PostingCode: WorkflowWord {}

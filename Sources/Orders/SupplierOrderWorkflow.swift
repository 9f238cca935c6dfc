import Values

/// Where the part of an order that one supplier answers stands. From the supplier's answer on it follows from the
/// units of its lines: `SupplierOrderGuard` names the six ways in which they can stand.
package enum SupplierOrderStatus: String, Sendable, Codable, WorkflowWord {
    case awaitingApproval = "awaiting_approval"
    case sent
    /// The supplier offers something else, or at another price or time, and the holder has not answered.
    case changeOffered = "change_offered"
    case accepted
    case partDelivered = "part_delivered"
    case delivered, received, paid
    /// The holder would like to cancel, and the supplier has not answered.
    case cancelAsked = "cancel_asked"
    /// The supplier was suspended, or the plan ended, or the holder died: the commissioner says how it goes on.
    case onHold = "on_hold"
    case declined, lapsed, cancelled
    case notSent = "not_sent"
}

/// What can happen to it.
package enum SupplierOrderAction: String, Sendable, Codable, WorkflowWord {
    /// Approval is given (or, kept together, given for all): it goes out.
    case send
    /// Approval is not given, or no longer asked for.
    case drop
    /// Approved as far as it goes; the rest of the order is waited for.
    case grant
    /// The commissioner is asked once more.
    case askAgain = "ask_again"
    /// The supplier takes all of it or a part.
    case accept
    case decline
    /// The supplier offers something else for some lines.
    case propose
    case agree
    case refuseChange = "refuse_change"
    /// Nobody answered in time.
    case lapse
    /// The holder cancels before the supplier has accepted.
    case cancel
    case askToCancel = "ask_to_cancel"
    case agreeToCancel = "agree_to_cancel"
    case refuseToCancel = "refuse_to_cancel"
    case deliver
    /// The supplier says that the rest will not come.
    case closeShort = "close_short"
    /// The holder confirms that it came.
    case confirm
    /// The holder says that something is wrong.
    case report
    /// What was wrong is settled.
    case settle
    case pay
    /// The bank returned the payment.
    case payBack = "pay_back"
    /// Money that was to be paid back has come, or is not expected any more.
    case refund
    case putOnHold = "put_on_hold"
    /// The commissioner lets it go on.
    case goOn = "go_on"
    /// … lets only some of it go on.
    case finish
    /// … or stops what has not come.
    case stop
}

/// What has to hold for a step. The first six say how the units stand after it; exactly one of them does.
package enum SupplierOrderGuard: String, WorkflowGuard {
    case nothingHere = "nothing_here"
    case partHere = "part_here"
    case allHere = "all_here"
    case allConfirmed = "all_confirmed"
    case allPaid = "all_paid"
    case nothingLeft = "nothing_left"
    /// Some lines are still to be answered.
    case unanswered
    case inTime = "in_time"
    case tooLate = "too_late"
    case withinTerms = "within_terms"
    case somethingOwed = "something_owed"
    case refundDue = "refund_due"
    case reasonGiven = "reason_given"

    package var words: String {
        switch self {
        case .nothingHere: "nothing has been delivered yet"
        case .partHere: "some has been delivered, and some is to come"
        case .allHere: "nothing more is to come, and something is not confirmed"
        case .allConfirmed: "all that came is confirmed, and something is not paid or not settled"
        case .allPaid: "all that came is paid"
        case .nothingLeft: "nothing has come, and nothing will"
        case .unanswered: "the supplier has not answered"
        case .inTime: "the time to answer has not run out"
        case .tooLate: "the time to answer has run out"
        case .withinTerms: "the fee is within the terms that were signed"
        case .somethingOwed: "something is owed"
        case .refundDue: "so much is to be paid back"
        case .reasonGiven: "a reason is given"
        }
    }
}

extension SupplierOrderStatus {
    package typealias Table = Workflow<SupplierOrderStatus, SupplierOrderAction, SupplierOrderGuard>

    /// How units stand, and the status that follows.
    private static let fork = Table.Fork(
        "as-its-units-stand",
        [
            .init(.nothingHere, to: .accepted), .init(.partHere, to: .partDelivered), .init(.allHere, to: .delivered),
            .init(.allConfirmed, to: .received), .init(.allPaid, to: .paid), .init(.nothingLeft, to: .cancelled),
        ])

    /// Edges to wherever the units say.
    private static func follow(
        _ froms: [SupplierOrderStatus], _ action: SupplierOrderAction, if guards: [SupplierOrderGuard] = [],
        posts effects: [String] = []
    ) -> [Table.Edge] {
        froms.flatMap { fork.edges($0, action, if: guards, posts: effects) }
    }

    private static let back = ["RELEASE", "FUND_RESERVE_BACK"]
    /// A payment was returned; what is in question of it is set aside.
    private static let returned = ["REVERSE", "PAY_BACK", "DISPUTE", "CREDIT_NOTE"]
    private static let settling = ["MATCH", "DECOMMIT", "DISPUTE_END", "CREDIT_NOTE", "REFUND_DUE"]
    private static let coming: [SupplierOrderStatus] = [.accepted, .partDelivered]
    private static let here: [SupplierOrderStatus] = [.accepted, .partDelivered, .delivered, .received]

    /// The whole workflow, in one place (reference, workflow 4.4, 4.6, 4.7).
    /// What is simply in the plan begins as sent.
    package static let workflow = Table(
        "supplier-order", start: .awaitingApproval, orStart: [.sent], beforeAnswer + afterAnswer + ends, forks: [fork])

    private static let beforeAnswer: [Table.Edge] =
        [
            .init(.awaitingApproval, .send, posts: ["FUND_GRANT", "HOLD"] + back, to: .sent),
            .init(.awaitingApproval, .grant, posts: back, to: .awaitingApproval),
            .init(.awaitingApproval, .drop, posts: back, to: .notSent),
            .init(.notSent, .askAgain, posts: ["HOLD", "FUND_RESERVE"], to: .awaitingApproval),
            .init(.sent, .decline, if: [.reasonGiven], posts: back, to: .declined),
            .init(.sent, .propose, if: [.inTime, .unanswered], posts: ["COMMIT"] + back, to: .changeOffered),
            .init(.sent, .cancel, posts: back, to: .cancelled),
            .init(.sent, .lapse, if: [.tooLate], posts: back, to: .lapsed),
        ]
        + follow([.sent], .accept, if: [.inTime], posts: ["COMMIT"] + back)
        + follow([.changeOffered], .agree, if: [.inTime], posts: ["COMMIT", "HOLD"] + back)
        + follow([.changeOffered], .refuseChange, posts: back)
        + follow([.changeOffered], .lapse, if: [.tooLate], posts: back)

    private static let afterAnswer: [Table.Edge] =
        follow(coming, .deliver) + [.init(.onHold, .deliver, to: .onHold)]
        + follow(coming, .closeShort, if: [.reasonGiven], posts: ["DECOMMIT"])
        + coming.map { .init($0, .askToCancel, to: .cancelAsked) }
        + follow(
            [.cancelAsked], .agreeToCancel, if: [.withinTerms], posts: ["DECOMMIT", "CANCEL_FEE"])
        + follow([.cancelAsked], .refuseToCancel, if: [.reasonGiven])
        + follow([.partDelivered, .delivered], .confirm, posts: ["MATCH"])
        + [.init(.cancelAsked, .confirm, posts: ["MATCH"], to: .cancelAsked)]
        + follow([.partDelivered, .delivered, .received, .paid], .report, posts: ["DISPUTE"])
        + [.init(.cancelAsked, .report, posts: ["DISPUTE"], to: .cancelAsked)]
        + follow(
            [.partDelivered, .delivered, .received, .paid], .settle,
            posts: settling)
        + [
            .init(
                .cancelAsked, .settle, posts: settling, to: .cancelAsked)
        ]
        + ([.sent, .changeOffered, .cancelAsked] + here).map { .init($0, .putOnHold, if: [.reasonGiven], to: .onHold) }
        + [.init(.onHold, .goOn, if: [.unanswered], to: .sent)] + follow([.onHold], .goOn)
        + follow([.onHold], .finish, posts: ["DECOMMIT"] + back)
        + follow([.onHold], .stop, posts: ["DECOMMIT", "CANCEL_FEE"] + back)
        + [
            .init(.onHold, .confirm, posts: ["MATCH"], to: .onHold),
            .init(.onHold, .report, posts: ["DISPUTE"], to: .onHold),
            .init(
                .onHold, .settle, posts: settling, to: .onHold),
        ]

    private static let ends: [Table.Edge] =
        follow(here, .pay, if: [.somethingOwed], posts: ["PAY_SENT", "PAY_OK"])
        + [SupplierOrderStatus.cancelAsked, .onHold, .cancelled].map {
            .init($0, .pay, if: [.somethingOwed], posts: ["PAY_SENT", "PAY_OK"], to: $0)
        }
        + follow([.accepted, .partDelivered, .delivered, .received, .paid], .payBack, posts: returned)
        + [SupplierOrderStatus.cancelAsked, .onHold, .cancelled].map { .init($0, .payBack, posts: returned, to: $0) }
        + (here + [.paid, .cancelAsked, .onHold, .cancelled]).map {
            .init(
                $0, .refund, if: [.refundDue], posts: ["REFUND_IN", "REFUND_OFFSET", "WRITE_OFF"], to: $0)
        }

    /// As long as nothing is over.
    package static let live = allCases.filter { !$0.isOver && $0 != .received }.map(\.rawValue)

    /// Nothing is to come, to be answered or to be decided: only money may still move.
    package var isOver: Bool {
        [.paid, .declined, .lapsed, .cancelled, .notSent].contains(self)
    }

    /// What waits for approval, or never went out, is not the supplier's to know of.
    package var isKnownToSupplier: Bool { self != .awaitingApproval && self != .notSent }

    /// Whether the supplier still needs to know where to go: as long as something is to come, or to be put right.
    package var needsDelivery: Bool {
        switch self {
        case .sent, .changeOffered, .accepted, .partDelivered, .delivered, .cancelAsked, .onHold: true
        case .awaitingApproval, .received, .paid, .declined, .lapsed, .cancelled, .notSent: false
        }
    }

    package func allows(_ action: SupplierOrderAction) -> Bool {
        SupplierOrderStatus.workflow.allows(action, from: self)
    }
}

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
    /// The supplier has not answered that in time: the commissioner is asked to see to it.
    case cancelOverdue = "cancel_overdue"
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
    /// Whoever has to answer is reminded.
    case remind
    /// A request to cancel was not answered in time.
    case escalate
    /// The holder cancels before the supplier has accepted.
    case cancel
    case askToCancel = "ask_to_cancel"
    case agreeToCancel = "agree_to_cancel"
    case refuseToCancel = "refuse_to_cancel"
    case deliver
    /// The supplier says that the rest will not come.
    case closeShort = "close_short"
    /// The holder is told once more that goods came with proof.
    case notice
    /// The holder confirms that it came.
    case confirm
    /// Goods that came with proof count as received: nobody objected after two notices.
    case countReceived = "count_received"
    /// The holder says that something is wrong.
    case report
    /// What was wrong is settled.
    case settle
    case pay
    /// All that came is confirmed, and nothing of it is left to pay.
    case close
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

extension SupplierOrderAction {
    /// Somebody is told something, and nothing changes: a page that is open stays current.
    package var isOnlyTold: Bool { self == .remind || self == .notice }
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
    case reminderDue = "reminder_due"
    /// Goods, delivered with proof: never help from people.
    case proved
    case noticeDue = "notice_due"
    case noObjection = "no_objection"
    case somethingOwed = "something_owed"
    case nothingOwed = "nothing_owed"
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
        case .reminderDue: "a reminder is due, and the answer is not"
        case .proved: "goods were delivered with proof"
        case .noticeDue: "three days have passed since the notice before"
        case .noObjection: "seven days have passed after two notices without an objection"
        case .somethingOwed: "something is owed"
        case .nothingOwed: "nothing is owed"
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
    /// The only silence that means something, and the only thing that it can mean.
    private static let silence: [SupplierOrderGuard] = [.proved, .noObjection]
    private static let cancelling: [SupplierOrderStatus] = [.cancelAsked, .cancelOverdue]
    private static let coming: [SupplierOrderStatus] = [.accepted, .partDelivered]
    private static let here: [SupplierOrderStatus] = [.accepted, .partDelivered, .delivered, .received]

    /// The whole workflow, in one place (reference, workflow 4.4, 4.6, 4.7).
    /// What is simply in the plan begins as sent.
    package static let workflow = Table(
        "supplier-order", start: .awaitingApproval, orStart: [.sent],
        beforeAnswer + afterAnswer + meanwhile + cancels + ends,
        forks: [fork])

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
        + follow([.changeOffered], .agree, if: [.inTime],
            posts: ["COMMIT", "HOLD", "FUND_RESERVE", "FUND_GRANT"] + back)
        + follow([.changeOffered], .refuseChange, posts: back)
        + follow([.changeOffered], .lapse, if: [.tooLate], posts: back)
        + [.sent, .changeOffered].map { .init($0, .remind, if: [.reminderDue], to: $0) }

    private static let afterAnswer: [Table.Edge] =
        follow(coming, .deliver) + [.init(.onHold, .deliver, to: .onHold)]
        + follow(coming, .closeShort, if: [.reasonGiven], posts: ["DECOMMIT"])
        + follow([.partDelivered, .delivered], .confirm, posts: ["MATCH"])
        + follow([.partDelivered, .delivered], .countReceived, if: silence, posts: ["MATCH"])
        + ([.partDelivered, .delivered] + cancelling).map { .init($0, .notice, if: [.proved, .noticeDue], to: $0) }
        + follow([.partDelivered, .delivered, .received, .paid], .report, posts: ["DISPUTE"])
        + follow([.partDelivered, .delivered, .received, .paid], .settle, posts: settling)
        + ([.sent, .changeOffered] + cancelling + here).map {
            .init($0, .putOnHold, if: [.reasonGiven], to: .onHold)
        }
        + [.init(.onHold, .goOn, if: [.unanswered], to: .sent)] + follow([.onHold], .goOn)
        + follow([.onHold], .finish, posts: ["DECOMMIT"] + back)
        + follow([.onHold], .stop, posts: ["DECOMMIT", "CANCEL_FEE"] + back)

    /// What has come is not touched by what is still to be answered or decided.
    private static let meanwhile: [Table.Edge] = (cancelling + [.onHold]).flatMap { status -> [Table.Edge] in
        [
            .init(status, .confirm, posts: ["MATCH"], to: status),
            .init(status, .report, posts: ["DISPUTE"], to: status),
            .init(status, .settle, posts: settling, to: status),
        ]
    }

    private static let cancels: [Table.Edge] =
        coming.map { .init($0, .askToCancel, to: .cancelAsked) }
        + [
            .init(.cancelAsked, .remind, if: [.reminderDue], to: .cancelAsked),
            .init(.cancelAsked, .escalate, if: [.tooLate], to: .cancelOverdue),
        ]
        // A late answer is better than none.
        + follow(cancelling, .agreeToCancel, if: [.withinTerms], posts: ["DECOMMIT", "CANCEL_FEE"])
        + follow(cancelling, .refuseToCancel, if: [.reasonGiven])
        + cancelling.map { .init($0, .countReceived, if: silence, posts: ["MATCH"], to: $0) }

    private static let ends: [Table.Edge] =
        follow(here, .pay, if: [.somethingOwed], posts: ["PAY_SENT", "PAY_OK"])
        + follow([.received], .close, if: [.nothingOwed])
        + follow([.accepted, .partDelivered, .delivered, .received, .paid], .payBack, posts: returned)
        + (cancelling + [.onHold, .cancelled]).flatMap { status -> [Table.Edge] in
            [
                .init(status, .pay, if: [.somethingOwed], posts: ["PAY_SENT", "PAY_OK"], to: status),
                .init(status, .payBack, posts: returned, to: status),
            ]
        }
        + (here + cancelling + [.paid, .onHold, .cancelled]).map {
            .init($0, .refund, if: [.refundDue], posts: ["REFUND_IN", "REFUND_OFFSET", "WRITE_OFF"], to: $0)
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
        case .sent, .changeOffered, .accepted, .partDelivered, .delivered, .cancelAsked, .cancelOverdue, .onHold: true
        case .awaitingApproval, .received, .paid, .declined, .lapsed, .cancelled, .notSent: false
        }
    }

    package func allows(_ action: SupplierOrderAction) -> Bool {
        SupplierOrderStatus.workflow.allows(action, from: self)
    }
}

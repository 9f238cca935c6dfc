import Values

/// Where a problem stands (reference, workflow 4.7).
package enum ProblemStatus: String, Sendable, Codable, WorkflowWord {
    /// The supplier has not answered.
    case open
    /// The supplier has promised a remedy.
    case agreed
    /// The holder has been promised the same again, and it has not come.
    case replacing
    /// The two sides do not agree.
    case disputed
    /// The commissioner decides.
    case escalated
    /// It is settled what is given back, and the money follows. Never stays so: the money moves in the transaction that
    /// settles it.
    case resolvedPendingMoney = "resolved_pending_money"
    /// The supplier has to pay back.
    case refunding
    /// … and has not, in time.
    case overdue
    case closed
    /// The holder says that nothing is wrong any more.
    case withdrawn
}

/// What can happen to it.
package enum ProblemAction: String, Sendable, Codable, WorkflowWord {
    /// The supplier agrees to a remedy.
    case agree
    case refuse
    /// Nobody did what was to be done by a day.
    case silence
    /// The holder asks the commissioner to decide.
    case escalate
    /// Goods that were to go back have come back, or need not.
    case goodsBack = "goods_back"
    case goodsMissing = "goods_missing"
    /// The holder says that the replacement came.
    case replaced
    case decideForHolder = "decide_for_holder"
    case decideForSupplier = "decide_for_supplier"
    case decideSplit = "decide_split"
    /// The money follows.
    case settle
    /// Money has come back.
    case refund
    /// The supplier agrees that it is kept back from its next payment.
    case allowKeepingBack = "allow_keeping_back"
    /// … and it was.
    case keepBack = "keep_back"
    /// What is to be paid back has not come in time.
    case late
    case proposeWriteOff = "propose_write_off"
    case writeOff = "write_off"
    case withdraw
}

package enum ProblemGuard: String, WorkflowGuard {
    case inTime = "in_time"
    case tooLate = "too_late"
    case reasonGiven = "reason_given"
    case replacement
    case moneyBack = "money_back"
    case beforePayment = "before_payment"
    case afterPayment = "after_payment"
    case somethingLeft = "something_left"
    case nothingLeft = "nothing_left"
    case noParty = "no_party"
    case consentGiven = "consent_given"
    case twoPeople = "two_people"

    package var words: String {
        switch self {
        case .inTime: "the time has not run out"
        case .tooLate: "the time has run out"
        case .reasonGiven: "a reason is given"
        case .replacement: "a replacement was promised"
        case .moneyBack: "money was promised back"
        case .beforePayment: "the units have not been paid"
        case .afterPayment: "the units have been paid"
        case .somethingLeft: "something is still to be paid back after it"
        case .nothingLeft: "nothing is to be paid back after it"
        case .noParty: "who decides is no party to it"
        case .consentGiven: "the supplier has agreed to it"
        case .twoPeople: "somebody else has proposed it"
        }
    }
}

extension ProblemStatus {
    package typealias Table = Workflow<ProblemStatus, ProblemAction, ProblemGuard>

    /// Money that leaves the problem with the units: nothing is wrong with them any more.
    private static let kept = ["MATCH", "DISPUTE_END"]

    /// The whole workflow, in one place.
    package static let workflow = Table("problem", start: .open, answers + remedies + decisions + money)

    private static let answers: [Table.Edge] = [
        .init(.open, .agree, if: [.inTime], to: .agreed),
        .init(.open, .refuse, if: [.inTime, .reasonGiven], to: .disputed),
        .init(.open, .silence, if: [.tooLate], to: .escalated),
        .init(.open, .withdraw, posts: kept, to: .withdrawn),
    ]

    private static let remedies: [Table.Edge] = [
        .init(.agreed, .goodsBack, if: [.moneyBack], to: .resolvedPendingMoney),
        .init(.agreed, .goodsBack, if: [.replacement], to: .replacing),
        .init(.agreed, .goodsMissing, if: [.reasonGiven], to: .disputed),
        .init(.agreed, .escalate, to: .escalated),
        .init(.agreed, .silence, if: [.tooLate], to: .escalated),
        .init(.agreed, .withdraw, posts: kept, to: .withdrawn),
        .init(.replacing, .replaced, posts: kept, to: .closed),
        .init(.replacing, .escalate, to: .escalated),
        .init(.replacing, .silence, if: [.tooLate], to: .escalated),
    ]

    private static let decisions: [Table.Edge] =
        [ProblemStatus.disputed, .escalated].flatMap { from -> [Table.Edge] in
            [
                .init(from, .agree, to: .agreed),
                .init(from, .decideForHolder, if: [.noParty, .reasonGiven], to: .resolvedPendingMoney),
                .init(from, .decideForSupplier, if: [.noParty, .reasonGiven], posts: kept, to: .closed),
                .init(from, .decideSplit, if: [.noParty, .reasonGiven], to: .resolvedPendingMoney),
                .init(from, .withdraw, posts: kept, to: .withdrawn),
            ]
        } + [
            .init(.disputed, .escalate, to: .escalated),
            .init(.disputed, .silence, if: [.tooLate], to: .escalated),
        ]

    private static let money: [Table.Edge] =
        [
            .init(
                .resolvedPendingMoney, .settle, if: [.beforePayment],
                posts: ["DECOMMIT", "CREDIT_NOTE"] + kept, to: .closed),
            .init(
                .resolvedPendingMoney, .settle, if: [.afterPayment, .somethingLeft], posts: ["REFUND_DUE"],
                to: .refunding),
            .init(.resolvedPendingMoney, .settle, if: [.afterPayment, .nothingLeft], to: .closed),
            .init(.refunding, .late, if: [.tooLate], to: .overdue),
            .init(.overdue, .proposeWriteOff, if: [.reasonGiven], to: .overdue),
            .init(.overdue, .writeOff, if: [.twoPeople, .nothingLeft], posts: ["WRITE_OFF"], to: .closed),
        ]
        + [ProblemStatus.refunding, .overdue].flatMap { from -> [Table.Edge] in
            [
                .init(from, .refund, if: [.nothingLeft], posts: ["REFUND_IN"], to: .closed),
                .init(from, .refund, if: [.somethingLeft], posts: ["REFUND_IN"], to: from),
                .init(from, .allowKeepingBack, to: from),
                .init(from, .keepBack, if: [.consentGiven, .nothingLeft], posts: ["REFUND_OFFSET"], to: .closed),
                .init(from, .keepBack, if: [.consentGiven, .somethingLeft], posts: ["REFUND_OFFSET"], to: from),
            ]
        }

    /// Nothing more can happen.
    package var isOver: Bool { self == .closed || self == .withdrawn }

    /// The units are still in question: they are where the report put them.
    package var holdsUnits: Bool {
        switch self {
        case .open, .agreed, .replacing, .disputed, .escalated, .resolvedPendingMoney: true
        case .refunding, .overdue, .closed, .withdrawn: false
        }
    }

    package func allows(_ action: ProblemAction) -> Bool { ProblemStatus.workflow.allows(action, from: self) }
}

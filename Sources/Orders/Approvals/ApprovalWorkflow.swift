import Values

/// Where a request stands (reference, workflow 4.3).
package enum ApprovalStatus: String, WorkflowWord {
    case pending
    /// The holder was asked something: the clock rests until they answer.
    case infoWanted = "info_wanted"
    /// The supplier is suspended: nothing can be decided until that is lifted.
    case paused
    case approved
    /// Less than what was asked for.
    case partApproved = "part_approved"
    case used
    case usedPart = "used_part"
    /// A newer plan pays for it without asking.
    case notNeeded = "not_needed"
    case declined
    /// Somebody else looks at the decision.
    case reconsideration
    /// Declined twice, by two people: final here, open outside.
    case upheld
    /// Somebody else found otherwise: what was refused may be ordered without asking again.
    case changed
    case withdrawn
    case closedNoAnswer = "closed_no_answer"
    case expired
    /// What was asked for, or what would pay for it, is no longer the same.
    case voided
    /// Approved, and not used in time.
    case lapsed
    /// Closed because another part of an order that was to be kept together was not approved.
    case closed
}

/// What can happen to a request. Silence is not among it: time reminds, passes on and ends, and never decides.
package enum ApprovalAction: String, WorkflowWord {
    case assign
    case ask, answer
    case closeUnanswered = "close_unanswered"
    /// The answer came late.
    case reopen
    /// One of the people whom a tier needs has approved; others are still to.
    case vote
    /// One tier has decided, the next one is asked.
    case approveTier = "approve_tier"
    case approve
    case approvePart = "approve_part"
    case decline
    case withdraw
    case remind, escalate, expire
    case void
    /// Another version of the plan counts, and what would pay is as it was: it is looked at under that version.
    case followPlan = "follow_plan"
    case findNotNeeded = "find_not_needed"
    case pause, resume
    case giveUp = "give_up"
    case use, lapse
    case askReview = "ask_review"
    case uphold
    /// Found otherwise on review: it is asked for again, and goes out.
    case change
    case changePart = "change_part"
    /// Found otherwise on review where it cannot go out as it was: it may be ordered again without asking.
    case authorise
    case close

    /// Somebody of the commissioner's staff says what they think of it.
    package var isDecision: Bool {
        switch self {
        case .vote, .approveTier, .approve, .approvePart, .decline, .uphold, .change, .changePart, .authorise: true
        default: false
        }
    }

    /// It is looked at afresh: under the plan as it is then.
    package var bindsAnew: Bool { self == .reopen || self == .askReview || self == .followPlan }

    /// The clock does it.
    package var isByTime: Bool {
        switch self {
        case .closeUnanswered, .remind, .escalate, .expire, .lapse, .giveUp: true
        default: false
        }
    }
}

/// What has to be true for a step of a request.
package enum ApprovalGuard: String, WorkflowGuard {
    case reasonGiven = "reason_given"
    /// One of those whom the route names, or acting for one of them, and no hard rule stands against it.
    case mayDecide = "may_decide"
    case withinLimit = "within_limit"
    case sameContent = "same_content"
    case inTime = "in_time"
    case tierRemains = "tier_remains"
    case lastTier = "last_tier"
    case answerOverdue = "answer_overdue"
    case notDueYet = "not_due_yet"
    case isDue = "is_due"
    case lifeOver = "life_over"
    case notUsedInTime = "not_used_in_time"
    case pauseOver = "pause_over"
    case withinWindow = "within_window"
    case firstReview = "first_review"
    case otherPerson = "other_person"
    /// Not kept together with other parts, and nothing of it has gone out.
    case goesAlone = "goes_alone"

    package var words: String {
        switch self {
        case .reasonGiven: "a reason is given"
        case .mayDecide: "the route names the person, and nothing stands against it"
        case .withinLimit: "within the person’s limit"
        case .sameContent: "the content is what was shown"
        case .inTime: "before the request’s longest life is over"
        case .tierRemains: "another tier decides after this one"
        case .lastTier: "everybody who is needed has decided"
        case .answerOverdue: "the answer was due"
        case .notDueYet: "a reminder is due, and the decision is not"
        case .isDue: "the decision was due"
        case .lifeOver: "the request’s longest life is over"
        case .notUsedInTime: "the approval’s last day is over"
        case .pauseOver: "the pause has lasted ten working days"
        case .withinWindow: "within the days for it"
        case .firstReview: "the first time"
        case .otherPerson: "somebody who did not decide before"
        case .goesAlone: "not kept together with others, and nothing of it has gone out"
        }
    }
}

extension Approval {
    /// The whole life of a request. From one status an event leads to one other, so that a timeline says where a
    /// request stands.
    package static let workflow = Workflow<ApprovalStatus, ApprovalAction, ApprovalGuard>(
        "approval", start: .pending, asking + deciding + fallingAway + time + using + reviewing)

    private typealias Edge = Workflow<ApprovalStatus, ApprovalAction, ApprovalGuard>.Edge

    /// What lets held money go: to the line, or from the reserve to the fund.
    private static let free = ["RELEASE", "FUND_RESERVE_BACK"]
    private static let hold = ["HOLD", "FUND_RESERVE"]
    private static let decider: [ApprovalGuard] = [.mayDecide, .sameContent, .inTime]

    private static let asking: [Edge] = [
        .init(.pending, .assign, if: [.mayDecide, .inTime], to: .pending),
        .init(.pending, .ask, if: [.mayDecide, .inTime, .reasonGiven], to: .infoWanted),
        .init(.infoWanted, .answer, if: [.inTime, .reasonGiven], to: .pending),
        .init(.infoWanted, .closeUnanswered, if: [.answerOverdue], posts: free, to: .closedNoAnswer),
        .init(.closedNoAnswer, .reopen, if: [.withinWindow, .goesAlone, .reasonGiven], posts: hold, to: .pending),
    ]

    private static let deciding: [Edge] = [
        .init(.pending, .vote, if: decider + [.withinLimit], to: .pending),
        .init(.pending, .approveTier, if: decider + [.withinLimit, .tierRemains], to: .pending),
        .init(
            .pending, .approve, if: decider + [.withinLimit, .lastTier], posts: ["FUND_GRANT", "HOLD"],
            to: .approved),
        .init(
            .pending, .approvePart, if: decider + [.withinLimit, .lastTier, .reasonGiven],
            posts: ["FUND_GRANT", "HOLD"] + free, to: .partApproved),
        .init(.pending, .decline, if: decider + [.reasonGiven], posts: free, to: .declined),
    ]

    /// What ends it without a decision, whoever does it.
    private static let fallingAway: [Edge] =
        open.map { Edge($0, .withdraw, posts: free, to: .withdrawn) }
        + (open + [.approved, .partApproved]).map { Edge($0, .void, posts: free, to: .voided) }
        + (open + [.approved, .partApproved]).map { Edge($0, .close, posts: free, to: .closed) }
        + [.pending, .infoWanted].map { Edge($0, .findNotNeeded, posts: free + ["HOLD"], to: .notNeeded) }
        + (open + [.approved, .partApproved, .reconsideration]).map { Edge($0, .followPlan, to: $0) }
        + [.pending, .infoWanted, .approved, .partApproved].map { Edge($0, .pause, to: .paused) }
        + [
            // What was approved before a suspension is looked at again after it.
            Edge(.paused, .resume, to: .pending),
            Edge(.paused, .giveUp, if: [.pauseOver], posts: free, to: .voided),
        ]

    private static let time: [Edge] =
        [.pending, .infoWanted, .reconsideration].flatMap { status in
            [
                Edge(status, .remind, if: [.notDueYet], to: status),
                Edge(status, .expire, if: [.lifeOver], posts: status == .reconsideration ? [] : free, to: .expired),
            ]
        }
        + [.pending, .reconsideration].map { Edge($0, .escalate, if: [.isDue], to: $0) }
        + [.approved, .partApproved].map { Edge($0, .lapse, if: [.notUsedInTime], posts: free, to: .lapsed) }

    private static let using: [Edge] = [
        .init(.approved, .use, to: .used),
        .init(.partApproved, .use, to: .usedPart),
    ]

    private static let reviewing: [Edge] =
        [.declined, .partApproved, .usedPart].map {
            Edge($0, .askReview, if: [.withinWindow, .firstReview, .reasonGiven], to: .reconsideration)
        }
        + [
            Edge(.reconsideration, .vote, if: decider + [.otherPerson, .withinLimit], to: .reconsideration),
            Edge(
                .reconsideration, .approveTier, if: decider + [.otherPerson, .withinLimit, .tierRemains],
                to: .reconsideration),
            Edge(
                .reconsideration, .change, if: decider + [.otherPerson, .withinLimit, .lastTier, .goesAlone],
                posts: hold + ["FUND_GRANT"], to: .approved),
            Edge(
                .reconsideration, .changePart,
                if: decider + [.otherPerson, .withinLimit, .lastTier, .goesAlone, .reasonGiven],
                posts: hold + ["FUND_GRANT"] + free, to: .partApproved),
            Edge(.reconsideration, .uphold, if: decider + [.otherPerson, .reasonGiven], to: .upheld),
            Edge(
                .reconsideration, .authorise, if: decider + [.otherPerson, .withinLimit, .lastTier, .reasonGiven],
                to: .changed),
            Edge(.reconsideration, .withdraw, to: .withdrawn),
        ]

    private static let open: [ApprovalStatus] = [.pending, .infoWanted, .paused]
}

extension ApprovalStatus {
    /// Where an event leads from here, whatever the guards say; nil where it is not possible.
    package func after(_ action: ApprovalAction) -> ApprovalStatus? {
        Approval.workflow.edges.first { $0.from == self && $0.event == action }?.to
    }

    /// Somebody still has to do something about it, and its money is held.
    package var isOpen: Bool { self == .pending || self == .infoWanted || self == .paused }

    /// The commissioner's staff have something to do, now or when something has been answered or lifted.
    package var isWaiting: Bool { isOpen || self == .reconsideration }

    /// It goes out, or has gone out.
    package var isGranted: Bool {
        switch self {
        case .approved, .partApproved, .used, .usedPart, .notNeeded, .changed: true
        default: false
        }
    }

    package var isGrantedWhole: Bool { isGranted && self != .partApproved && self != .usedPart && self != .changed }
    /// Somebody said no.
    package var isRefused: Bool { self == .declined || self == .upheld }

    package static let waiting = allCases.filter(\.isWaiting)
}

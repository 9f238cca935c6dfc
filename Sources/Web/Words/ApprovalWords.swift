import Identity
import Orders
import Outbox

// The words of requests, for both sides. No default anywhere: what is new does not compile until it has words.

extension ApprovalStatus {
    var words: String {
        switch self {
        case .pending: "Waiting for a decision"
        case .infoWanted: "Waiting for an answer"
        case .paused: "Paused: the supplier can’t take orders"
        case .approved: "Approved"
        case .partApproved: "Approved in part"
        case .used: "Approved and sent"
        case .usedPart: "Approved in part and sent"
        case .notNeeded: "Not needed: the plan pays"
        case .declined: "Declined"
        case .reconsideration: "Being looked at again"
        case .upheld: "Declined again"
        case .changed: "Changed: can be ordered"
        case .withdrawn: "Withdrawn"
        case .closedNoAnswer: "Closed: no answer came"
        case .expired: "Ended without a decision"
        case .voided: "Void: something changed"
        case .lapsed: "Approved, not used in time"
        case .closed: "Closed with the rest of the order"
        }
    }

    var tag: StatusTag {
        switch self {
        case .pending, .infoWanted, .paused, .reconsideration: StatusTag(words, tone: .ask)
        case .approved, .partApproved, .used, .usedPart, .notNeeded, .changed: StatusTag(words, tone: .yes)
        case .declined, .upheld: StatusTag(words, tone: .no)
        case .withdrawn, .closedNoAnswer, .expired, .voided, .lapsed, .closed: StatusTag(words, tone: .plain)
        }
    }

    /// What it means for the holder, and who has it now.
    var nextForHolder: String {
        switch self {
        case .pending: "Your commissioner decides. The money is set aside until then."
        case .infoWanted: "Your commissioner has a question. Time stands still until you answer."
        case .paused: "The supplier is suspended for now. The money stays set aside; nothing is decided meanwhile."
        case .approved, .partApproved: "It goes out with the rest of your order."
        case .used, .usedPart: "It has been sent to the supplier."
        case .notNeeded: "Your plan pays for it now without asking. It has been sent."
        case .declined: "Nothing was sent, and the money is free again."
        case .reconsideration: "Somebody who did not decide before looks at it."
        case .upheld: "Two people have decided the same. That is final here; you can still complain outside."
        case .changed: "You can order it again within the days below, without asking."
        case .withdrawn: "You no longer ask for it. The money is free again."
        case .closedNoAnswer: "No answer came in time. The money is free again; you can ask again."
        case .expired: "Nobody decided in time. That is not a no. The money is free again; you can ask again."
        case .voided: "What you asked for, or what would pay for it, is no longer the same. You can ask again."
        case .lapsed: "It was approved, and was not sent in time. The money is free again; you can ask again."
        case .closed: "You kept the order together, and another part of it was not approved."
        }
    }
}

extension ApprovalAction {
    func words(supplier: String) -> String {
        switch self {
        case .assign: "Request about \(supplier) given to somebody"
        case .ask: "Question asked about the request for \(supplier)"
        case .answer: "Question answered"
        case .closeUnanswered: "Request about \(supplier) closed, because no answer came"
        case .vote: "Approved by one of several who are needed"
        case .approveTier: "Approved at this level; the next one decides"
        case .approve: "Request about \(supplier) approved"
        case .approvePart: "Request about \(supplier) approved in part"
        case .decline: "Request about \(supplier) declined"
        case .withdraw: "Request about \(supplier) withdrawn"
        case .remind: "Reminder sent"
        case .escalate: "A decision was due; more people may decide now"
        case .expire: "Request about \(supplier) ended without a decision"
        case .void: "Request about \(supplier) void, because something changed"
        case .followPlan: "The plan was changed, but not what pays for this: the request goes on"
        case .findNotNeeded: "Request about \(supplier) not needed any more: the plan pays"
        case .pause: "Request paused, because \(supplier) is suspended"
        case .resume: "Request goes on: \(supplier) takes orders again"
        case .giveUp: "Request about \(supplier) void, because its suspension lasted"
        case .use: "Approval used: the order goes out"
        case .lapse: "Approval not used in time"
        case .askReview: "Asked that somebody else looks at it"
        case .uphold: "Looked at again: the decision stays"
        case .reopen: "Answered late; the request goes on"
        case .change: "Looked at again: approved after all"
        case .changePart: "Looked at again: approved in part"
        case .authorise: "Looked at again: it can be ordered without asking"
        case .close: "Request about \(supplier) closed, because everything was to be kept together"
        }
    }
}

extension DecisionCode {
    var words: String {
        switch self {
        case .notForOutcome: "It does not serve an outcome of the plan"
        case .fewerAreEnough: "Fewer are enough"
        case .cheaperEquivalent: "Something that does the same costs less"
        case .otherService: "Another service provides it"
        case .notSafe: "It would not be safe"
        case .notAllowed: "The rules do not allow it"
        case .informationMissing: "Something that is needed to decide is missing"
        case .other: "Another reason"
        }
    }
}

extension Exclusion {
    /// Why the person who looks cannot decide.
    var words: String {
        switch self {
        case .requester: "You asked for it yourself. Nobody decides their own request."
        case .involved: "You reported it, signed the order, or wrote about it for one of the sides."
        case .actsForHolder: "You act, or have acted, for this person."
        case .closeToHolder: "You are on record as close to this person."
        case .supplierStaff: "You have the same name as somebody who works for the supplier."
        case .interest: "You have declared an interest in this person or this supplier."
        }
    }
}

extension Deciders.Standing {
    /// Why the person who looks cannot decide; nil where they can.
    func obstacle(_ roles: [StaffRole]) -> String? {
        switch self {
        case .may: nil
        case .excluded(let exclusion): exclusion.words
        case .hasVoted: "You have decided already. Somebody else is needed as well."
        case .decidedBefore: "You decided before. Somebody else looks at it now."
        case .notNamed: "It is decided by: \(StaffRole.words(roles)). You have none of these roles."
        }
    }
}

extension StaffRole {
    static func words(_ roles: [StaffRole], _ word: String = "or") -> String {
        if roles.isEmpty { return "anybody of the staff" }
        let names = roles.map { $0.words.lowercased() }
        guard let last = names.last, names.count > 1 else { return names[0] }
        return "\(names.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
}

extension Flash {
    /// What has been done about requests, routes and those who decide.
    var requestNotice: Notice? {
        switch self {
        case .requestVoted: Notice(.success, "Your approval is recorded", text: "Somebody else is needed as well.")
        case .requestAsked: Notice(.success, "Question sent", text: "Time stands still until it is answered.")
        case .requestAssigned: Notice(.success, "Given to them")
        case .questionAnswered: Notice(.success, "Answered", text: "Your commissioner goes on with your request.")
        case .reviewAsked: Notice(.success, "Somebody else will look at it", text: "You are told what they decide.")
        case .askedAgain: Notice(.success, "It is in your basket again", text: "Look at it, and sign when it is right.")
        case .routeSaved: Notice(.success, "Route saved in the draft")
        case .routeRemoved: Notice(.success, "Route removed from the draft")
        case .timesSaved: Notice(.success, "Times saved in the draft")
        case .rolesSaved: Notice(.success, "Roles saved")
        case .deputySaved: Notice(.success, "Saved", text: "They can decide in that place from the first day on.")
        case .deputyRemoved: Notice(.success, "Taken back")
        case .interestSaved: Notice(.success, "Recorded", text: "You can decide nothing about it from now on.")
        case .interestWithdrawn:
            Notice(.success, "Recorded", text: "The declaration stays on record, and so does why it is over.")
        case .authorisationSaved: Notice(.success, "Saved")
        default: nil
        }
    }
}

extension Message.Kind {
    /// The news about requests; nil for what has its words with the orders.
    func requestWords(supplier: String) -> String? {
        switch self {
        case .requestMade: "A new request"
        case .requestWithdrawn: "A request was withdrawn"
        case .requestApproved: "Your request about \(supplier) was approved"
        case .requestDeclined: "Your request about \(supplier) was declined"
        case .requestPartApproved: "A part of your request about \(supplier) was approved"
        case .requestQuestion: "Your commissioner has a question about your request for \(supplier)"
        case .requestAnswered: "A question about a request was answered"
        case .questionReminder: "A question about your request for \(supplier) waits for your answer"
        case .requestReminder: "A decision on a request is due soon"
        case .requestPassedOn: "A decision on a request was due, and was passed on"
        case .requestVoided: "A request about \(supplier) is void: the plan or the content has changed"
        case .requestEnded: "A request about \(supplier) has ended without a decision"
        case .requestPaused: "A request waits, because \(supplier) can’t take orders now"
        case .requestResumed: "A request about \(supplier) goes on"
        case .requestNotNeeded: "A request about \(supplier) is not needed any more: the plan pays"
        case .reviewAsked: "Somebody else is asked to look at a decision again"
        case .reviewUpheld: "The decision about \(supplier) was looked at again and stays"
        case .reviewChanged: "The decision about \(supplier) was changed: you can order it now"
        case .orderSent, .orderCancelled, .receiptConfirmed, .paid, .orderAccepted, .orderDeclined, .delivered,
            .contingencyUsed, .changeOffered, .changeAgreed, .changeRefused, .orderLapsed, .cancelAsked, .cancelAgreed,
            .cancelRefused, .closedShort, .problemReported, .problemSettled, .problemAnswered, .problemEscalated,
            .problemDecided, .problemWithdrawn, .refundLate, .statementAdded, .paymentReturned, .refunded, .putOnHold,
            .goesOn, .stopped, .noteWritten, .supplierReviewPublished, .supplierReviewRefused, .cancelOverdue,
            .answerReminder, .receiptNotice, .countedReceived, .invoiceQuestioned, .invoiceRejected:
            nil
        }
    }
}

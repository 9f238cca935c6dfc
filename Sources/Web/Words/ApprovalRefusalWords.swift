import Identity
import Operations
import Orders
import Policies
import Values

/// A refusal that says its own words.
protocol SettingRefusal: Refusal {
    var words: (String, String, Link?) { get }
}

extension WorkflowRefusal {
    /// Nil for other workflows.
    var approvalWords: (String, String, Link?)? {
        if workflow == StandingAuthorisation.workflow.name {
            return ("That is not possible with this authorisation", "Open it again to see how it stands now.", nil)
        }
        guard workflow == Approval.workflow.name, let status = ApprovalStatus(rawValue: state) else { return nil }
        guard let missing = unmet.flatMap(ApprovalGuard.init(rawValue:)) else {
            return (
                "That has already been settled",
                "Meanwhile this request is: \(status.words.lowercased()). Open it again to see what happened.", nil
            )
        }
        let (title, text) = missing.refusal
        return (title, text, nil)
    }
}

extension ApprovalGuard {
    fileprivate var refusal: (String, String) {
        switch self {
        case .reasonGiven: ("A reason is missing", "Say why, in a sentence or two.")
        case .mayDecide:
            ("Somebody else has to decide this", "The request’s page says who can decide, and why you can’t.")
        case .withinLimit:
            ("That is more than you may approve", "Approve less, or let somebody with a higher limit decide.")
        case .sameContent:
            ("This request has changed", "What is asked for is no longer what your page showed. Open it again.")
        case .inTime: ("This request has ended", "Its longest time is over. The person can ask again.")
        case .withinWindow: ("It is too late for that", "The days for it are over. You can still complain outside.")
        case .firstReview: ("It has been looked at again already", "You can still complain outside.")
        case .otherPerson: ("Somebody else has to look at this", "You decided about it before.")
        case .goesAlone:
            ("That can’t be done for this part alone", "It was kept together with others. It can be asked for again.")
        case .tierRemains, .lastTier, .answerOverdue, .notDueYet, .isDue, .lifeOver, .notUsedInTime, .pauseOver:
            ("That is not possible now", "Open the request again to see how it stands.")
        }
    }
}

extension DelegationRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        let text =
            switch self {
            case .toOneself: "Choose somebody else."
            case .loop: "Work would come back to the one who passed it on. Choose somebody else."
            case .chainTooLong(let most): "Work would be passed on more than \(most) times. Choose somebody else."
            case .endMissing: "Say on which day it ends."
            case .endsBeforeItBegins: "The last day must not be before the first."
            case .tooLong(let days): "It can last at most \(days) days."
            case .overlaps: "Somebody has been named for these days already. Take that back first."
            case .notStaff: "Choose somebody of your own staff."
            }
        return ("That can’t be arranged so", text, Link("Staff and deputies", href: "/staff"))
    }
}

extension StaffRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        let (title, text) = titleAndText
        return (title, text, Link("Staff and deputies", href: "/staff"))
    }

    private var titleAndText: (String, String) {
        switch self {
        case .ownRoles: ("Somebody else has to do that", "Nobody sets their own roles and limits.")
        case .lastSenior:
            (
                "The board needs a senior approver",
                "Only a senior approver can give roles. Make somebody one first; then change the others."
            )
        case .notYours: ("That is not yours to arrange", "A senior approver can arrange it for others.")
        case .ownInterest: ("Somebody else has to do that", "Nobody takes their own interest off the record.")
        case .notSenior: ("That is for a senior approver", "Ask one of them to do it.")
        case .notApprover: ("That is for an approver", "Ask one of them to do it.")
        case .notFinance: ("That is for finance or a senior approver", "Ask one of them to do it.")
        case .notCoordinator: ("That is for a coordinator", "Ask one of them to do it.")
        case .interestInSupplier:
            ("Somebody else has to do that", "You have an interest in this supplier, or work for it.")
        }
    }
}

extension StandingRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .overLimit:
            ("That is more than you may approve", "Authorise less, or let somebody with a higher limit do it.", nil)
        case .excluded: ("Somebody else has to decide this", "You are not neutral about this person or supplier.", nil)
        }
    }
}

extension RouteRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        (
            "Nobody could decide on that", problems.map(\.words).joined(separator: " "),
            Link("Staff and deputies", href: "/staff")
        )
    }
}

extension RouteProblem {
    var words: String {
        switch self {
        case .noTier: "Say who decides."
        case .nobodyHas(let roles, let tier): "Level \(tier): nobody has the role \(StaffRole.words(roles))."
        case .tooFewPeople(let needed, let found):
            "\(needed) different people are needed, and there are \(found) who could."
        case .limitsTooLow(let tier, let highest, let most?):
            "Level \(tier): the highest limit is \(highest), and the route is for requests up to \(most)."
        case .limitsTooLow(let tier, let highest, nil):
            "Level \(tier): the highest limit is \(highest), and the route is for requests of any amount. "
                + "Add somebody without a limit, or “not: the request costs more than …”."
        case .nobodyToEscalateTo(let role): "Nobody has the role \(role.words.lowercased()), to whom it is passed on."
        }
    }
}

import Operations
import Outbox

// What people choose about what they are told, in words.

extension NoticeTopic {
    var words: String {
        switch self {
        case .orders: "Orders: answers, changes and messages"
        case .deliveries: "Deliveries and visits"
        case .requests: "Requests and decisions"
        case .problems: "Problems"
        case .money: "Money"
        case .plan: "The plan"
        case .rights: "Who may act for whom"
        }
    }

    /// As in “e-mails about …”.
    var about: String {
        switch self {
        case .orders: "orders"
        case .deliveries: "deliveries and visits"
        case .requests: "requests and decisions"
        case .problems: "problems"
        case .money: "money"
        case .plan: "the plan"
        case .rights: "who may act for whom"
        }
    }
}

extension NoticePace {
    var words: String {
        switch self {
        case .atOnce: "At once"
        case .daily: "Once a day, together"
        case .off: "Only what you must be told"
        }
    }
}

extension NoticeWay {
    var words: String {
        switch self {
        case .email: "E-mail"
        case .letter: "Letters on paper"
        case .text: "Text messages"
        case .pages: "Nothing: I look here myself"
        }
    }

    /// - Parameter email: where e-mails go.
    func hint(_ email: String, _ routing: RoutingSettings) -> String {
        switch self {
        case .email where !routing.hasMail: "This installation sends no e-mail."
        case .email: "To \(email), with which you sign in."
        case .letter: "We print and post them, so they take a few days. Without your own address below, they go to the "
            + "one that we know you by."
        case .text where routing.texts == .log:
            "For a trial: they are written down and not sent. What we have to send you goes by e-mail or on paper."
        case .text: "To the mobile number below."
        case .pages: "What we have to send you goes by e-mail or on paper all the same."
        }
    }
}

extension NoticeDuty {
    var words: String {
        switch self {
        case .decision: "decisions on requests, on reviews of them, and on problems, with where to read the reasons"
        case .planTakesAway: "that a plan will give less, is suspended, or ends"
        case .silenceCounts: "that your silence would count as an answer"
        case .right: "that you can act for somebody, can do other things than before, or can act no more"
        }
    }
}

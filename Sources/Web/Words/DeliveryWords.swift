import Outbox
import Values

// How messages leave, in words.

extension AttemptOutcome {
    /// As in “Last try: …”.
    var words: String {
        switch (code, verdict) {
        case (.answered, .arrived): "it was taken"
        case (.answered, _) where isGone: "it wants nothing any more (410)"
        case (.answered, _): "it was refused (\(status))"
        case (.unknownHost, _): "nobody is known under this address"
        case (.noConnection, _): "there was no connection"
        case (.timeout, _): "there was no answer in time"
        case (.insecure, _): "the connection was not safe: the certificate does not hold"
        case (.broken, _): "the connection broke off"
        case (.forbiddenAddress, _): "the address lies inside a private network, where nothing is sent"
        case (.notLetIn, _): "our mail server did not let us in"
        case (.unmade, _): "we could not write it: that is our fault"
        }
    }
}

extension DeliveryStatus {
    var words: String {
        switch self {
        case .waiting: "On its way"
        case .delivered: "Arrived"
        case .dead: "Did not arrive"
        case .settled: "Told otherwise"
        }
    }

    var tag: StatusTag {
        switch self {
        case .waiting: StatusTag(words, tone: .info)
        case .delivered: StatusTag(words, tone: .yes)
        case .dead: StatusTag(words, tone: .no)
        case .settled: StatusTag(words)
        }
    }
}

extension EndpointStatus {
    var words: String {
        switch self {
        case .active: "In use"
        case .paused: "Paused"
        case .gone: "Stopped: it answered that it wants nothing any more"
        case .removed: "Removed"
        }
    }
}

extension Endpoint.Scope {
    var words: String {
        switch self {
        case .everything: "Everything"
        case .toDo: "What you have to do something about"
        }
    }
}

extension Channel {
    var title: String {
        switch self {
        case .email: "E-mail"
        case .webhook: "Webhook"
        case .letter: "Letter"
        case .text: "Text message"
        }
    }
}

extension DeliveryNote.What {
    var words: String {
        switch self {
        case .called: "telephoned"
        case .rerouted: "sent it another way"
        case .retried: "had it tried again"
        }
    }
}

extension DeliveryRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .changedMeanwhile:
            ("Somebody else was quicker", "It has changed since you opened it. Open it again.", nil)
        case .notInUse:
            ("That address is not in use", "It was paused, removed, or wants nothing any more.", nil)
        case .noOtherWay:
            ("It has gone that way already", "Try that one again instead, or telephone.", nil)
        }
    }
}

extension WorkflowWords {
    static let delivery = WorkflowWords(
        thing: "delivery",
        summary: "One message on its way to one address of a supplier. It is tried on a schedule; whom it does not "
            + "reach, somebody telephones.",
        states: [
            "waiting": "on its way", "delivered": "arrived", "dead": "did not arrive: somebody has to telephone",
            "settled": "told otherwise",
        ],
        events: [
            "deliver": "It is taken", "fail": "An attempt fails", "refuse": "It is refused for good",
            "retry": "Somebody has it tried again", "settle": "Somebody telephones, or sends it another way",
        ])

    static let endpoint = WorkflowWords(
        thing: "address", summary: "Where a supplier’s messages are sent.",
        states: [
            "active": "in use", "paused": "paused", "gone": "stopped, because it wants nothing any more",
            "removed": "removed",
        ],
        events: [
            "pause": "The supplier pauses it", "resume": "The supplier uses it again",
            "remove": "The supplier removes it", "end_for_good": "It answers that it wants nothing any more",
        ])
}

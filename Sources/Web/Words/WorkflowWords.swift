import Values

/// How a state machine is put to people: what it is about, its states, and what can happen.
struct WorkflowWords: Sendable {
    /// What moves: "listing".
    let thing: String
    let summary: String
    /// As in "This listing is withdrawn."
    let states: [String: String]
    /// As in a list of what can happen: "Put it back in the shop".
    let events: [String: String]

    var title: String { "How \(["a", "o"].contains(thing.prefix(1)) ? "an" : "a") \(thing) moves on" }

    /// A workflow that has no words here yet is told in its own.
    static func of(_ workflow: String) -> WorkflowWords {
        all[workflow]
            ?? WorkflowWords(thing: WorkflowTable.words(workflow), summary: "", states: [:], events: [:])
    }

    func state(_ state: String) -> String { states[state] ?? WorkflowTable.words(state) }

    func step(_ event: String) -> String {
        if let words = events[event] { return words }
        let words = WorkflowTable.words(event)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    func refusalTitle(_ refusal: WorkflowRefusal) -> String {
        refusal.unmet == nil ? "That is not possible any more" : "That is not possible yet"
    }

    func refusalTexts(_ refusal: WorkflowRefusal) -> [String] {
        let now = "This \(thing) is now: \(state(refusal.state)). Nothing was done."
        guard let needed = refusal.unmetWords else { return [now, "Open the page again to see how things stand."] }
        return [now, "“\(step(refusal.event))” needs this first: \(needed)."]
    }
}

extension WorkflowWords {
    static let all: [String: WorkflowWords] = [
        "approval": approval, "authority": authority, "bank-account": bankAccount, "basket": basket,
        "delivery": delivery, "endpoint": endpoint, "evidence": evidence, "hold": hold, "invoice": invoice,
        "listing": listing,
        "listing-change": listingChange, "listing-file": listingFile,
        "order": order, "order-line": orderLine, "plan": plan, "problem": problem,
        "standing-authorisation": standingAuthorisation, "supplier": supplier, "supplier-order": supplierOrder,
        "supplier-review": supplierReview,
    ]

    private static let authority = WorkflowWords(
        thing: "right to act for somebody",
        summary: "The right of a carer, nominee or representative to act for a person. Where it stands follows from "
            + "its dates and from what it allows.",
        states: [
            "offered": "given, and not begun", "active": "in force, for everything",
            "limited": "in force, for some things or up to a sum", "ended": "ended",
        ],
        events: [
            "change": "The commissioner’s staff change it", "begin": "Its first day comes",
            "lapse": "Its last day is over", "renew": "The commissioner’s staff give it once more",
        ])

    private static let basket = WorkflowWords(
        thing: "basket",
        summary: "What somebody has chosen in the shop, until it is signed. Nothing in it is lost when it lies still.",
        states: ["open": "open", "converted": "signed, and an order now", "archived": "a saved list"],
        events: [
            "change": "Add, change or take out", "convert": "Sign it, and so make an order of it",
            "archive": "Nobody touches it for a month, and it becomes a saved list",
            "take_up": "Take it up again", "copy": "Put what is on it into the basket",
        ])

    private static let plan = WorkflowWords(
        thing: "version of a plan",
        summary: "What a person’s health budget is for. It counts once both sides have agreed and its day has come. "
            + "A new version takes the place of the one before it.",
        states: [
            "draft": "a draft", "proposed": "waiting for the person’s agreement",
            "agreed": "agreed, and waiting for its day", "in-force": "in force", "suspended": "suspended",
            "superseded": "replaced by a newer version", "ended": "ended", "discarded": "thrown away",
        ],
        events: [
            "propose": "Put it to the person", "agree": "Agree to it", "ask-for-change": "Ask for a change",
            "take-back": "Take it back, as a draft", "discard": "Throw it away", "take-effect": "It takes effect",
            "supersede": "A newer version takes its place", "suspend": "Suspend it", "resume": "Let it go on",
            "end": "End it",
        ])

    private static let supplier = WorkflowWords(
        thing: "supplier",
        summary: "Somebody who sells to people with a health budget. What people have ordered already is not cancelled "
            + "when a supplier is suspended. Closed days are no state: orders for other days go on.",
        states: [
            "applying": "applying", "in_review": "being looked at", "refused": "refused: it can apply again",
            "approved": "approved", "suspended": "suspended: no new orders", "ended": "ended: no orders any more",
        ],
        events: [
            "submit": "Send the application", "ask_for_more": "Ask for something more", "approve": "Approve it",
            "refuse": "Refuse it", "apply_again": "Apply again",
            "suspend": "Suspend the supplier", "lift": "Lift the suspension", "end": "End the supplier’s time here",
        ])

    private static let evidence = WorkflowWords(
        thing: "paper of a supplier",
        summary: "Something that a supplier gave because the checklist asks for it. It counts until its last day. A "
            + "newer one can be given before that, and the old one counts meanwhile.",
        states: [
            "offered": "waiting for a decision", "accepted": "accepted", "rejected": "not accepted",
            "waived": "not needed for a time", "revoked": "not counting any more",
            "replaced": "replaced by a newer one",
        ],
        events: [
            "accept": "Accept it", "reject": "Do not accept it", "revoke": "Say that it does not count any more",
            "replace": "A newer one takes its place",
        ])

    private static let bankAccount = WorkflowWords(
        thing: "bank account of a supplier",
        summary: "Where a supplier is paid. An account counts once somebody of the staff has called back.",
        states: [
            "proposed": "waiting for a call back", "in_use": "in use", "refused": "refused", "replaced": "replaced",
        ],
        events: [
            "confirm": "Put on record that the call back was right", "refuse": "Refuse it",
            "replace": "Another takes its place",
        ])
}

import Orders

extension WorkflowWords {
    static let approval = WorkflowWords(
        thing: "request",
        summary: "What is not simply in the plan is asked of the commissioner. Time reminds, passes on and ends, and "
            + "never decides.",
        states: Dictionary(
            uniqueKeysWithValues: ApprovalStatus.allCases.map { ($0.rawValue, $0.words.lowercased()) }),
        events: Dictionary(
            uniqueKeysWithValues: ApprovalAction.allCases.map { ($0.rawValue, $0.words(supplier: "the supplier")) }))

    static let standingAuthorisation = WorkflowWords(
        thing: "standing authorisation",
        summary: "Approved once, and used again and again within caps. Each use is on record as a request.",
        states: [
            "proposed": "waits for a second person", "active": "in force", "paused": "paused", "ended": "ended",
            "revoked": "taken back",
        ],
        events: [
            "confirm": "A second person agrees", "use": "Something that it covers is ordered",
            "pause": "The commissioner’s staff pause it", "resume": "It goes on",
            "revoke": "The commissioner’s staff take it back", "end": "Its last day is over",
        ])
}

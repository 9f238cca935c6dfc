extension WorkflowWords {
    static let listing = WorkflowWords(
        thing: "listing",
        summary: "Something that a supplier offers. A commissioner’s staff look at it before it is in the shop. Orders "
            + "keep the terms that they were signed with, whatever becomes of the listing.",
        states: [
            "draft": "a draft", "proposed": "waiting for a commissioner’s staff",
            "changes_asked": "to be changed first", "live": "in the shop", "paused": "not offered for a time",
            "rejected": "rejected", "withdrawn": "withdrawn",
        ],
        events: [
            "revise": "Change what is offered", "propose": "Propose it", "accept": "A commissioner’s staff accept it",
            "ask_changes": "They ask for changes", "reject": "They reject it", "pause": "Pause it",
            "resume": "Offer it again", "withdraw": "Take it out of the shop", "restore": "Put it back in the shop",
        ])

    static let listingChange = WorkflowWords(
        thing: "change of a listing",
        summary: "What the supplier of something in the shop wants to be different. Until it is accepted, the listing "
            + "stays as it is.",
        states: [
            "pending": "waiting for a commissioner’s staff", "accepted": "accepted", "refused": "refused",
            "withdrawn": "no longer wanted",
        ],
        events: [
            "amend": "The supplier wants something else instead", "accept": "A commissioner’s staff accept it",
            "refuse": "They refuse it", "withdraw": "The supplier takes it back",
        ])

    static let listingFile = WorkflowWords(
        thing: "file of listings",
        summary: "Many listings at once. It is looked through before anything is stored; good rows count, wrong rows "
            + "come back as a file.",
        states: [
            "uploaded": "here, and waiting for its columns to be named", "checking": "being looked through",
            "checked": "looked through", "running": "being carried out", "done": "carried out",
            "failed": "not readable", "cleared": "deleted",
        ],
        events: [
            "check": "Look it through", "run": "Carry it out", "finish": "The last row is reached",
            "fail": "It cannot be read", "clear": "Delete the file",
        ])
}

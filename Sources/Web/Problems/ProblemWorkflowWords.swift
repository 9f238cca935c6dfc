extension WorkflowWords {
    static let problem = WorkflowWords(
        thing: "problem",
        summary: "What a holder reports about something that came, or did not. Only its own money waits until it is "
            + "settled. Time alone never decides for either side: it asks the commissioner.",
        states: [
            "open": "waiting for the supplier’s answer", "agreed": "agreed, and the goods go back first",
            "replacing": "agreed, and it comes again", "disputed": "not agreed between the two sides",
            "escalated": "with the commissioner, who decides", "resolved_pending_money": "being settled",
            "refunding": "settled, and the supplier has to pay back", "overdue": "not paid back in time",
            "closed": "settled", "withdrawn": "withdrawn by the holder",
        ],
        events: [
            "agree": "The supplier agrees to a remedy", "refuse": "The supplier does not agree",
            "silence": "Nobody does anything in time", "escalate": "The holder asks the commissioner",
            "goods_back": "The goods are back, or need not come back",
            "goods_missing": "The goods did not come back as promised", "replaced": "The holder has the replacement",
            "decide_for_holder": "The commissioner decides for the holder",
            "decide_for_supplier": "The commissioner decides for the supplier",
            "decide_split": "The commissioner decides for each in part", "settle": "The money follows",
            "refund": "Money comes back", "allow_keeping_back": "The supplier agrees that it is kept back",
            "keep_back": "It is kept back from a payment", "late": "It has not come in time",
            "propose_write_off": "Somebody proposes to write it off", "write_off": "Somebody else agrees to that",
            "withdraw": "The holder says that nothing is wrong any more",
        ])
}

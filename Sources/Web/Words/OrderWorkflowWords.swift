import Ledger
import Orders

extension WorkflowWords {
    static let order = WorkflowWords(
        thing: "order",
        summary: "What somebody has signed, as a whole. It follows from its parts: one for each supplier.",
        states: Dictionary(
            uniqueKeysWithValues: OrderStage.allCases.map { ($0.rawValue, $0.words.lowercased()) }),
        events: ["part_moves": "One of its parts moves on"])

    static let supplierOrder = WorkflowWords(
        thing: "part of an order",
        summary: "What one supplier is asked for under a signed order. From the supplier’s answer on, it is where the "
            + "single things of it are. Silence is never an agreement; only goods that were delivered with proof, and "
            + "that nobody objected to after two notices, count as received.",
        states: Dictionary(
            uniqueKeysWithValues: SupplierOrderStatus.allCases.map { ($0.rawValue, $0.words.lowercased()) }),
        events: Dictionary(
            uniqueKeysWithValues: SupplierOrderAction.allCases.map { action in
                let words = action.words(supplier: "the supplier")
                return (action.rawValue, words.prefix(1).uppercased() + words.dropFirst())
            }))

    static let orderLine = WorkflowWords(
        thing: "thing on an order",
        summary: "Each single thing or visit of a line is in one of these states, so that nothing that was ordered is "
            + "ever nowhere. Its share of the money is moved with it.",
        states: Dictionary(
            uniqueKeysWithValues: UnitState.allCases.map { ($0.rawValue, $0.words(for: .commissioner)) }),
        events: [
            "accept": "The supplier takes it", "refuse": "It is not taken, or not approved",
            "cancel": "It is cancelled", "ask_again": "It is asked for once more",
            "deliver": "The supplier delivers it", "confirm": "It is received as ordered",
            "report": "The holder says that something is wrong",
            "settle": "What was wrong is settled, perhaps for less money",
            "give_back": "It is given back, or not paid for", "pay": "It is paid",
            "pay_back": "The bank returns the payment",
        ])

    static let hold = WorkflowWords(
        thing: "penny of an order",
        summary: "Money that is set aside for one line of an order. Each penny of it is in one of these places, and "
            + "only these entries in the books move it.",
        states: [
            "reserved": "extra money, kept in the commissioner’s fund until it is granted",
            "held": "held: ordered, and not accepted", "released": "free again: never accepted",
            "committed": "promised to the supplier", "decommitted": "free again: cancelled, or given back",
            "owed": "owed to the supplier", "disputed": "owed, and set aside until a problem is settled",
            "credited": "free again: not owed any more", "paid": "paid", "refund_due": "to be paid back",
            "refunded": "paid back",
        ],
        events: Dictionary(
            uniqueKeysWithValues: HoldBucket.postings.map { code in
                (code.rawValue, code.helpWords.prefix(1).uppercased() + code.helpWords.dropFirst())
            }))
}

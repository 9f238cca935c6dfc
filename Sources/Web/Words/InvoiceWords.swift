import Orders
import Outbox
import Values

extension InvoiceStatus {
    var words: String {
        switch self {
        case .received: "Waits for confirmation"
        case .matched: "Agrees: will be paid"
        case .query: "Has a question"
        case .rejected: "Rejected"
        case .paid: "Paid"
        case .credited: "Credited"
        }
    }

    var tag: StatusTag {
        switch self {
        case .received: StatusTag(words, tone: .info)
        case .matched, .paid: StatusTag(words, tone: .yes)
        case .query: StatusTag(words, tone: .ask)
        case .rejected: StatusTag(words, tone: .no)
        case .credited: StatusTag(words, tone: .plain)
        }
    }
}

extension InvoiceProblem {
    /// A sentence: which line, what it says, what it should say.
    func words(_ title: String?) -> String {
        let place = title.map { "“\($0)”: " } ?? ""
        let what =
            switch code {
            case .quantity: "quantity"
            case .price: "price"
            case .vat: "VAT"
            case .reference: "line of the order"
            case .other: "sum"
            }
        return "\(place)\(what) is \(said), and should be \(expected)."
    }
}

extension WorkflowWords {
    static let invoice = WorkflowWords(
        thing: "invoice",
        summary: "What a supplier asks to be paid for. It is compared with what was signed and what was confirmed, to "
            + "the penny. It makes no money: what is owed follows from what was confirmed.",
        states: [
            "received": "waiting until all of it is confirmed", "matched": "right, and to be paid",
            "query": "asked about", "rejected": "rejected", "paid": "paid", "credited": "credited by its supplier",
        ],
        events: [
            "match": "It is found to agree", "question": "It is found to differ", "wait": "It may still come right",
            "reject": "A commissioner’s staff reject it", "credit": "Its supplier credits it", "pay": "It is paid",
            "pay_back": "The bank returns the payment", "reopen": "It does not agree any more",
        ])
}

extension ReceivedDocument {
    var kindWords: String {
        switch kind {
        case .orderResponse: "Order response"
        case .despatchAdvice: "Despatch advice"
        case .invoice: "Invoice"
        case .creditNote: "Credit note"
        case nil: "Not readable"
        }
    }

    var channelWords: String {
        switch channel {
        case .page: "on this page"
        case .program: "by program"
        case .folder: "in the folder"
        }
    }

    var tag: StatusTag {
        outcome == .taken ? StatusTag("Taken", tone: .yes) : StatusTag("Refused", tone: .no)
    }
}

extension OutgoingDocument.Kind {
    var words: String {
        switch self {
        case .order: "Order"
        case .change: "Change"
        case .cancellation: "Cancellation"
        case .invoiceResponse: "Invoice response"
        }
    }
}

import Orders
import Values

/// Who reads: the same count is said to each in their own words.
enum OrderReader: Sendable {
    case holder, supplier, commissioner
}

extension LineTally {
    /// "2 to come; 1 delivered, please confirm": every unit of the line, in the order in which things happen.
    func words(for reader: OrderReader) -> String {
        let parts = UnitState.allCases.compactMap { state -> String? in
            let count = self[state]
            return count > 0 ? "\(count) \(state.words(for: reader))" : nil
        }
        return parts.joined(separator: "; ")
    }

    /// Units that will not come, whoever said so.
    var fallen: Int { count(.refused, .cancelledBefore, .cancelledAfter, .returned) }
}

extension UnitState {
    func words(for reader: OrderReader) -> String {
        switch self {
        case .open: "not answered yet"
        case .refused: "not taken"
        case .cancelledBefore: "cancelled"
        case .toCome: "to come"
        case .cancelledAfter: "cancelled, will not come"
        case .unconfirmed:
            switch reader {
            case .holder: "delivered, please confirm"
            case .supplier: "delivered, waiting for the customer"
            case .commissioner: "delivered, not confirmed"
            }
        case .questioned: "delivered, something is wrong"
        case .returned: "given back"
        case .received: reader == .supplier ? "confirmed, to be paid" : "received"
        case .disputed: "received, something is wrong"
        case .credited: "given back, not paid for"
        case .paid: reader == .holder ? "received and paid for" : "paid"
        case .contested: "paid for, something is wrong"
        case .refunded: "given back, money to be paid back"
        }
    }
}

extension UnitEvent {
    /// What a timeline says that happened to units: "3 of “Ramp” accepted".
    var words: String {
        switch self {
        case .accept: "accepted"
        case .refuse: "not taken"
        case .cancel: "cancelled"
        case .askAgain: "asked for once more"
        case .deliver: "delivered"
        case .confirm: "confirmed"
        case .report: "with something wrong"
        case .settle: "settled"
        case .giveBack: "given back"
        case .pay: "paid"
        case .payBack: "paid back by the bank"
        }
    }
}

/// What a step did to which units, in words for a timeline.
struct StepWords {
    /// By position.
    let titles: [Int: String]

    init(_ part: SupplierOrder) {
        titles = Dictionary(part.lines.map { ($0.position, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    init(titles: [Int: String]) {
        self.titles = titles
    }

    /// One sentence for each line that moved; a fee or a new price is said with it.
    func sentences(_ steps: [LineStep], asking: Bool = false) -> [String] {
        steps.flatMap { step -> [String] in
            let title = titles[step.position] ?? "a line"
            var said: [String] = []
            if step.units > 0 {
                let done = step.event?.words ?? (asking ? "asked to be cancelled" : "changed")
                said.append("\(step.units) of “\(title)” \(done).")
            }
            if let price = step.price { said.append("At most \(price) for one of “\(title)”.") }
            if step.fee.isPositive { said.append("A fee of \(step.fee) for “\(title)”.") }
            if step.credit.isPositive { said.append("\(step.credit) less for “\(title)”.") }
            if step.refund.isPositive { said.append("\(step.refund) to be paid back for “\(title)”.") }
            return said
        }
    }
}

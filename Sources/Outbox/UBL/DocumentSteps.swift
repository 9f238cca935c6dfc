import Orders
import Values

/// What a document asks to be done: the same things that the buttons of the supplier's pages do.
package enum DocumentStep: Sendable, Hashable {
    /// So many units of each line, by position; what is not named is taken whole.
    case accept(units: [Int: Int], note: String)
    case decline(note: String)
    case propose(units: [Int: Int], lines: [ProposedLine], note: String)
    case deliver(units: [Int: Int], note: String)
    case closeShort(units: [Int: Int], note: String)
    case agreeToCancel(note: String)
    case refuseToCancel(note: String)
}

/// What would come in the place of a line; what is nil stays as it was signed.
package struct ProposedLine: Sendable, Hashable {
    package let position: Int
    package let item: OrderResponse.Item?
    /// Of one unit, without VAT.
    package let unitNet: Money?
    /// Each time.
    package let quantity: Int?
    package let day: Day?

    package init(
        position: Int, item: OrderResponse.Item? = nil, unitNet: Money? = nil, quantity: Int? = nil, day: Day? = nil
    ) {
        self.position = position
        self.item = item
        self.unitNet = unitNet
        self.quantity = quantity
        self.day = day
    }
}

extension OrderResponse {
    /// - Returns: nothing where it only says that the order has come.
    /// - Throws: `DocumentRefusal`; what the workflow says to a step is asked when it is taken.
    package func steps(for part: SupplierOrder) throws(DocumentRefusal) -> [DocumentStep] {
        guard currency == UBL.currency else { throw .currency(currency) }
        guard code == .conditional || lines.isEmpty else { throw .contradiction("OrderResponseCode \(code.rawValue)") }
        let isAskedToCancel = part.status == .cancelAsked || part.status == .cancelOverdue
        switch code {
        case .acknowledged: return nothing(new: part)
        case .accepted where isAskedToCancel, .rejected where isAskedToCancel:
            guard isAdvanced else { throw .notAnAnswerToCancelling }
            return [code == .accepted ? .agreeToCancel(note: note ?? "") : .refuseToCancel(note: reason)]
        // What the holder signed was the supplier's own offer: to take it is nothing new.
        case .accepted where change != nil && part.status != .sent: return nothing(new: part)
        case .accepted: return [.accept(units: [:], note: note ?? "")]
        case .rejected: return [.decline(note: reason)]
        case .conditional: return part.status == .sent ? try answers(to: part) : try news(of: part)
        }
    }

    /// It asks for nothing; about an order that is over it is told so, as anybody is who accepts one.
    private func nothing(new part: SupplierOrder) -> [DocumentStep] {
        part.status.isOver ? [.accept(units: [:], note: note ?? "")] : []
    }

    /// The supplier's words, or that there are none.
    private var reason: String { note ?? "No reason was given with “\(id)”." }

    /// The order waits for an answer: every line that does needs one.
    private func answers(to part: SupplierOrder) throws(DocumentRefusal) -> [DocumentStep] {
        let found = try matched(to: part)
        let open = part.tallies.filter { $0[.open] > 0 }.map(\.position)
        let missing = open.filter { found[$0] == nil }
        guard missing.isEmpty else { throw .linesMissing(missing) }
        var (units, delivered, proposed): ([Int: Int], [Int: Int], [ProposedLine]) = ([:], [:], [])
        for (position, line) in found.sorted(by: { $0.key < $1.key }) {
            guard let tally = part.tally(position), let signed = part.line(position), tally[.open] > 0
            else { throw .quantity(line: position, said: line.quantity?.words ?? line.code.rawValue, most: 0) }
            switch line.code {
            case .added: throw .lineAdded(position)
            case .refused: units[position] = 0
            case .accepted, .delivered:
                try line.mustBeAsSigned(signed, tally, units: tally[.open])
                if line.code == .delivered { delivered[position] = tally[.open] }
            case .changed: proposed.append(try line.proposal(instead: signed, promised: promised))
            }
        }
        if !proposed.isEmpty {
            guard delivered.isEmpty else { throw .contradiction("LineStatusCode 42") }
            return [.propose(units: units, lines: proposed, note: words)]
        }
        if open.allSatisfy({ units[$0] == 0 }) { return [.decline(note: words)] }
        let accept = DocumentStep.accept(units: units, note: units.isEmpty ? note ?? "" : words)
        return delivered.isEmpty ? [accept] : [accept, .deliver(units: delivered, note: note ?? "")]
    }

    /// The order was accepted: some of it has come, or will not come.
    private func news(of part: SupplierOrder) throws(DocumentRefusal) -> [DocumentStep] {
        var (gone, delivered): ([Int: Int], [Int: Int]) = ([:], [:])
        for (position, line) in try matched(to: part) {
            guard let tally = part.tally(position), let signed = part.line(position) else { continue }
            switch line.code {
            case .added: throw .lineAdded(position)
            case .changed: throw .changeTooLate(line: position)
            case .accepted: try line.mustBeAsSigned(signed, tally, units: tally.live)
            case .refused: gone[position] = try line.units(of: signed, most: tally[.toCome])
            case .delivered: delivered[position] = try line.units(of: signed, most: tally[.toCome])
            }
        }
        var steps: [DocumentStep] = []
        if !delivered.isEmpty { steps.append(.deliver(units: delivered, note: note ?? "")) }
        if !gone.isEmpty { steps.append(.closeShort(units: gone, note: words)) }
        return steps.isEmpty ? nothing(new: part) : steps
    }

    /// What it says of the whole and of its lines; in the end there are always words.
    private var words: String {
        let all = ([note] + lines.map(\.note)).compactMap(\.self)
        return all.isEmpty ? reason : OrderNote.cut(all.joined(separator: " "))
    }

    private func matched(to part: SupplierOrder) throws(DocumentRefusal) -> [Int: Line] {
        var found: [Int: Line] = [:]
        for line in lines {
            guard let position = Int(line.line), part.line(position) != nil else {
                guard line.code != .added else { throw .lineAdded(Int(line.line) ?? 0) }
                throw .lineUnknown(line.line)
            }
            guard found.updateValue(line, forKey: position) == nil else { throw .lineTwice(position) }
        }
        return found
    }
}

extension DespatchAdvice {
    /// What has been sent off is delivered, as its supplier says; that it came, the holder confirms. What a carrier
    /// calls it is no proof that it came.
    package func steps(for part: SupplierOrder) throws(DocumentRefusal) -> [DocumentStep] {
        // Where nothing can be delivered, the workflow says why.
        guard part.status.allows(.deliver) else { return [.deliver(units: [:], note: "")] }
        var units: [Int: Int] = [:]
        for line in lines {
            guard let position = Int(line.line), let signed = part.line(position) else { throw .lineUnknown(line.line) }
            let most = (part.tally(position)?[.toCome] ?? 0) - (units[position] ?? 0)
            // Nothing of a line is nothing to say.
            if line.delivered.value == ExactDecimal(0) { continue }
            units[position, default: 0] += try line.delivered.units(of: signed, most: most)
        }
        guard !units.isEmpty else { throw .contradiction("DeliveredQuantity") }
        let words = [note, tracking.map { "The carrier calls it \($0)." }].compactMap(\.self).joined(separator: " ")
        return [.deliver(units: units, note: OrderNote.cut(words))]
    }
}

extension Quantity {
    var words: String { unit.map { "\(value) \($0)" } ?? "\(value)" }

    /// As whole units of a line.
    func units(of line: OrderLine, most: Int) throws(DocumentRefusal) -> Int {
        let expected = UBLUnit.code(for: line.unit)
        if let unit, !UBLUnit.areSame(unit, expected) {
            throw .unit(line: line.position, said: unit, expected: expected)
        }
        guard let units = value.whole, units > 0, units <= most
        else { throw .quantity(line: line.position, said: "\(value)", most: most) }
        return units
    }
}

extension OrderResponse.Line {
    /// All that there is where it says no number.
    func units(of line: OrderLine, most: Int) throws(DocumentRefusal) -> Int {
        guard let quantity else {
            guard most > 0 else { throw .quantity(line: line.position, said: code.rawValue, most: 0) }
            return most
        }
        return try quantity.units(of: line, most: most)
    }

    /// A line that is taken as it is repeats what was signed, or says nothing of it.
    /// - Parameter units: that wait for the answer.
    func mustBeAsSigned(_ line: OrderLine, _ tally: LineTally, units: Int) throws(DocumentRefusal) {
        let signed = line.price(at: tally.unitPrice).net
        if let price, price.unit != signed { throw .price(line: line.position, said: price.words, signed: signed) }
        guard substitute == nil else { throw .contradiction("LineStatusCode \(code.rawValue)") }
        guard let quantity else { return }
        guard try quantity.units(of: line, most: units) == units
        else { throw .quantity(line: line.position, said: quantity.words, most: units) }
    }

    /// - Parameter promised: of the whole, where the line says no day.
    fileprivate func proposal(instead line: OrderLine, promised whole: Day?) throws(DocumentRefusal) -> ProposedLine {
        var each: Int?
        if let quantity {
            let units = try quantity.units(of: line, most: .max)
            guard units.isMultiple(of: line.times)
            else { throw .quantity(line: line.position, said: quantity.words, most: line.quantity * line.times) }
            each = units / line.times
        }
        guard price == nil || price?.unit != nil
        else { throw .price(line: line.position, said: price?.words ?? "", signed: line.unitNet) }
        return ProposedLine(
            position: line.position, item: substitute, unitNet: price?.unit, quantity: each, day: promised ?? whole)
    }
}

import Values

/// Why less than what was asked for is approved, for the holder and for the reports.
package enum DecisionCode: String, Sendable, CaseIterable, Codable {
    case notForOutcome = "not_for_outcome"
    case fewerAreEnough = "fewer_are_enough"
    case cheaperEquivalent = "cheaper_equivalent"
    case otherService = "other_service"
    case notSafe = "not_safe"
    case notAllowed = "not_allowed"
    case informationMissing = "information_missing"
    case other
}

/// What is approved of one line.
package struct LineDecision: Sendable, Hashable, Codable {
    /// Of the order line.
    package let position: Int
    /// Over all times; 0 for none of it.
    package let units: Int
    /// The most that one unit may cost; nil for the price that was signed.
    package let unitPrice: Money?
    /// Needed where it is less than what was asked for.
    package let code: DecisionCode?
    package let text: String

    package init(position: Int, units: Int, unitPrice: Money? = nil, code: DecisionCode? = nil, text: String = "") {
        self.position = position
        self.units = units
        self.unitPrice = unitPrice
        self.code = code
        self.text = text
    }
}

/// A decision about each line of a request.
package struct ApprovalDecision: Sendable, Hashable, Codable {
    package enum Extent: Sendable, Hashable {
        case whole, part, none
    }

    package let lines: [LineDecision]
    /// About all of it, for the holder.
    package let note: String

    package init(lines: [LineDecision], note: String = "") {
        self.lines = lines
        self.note = note
    }

    package static func whole(_ lines: [OrderLine], note: String = "") -> ApprovalDecision {
        ApprovalDecision(
            lines: lines.map { LineDecision(position: $0.position, units: $0.units) }, note: note)
    }

    package static func none(_ lines: [OrderLine], _ code: DecisionCode, _ text: String) -> ApprovalDecision {
        ApprovalDecision(
            lines: lines.map { LineDecision(position: $0.position, units: 0, code: code, text: text) })
    }

    package subscript(position: Int) -> LineDecision? { lines.first { $0.position == position } }

    package func extent(of asked: [OrderLine]) -> Extent {
        if lines.allSatisfy({ $0.units == 0 }) { return .none }
        return asked.allSatisfy { line in self[line.position].map { line.isWhole($0) } ?? false } ? .whole : .part
    }

    /// What the lines come to that are approved, with VAT.
    package func amount(of asked: [OrderLine]) -> Money {
        asked.map { line in
            guard let decision = self[line.position] else { return .zero }
            return min(decision.unitPrice ?? line.unitPrice, line.unitPrice).times(decision.units)
        }.total
    }

    /// Where less is approved, it is said why.
    package func hasReasons(_ asked: [OrderLine]) -> Bool {
        asked.allSatisfy { line in
            guard let decision = self[line.position] else { return false }
            return line.isWhole(decision) || decision.code != nil && !decision.text.isEmpty
        }
    }

    /// What two tiers have both approved: the lower of each, with the reason of whoever lowered it last.
    package func lowered(by later: ApprovalDecision) -> ApprovalDecision {
        ApprovalDecision(
            lines: lines.map { line in
                guard let other = later[line.position] else { return line }
                let caps = [line.unitPrice, other.unitPrice].compactMap(\.self)
                let isLower = other.code != nil
                return LineDecision(
                    position: line.position, units: min(line.units, other.units), unitPrice: caps.min(),
                    code: isLower ? other.code : line.code, text: isLower ? other.text : line.text)
            }, note: later.note.isEmpty ? note : later.note)
    }

    package static let textCharactersMaximum = 1_000

    /// - Throws: every problem, by `units-2` and its like with the line's position.
    package func checked(against asked: [OrderLine]) throws(FieldProblems) {
        var problems = FieldProblems()
        for line in asked {
            guard let decision = self[line.position] else {
                problems.add("decision-\(line.position)", "Decide about “\(line.title)”")
                continue
            }
            decision.check(line, &problems)
        }
        if lines.contains(where: { line in !asked.contains { $0.position == line.position } }) {
            problems.add("decision", "One of the lines is not part of this request")
        }
        if note.unicodeScalars.count > ApprovalDecision.textCharactersMaximum {
            problems.add(
                "note", "The note must not be longer than \(ApprovalDecision.textCharactersMaximum) characters")
        }
        guard problems.isEmpty else { throw problems }
    }
}

extension LineDecision {
    fileprivate func check(_ line: OrderLine, _ problems: inout FieldProblems) {
        if !(0...line.units).contains(units) {
            problems.add("units-\(position)", "How many must be a whole number from 0 to \(line.units)")
        } else if !units.isMultiple(of: line.quantity), line.times > 1 {
            problems.add(
                "units-\(position)", "How many must be a multiple of \(line.quantity), which is what comes each time")
        }
        if let unitPrice {
            if !unitPrice.isPositive {
                problems.add("price-\(position)", "The price for one must be more than £0.00")
            } else if unitPrice > line.unitPrice {
                problems.add("price-\(position)", "The price for one must be \(line.unitPrice) or less")
            }
        }
        if !line.isWhole(self) {
            if code == nil { problems.add("code-\(position)", "Choose why you approve less of “\(line.title)”") }
            if text.isEmpty {
                problems.add("text-\(position)", "Say why you approve less of “\(line.title)”; the holder reads it")
            }
        }
        if text.unicodeScalars.count > ApprovalDecision.textCharactersMaximum {
            problems.add(
                "text-\(position)",
                "The reason must not be longer than \(ApprovalDecision.textCharactersMaximum) characters")
        }
    }
}

extension OrderLine {
    /// Over all times.
    package var units: Int { quantity * times }

    /// A lower price than was signed cannot be paid without the supplier's consent: it is less than what was asked.
    package func isWhole(_ decision: LineDecision) -> Bool {
        decision.units == units && decision.unitPrice.map { $0 >= unitPrice } ?? true
    }
}

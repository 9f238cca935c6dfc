import Values

/// What becomes of money that a period leaves over. Nothing moves at the period's end: how much may be used later is
/// computed from dates whenever it is asked.
package enum CarryForward: Sendable, Hashable, Codable {
    /// What is left over lapses with its period.
    case none
    /// Everything stays usable until the line ends.
    case all
    /// At most so much goes from each period into the next.
    case upTo(Money)
    /// It stays usable for so many more periods.
    case periods(Int)

    /// As it is stored and imported: `none`, `all`, `upto:150.00`, `periods:2`.
    package var text: String {
        switch self {
        case .none: "none"
        case .all: "all"
        case .upTo(let amount): "upto:\(amount.decimal)"
        case .periods(let count): "periods:\(count)"
        }
    }

    /// Nil for anything else than what `text` writes; periods from 1 to `periodsMaximum`.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("none", 1): self = .none
        case ("all", 1): self = .all
        case ("upto", 2):
            do { self = .upTo(try Money(reading: parts[1])) } catch { return nil }
        case ("periods", 2):
            guard let count = Int(parts[1]), (1...CarryForward.periodsMaximum).contains(count) else { return nil }
            self = .periods(count)
        default: return nil
        }
    }

    package static let periodsMaximum = 520

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let carry = CarryForward(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no carry-forward"))
        }
        self = carry
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Allocation {
    /// The last day on which anything of a period can be used; nil outside the span.
    package func lastUse(of first: Day, carry: CarryForward) -> Day? {
        guard let index = index(of: first), let period = period(at: index) else { return nil }
        switch carry {
        case .none: return period.last
        case .all, .upTo: return span.last
        case .periods(let count): return self.period(at: index + count)?.last ?? span.last
        }
    }
}

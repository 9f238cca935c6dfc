import Values

/// Which answer comes first. The rule stands on the page in the words below, and nobody can pay for a place.
///
/// Everything that counts is packed into one number, the smaller the earlier, with the row in its last bits: equals
/// stand in the order in which they were first offered, and the row can be read from the number.
package enum Ranking {
    package static let words = """
        Best match shows what has your words in its name first, then what your plan covers, then local suppliers \
        before regional and national ones, then the lower price. Nobody can pay to be shown first.
        """

    static let rowBits: UInt64 = 28
    private static let priceMaximum: UInt64 = 1 << 26 - 1

    /// What ordering looks at.
    struct Facts {
        let row: Int
        let price: UInt32
        let isInName: Bool
        let isCovered: Bool
    }

    static func key(_ facts: Facts, _ seller: SellerFacts, _ order: Search.Order) -> UInt64 {
        let price = min(UInt64(facts.price), priceMaximum)
        let first: UInt64 =
            switch order {
            case .best: best(facts, seller)
            case .price: 0
            case .distance: min(UInt64(seller.distance ?? distanceMaximum), UInt64(distanceMaximum))
            case .rating: UInt64(starsMaximum - (seller.stars ?? 0))
            }
        // Distances take no price: what is as near stands as it came, and there is room for no more.
        let packed = order == .distance ? first : first << 26 | price
        return packed << rowBits | UInt64(facts.row)
    }

    private static let distanceMaximum = 1 << 24 - 1
    private static let starsMaximum = 50

    private static func best(_ facts: Facts, _ seller: SellerFacts) -> UInt64 {
        (facts.isInName ? 0 : 8) | (facts.isCovered ? 0 : 4) | seller.reach.order
    }

    static func row(of key: UInt64) -> Int { Int(key & (1 << rowBits - 1)) }
}

extension Reach {
    fileprivate var order: UInt64 {
        switch self {
        case .local: 0
        case .regional: 1
        case .national: 2
        }
    }
}

/// Keeps the smallest of many numbers.
struct Smallest {
    private let wanted: Int
    private var kept: [UInt64] = []
    private var limit = UInt64.max

    init(_ wanted: Int) {
        self.wanted = max(wanted, 1)
    }

    mutating func add(_ number: UInt64) {
        guard number < limit else { return }
        kept.append(number)
        if kept.count >= 2 * wanted + 1_024 { cut() }
    }

    /// Ascending.
    mutating func sorted() -> [UInt64] {
        cut()
        return kept
    }

    private mutating func cut() {
        kept.sort()
        guard kept.count >= wanted else { return }
        kept.removeLast(kept.count - wanted)
        limit = kept[wanted - 1]
    }
}

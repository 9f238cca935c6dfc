import Values

/// Which answer comes first. The rule stands on the page in the words below, and nobody can pay for a place.
package enum Ranking {
    package static let words = """
        Best match shows what your plan covers first, then the closest match to your words, then local suppliers \
        before regional and national ones, then the lower price. Nobody can pay to be shown first.
        """

    static func comes(_ left: Candidate, before right: Candidate, in search: Search) -> Bool {
        switch search.order {
        case .best: best(left, right, words: !search.text.isEmpty)
        case .price: (left.item.unitPrice, left.item.listing) < (right.item.unitPrice, right.item.listing)
        case .distance: nearer(left, right)
        }
    }

    private static func best(_ left: Candidate, _ right: Candidate, words: Bool) -> Bool {
        if left.isCovered != right.isCovered { return left.isCovered }
        if words, left.rank != right.rank { return left.rank < right.rank }
        if left.reach != right.reach { return order(left.reach) < order(right.reach) }
        return (left.item.unitPrice, left.item.listing) < (right.item.unitPrice, right.item.listing)
    }

    private static func nearer(_ left: Candidate, _ right: Candidate) -> Bool {
        let (near, far) = (left.distance ?? Int.max, right.distance ?? Int.max)
        return near == far ? left.item.listing < right.item.listing : near < far
    }

    private static func order(_ reach: Reach) -> Int {
        switch reach {
        case .local: 0
        case .regional: 1
        case .national: 2
        }
    }
}

import Values

/// What a person asked the shop for.
package struct Search: Sendable, Hashable {
    package enum Order: String, Sendable, CaseIterable {
        case best, price, distance

        package var words: String {
            switch self {
            case .best: "Best match"
            case .price: "Lowest price"
            case .distance: "Nearest"
            }
        }
    }

    package var text = ""
    /// A group or an item type.
    package var category: Category.ID?
    package var reaches: Set<Reach> = []
    package var supplier: Supplier.ID?
    /// Miles from the delivery postcode; nil for any.
    package var withinMiles: Int?
    /// Only what the person's plan has a line for.
    package var coveredOnly = false
    package var order = Order.best
    package var page = 1

    package init() {}

    package static let pageSize = 24
    package static let milesOffered = [5, 10, 20, 50]
}

/// One page of answers, with the number behind each filter value: how many there would be if it were chosen,
/// all other filters staying as they are.
package struct SearchAnswer: Sendable {
    package struct Hit: Sendable, Hashable {
        package let listing: Listing.ID
        /// Metres from the supplier's base to the delivery postcode's district; nil where not known.
        package let distance: Int?
    }

    package let hits: [Hit]
    package let total: Int
    package let page: Int
    package let pages: Int
    package let reachCounts: [Reach: Int]
    package let categoryCounts: [Category.ID: Int]
    package let withinCounts: [Int: Int]
    package let coveredCount: Int
}

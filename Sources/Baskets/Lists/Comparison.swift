import Catalogue
import Values

/// What somebody looks at side by side for a holder: at most four listings, in the order in which they were chosen.
package struct Comparison: Sendable, Hashable {
    package private(set) var listings: [Listing.ID]

    package init(_ listings: [Listing.ID] = []) {
        var seen: Set<Listing.ID> = []
        self.listings = listings.filter { seen.insert($0).inserted }
    }

    package static let listingsMaximum = 4

    package var isTooLarge: Bool { listings.count > Comparison.listingsMaximum }

    /// Puts one beside the others; one that is there already stays where it is.
    /// - Throws: `.full`.
    package mutating func add(_ listing: Listing.ID) throws(ComparisonRefusal) {
        guard !listings.contains(listing) else { return }
        guard listings.count < Comparison.listingsMaximum else { throw .full(maximum: Comparison.listingsMaximum) }
        listings.append(listing)
    }

    package mutating func remove(_ listing: Listing.ID) { listings.removeAll { $0 == listing } }
}

/// Why something is not put beside the others.
package enum ComparisonRefusal: Refusal, Hashable {
    case full(maximum: Int)

    package var code: String {
        switch self {
        case .full: "comparison.full"
        }
    }
}

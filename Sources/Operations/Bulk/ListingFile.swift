import Catalogue
import Relational
import Storage
import Values

/// All listings of a supplier as a file that can be changed and brought back: as the supplier wants them to read, what
/// waits for a reviewer included.
package struct ListingFile: Sendable {
    private let attributes: [String]

    package init(of supplier: Supplier.ID, _ look: Desk.Look) throws {
        var seen: Set<String> = []
        attributes = try look.snapshot.listings.categories(of: supplier)
            .flatMap { look.shelf.categories.attributes(on: $0) }.map(\.field).filter { seen.insert($0).inserted }
    }

    private var fields: [String] { ListingField.allCases.map(\.rawValue) + attributes }
    /// What moves while the file is away, once more, as it is now.
    private static let moving: [ListingField] = [.price, .stock]

    package var head: String {
        let now = Self.moving.compactMap { ListingColumns.asFetched[$0] }
        return CSVLine([ListingColumns.reference] + fields + now + [ListingColumns.status]).text
    }

    private static let most = 500

    /// - Parameter reference: the last one that was read; nil at the beginning.
    /// - Returns: the next lines, and the last of their codes; nil at the end.
    package func lines(
        of supplier: Supplier.ID, after reference: String?, _ look: Desk.Look
    ) throws -> (lines: [String], last: String?) {
        let listings = try look.snapshot.listings.list(of: supplier, after: reference, most: Self.most)
        let own = try look.snapshot.own(listings)
        let lines = listings.map { listing in
            let text = own[listing.id]?.wanted ?? ListingText(listing)
            let cells = [listing.reference] + fields.map { text[$0] } + Self.moving.map { text[$0] }
                + [listing.status.rawValue]
            return CSVLine(cells.map(ListingCells.guarded)).text
        }
        return (lines, listings.count < Self.most ? nil : listings.last?.reference)
    }
}

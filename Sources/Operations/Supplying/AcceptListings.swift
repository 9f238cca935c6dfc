import Catalogue
import Identity
import Relational
import Storage
import Values

/// Somebody of a commissioner's staff takes what one supplier has newly proposed into the shop, many listings at once:
/// a supplier may bring thousands in a file, and nobody reads them one by one. The oldest come first.
package struct AcceptListings: Operation {
    package let supplier: Supplier.ID
    /// The offers as the reviewer saw them: what has changed later goes on waiting.
    package let seen: Int

    package init(supplier: Supplier.ID, seen: Int) {
        self.supplier = supplier
        self.seen = seen
    }

    /// So many in one transaction: others write, too.
    package static let most = 1_000

    /// - Throws: `NotFound` when nothing waits; `StaffRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        try tx.must(.reviewListing, about: supplier, as: principal)
        let listings = try tx.listingChanges.proposed(of: supplier, until: seen, most: Self.most)
        guard !listings.isEmpty else { throw NotFound() }
        let revision = try tx.listings.nextRevision()
        for var listing in listings {
            try listing.perform(.accept)
            try tx.listings.save(listing, revision: revision)
            try tx.listingHistory.append(.accepted, to: listing.id, by: principal.person.id, at: tools.now)
        }
        return supplier
    }
}

import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier offers something new.
package struct AddListing: Operation {
    package let text: ListingText

    package init(text: ListingText) {
        self.text = text
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        let supplier = try principal.actingForSupplier()
        let listing = Listing(
            id: tools.new(), supplier: supplier, terms: try text.checked(against: tools.shelf.categories),
            status: .live,
            version: 1)
        try tx.listings.insert(listing, revision: try tx.listings.nextRevision())
        if let stock = try text.checkedStock() {
            _ = try tx.stock.count(listing.id, stock, seen: nil, at: tools.now)
        }
        return listing.id
    }
}

/// A supplier changes what it offers. Signed orders keep what they were signed with.
package struct ReviseListing: Operation {
    package let listing: Listing.ID
    /// The version the supplier was looking at.
    package let version: Int
    package let text: ListingText
    /// The number in stock that the supplier was looking at; empty where nobody counted. Only another number than that
    /// is a count: what is sold while somebody edits the words is no reason to refuse them.
    package let stockSeen: String

    package init(listing: Listing.ID, version: Int, text: ListingText, stockSeen: String = "") {
        self.listing = listing
        self.version = version
        self.text = text
        self.stockSeen = stockSeen
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        var listing = try ownListing(listing, version: version, tx, principal)
        try listing.revise(try text.checked(against: tools.shelf.categories))
        try tx.listings.save(listing, revision: try tx.listings.nextRevision())
        try count(listing, tx, tools)
        return listing.id
    }

    /// - Throws: `CatalogueRefusal.stockMoved` when the number is not what the supplier saw.
    private func count(_ listing: Listing, _ tx: Transaction, _ tools: Tools) throws {
        let (counted, seen) = (try text.checkedStock(), Int(stockSeen))
        guard counted != seen else { return }
        guard try tx.stock.count(listing.id, counted, seen: seen, at: tools.now)
        else { throw CatalogueRefusal.stockMoved(to: listing.stock) }
    }
}

/// A supplier takes a listing out of the shop, or puts it back.
package struct MoveListing: Operation {
    package let listing: Listing.ID
    package let version: Int
    package let action: ListingAction

    package init(listing: Listing.ID, version: Int, action: ListingAction) {
        self.listing = listing
        self.version = version
        self.action = action
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        var listing = try ownListing(listing, version: version, tx, principal)
        try listing.perform(action)
        try tx.listings.save(listing, revision: try tx.listings.nextRevision())
        return listing.id
    }
}

private func ownListing(
    _ id: Listing.ID, version: Int, _ tx: Transaction, _ principal: Principal
) throws -> Listing {
    guard let listing = try tx.listings.find(id, of: try principal.actingForSupplier()) else { throw NotFound() }
    guard listing.version == version else { throw CatalogueRefusal.changedMeanwhile }
    return listing
}

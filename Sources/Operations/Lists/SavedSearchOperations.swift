import Baskets
import Catalogue
import Identity
import Relational
import Storage
import Values

/// Keeps a question to the shop, to be asked again.
package struct SaveSearch: Operation {
    package let title: String
    /// What stands behind the question mark of the shop's address.
    package let query: String

    package init(title: String, query: String) {
        self.title = title
        self.query = query
    }

    /// - Throws: `FieldProblems` about `title`; `SavedSearchRefusal.tooMany`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SavedSearch.ID {
        let authority = try principal.actingForHolder()
        let title = Text.line(title)
        var problems = FieldProblems()
        if title.isEmpty { problems.add("title", "Enter a name for the search") }
        if title.unicodeScalars.count > SavedSearch.titleCharactersMaximum {
            problems.add("title", "The name must have \(SavedSearch.titleCharactersMaximum) characters or fewer")
        }
        if query.utf8.count > SavedSearch.queryCharactersMaximum {
            problems.add("title", "This search is too long to be saved; take some of its words or filters away")
        }
        guard problems.isEmpty else { throw problems }
        let known = try tx.savedSearches.list(of: authority.holder, by: authority.person)
        guard known.count < SavedSearch.searchesMaximum else {
            throw SavedSearchRefusal.tooMany(maximum: SavedSearch.searchesMaximum)
        }
        let search = SavedSearch(
            id: tools.new(), holder: authority.holder, person: authority.person, title: title, query: query,
            savedAt: tools.now)
        try tx.savedSearches.insert(search)
        return search.id
    }
}

/// Forgets a saved search.
package struct RemoveSavedSearch: Operation {
    package let search: SavedSearch.ID

    package init(search: SavedSearch.ID) {
        self.search = search
    }

    /// - Throws: `NotFound` when it is not there, or somebody else's.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SavedSearch.ID {
        let authority = try principal.actingForHolder()
        guard try tx.savedSearches.remove(search, of: authority.holder, by: authority.person) else { throw NotFound() }
        return search
    }
}

/// Puts listings beside those that are compared already: all of them, or none.
package struct AddToComparison: Operation {
    package let listings: [Listing.ID]

    package init(listings: [Listing.ID]) {
        self.listings = listings
    }

    /// - Throws: `ComparisonRefusal.full`; `NotFound` for a listing that there is not, or for none.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Holder.ID {
        let authority = try principal.actingForHolder()
        let found = try tx.listings.find(listings)
        guard !listings.isEmpty, found.count == Set(listings).count else { throw NotFound() }
        var comparison = try tx.comparisons.find(of: authority.holder, by: authority.person)
        for listing in listings { try comparison.add(listing) }
        try tx.comparisons.save(comparison, of: authority.holder, by: authority.person)
        return authority.holder
    }
}

/// Takes one out of the comparison, or all of them.
package struct RemoveFromComparison: Operation {
    /// Nil for all.
    package let listing: Listing.ID?

    package init(listing: Listing.ID?) {
        self.listing = listing
    }

    /// - Throws: `NotFound` when nobody acts for a holder.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Holder.ID {
        let authority = try principal.actingForHolder()
        var comparison = try tx.comparisons.find(of: authority.holder, by: authority.person)
        if let listing { comparison.remove(listing) } else { comparison = Comparison() }
        try tx.comparisons.save(comparison, of: authority.holder, by: authority.person)
        return authority.holder
    }
}

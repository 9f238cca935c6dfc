import Catalogue
import Relational
import Values

// What commissioners' staff change about the tree of categories; what law says about them is not theirs to change.

extension StructureStore where Access: Writing {
    /// Saves title and summary. What an import said last stays noted, so that the same file leaves the words alone.
    /// - Parameter seen: the category as it was read; what somebody else has changed since is not written over.
    /// - Throws: `CategoryRefusal.changedMeanwhile`.
    package func save(_ seen: Catalogue.Category, title: String, summary: String) throws {
        let changed = try access.connection.run(
            """
            UPDATE categories SET title = \(title), summary = \(summary)
            WHERE id = \(seen.id) AND title = \(seen.title) AND summary = \(seen.summary)
            """)
        guard changed == 1 else { throw CategoryRefusal.changedMeanwhile }
    }
}

extension ListingStore where Access: Writing {
    /// Puts the live listings of some categories into the search index again: a category's title is one of their
    /// words.
    /// - Parameter words: what a listing is found by besides its title, given its supplier's name.
    package func reindex(
        in categories: [Catalogue.Category.ID], words: (ListingTerms, _ supplier: String) -> String
    ) throws {
        var texts: [(id: String, title: String, text: String)] = []
        for category in categories {
            try access.connection.eachRow(
                """
                SELECT l.*, s.name AS supplier_name FROM listings l JOIN suppliers s ON s.id = l.supplier_id
                WHERE l.category_id = \(category) AND l.status = 'live'
                """
            ) { row in
                let listing = try ListingStore.listing(row)
                texts.append(
                    (
                        listing.id.text, listing.terms.title, words(listing.terms, try row.text("supplier_name"))
                    ))
            }
            for text in texts { try access.connection.index(document: text.id, title: text.title, text: text.text) }
            texts = []
        }
    }
}

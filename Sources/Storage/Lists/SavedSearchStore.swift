import Baskets
import Catalogue
import Identity
import Relational
import Values

/// Saved searches: each person's own, for each holder they act for.
package struct SavedSearchStore<Access: Reading> { let access: Access }

/// What people look at side by side: each person's own, for each holder they act for.
package struct ComparisonStore<Access: Reading> { let access: Access }

extension Reading {
    package var savedSearches: SavedSearchStore<Self> { SavedSearchStore(access: self) }
    package var comparisons: ComparisonStore<Self> { ComparisonStore(access: self) }
}

extension SavedSearchStore {
    /// The newest first.
    package func list(of holder: Holder.ID, by person: Person.ID) throws -> [SavedSearch] {
        try access.connection.rows(
            """
            SELECT * FROM saved_searches WHERE holder_id = \(holder) AND person_id = \(person)
            ORDER BY saved_at DESC, id DESC
            """
        ).map { row in
            SavedSearch(
                id: try row.id("id"), holder: try row.id("holder_id"), person: try row.id("person_id"),
                title: try row.text("title"), query: try row.text("query"), savedAt: try row.moment("saved_at"))
        }
    }
}

extension SavedSearchStore where Access: Writing {
    package func insert(_ search: SavedSearch) throws {
        try access.connection.run(
            """
            INSERT INTO saved_searches (id, holder_id, person_id, title, query, saved_at)
            VALUES (\(search.id), \(search.holder), \(search.person), \(search.title), \(search.query),
                \(search.savedAt))
            """)
    }

    /// False where there is none, or it is somebody else's.
    package func remove(_ id: SavedSearch.ID, of holder: Holder.ID, by person: Person.ID) throws -> Bool {
        try access.connection.run(
            "DELETE FROM saved_searches WHERE id = \(id) AND holder_id = \(holder) AND person_id = \(person)") == 1
    }
}

extension ComparisonStore {
    package func find(of holder: Holder.ID, by person: Person.ID) throws -> Comparison {
        let row = try access.connection.row(
            "SELECT listings FROM comparisons WHERE holder_id = \(holder) AND person_id = \(person)")
        return Comparison(try row?.list("listings").map { Listing.ID($0) } ?? [])
    }
}

extension ComparisonStore where Access: Writing {
    package func save(_ comparison: Comparison, of holder: Holder.ID, by person: Person.ID) throws {
        try access.connection.run(
            """
            INSERT INTO comparisons (holder_id, person_id, listings)
            VALUES (\(holder), \(person), \(comparison.listings.map(\.text).joinedList))
            ON CONFLICT (holder_id, person_id) DO UPDATE SET listings = excluded.listings
            """)
    }
}

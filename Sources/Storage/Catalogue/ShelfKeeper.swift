import Catalogue
import Relational
import Synchronization
import Values

/// Keeps one shelf in memory and brings it up to date from the database whenever it is asked for: what changed since,
/// not everything. Two programs on one database see each other's changes.
package final class ShelfKeeper: Sendable {
    private struct State {
        var shelf: Shelf
        var structure = 0
        var offers = 0
    }

    private let state = Mutex(State(shelf: Shelf(categories: Categories([]), gazetteer: Gazetteer([]))))

    package init() {}

    /// The shelf as of this moment of the database, or a later one.
    package func shelf(in snapshot: some Reading) throws -> Shelf {
        let (structure, offers) = try ShelfKeeper.revisions(snapshot)
        return try state.withLock { state in
            if structure > state.structure {
                state = State(
                    shelf: Shelf(
                        categories: try snapshot.structure.categories(), gazetteer: try snapshot.structure.gazetteer()),
                    structure: structure)
            }
            if offers > state.offers {
                try ShelfKeeper.refresh(&state.shelf, since: state.offers, from: snapshot)
                state.offers = offers
            }
            return state.shelf
        }
    }

    private static func revisions(_ snapshot: some Reading) throws -> (structure: Int, offers: Int) {
        var found = ["structure": 0, "offers": 0]
        for row in try snapshot.connection.rows("SELECT what, revision FROM catalogue_revisions") {
            found[try row.text("what")] = try row.integer("revision")
        }
        return (found["structure"] ?? 0, found["offers"] ?? 0)
    }

    private static func refresh(_ shelf: inout Shelf, since revision: Int, from snapshot: some Reading) throws {
        try snapshot.suppliers.changed(since: revision) { shelf.put($0) }
        try snapshot.connection.eachRow("SELECT * FROM listings WHERE revision > \(revision)") { row in
            shelf.put(try ListingStore<Snapshot>.listing(row))
        }
    }
}

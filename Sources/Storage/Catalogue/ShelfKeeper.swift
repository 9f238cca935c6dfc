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
        var surroundings: [Around: Surroundings] = [:]
        var order: [Around] = []
    }

    private struct Around: Hashable {
        let place: Place?
        let commissioner: String?
        let day: Day
        let version: Int
    }

    /// Of so many places what was worked out is kept: 80 KB each for ten thousand suppliers.
    private static let placesMaximum = 256

    private let state = Mutex(State(shelf: Shelf(categories: Categories([]), gazetteer: Gazetteer([]))))
    /// What the words of searches were found in.
    package let finder = WordFinder()

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
                finder.forget()
            }
            if offers > state.offers {
                try refresh(&state.shelf, since: state.offers, from: snapshot)
                state.offers = offers
            }
            return state.shelf
        }
    }

    /// What all suppliers are for a place on a day; kept, because neighbours ask the same.
    package func surroundings(
        on shelf: Shelf, for place: Place?, of commissioner: String?, on day: Day
    ) -> Surroundings {
        let around = Around(place: place, commissioner: commissioner, day: day, version: shelf.sellersVersion)
        if let known = state.withLock({ $0.surroundings[around] }) { return known }
        let made = shelf.surroundings(for: place, of: commissioner, on: day)
        state.withLock { state in
            guard state.surroundings.updateValue(made, forKey: around) == nil else { return }
            state.order.append(around)
            if state.order.count > Self.placesMaximum { state.surroundings[state.order.removeFirst()] = nil }
        }
        return made
    }

    private static func revisions(_ snapshot: some Reading) throws -> (structure: Int, offers: Int) {
        var found = ["structure": 0, "offers": 0]
        for row in try snapshot.connection.rows("SELECT what, revision FROM catalogue_revisions") {
            found[try row.text("what")] = try row.integer("revision")
        }
        return (found["structure"] ?? 0, found["offers"] ?? 0)
    }

    private func refresh(_ shelf: inout Shelf, since revision: Int, from snapshot: some Reading) throws {
        let (suppliers, items) = (
            try snapshot.suppliers.changed(since: revision), try snapshot.listings.cursorOfChanges(since: revision)
        )
        let isRenamed = suppliers.contains { shelf.supplier($0.supplier.id)?.name != $0.supplier.name }
        if isRenamed { finder.forget() }
        for (number, supplier) in suppliers { shelf.put(supplier, number: number) }
        var changed = RowSet()
        while let item = try items.next() {
            shelf.put(item)
            changed.insert(item.row)
        }
        finder.noteChanges(changed)
    }
}

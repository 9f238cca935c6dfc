import Catalogue
import Relational
import Synchronization
import Values

/// Keeps one shelf in memory and brings it up to date from the database whenever it is asked for: what changed since,
/// not everything. Two programs on one database see each other's changes.
package final class ShelfKeeper: Sendable {
    private struct State {
        var shelf: Shelf
        var edition = CatalogueEdition()
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
        let edition = try CatalogueEdition(of: snapshot)
        return try state.withLock { state in
            if edition.structure > state.edition.structure { state = try restructured(edition.structure, snapshot) }
            if edition.offers > state.edition.offers { try refresh(&state, to: edition, from: snapshot) }
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

    /// An empty shelf with the groups and places of now.
    private func restructured(_ structure: Int, _ snapshot: some Reading) throws -> State {
        let shelf = Shelf(
            categories: try snapshot.structure.categories(), gazetteer: try snapshot.structure.gazetteer(),
            structure: structure)
        let edition = CatalogueEdition(structure: structure)
        finder.follow(to: edition, changed: nil)
        return State(shelf: shelf, edition: edition)
    }

    private func refresh(_ state: inout State, to edition: CatalogueEdition, from snapshot: some Reading) throws {
        let (suppliers, items) = (
            try snapshot.suppliers.changed(since: state.edition.offers),
            try snapshot.listings.cursorOfChanges(since: state.edition.offers)
        )
        let isRenamed = suppliers.contains { state.shelf.supplier($0.supplier.id)?.name != $0.supplier.name }
        for (number, supplier) in suppliers { state.shelf.put(supplier, number: number) }
        var changed = RowSet()
        while let item = try items.next() {
            state.shelf.put(item)
            changed.insert(item.row)
        }
        for price in try snapshot.listings.regionalPrices(changedSince: state.edition.offers) {
            state.shelf.put(price.unitPrice, ofRow: price.row, in: price.region)
        }
        state.edition.offers = edition.offers
        finder.follow(to: state.edition, changed: isRenamed ? nil : changed)
    }
}

import Catalogue
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// The catalogue in memory follows the database.
@Suite("Shelf keeper") struct ShelfKeeperTests {
    private let keeper = ShelfKeeper()

    private func shelf(_ scene: Scene) async throws -> Shelf {
        try await scene.database.read { [keeper] in try keeper.shelf(in: $0) }
    }

    @Test func `the first look brings everything that is live`() async throws {
        let scene = try await Scene()
        let shelf = try await shelf(scene)
        #expect(
            Set(shelf.items.keys)
                == ["visit", "neuro", "rollator", "gin", "ramp", "lights", "lights-trent", "scooter"])
        #expect(shelf.suppliers == Dictionary(uniqueKeysWithValues: World.suppliers.map { ($0.id, $0) }))
        #expect(shelf.categories.all == World.categories.all)
        #expect(shelf.gazetteer.place(ofDistrict: "NG7")?.commissioner == "TAD")
    }

    @Test func `a new price, a new listing and a withdrawn one are seen at the next look`() async throws {
        let scene = try await Scene()
        _ = try await shelf(scene)
        try await scene.database.write { tx in
            let revision = try tx.listings.nextRevision()
            var dearer = Cast.rollator
            try dearer.revise(Cast.terms("07-01", "110"))
            try tx.listings.save(dearer, words: "", revision: revision)
            var gone = Cast.visit
            try gone.perform(.withdraw)
            try tx.listings.save(gone, words: "", revision: revision)
            try tx.listings.insert(
                Cast.listing("new", by: Cast.hands, "02-01", "20"), words: "", revision: revision)
        }
        let items = try await shelf(scene).items
        #expect(items["rollator"]?.unitPrice == Cast.pounds("110"))
        #expect(items["visit"] == nil)
        #expect(items["new"]?.supplier == "careful")
    }

    @Test func `a suspended supplier is seen at the next look`() async throws {
        let scene = try await Scene()
        _ = try await shelf(scene)
        let suspended = Cast.supplier("trent", "Trent", .national, base: nil, status: .suspended)
        try await scene.database.write { tx in
            _ = try tx.suppliers.take(suspended, source: Digest(of: "new"), revision: try tx.listings.nextRevision())
        }
        let seen = try #require(try await shelf(scene).suppliers["trent"])
        #expect((seen.name, seen.status, seen.version) == ("Trent", .suspended, 2))
    }

    @Test func `a changed tree is seen at the next look, with everything that is live`() async throws {
        let scene = try await Scene()
        let before = try await shelf(scene)
        try await scene.database.write { tx in
            _ = try tx.structure.take(Cast.group("30", "New"), source: Digest(of: "new"))
            try tx.structure.noteChange()
        }
        let after = try await shelf(scene)
        #expect(after.categories["30"]?.title == "New")
        #expect(Set(after.items.keys) == Set(before.items.keys))
        #expect(after.suppliers == before.suppliers)
    }

    @Test func `two keepers on one database see the same`() async throws {
        let scene = try await Scene()
        let other = ShelfKeeper()
        _ = try await shelf(scene)
        try await scene.database.write { tx in
            var gone = Cast.visit
            try gone.perform(.withdraw)
            try tx.listings.save(gone, words: "", revision: try tx.listings.nextRevision())
        }
        let seen = try await scene.database.read { try other.shelf(in: $0) }
        #expect(Set(seen.items.keys) == Set(try await shelf(scene).items.keys))
    }
}

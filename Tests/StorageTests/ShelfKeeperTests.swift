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

    /// What is live on a shelf, by id.
    private func live(_ shelf: Shelf, _ scene: Scene) async throws -> [Listing.ID: Listing] {
        var rows: [Int] = []
        shelf.liveRows.forEach { rows.append($0) }
        let wanted = rows
        let found = try await scene.database.read { try $0.listings.find(rows: wanted) }
        #expect(found.allSatisfy { row, listing in shelf.whose(row)?.supplier.id == listing.supplier })
        return Dictionary(uniqueKeysWithValues: found.values.map { ($0.id, $0) })
    }

    private func cheapest(_ shelf: Shelf, of supplier: Supplier.ID, at place: Place? = nil) -> Int? {
        var search = Search()
        (search.suppliers, search.order) = ([supplier], .price)
        return shelf.find(search, for: .init(place: place, day: Cast.today), matches: nil).hits.first?.row
    }

    @Test func `the first look brings everything that is live`() async throws {
        let scene = try await Scene()
        let shelf = try await shelf(scene)
        #expect(
            Set(try await live(shelf, scene).keys)
                == ["visit", "neuro", "rollator", "gin", "ramp", "lights", "lights-trent", "scooter"])
        #expect(Set(shelf.suppliers) == Set(World.suppliers))
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
            try tx.listings.save(dearer, revision: revision)
            var gone = Cast.visit
            try gone.perform(.withdraw)
            try tx.listings.save(gone, revision: revision)
            try tx.listings.insert(
                Cast.listing("new", by: Cast.hands, "02-01", "20"), revision: revision)
        }
        let items = try await live(try await shelf(scene), scene)
        #expect(items["rollator"]?.terms.unitPrice == Cast.pounds("110"))
        #expect(items["visit"] == nil)
        #expect(items["new"]?.supplier == "careful")
    }

    @Test func `a price is seen on the shelf as soon as it is saved`() async throws {
        let scene = try await Scene()
        let before = cheapest(try await shelf(scene), of: "meadow")
        try await scene.database.write { tx in
            var cheaper = Cast.rollator
            try cheaper.revise(Cast.terms("07-01", "0.01"))
            try tx.listings.save(cheaper, revision: try tx.listings.nextRevision())
        }
        let now = try #require(cheapest(try await shelf(scene), of: "meadow"))
        #expect(now != before)
        #expect(try await scene.database.read { try $0.listings.find(rows: [now]) }[now]?.id == "rollator")
    }

    @Test func `the price of a region counts there for what is cheapest, and elsewhere it does not`() async throws {
        let scene = try await Scene()
        let everywhere = cheapest(try await shelf(scene), of: "meadow", at: Cast.ng7)
        try await scene.database.write { tx in
            let rollator = try #require(try tx.listings.find("rollator"))
            try tx.prices.state(
                Cast.pounds("0.01"), of: rollator, region: Cast.ng7.region, from: Cast.today, by: nil,
                at: scene.clock.now)
        }
        let shelf = try await shelf(scene)
        let there = try #require(cheapest(shelf, of: "meadow", at: Cast.ng7))
        #expect(there != everywhere)
        #expect(try await scene.database.read { try $0.listings.find(rows: [there]) }[there]?.id == "rollator")
        #expect(cheapest(shelf, of: "meadow", at: Cast.s10) == everywhere)
        #expect(cheapest(shelf, of: "meadow") == everywhere)
        try await scene.database.write { tx in
            let rollator = try #require(try tx.listings.find("rollator"))
            try tx.prices.state(
                nil, of: rollator, region: Cast.ng7.region, from: Cast.today, by: nil, at: scene.clock.now)
        }
        #expect(cheapest(try await self.shelf(scene), of: "meadow", at: Cast.ng7) == everywhere)
    }

    @Test func `a suspended supplier is seen at the next look`() async throws {
        let scene = try await Scene()
        _ = try await shelf(scene)
        let suspended = Cast.supplier("trent", "Trent", .national, base: nil, status: .suspended)
        try await scene.database.write { tx in
            _ = try tx.suppliers.take(
                suspended, source: Digest(of: "new"), on: Cast.today, revision: try tx.listings.nextRevision())
        }
        let seen = try #require(try await shelf(scene).supplier("trent"))
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
        #expect(after.liveRows == before.liveRows)
        #expect(after.suppliers == before.suppliers)
    }

    @Test func `two keepers on one database see the same`() async throws {
        let scene = try await Scene()
        let other = ShelfKeeper()
        _ = try await shelf(scene)
        try await scene.database.write { tx in
            var gone = Cast.visit
            try gone.perform(.withdraw)
            try tx.listings.save(gone, revision: try tx.listings.nextRevision())
        }
        let seen = try await scene.database.read { try other.shelf(in: $0) }
        #expect(seen.liveRows == (try await shelf(scene)).liveRows)
    }
}

import Catalogue
import Dispatch
import Relational
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// Words lead to rows of the shelf.
@Suite("Finding by words") struct WordFinderTests {
    private let keeper = ShelfKeeper()

    private func find(_ text: String, in scene: Scene, named: Bool = false) async throws -> [String] {
        try await scene.database.read { [keeper] snapshot in
            let shelf = try keeper.shelf(in: snapshot)
            let found = try keeper.finder.find(text, on: shelf, in: snapshot)
            guard let matches = found.matches else { return ["everything"] }
            var rows: [Int] = []
            (named ? matches.named : matches.rows).forEach { row in
                if shelf.whose(row) != nil { rows.append(row) }
            }
            return try snapshot.listings.find(rows: rows).values.map(\.id.text).sorted()
        }
    }

    private func add(_ id: String, _ title: String, _ description: String, to scene: Scene) async throws {
        let terms = ListingTerms(
            category: "07-01", title: title, description: description, unit: "each", price: Cast.pounds("10"),
            vat: .standard, leadDays: 1, delivery: "x", cancellation: "x", gtin: nil, quantityMaximum: 1)
        let listing = Listing(id: .init(id), supplier: "meadow", terms: terms, status: .live, version: 1)
        try await scene.database.write { tx in
            try tx.listings.insert(listing, revision: try tx.listings.nextRevision())
        }
    }

    @Test func `listings are found by their own words, by who sells them and by what kind they are`() async throws {
        let scene = try await Scene()
        try await add("frame", "Walking frame", "With a zebra print", to: scene)
        #expect(try await find("zebra", in: scene) == ["frame"])
        #expect(try await find("zebra", in: scene, named: true).isEmpty)
        #expect(try await find("walking", in: scene, named: true) == ["frame"])
        #expect(try await find("meadow zebra", in: scene) == ["frame"])
        #expect(try await find("\"walking frame\"", in: scene) == ["frame"])
        #expect(try await find("\"frame walking\"", in: scene).isEmpty)
        #expect(try await find("rollator zebra", in: scene) == ["frame"], "its item type is called so")
        #expect(try await find("?!", in: scene) == ["everything"])
    }

    @Test func `what is not live is not found`() async throws {
        let scene = try await Scene()
        #expect(try await find("meadow", in: scene).contains("rollator"))
        #expect(!(try await find("meadow", in: scene).contains("old-rollator")))
    }

    @Test func `a new name of a supplier counts for all it sells, and the old one no longer`() async throws {
        let scene = try await Scene()
        #expect(!(try await find("meadow", in: scene).isEmpty))
        let renamed = Cast.supplier("meadow", "Pasture Aids", .national, base: nil)
        try await scene.database.write { tx in
            _ = try tx.suppliers.take(
                renamed, source: Digest(of: "new"), on: Cast.today, revision: try tx.listings.nextRevision())
        }
        #expect(try await find("meadow", in: scene).isEmpty)
        #expect(try await find("pasture", in: scene).contains("rollator"))
    }

    /// More than a thousand rows are remembered from one search to the next.
    @Test func `a word that many hold follows what changes since it was asked for`() async throws {
        let scene = try await Scene()
        let terms = Cast.terms("07-01", "10")
        try await scene.database.write { tx in
            let revision = try tx.listings.nextRevision()
            for number in 0..<1_100 {
                let said = ListingTerms(
                    category: terms.category, title: "Zebra crossing \(number)", description: "x", unit: "each",
                    price: terms.price, vat: .standard, leadDays: 1, delivery: "x", cancellation: "x", gtin: nil,
                    quantityMaximum: 1)
                try tx.listings.insert(
                    Listing(id: .init("z\(number)"), supplier: "meadow", terms: said, status: .live, version: 1),
                    revision: revision)
            }
        }
        #expect(try await find("zebra", in: scene).count == 1_100)
        try await add("one-more", "Another zebra", "x", to: scene)
        #expect(try await find("zebra", in: scene).count == 1_101)
        try await scene.database.write { tx in
            guard var listing = try tx.listings.find("z7") else { return }
            try listing.revise(terms)
            try tx.listings.save(listing, revision: try tx.listings.nextRevision())
        }
        let now = try await find("zebra", in: scene)
        #expect(now.count == 1_100 && !now.contains("z7"))
    }

    @Test func `who reads an older state of the database leaves nothing of it in the memory`() async throws {
        let scene = try await Scene()
        try await scene.database.write { tx in
            let revision = try tx.listings.nextRevision()
            for number in 0..<1_100 {
                try tx.listings.insert(
                    Cast.listing(.init("z\(number)"), by: Cast.meadow, "07-01", "10"), revision: revision)
            }
        }
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let mayGoOn = DispatchSemaphore(value: 0)
        async let slow = scene.database.read { [keeper] old in
            let shelf = try keeper.shelf(in: old)
            beginning.yield()
            mayGoOn.wait()
            return try keeper.finder.find("thing", on: shelf, in: old).matches?.rows.count ?? 0
        }
        for await _ in begun { break }
        let before = try await find("visit", in: scene)
        try await add("late", "Another thing", "x", to: scene)
        #expect(try await find("visit", in: scene) == before)
        mayGoOn.signal()
        #expect(try await slow > 1_000)
        #expect(try await find("thing", in: scene).contains("late"))
    }

    @Test func `a slip of the pen is forgiven and said, and a word that is right is never changed`() async throws {
        let scene = try await Scene()
        try await add("frame", "Walking frame", "x", to: scene)
        #expect(try await find("walkign", in: scene) == ["frame"])
        let found = try await scene.database.read { [keeper] snapshot in
            try keeper.finder.find("walkign frame", on: try keeper.shelf(in: snapshot), in: snapshot)
        }
        #expect(found.corrections.map { [$0.typed, $0.meant] } == [["walkign", "walking"]])
        #expect(try await find("zzzzzzzz", in: scene).isEmpty)
    }

    @Test func `what means the same is found, as the file of synonyms says`() async throws {
        let scene = try await Scene()
        try await add("frame", "Walking frame", "x", to: scene)
        try await scene.database.write { tx in
            _ = try tx.structure.take(synonym: "zimmer", means: ["walking frame"], source: Digest(of: "a"))
            try tx.structure.noteChange()
        }
        #expect(try await find("zimmer", in: scene) == ["frame"])
    }

    @Test func `suppliers of whom all the words are said are found, by name`() async throws {
        let scene = try await Scene()
        let found = try await scene.database.read { [keeper] snapshot in
            try keeper.finder.find("tests supplier", on: try keeper.shelf(in: snapshot), in: snapshot).suppliers
        }
        #expect(found.map(\.name) == World.suppliers.map(\.name).sorted())
    }

    @Test func `whoever only applies, or was ended, is not named to people, whatever they are called`() async throws {
        let scene = try await Scene()
        for status in Supplier.Status.allCases {
            let supplier = Cast.supplier(.init("s-\(status)"), "Zebra \(status)", .national, base: nil, status: status)
            try await scene.database.write { tx in
                _ = try tx.suppliers.take(
                    supplier, source: Digest(of: "new"), on: Cast.today, revision: try tx.listings.nextRevision())
            }
        }
        let found = try await scene.database.read { [keeper] snapshot in
            try keeper.finder.find("zebra", on: try keeper.shelf(in: snapshot), in: snapshot)
        }
        #expect(found.suppliers.map(\.status) == [.approved, .suspended] && found.supplierCount == 2)
    }
}

import Catalogue
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@Suite("Catalogue stores") struct CatalogueStoreTests {
    @Test func `categories and places come back as they were taken`() async throws {
        let scene = try await Scene()
        let (categories, gazetteer) = try await scene.database.read {
            (try $0.structure.categories(), try $0.structure.gazetteer())
        }
        #expect(categories.all == World.categories.all)
        for place in World.places { #expect(gazetteer.place(ofDistrict: place.district) == place) }
    }

    @Test(arguments: [
        Coverage.national, .regions(["East Midlands", "North East"]), .districts(["NG7", "DE"]),
        .radius(metres: 12_000, around: Cast.ng7.centre),
    ]) func `a supplier comes back with its coverage`(coverage: Coverage) async throws {
        let scene = try await Scene()
        let supplier = Cast.supplier(
            "s", "O’Hara & Söhne", coverage, base: Cast.ng7.centre, cqc: "1-2", register: "PH1", status: .suspended)
        let found = try await scene.database.write { tx in
            _ = try tx.suppliers.take(supplier, source: Digest(of: "a"), on: Cast.today, revision: 9)
            return (try tx.suppliers.find("s"), try tx.suppliers.find(["s", "nobody", "trent"]))
        }
        #expect(found.0 == supplier)
        #expect(found.1 == ["s": supplier, "trent": Cast.physio])
    }

    @Test func `a supplier without papers and base comes back so`() async throws {
        let scene = try await Scene()
        let supplier = Supplier(
            id: "s", name: "S", description: "", coverage: .national, basePostcode: nil, base: nil,
            email: Cast.email("s@example.org"), telephone: "",
            checks: .init(cqc: nil, register: nil, insuredUntil: nil), status: .approved)
        let found = try await scene.database.write { tx in
            _ = try tx.suppliers.take(supplier, source: Digest(of: "a"), on: Cast.today, revision: 9)
            return try tx.suppliers.find("s")
        }
        #expect(found == supplier)
    }

    private static let full = ListingTerms(
        category: "07-01", title: "Rollator “Swift”; 8\" wheels", description: "Two lines.\nAnd a third one.",
        unit: "each", price: Cast.pounds("99.99"), vat: .zeroWithDeclaration, leadDays: 0, delivery: "To you.",
        cancellation: "Any time.", gtin: try? GTIN("4006381333931"), quantityMaximum: 3)

    @Test func `a listing comes back with all its terms, changed and withdrawn`() async throws {
        let scene = try await Scene()
        let listing = Listing(id: "new", supplier: "meadow", terms: Self.full, status: .live, version: 1)
        try await scene.database.write { try $0.listings.insert(listing, revision: 7) }
        #expect(try await scene.database.read { try $0.listings.find("new") } == listing)
        var changed = listing
        try changed.revise(Cast.terms("07-08", "5", vat: .standard))
        try changed.perform(.withdraw)
        let saved = Listing(
            id: "new", supplier: "meadow", terms: changed.terms, status: .withdrawn, version: listing.version + 1)
        try await scene.database.write { try $0.listings.save(saved, revision: 8) }
        #expect(try await scene.database.read { try $0.listings.find("new") } == saved)
    }

    @Test func `a listing saved from an old version is refused and changes nothing`() async throws {
        let scene = try await Scene()
        var first = Cast.rollator
        try first.revise(Cast.terms("07-01", "110"))
        var second = Cast.rollator
        try second.revise(Cast.terms("07-01", "90"))
        let (one, two) = (first, second)
        try await scene.database.write { try $0.listings.save(one, revision: 5) }
        await #expect(throws: CatalogueRefusal.changedMeanwhile) {
            try await scene.database.write { try $0.listings.save(two, revision: 6) }
        }
        #expect(try await scene.database.read { try $0.listings.find("rollator") }?.terms.price.pence == 11_000)
    }

    @Test func `a supplier finds its own listings only`() async throws {
        let scene = try await Scene()
        let found = try await scene.database.read { snapshot in
            (
                try snapshot.listings.find("rollator", of: "meadow"),
                try snapshot.listings.find("rollator", of: "trent"),
                try snapshot.listings.find("nothing", of: "meadow"), try snapshot.listings.list(of: "meadow")
            )
        }
        #expect(found.0 == Cast.rollator)
        #expect(found.1 == nil)
        #expect(found.2 == nil)
        #expect(found.3.map(\.id) == ["rollator", "ramp", "gin", "lights", "old-rollator"])
    }

    @Test func `what is imported twice changes once, and what people edited since stays`() async throws {
        let scene = try await Scene()
        let (a, b) = (Digest(of: "a"), Digest(of: "b"))
        let terms = Cast.terms("07-01", "10")
        let outcomes = try await scene.database.write { tx in
            let take = { (terms: ListingTerms, source: Digest) in
                try tx.listings.take(
                    "l", over: try tx.listings.imported("l"), of: "meadow", terms: terms, source: source,
                    revision: try tx.listings.nextRevision(), at: Cast.now)
            }
            var outcomes = [try take(terms, a), try take(terms, a)]
            guard var edited = try tx.listings.find("l") else { return outcomes }
            try edited.revise(Cast.terms("07-01", "11"))
            try tx.listings.save(edited, revision: try tx.listings.nextRevision())
            outcomes += [try take(terms, a)]
            outcomes += try tx.listings.find("l")?.terms.price.pence == 1_100 ? [] : [.added]
            return outcomes + [try take(Cast.terms("07-01", "12"), b), try take(Cast.terms("07-01", "12"), b)]
        }
        #expect(outcomes == [.added, .unchanged, .unchanged, .changed, .unchanged])
    }

    @Test func `categories, places and suppliers are taken once, changed once`() async throws {
        let scene = try await Scene()
        let (a, b) = (Digest(of: "a"), Digest(of: "b"))
        let outcomes = try await scene.database.write { tx in
            let group = Cast.group("30", "New")
            let other = Cast.group("30", "Renamed")
            let supplier = Cast.supplier("s", "S", .national, base: nil)
            return try [
                tx.structure.take(group, source: a), tx.structure.take(group, source: a),
                tx.structure.take(other, source: b), tx.structure.take(other, source: b),
                tx.structure.take(Cast.s10, source: a), tx.structure.take(Cast.s10, source: a),
                tx.suppliers.take(supplier, source: a, on: Cast.today, revision: 1),
                tx.suppliers.take(supplier, source: a, on: Cast.today, revision: 2),
                tx.suppliers.take(supplier, source: b, on: Cast.today, revision: 3),
            ]
        }
        #expect(
            outcomes == [
                .added, .unchanged, .changed, .unchanged, .changed, .unchanged, .added, .unchanged, .changed,
            ])
        #expect(try await scene.database.read { try $0.structure.categories()["30"]?.title } == "Renamed")
    }
}

import Baskets
import Catalogue
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Prices by date and by region, room by week, and the smallest orders: what people see is what they sign.
@Suite("Listing prices") struct ListingPriceTests {
    private func price(_ scene: Scene, _ id: Listing.ID = "neuro") async throws -> Money? {
        try await scene.database.read { try $0.listings.find(id)?.terms.price }
    }

    private func set(
        _ scene: Scene, _ price: String, from days: Int, until last: Int? = nil, in region: String = "",
        of listing: Listing.ID = "neuro", as who: Player = .petra
    ) async throws {
        let today = scene.clock.now.day
        try await scene.perform(
            SetListingPrice(
                listing: listing, price: price, region: region, first: today.adding(days: days),
                last: last.map { today.adding(days: $0) }), as: who)
    }

    @Test func `an offer begins and ends on its days, and the history keeps both`() async throws {
        let scene = try await Scene()
        try await set(scene, "60", from: 2, until: 4)
        var seen: [Int?] = []
        for _ in 0...5 {
            try await scene.desk.strikePriceClock()
            seen.append(try await price(scene)?.pence)
            scene.clock.advance(days: 1)
        }
        #expect(seen == [8_000, 8_000, 6_000, 6_000, 6_000, 8_000])
        let today = scene.clock.now.day
        let steps = try await scene.database.read { snapshot in
            let listing = try #require(try snapshot.listings.find("neuro"))
            return try snapshot.prices.timeline(of: listing).steps(from: today.adding(days: -30), to: today)
                .map(\.price.pence)
        }
        #expect(steps == [8_000, 6_000, 8_000])
    }

    @Test func `a price that begins today counts for whoever signs today, whether or not the clock has struck`()
        async throws
    {
        let scene = try await Scene()
        try await set(scene, "60", from: 1)
        scene.clock.advance(days: 1)
        let order = try await scene.sign(.ann, [("neuro", 1)])
        #expect(try await scene.part(of: order, "trent").lines.map(\.unitPrice) == [Cast.pounds("60")])
    }

    @Test func `a rise needs notice, and a rise that is announced can be taken back until it begins`() async throws {
        let scene = try await Scene()
        for days in [0, 27] {
            let problems = await #expect(throws: FieldProblems.self) { try await set(scene, "90", from: days) }
            #expect(problems?["first"]?.contains("28 days’ notice") == true)
        }
        try await set(scene, "90", from: 28)
        try await scene.perform(RecallListingPrice(listing: "neuro", sequence: 2), as: .petra)
        scene.clock.advance(days: 30)
        try await scene.desk.strikePriceClock()
        #expect(try await price(scene) == Cast.pounds("80"))
        let begun = await refusal {
            try await scene.perform(RecallListingPrice(listing: "neuro", sequence: 1), as: .petra)
        }
        #expect(begun == "listing.price-begun")
    }

    @Test func `what would raise an announced price without notice cannot be taken back`() async throws {
        let scene = try await Scene()
        let region = try #require(World.places.first { $0.district == "NG7" }).region
        try await set(scene, "100", from: 28)
        try await set(scene, "80", from: 28)
        try await set(scene, "70", from: 3, in: region)
        scene.clock.advance(days: 1)
        for sequence in [3, 4] {
            let said = await refusal {
                try await scene.perform(RecallListingPrice(listing: "neuro", sequence: sequence), as: .petra)
            }
            #expect(said == "listing.recall-raises", "\(sequence)")
        }
        // What only makes it cheaper can go.
        try await scene.perform(RecallListingPrice(listing: "neuro", sequence: 2), as: .petra)
        scene.clock.advance(days: 30)
        try await scene.desk.strikePriceClock()
        #expect(try await price(scene) == Cast.pounds("80"))
    }

    @Test func `a form that stood open while a price began sets nothing back, and what is typed counts`() async throws {
        let scene = try await Scene()
        try await set(scene, "90", from: 28)
        let seen = try #require(try await scene.database.read { try $0.listings.find("neuro") })
        var text = ListingText(seen)
        text.description = "Longer."
        scene.clock.advance(days: 28)
        let words = ReviseListing(
            listing: "neuro", version: seen.version, text: text, priceSeen: ListingText(seen).price)
        try await scene.perform(words, as: .petra)
        #expect(try await price(scene) == Cast.pounds("90"))
        text.price = "85"
        let typed = ReviseListing(listing: "neuro", version: seen.version, text: text, priceSeen: "80.00")
        try await scene.perform(typed, as: .petra)
        #expect(try await price(scene) == Cast.pounds("85"))
    }

    @Test func `a price announced by mistake never comes where a lower one is typed in time`() async throws {
        let scene = try await Scene()
        for (day, typed) in [(0, "1000"), (20, "100")] {
            scene.clock.advance(days: day)
            let found = try #require(try await scene.database.read { try $0.listings.find("neuro") })
            var text = ListingText(found)
            let seen = text.price
            text.price = typed
            try await scene.perform(
                ReviseListing(listing: "neuro", version: found.version, text: text, priceSeen: seen), as: .petra)
        }
        var costs: Set<Int> = []
        for _ in 20...60 {
            try await scene.desk.strikePriceClock()
            costs.insert(try #require(try await price(scene)).pence)
            scene.clock.advance(days: 1)
        }
        #expect(costs == [8_000, 10_000])
    }

    @Test func `how much notice is a setting of the installation`() async throws {
        let scene = try await Scene()
        try await scene.database.write { _ = try $0.take(.priceNoticeDays, 3, source: Digest(of: "x")) }
        try await set(scene, "90", from: 3)
        scene.clock.advance(days: 3)
        try await scene.desk.strikePriceClock()
        #expect(try await price(scene) == Cast.pounds("90"))
    }

    @Test func `a person sees and signs the price of their region, others the price that holds everywhere`()
        async throws
    {
        let scene = try await Scene()
        let region = try #require(World.places.first { $0.district == "NG7" }).region
        try await set(scene, "70", from: 0, in: region)
        #expect(try await price(scene) == Cast.pounds("80"))
        let order = try await scene.sign(.ann, [("neuro", 1)])
        #expect(try await scene.part(of: order, "trent").lines.map(\.unitPrice) == [Cast.pounds("70")])
        let elsewhere = Place(district: "X1", region: "Elsewhere", commissioner: "X", centre: Cast.ng7.centre)
        let found = try await scene.database.read { try $0.listings.find("neuro", for: elsewhere) }
        #expect(found?.terms.price == Cast.pounds("80"))
        try await set(scene, "", from: 28, in: region)
        scene.clock.advance(days: 28)
        try await scene.desk.strikePriceClock()
        let back = try await scene.database.read { try $0.prices.regional(of: "neuro") }
        #expect(back.isEmpty)
    }

    @Test(arguments: [
        ("", "", 0, nil, "price"), ("0", "", 0, nil, "price"), ("-1", "", 0, nil, "price"),
        ("1.234", "", 0, nil, "price"), ("1", "Atlantis", 0, nil, "region"), ("1", "", -1, nil, "first"),
        ("1", "", 5, 4, "last"), ("1", "", 900, nil, "first"),
    ] as [(String, String, Int, Int?, String)])
    func `a wrong price is told by its field and changes nothing`(
        price: String, region: String, first: Int, last: Int?, field: String
    ) async throws {
        let scene = try await Scene()
        let before = try await scene.fingerprint()
        let problems = await #expect(throws: FieldProblems.self) {
            try await set(scene, price, from: first, until: last, in: region)
        }
        #expect(problems?[field] != nil)
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `weeks that are full are named with the next that has room, and are given back`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE listings SET capacity_per_week = 2 WHERE id = 'neuro'")
        // Five days from now is Sunday 11 October: the week of the 5th.
        let order = try await scene.sign(.ann, [("neuro", 2)])
        try await scene.fill(.ann, [("neuro", 1)])
        let reasons = try await scene.checkout().judgement.verdicts.flatMap(\.reasons)
        #expect(reasons.contains(.weekFull(week: Cast.day("2026-10-05"), next: Cast.day("2026-10-12"))))
        let ways = try await scene.checkout().judgement.verdicts.flatMap(\.waysForward)
        #expect(ways.contains(.startOn(Cast.day("2026-10-12"))))
        try await scene.cancel(try await scene.part(of: order, "trent"))
        let after = try await scene.checkout().judgement.verdicts.flatMap(\.reasons)
        #expect(!after.contains { if case .weekFull = $0 { true } else { false } })
        #expect(try await scene.database.read { try $0.capacity.differences() } == [])
    }

    @Test func `the smallest order of a supplier stands in the way of signing, and says what it takes`() async throws {
        let scene = try await Scene()
        try await scene.perform(SetOrderMinimum(amount: "150"), as: .petra)
        try await scene.fill(.ann, [("neuro", 1)])
        let one = try await scene.checkout().judgement
        #expect(one.isBlocked)
        #expect(
            one.reasons.contains(
                .underOrderMinimum(
                    supplier: "Trent Neuro Physio", minimum: Cast.pounds("150"), sum: Cast.pounds("80"))))
        try await scene.fill(.ann, [("neuro", 1)])
        #expect(try await !scene.checkout().judgement.isBlocked)
    }

    @Test func `fewer than the smallest quantity is told with how many it takes`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE listings SET quantity_minimum = 3 WHERE id = 'neuro'")
        try await scene.fill(.ann, [("neuro", 2)])
        let verdict = try #require(try await scene.checkout().judgement.verdicts.first)
        #expect(verdict.reasons.contains(.quantityBelowMinimum(3)))
        #expect(verdict.waysForward.contains(.raiseQuantity(to: 3)))
    }
}

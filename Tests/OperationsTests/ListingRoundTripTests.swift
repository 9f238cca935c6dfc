import Catalogue
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// A file that was fetched comes back after the world has moved on: only what its supplier changed is a change.
@Suite("Files that come back") struct ListingRoundTripTests {
    /// The fetched file with some cells of the sessions changed, by the names of the columns.
    private static func changing(_ file: String, _ cells: [String: String]) throws -> String {
        var lines = file.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let row = try #require(lines.firstIndex { $0.first == "neuro" })
        for (column, text) in cells {
            let place = try #require(lines[0].firstIndex { String($0) == column }, "\(column)")
            lines[row][place] = Substring(text)
        }
        return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func set(
        _ bench: FileScene, _ price: String, from days: Int, until last: Int? = nil
    ) async throws {
        let today = bench.scene.clock.now.day
        try await bench.scene.perform(
            SetListingPrice(
                listing: "neuro", price: price, first: today.adding(days: days),
                last: last.map { today.adding(days: $0) }), as: .petra)
    }

    private static func price(_ bench: FileScene, in days: Int = 0) async throws -> String {
        bench.scene.clock.advance(days: days)
        try await bench.scene.desk.strikePriceClock()
        return try #require(try await bench.listing("neuro")).terms.price.decimal
    }

    @Test func `what was sold since the file was fetched stays sold`() async throws {
        let bench = try await FileScene()
        try await bench.scene.stock("neuro", 10)
        let file = try await bench.download()
        try await bench.scene.sign(.ann, [("neuro", 3)])
        let words = try await bench.take(try Self.changing(file, ["description": "Longer."]))
        #expect(words.tally.changed == 1)
        #expect(try await bench.scene.stockLeft("neuro") == 7)
        let counted = try await bench.take(try Self.changing(file, ["stock": "30"]))
        #expect((counted.tally.changed, counted.tally.wrong) == (0, 1))
        #expect(counted.problems.first?.column == "stock")
        #expect(counted.problems.first?.words.contains("is 7 now") == true)
        let again = try await bench.take(try Self.changing(try await bench.download(), ["stock": "30"]))
        #expect((again.tally.changed, again.tally.wrong) == (1, 0))
        #expect(try await bench.scene.stockLeft("neuro") == 30)
    }

    @Test func `a price that has begun since is not set back by a file with the old one`() async throws {
        let bench = try await FileScene()
        let file = try await bench.download()
        try await Self.set(bench, "90", from: 28)
        #expect(try await Self.price(bench, in: 28) == "90.00")
        let back = try await bench.take(file)
        #expect((back.tally.changed, back.tally.wrong) == (0, 0), "\(back.problems)")
        #expect(try await Self.price(bench) == "90.00")
        _ = try await bench.take(try Self.changing(file, ["price": "85.00"]))
        #expect(try await Self.price(bench) == "85.00", "what is said counts")
    }

    @Test func `a file that was fetched during an offer lets the offer end`() async throws {
        let bench = try await FileScene()
        try await Self.set(bench, "60", from: 0, until: 5)
        let file = try await bench.download()
        let during = try await bench.take(try Self.changing(file, ["description": "Longer."]))
        #expect(during.tally.changed == 1)
        #expect(try await Self.price(bench, in: 6) == "80.00")
        _ = try await bench.take(file)
        #expect(try await Self.price(bench, in: 30) == "80.00")
    }

    @Test func `what is left empty is not said, and only who saw a number can cease to count`() async throws {
        let bench = try await FileScene()
        try await bench.scene.stock("neuro", 10)
        let blank = try await bench.take("listing,price,stock\nneuro,70,\n")
        #expect((blank.tally.changed, blank.tally.wrong) == (1, 0))
        #expect(try await bench.scene.stockLeft("neuro") == 10)
        let priceless = try await bench.take("listing,price,stock\nneuro,,9\n")
        #expect((priceless.tally.changed, priceless.tally.wrong) == (1, 0))
        #expect(try await bench.scene.stockLeft("neuro") == 9)
        let file = try Self.changing(try await bench.download(), ["stock": ""])
        let program = try await bench.bring(Array(file.utf8), origin: .program, scope: .pricesAndStock)
        try await bench.runs.strike()
        #expect(try await bench.run(program).tally.changed == 0)
        #expect(try await bench.scene.stockLeft("neuro") == 9)
        _ = try await bench.take(file)
        #expect(try await bench.scene.stockLeft("neuro") == nil)
    }

    @Test func `a row of a fetched file under a new code is a listing of its own`() async throws {
        let bench = try await FileScene()
        let file = try Self.changing(try await bench.download(), ["listing": "neuro-2"])
        let run = try await bench.take(file)
        #expect((run.tally.added, run.tally.wrong) == (1, 0), "\(run.problems)")
        #expect(try await bench.listing("neuro-2")?.terms.price == Cast.pounds("80"))
    }

    @Test func `a price or a stock is taken of what says less than its category asks today`() async throws {
        let bench = try await FileScene()
        try await bench.scene.database.write { tx in
            let weight = AttributeField(
                field: "weight", title: "Greatest weight", kind: .number(unit: "kg"), isRequired: true, hint: "")
            _ = try tx.structure.take(weight, of: "04", source: Digest(of: "x"))
            try tx.structure.noteChange()
        }
        let numbers = try await bench.take("listing,price,stock,weekly_capacity\nneuro,70,5,3\n")
        #expect((numbers.tally.changed, numbers.tally.wrong) == (1, 0), "\(numbers.problems)")
        let found = try #require(try await bench.listing("neuro"))
        #expect((found.terms.price, found.stock, found.capacityPerWeek) == (Cast.pounds("70"), 5, 3))
        let wrong = try await bench.take("listing,price,stock\nneuro,x,y\n")
        #expect(Set(wrong.problems.map(\.column)) == ["price", "stock"])
        let words = try await bench.take("listing,title\nneuro,Other words\n")
        #expect(words.problems.map(\.words) == ["Greatest weight is missing"], "who writes it anew says all of it")
    }

    @Test func `what waits for review goes on waiting while prices move`() async throws {
        let bench = try await FileScene()
        _ = try await bench.take("listing,title\nneuro,Sessions at home\n")
        _ = try await bench.take("listing,price\nneuro,70\n")
        let pending = try await bench.scene.database.read { try $0.listingChanges.pending(of: "neuro") }
        #expect((pending?.fields.map(\.after), pending?.version) == (["Sessions at home"], 1))
        #expect(try await Self.price(bench) == "70.00")
    }

    @Test func `today’s price, said again by a file, ends a rise that is announced and not an offer`() async throws {
        let bench = try await FileScene()
        try await Self.set(bench, "60", from: 0, until: 3)
        #expect(try await bench.take("listing,price\nneuro,60\n").tally.unchanged == 1)
        #expect(try await Self.price(bench, in: 4) == "80.00", "the offer ends all the same")
        try await Self.set(bench, "1000", from: 28)
        #expect(try await bench.take("listing,price\nneuro,80\n").tally.changed == 1)
        #expect(try await bench.take("listing,price\nneuro,80\n").tally.unchanged == 1)
        #expect(try await Self.price(bench, in: 30) == "80.00")
    }
}

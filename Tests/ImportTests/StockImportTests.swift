import Catalogue
import Storage
import Testing
import TestSupport
import Values

/// What the files say of stock, and of where a supplier stands.
@Suite("Stock and standing in files") struct StockImportTests {
    private let rollator: Listing.ID = "rollator-blue"

    private func stock(_ bench: ImportBench) async throws -> Int? {
        try await bench.database.read { [rollator] in try $0.listings.find(rollator)?.stock }
    }

    private func count(_ bench: ImportBench, _ number: Int?, seen: Int?) async throws {
        let isSet = try await bench.database.write { [rollator] tx in
            try tx.stock.count(rollator, number, seen: seen, at: Cast.now)
        }
        #expect(isSet)
    }

    @Test func `a number is taken in, and what was sold since stays sold while the file says the same`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        try bench.write(small)
        #expect(try await bench.run().problems == [])
        #expect(try await stock(bench) == 7)
        try await count(bench, 4, seen: 7)
        #expect(try await bench.run().report.changedSomething == false)
        #expect(try await stock(bench) == 4)
        small["listings.csv", 1, "stock"] = "20"
        try bench.write(small)
        #expect(try await bench.run().report.changedSomething)
        #expect(try await stock(bench) == 20)
        small["listings.csv", 1, "stock"] = ""
        try bench.write(small)
        _ = try await bench.run()
        #expect(try await stock(bench) == nil)
        #expect(try await bench.database.read { try $0.stock.differences() } == [])
    }

    @Test func `another price leaves the number alone, and another number leaves the words alone`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        try bench.write(small)
        _ = try await bench.run()
        try await count(bench, 4, seen: 7)
        small["listings.csv", 1, "price"] = "81.00"
        try bench.write(small)
        _ = try await bench.run()
        #expect(try await stock(bench) == 4)
        let found = try await bench.database.read { [rollator] in try $0.listings.find(rollator) }
        let listing = try #require(found)
        #expect((listing.terms.price, listing.version) == (Cast.pounds("81"), 2))
    }

    @Test(arguments: [("suspended", "suspended"), ("ended", "ended"), ("approved", "approved")])
    func `a file moves a supplier by the table`(word: String, stands: String) async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        try bench.write(small)
        _ = try await bench.run()
        small["suppliers.csv", 1, "status"] = word
        try bench.write(small)
        #expect(try await bench.run().problems == [])
        let status = try await bench.database.read { try $0.suppliers.find("kestrel")?.status }
        #expect(status?.rawValue == stands)
    }

    @Test func `a supplier that has ended does not come back by a file`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small["suppliers.csv", 1, "status"] = "ended"
        try bench.write(small)
        _ = try await bench.run()
        for word in ["approved", "suspended"] {
            small["suppliers.csv", 1, "status"] = word
            try bench.write(small)
            let problems = try await bench.run().problems
            #expect(problems.map { "\($0)" } == ["suppliers.csv:2: status: supplier kestrel is ended, and stays so"])
        }
    }

    @Test func `a file does not lift what staff have suspended, and says so only when it says something new`()
        async throws
    {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        try bench.write(small)
        _ = try await bench.run()
        try await bench.database.write { tx in
            try tx.connection.run("UPDATE suppliers SET status = 'suspended'")
            try tx.connection.run(
                """
                INSERT INTO supplier_moves (supplier_id, number, action, reason, person_id, at)
                SELECT 'kestrel', 1, 'suspend', 'Brakes', id, 1 FROM people WHERE role = 'commissioner'
                """)
        }
        #expect(try await bench.run().problems == [])
        small["suppliers.csv", 1, "telephone"] = "0808 157 0791"
        try bench.write(small)
        let refused = "suppliers.csv:2: status: supplier kestrel is suspended because staff have said so, and stays so "
            + "until they say otherwise"
        #expect(try await bench.run().problems == [refused])
        small["suppliers.csv", 1, "status"] = "suspended"
        try bench.write(small)
        #expect(try await bench.run().problems == [])
        let kestrel = try await bench.database.read { try $0.suppliers.find("kestrel") }
        #expect(kestrel?.status == .suspended && kestrel?.telephone == "0808 157 0791")
    }
}

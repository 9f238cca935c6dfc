import Catalogue
import Foundation
import Identity
import Operations
import Plans
import Relational
import Storage
import Testing

@Suite struct CatalogueImportTests {
    @Test func `the catalogue of the checkout comes in without a bad row, and coming again changes nothing`()
        async throws
    {
        let bench = try ImportBench()
        let rejected = bench.folder.path
        let first = try await bench.run(ImportBench.catalogue, rejected: rejected)
        #expect(first.problems == [])
        #expect(first.report.isClean)
        #expect(first.report.count(.added) > 2_000)
        #expect(first.report.files.allSatisfy { $0.passedOver == nil || $0.name == "postcodes.csv" })
        let entries = try await bench.number("SELECT COUNT(*) AS n FROM ledger_entries")
        let second = try await bench.run(ImportBench.catalogue, rejected: rejected)
        #expect(second.problems == [])
        #expect(second.report.count(.unchanged) == first.report.count(.added))
        #expect(!second.report.changedSomething)
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM ledger_entries") == entries)
        let verification = try await bench.database.read { try LedgerVerification(reading: $0) }
        #expect(verification.differences == [])
        #expect(verification.entries == entries)
    }

    @Test func `the plans of the checkout that run say all that a plan must say`() async throws {
        let bench = try ImportBench()
        _ = try await bench.run(ImportBench.catalogue, rejected: bench.folder.path)
        let (plans, categories) = try await bench.database.read { snapshot in
            let holders = try snapshot.connection.rows("SELECT id FROM holders").map { Holder.ID(try $0.text("id")) }
            return (try holders.flatMap { try snapshot.plans.list(of: $0) }, try snapshot.structure.categories())
        }
        #expect(plans.count == 16)
        for plan in plans where plan.status != .ended {
            #expect(PlanCheck.problems(of: plan, in: categories).problems == [], "\(plan.id)")
        }
    }

    @Test func `coming again leaves no trace, not even a new revision of the offers`() async throws {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        #expect(try await bench.run().problems == [])
        let sum: Statement = "SELECT SUM(revision) AS n FROM catalogue_revisions"
        let before = try await bench.number(sum)
        _ = try await bench.run()
        #expect(try await bench.number(sum) == before)
    }

    @Test func `every part of the small catalogue is stored`() async throws {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        let (report, problems) = try await bench.run()
        #expect(problems == [])
        #expect(report.count(.added) == 22)
        try await bench.database.read { snapshot throws in
            let listing = try #require(try snapshot.listings.find(.init("rollator-blue")))
            #expect(listing.terms.price.decimal == "80.00")
            let (keeper, row) = (ShelfKeeper(), try snapshot.listings.rows(of: [listing.id])[listing.id])
            let shelf = try keeper.shelf(in: snapshot)
            let find = { (text: String) in try keeper.finder.find(text, on: shelf, in: snapshot).matches?.rows }
            #expect(try find("kestrel wheels")?.isEmpty == true)
            #expect(try find("kestrel mobil") == RowSet(try [#require(row)]))
            let holder = try #require(try snapshot.holders.find(.init("ann")))
            #expect(holder.pseudonym.wholeMatch(of: /P-[0-9A-HJKMNP-TV-Z]{8}/) != nil)
            let plan = try #require(try snapshot.plans.current(of: holder.id))
            #expect(plan.lines.map(\.id.text) == ["TAD-1/1/l1", "TAD-1/1/extras"])
            #expect(plan.extras?.title == "Agreed extras")
            #expect(plan.outcomes.map(\.id.text) == ["TAD-1/1/o1"])
            #expect(plan.span.first.description == "2026-09-26")
            let budget = try snapshot.budgets.budget(of: plan, on: plan.span.first.adding(days: 10))
            #expect(budget[line: .init("TAD-1/1/l1")]?.paid.decimal == "50.00")
            #expect(budget[line: .init("TAD-1/1/l1")]?.available.decimal == "150.00")
        }
        let cash: Statement = "SELECT balance_pence AS n FROM ledger_accounts WHERE kind = 'cash'"
        #expect(try await bench.number(cash) == 4_995_000)
    }

    @Test func `what a file says anew is changed, and what people changed since stays`() async throws {
        let bench = try ImportBench()
        var catalogue = SmallCatalogue()
        try bench.write(catalogue)
        _ = try await bench.run()
        let pseudonym = try await bench.database.read { try $0.holders.find(.init("ann"))?.pseudonym }
        _ = try await bench.database.write { tx in
            try tx.connection.run("UPDATE listings SET price_pence = 9000 WHERE id = 'rollator-blue'")
        }
        catalogue["people/holders.csv", 1, "telephone"] = "0115 496 0999"
        try bench.write(catalogue)
        let (report, problems) = try await bench.run()
        #expect(problems == [])
        #expect(report.count(.changed) == 1)
        try await bench.database.read { snapshot throws in
            #expect(try snapshot.holders.find(.init("ann"))?.telephone == "0115 496 0999")
            #expect(try snapshot.holders.find(.init("ann"))?.pseudonym == pseudonym)
            #expect(try snapshot.listings.find(.init("rollator-blue"))?.terms.price.pence == 9_000)
        }
    }

    @Test func `a fund is granted once, whatever the file says later`() async throws {
        let bench = try ImportBench()
        var catalogue = SmallCatalogue()
        try bench.write(catalogue)
        _ = try await bench.run()
        catalogue["people/commissioners.csv", 1, "fund"] = "99999.00"
        try bench.write(catalogue)
        _ = try await bench.run()
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM ledger_entries WHERE code = 'FUND_IN'") == 1)
    }

    @Test func `files that are not there are skipped, and a folder without any of them is refused`() async throws {
        let bench = try ImportBench()
        await #expect(throws: ImportFailure.self) { try await bench.run() }
        let text = try #require(SmallCatalogue().files["categories.csv"]).csv
        try bench.write(text, to: "categories.csv")
        let report = try await bench.run().report
        #expect(report.isClean)
        #expect(report.files.filter { $0.passedOver == .absent }.count == 22)
        #expect(report.count(.added) == 2)
    }
}

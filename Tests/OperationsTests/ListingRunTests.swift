import Catalogue
import Foundation
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Suppliers' files: looked through first, good rows kept, bad rows handed back, and the rules of the forms for all.
@Suite("Files of listings") struct ListingRunTests {
    @Test func `looking through stores nothing, carrying out proposes what is new`() async throws {
        let bench = try await FileScene()
        let text = FileScene.head + FileScene.row("P-1") + FileScene.row("P-2", ["price": "minus"])
        let id = try await bench.bring(Array(text.utf8))
        let checked = try await bench.check(id)
        #expect((checked.status, checked.tally.added, checked.tally.wrong) == (.checked, 1, 1))
        #expect(checked.problems.map { "\($0.line) \($0.column)" } == ["3 price"])
        #expect(try await bench.listing("P-1") == nil)
        let done = try await bench.carryOut(id)
        #expect((done.status, done.tally) == (.done, checked.tally))
        #expect(try await bench.listing("P-1")?.status == .proposed)
        #expect(try await bench.listing("P-2") == nil)
        #expect(try bench.wrongRows(id).contains("Price must be an amount of money"))
    }

    @Test func `what goes out and comes back changes nothing`() async throws {
        let bench = try await FileScene()
        let dangerous = ["title": "=SUM(A1)", "description": "'=quoted, \"twice\"\nand on", "delivery": "@home"]
        _ = try await bench.take(FileScene.head + FileScene.row("-1", dangerous) + FileScene.row("'x"))
        #expect(try await bench.listing("-1")?.terms.title == "=SUM(A1)")
        let out = try await bench.download()
        #expect(out.contains("'=SUM(A1)") && !out.contains(",=SUM"))
        let before = try await bench.scene.fingerprint()
        let again = try await bench.take(out)
        #expect((again.tally.changed, again.tally.added, again.tally.wrong) == (0, 0, 0), "\(again.problems)")
        #expect(again.tally.unchanged == out.split(separator: "\r\n").count - 1)
        let changes = try await bench.scene.changes(since: before)
        #expect(!changes.contains { $0.contains("listings") && !$0.contains("runs") }, "\(changes)")
        _ = before
    }

    @Test func `prices and stock alone take two columns, and follow the rules of the forms`() async throws {
        let bench = try await FileScene()
        let lower = try await bench.take("listing,price\nneuro,70\nnothing,1\n")
        #expect((lower.tally.changed, lower.tally.wrong) == (1, 1))
        #expect(try await bench.listing("neuro")?.terms.price == Cast.pounds("70"))
        _ = try await bench.take("SKU;x,QTY\nneuro,4\n".replacing(";x", with: ""))
        #expect(try await bench.listing("neuro")?.stock == 4)
        let higher = try await bench.take("listing,price\nneuro,99\n")
        #expect(higher.tally.changed == 1)
        #expect(try await bench.listing("neuro")?.terms.price == Cast.pounds("70"), "after notice")
        let again = try await bench.take("listing,price\nneuro,99\n")
        #expect((again.tally.changed, again.tally.unchanged) == (0, 1), "what is announced is not announced anew")
        let words = try await bench.take("listing,title\nneuro,Sessions at home\n")
        #expect(words.tally.changed == 1)
        let pending = try await bench.scene.database.read { try $0.listingChanges.pending(of: "neuro") }
        #expect(pending?.fields.map(\.after) == ["Sessions at home"])
    }

    /// Each row is wrong in its own way, and the good one between them counts all the same.
    @Test func `hostile rows are told one by one, and nothing of them is stored`() async throws {
        let bench = try await FileScene()
        let long = String(repeating: "x", count: 1 << 20)
        let bad: [(String, String)] = [
            (FileScene.row("B-1", ["price": "1.234"]), "Price"), (FileScene.row("B-2", ["price": "-5"]), "Price"),
            (FileScene.row("B-3", ["price": "=1+1"]), "Price"), (FileScene.row("B-4", ["category": "99"]), "Category"),
            (FileScene.row("", [:]), "code of the listing is missing"), (FileScene.row("B-5", ["title": long]), "long"),
            (FileScene.row("B-6", ["description": "a\u{0}b"]), "NUL"), (FileScene.row("GOOD"), "there already"),
            ("B-7,too,few\n", "cells"), ("\"B-8\"x,04-02\n", "quote"),
            (FileScene.row(String(repeating: "c", count: 101)), "longer than 100"),
        ]
        let good = FileScene.row("GOOD", ["title": "<script>alert(1)</script>"])
        let text = FileScene.head + good + bad.map(\.0).joined()
        let before = try await bench.scene.rows("SELECT COUNT(*) AS n FROM listings")[0].integer("n")
        let id = try await bench.bring(Array(text.utf8))
        let checked = try await bench.check(id)
        #expect((checked.tally.added, checked.tally.wrong) == (1, bad.count), "\(checked.problems)")
        let told = checked.problems.map(\.words)
        for (_, words) in bad { #expect(told.contains { $0.contains(words) }, "\(words): \(told)") }
        _ = try await bench.carryOut(id)
        let after = try await bench.scene.rows("SELECT COUNT(*) AS n FROM listings")[0].integer("n")
        #expect(after == before + 1)
        #expect(try await bench.listing("GOOD")?.terms.title == "<script>alert(1)</script>", "text, and nothing else")
    }

    @Test func `a barcode with a wrong check digit is told`() async throws {
        let bench = try await FileScene()
        let run = try await bench.take("listing,ean\nneuro,4006381333930\n")
        #expect(run.tally.wrong == 1)
        #expect(run.problems.first?.column == "ean")
    }

    @Test func `columns are named once, remembered, and one of them must be the code`() async throws {
        let bench = try await FileScene()
        let id = try await bench.bring(Array("Our No.,Selling\nneuro,70\n".utf8))
        #expect(try await bench.run(id).mapping == ["", ""])
        #expect(await refusal { _ = try await bench.check(id) } == "FieldProblems")
        let version = try await bench.run(id).version
        for mapping in [["price", "price"], ["listing", "listing"], ["listing", ""]] {
            let asked = CheckListings(run: id, version: version, mapping: mapping)
            #expect(await refusal { try await bench.scene.perform(asked, as: .petra) } == "FieldProblems")
        }
        try await bench.scene.perform(
            CheckListings(run: id, version: version, mapping: ["listing", "price"]), as: .petra)
        let next = try await bench.bring(Array("Our No.,Selling\nneuro,71\n".utf8))
        #expect(try await bench.run(next).mapping == ["listing", "price"])
    }

    @Test func `a file belongs to its supplier, and cannot reach another’s listings`() async throws {
        let bench = try await FileScene()
        let id = try await bench.bring(Array("listing,price\nrollator,1\n".utf8))
        let asked = CheckListings(run: id, version: 1, mapping: ["listing", "price"])
        #expect(await refusal { try await bench.scene.perform(asked, as: .milo) } == "NotFound")
        let checked = try await bench.check(id)
        #expect((checked.tally.wrong, checked.tally.changed) == (1, 0))
    }

    @Test func `a run that broke off goes on where it was, and counts every row once`() async throws {
        let bench = try await FileScene()
        let rows = (1...1_200).map { FileScene.row("P-\($0)", $0 == 700 ? ["price": "x"] : [:]) }.joined()
        let id = try await bench.bring(Array((FileScene.head + rows).utf8))
        _ = try await bench.check(id)
        let run = try await bench.run(id)
        try await bench.scene.perform(CarryOutListings(run: id, version: run.version), as: .petra)
        // As if the program had ended after the first batch.
        try await bench.scene.run(
            "UPDATE listing_runs SET rows_done = 500, added = 500 WHERE id = \(id)")
        try await bench.runs.strike()
        let done = try await bench.run(id)
        #expect((done.status, done.tally.rows, done.tally.wrong) == (.done, 1_200, 1))
        #expect(try bench.wrongRows(id).contains("P-700"))
    }

    @Test func `files are deleted after thirty days, and what they did is still told`() async throws {
        let bench = try await FileScene()
        let run = try await bench.take("listing,stock\nneuro,4\nnothing,1\n")
        bench.scene.clock.advance(days: 29)
        try await bench.runs.strike()
        #expect(try await bench.run(run.id).status == .done)
        bench.scene.clock.advance(days: 2)
        try await bench.runs.strike()
        let cleared = try await bench.run(run.id)
        #expect((cleared.status, cleared.tally.changed) == (.cleared, 1))
        #expect(!bench.runs.folder.hasWrongRows(run.id))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.runs.folder.path) == [])
    }

    @Test func `a program’s file is carried out at once, and can be kept to prices and stock`() async throws {
        let bench = try await FileScene()
        let id = try await bench.bring(
            Array("listing,price,title\nneuro,70,Other\nnew,1,New\n".utf8), origin: .program, scope: .pricesAndStock)
        try await bench.runs.strike()
        let done = try await bench.run(id)
        #expect((done.status, done.tally.changed, done.tally.wrong) == (.done, 1, 1))
        #expect(try await bench.scene.database.read { try $0.listingChanges.pending(of: "neuro") } == nil)
        let other = await refusal {
            _ = try await bench.bring(Array("price\n1\n".utf8), origin: .program)
        }
        #expect(other == "FieldProblems")
    }
}

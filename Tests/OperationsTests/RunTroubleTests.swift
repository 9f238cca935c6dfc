import Catalogue
import Foundation
import Identity
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import Values

/// What breaks a file of listings, and what that costs: that file, and nothing else.
@Suite("Files in trouble") struct RunTroubleTests {
    /// As if the program ended when it comes to this listing.
    private static func breakAt(_ code: String, _ bench: FileScene) async throws {
        try await bench.scene.run(
            .init(
                stringLiteral: """
                    CREATE TRIGGER broken BEFORE INSERT ON listings WHEN NEW.reference = '\(code)'
                    BEGIN SELECT RAISE(ABORT, 'broken'); END
                    """))
    }

    private static func mend(_ bench: FileScene) async throws { try await bench.scene.run("DROP TRIGGER broken") }

    private static func begin(
        _ bench: FileScene, _ text: String, as who: Player = .petra
    ) async throws -> ListingRun.ID {
        try await bench.bring(Array(text.utf8), as: who, origin: .program)
    }

    @Test func `a file that cannot be worked on keeps no other waiting, and is tried again`() async throws {
        let bench = try await FileScene()
        let petras = try await Self.begin(bench, FileScene.head + FileScene.row("P-1"))
        let milos = try await Self.begin(bench, "listing,stock\nrollator,4\n", as: .milo)
        try await Self.breakAt("P-1", bench)
        let said = await #expect(throws: (any Error).self) { try await bench.runs.strike() }
        #expect(said.map { "\($0)" }?.contains(petras.text) == true)
        #expect(try await bench.run(petras).status == .running)
        #expect(try await bench.run(milos).status == .done)
        try await Self.mend(bench)
        try await bench.runs.strike()
        #expect(try await bench.run(petras).status == .done)
        #expect(try await bench.listing("P-1") != nil)
    }

    @Test(arguments: [Set<SupplierRole>(), [.orders, .money]])
    func `a file of somebody who no longer sees to the listings ends, and says why`(
        roles: Set<SupplierRole>
    ) async throws {
        let bench = try await FileScene()
        let id = try await Self.begin(bench, FileScene.head + FileScene.row("P-1"))
        let milos = try await Self.begin(bench, "listing,stock\nrollator,4\n", as: .milo)
        try await bench.scene.database.write { try $0.teams.set(roles, of: Player.petra.person.id) }
        try await bench.runs.strike()
        let run = try await bench.run(id)
        #expect(run.status == .failed)
        #expect(run.failure == "Whoever brought it may no longer change the supplier’s listings")
        #expect(try await bench.listing("P-1") == nil)
        #expect(try await bench.run(milos).status == .done)
    }

    @Test func `what was wrong before the program ended is in the file of wrong rows, also where it is right by then`()
        async throws
    {
        let bench = try await FileScene()
        let rows = (1...1_200).map { FileScene.row("P-\($0)") }
        let head = FileScene.head.replacing("\n", with: ",replacement\n")
        // The first row names what only the 600th brings.
        let text = head + rows.enumerated().map { index, row in
            row.replacing("\n", with: index == 0 ? ",P-600\n" : ",\n")
        }.joined()
        let id = try await Self.begin(bench, text)
        try await Self.breakAt("P-1100", bench)
        await #expect(throws: (any Error).self) { try await bench.runs.strike() }
        #expect(try await bench.run(id).tally.rows == 1_000)
        try await Self.mend(bench)
        try await bench.runs.strike()
        let done = try await bench.run(id)
        #expect((done.status, done.tally.added, done.tally.wrong) == (.done, 1_199, 1))
        let wrong = try bench.wrongRows(id)
        #expect(wrong.contains("P-1,") && wrong.contains("another listing of yours"))
        #expect(wrong.split(separator: "\n").count == 2)
        #expect(try await bench.scene.rows("SELECT * FROM listing_run_wrong_rows").isEmpty, "kept until it has ended")
    }

    @Test func `a file of which there is no run is deleted after thirty days, and no other`() async throws {
        let bench = try await FileScene()
        let folder = bench.runs.folder
        let id = try await bench.bring(Array("listing,stock\nneuro,4\n".utf8))
        for name in ["stray", "young"] {
            let file = try folder.make(.init(name))
            try file.append(Array("listing,stock\n".utf8))
            try file.close()
        }
        let names = { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
        for name in try names() {
            let age = name == "young.csv" ? 29 : 31
            let written = Date(
                timeIntervalSince1970: Double(bench.scene.clock.now.milliseconds / 1_000 - age * 86_400))
            try FileManager.default.setAttributes(
                [.modificationDate: written], ofItemAtPath: "\(folder.path)/\(name)")
        }
        try await bench.runs.strike()
        #expect(try names() == ["\(id).csv", "young.csv"].sorted())
        bench.scene.clock.advance(days: 2)
        try await bench.runs.strike()
        #expect(try names() == ["\(id).csv"])
    }

    @Test func `wrong rows begin no formula in whatever program opens them, and come back as they were`() async throws {
        let bench = try await FileScene()
        let bad = "-1,04-02,=SUM(A1),'=kept,session,+1.234,E,10,5,@home,Free.\n"
        let first = try await bench.take(FileScene.head + bad + "=1,too,few\n")
        #expect(first.tally.wrong == 2)
        let wrong = try bench.wrongRows(first.id)
        var table = CSVReader(once(wrong))
        while let record = try table.next() {
            for cell in record.cells { #expect(!("=+-@".contains(cell.first ?? "x")), "\(cell)") }
        }
        let mended = wrong.split(separator: "\n").filter { !$0.contains("too,few") }.joined(separator: "\n")
            .replacing("'+1.234", with: "60")
        _ = try await bench.take(mended + "\n")
        let found = try #require(try await bench.listing("-1")?.terms)
        #expect((found.title, found.description, found.delivery) == ("=SUM(A1)", "=kept", "@home"))
    }

    private func once(_ text: String) -> ByteSource {
        var left = Array(text.utf8)
        return {
            defer { left = [] }
            return left
        }
    }
}

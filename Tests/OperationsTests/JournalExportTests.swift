import Ledger
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What is exported comes to the same as what is stored, account by account, whatever happened.
@Suite("Exported books") struct JournalExportTests {
    private static let seeds: ClosedRange<UInt64> = 1...12
    private static let moves = 60

    /// A move of any kind between a few pots and suppliers; many are refused, because the money is not there.
    private static func move(_ random: inout SplitMix64) -> Books.Move {
        let books = Books(commissioner: ["TAD", "SYB"].randomElement(using: &random) ?? "TAD")
        let pots = [("l-care", "2026-10-05"), ("l-care", "2026-10-12"), ("l physio/é", "2026-10-05")]
            .map { Books.Pot(planLine: $0.0, period: $0.1) }
        let pot = pots.randomElement(using: &random) ?? pots[0]
        let other = pots.randomElement(using: &random) ?? pots[1]
        let supplier = ["trent", "Meadow-2"].randomElement(using: &random) ?? "trent"
        let amount = Money(pence: Int.random(in: 1...50_000, using: &random))
        let all = [
            books.fundIn(amount), books.allocate(amount, to: pot.planLine), books.open(pot, amount),
            books.carry(from: pot, to: other, amount), books.moveLine(from: other, to: pot, amount),
            books.reduce(pot, amount), books.hold(pot, amount), books.hold(other, amount), books.release(pot, amount),
            books.commit(pot, amount), books.decommit(pot, amount), books.match(pot, amount, supplier: supplier),
            books.cancelFee(pot, amount, supplier: supplier), books.paySent(pot, amount, supplier: supplier),
            books.payOK(pot, amount, supplier: supplier), books.payBack(pot, amount, supplier: supplier),
            books.creditNote(pot, amount, supplier: supplier), books.fundReserve(amount), books.fundReserveBack(amount),
            books.fundGrant(pot, amount), books.refundDue(pot, amount, supplier: supplier),
            books.refundIn(pot, amount, supplier: supplier), books.writeOff(pot, amount, supplier: supplier),
            books.surplus(pot, amount), books.dispute(pot, amount, supplier: supplier, part: "so-1"),
        ]
        return all.randomElement(using: &random) ?? all[0]
    }

    private static func scene(seed: UInt64) async throws -> Scene {
        let scene = try await Scene()
        var random = SplitMix64(seed: seed)
        for _ in 0..<moves {
            let move = move(&random)
            if Int.random(in: 0..<10, using: &random) == 0 { scene.clock.advance(days: 1) }
            let recording = Recording(actor: "=cmd|' /C'", now: scene.clock.now, identifiers: scene.ids.identifiers)
            do {
                try await scene.database.write { tx in
                    try tx.journal.post(move, about: EntryReferences(external: "=1+1, \"x\"\n;y"), as: recording)
                }
            } catch is ConstraintViolation {
                // There was not so much: nothing was written.
            }
        }
        return scene
    }

    private static func lines(
        _ scene: Scene, _ format: JournalFormat, _ filter: JournalFilter = .init()
    ) async throws -> [String] {
        try await scene.database.read { snapshot in
            var lines: [String] = []
            try JournalExport(format: format, filter: filter).run(reading: snapshot) { lines.append($0) }
            return lines
        }
    }

    /// Debits less credits of each name, as an accounting program adds them up.
    private static func sums(_ lines: [String]) -> [String: Int] {
        var sums: [String: Int] = [:]
        for line in lines where line.hasSuffix(" GBP") && line.hasPrefix(" ") && !line.contains(" = ") {
            let parts = line.split(separator: " ").map(String.init)
            sums[parts[0], default: 0] += pence(parts[1])
        }
        return sums
    }

    private static func pence(_ decimal: String) -> Int {
        Int(decimal.replacing(".", with: "")) ?? .min
    }

    private static func stored(_ scene: Scene) async throws -> [(account: LedgerAccount, debits: Int)] {
        try await scene.database.read { snapshot in
            var found: [(account: LedgerAccount, debits: Int)] = []
            try snapshot.journal.eachAccount(of: nil) { account, balance in
                found.append((account, account.kind.normalSide == .debit ? balance.pence : -balance.pence))
            }
            return found
        }
    }

    @Test(arguments: seeds) func `generated books come to the stored balances in every format`(
        seed: UInt64
    ) async throws {
        let scene = try await Self.scene(seed: seed)
        let stored = try await Self.stored(scene)
        #expect(stored.count > 5)
        var csv: [String: Int] = [:]
        for line in try await Self.lines(scene, .jsonl) {
            let account = try #require(line.firstMatch(of: /"account":"([^"]*)","actor/)).1
            let amount = try #require(line.firstMatch(of: /"amount_pence":(\d+),/)).1
            csv[String(account), default: 0] += (line.contains("\"side\":\"debit\"") ? 1 : -1) * (Int(amount) ?? 0)
        }
        #expect(csv == Dictionary(uniqueKeysWithValues: stored.map { ($0.account.code, $0.debits) }))
        for format in [JournalFormat.hledger, .beancount] {
            let sums = Self.sums(try await Self.lines(scene, format))
            #expect(sums.count == stored.count, "no two accounts share a name")
            #expect(sums.values.sorted() == stored.map(\.debits).sorted(), "\(format)")
        }
    }

    @Test(arguments: seeds.prefix(4)) func `from a day on, books begin with what was there before`(
        seed: UInt64
    ) async throws {
        let scene = try await Self.scene(seed: seed)
        let middle = Cast.today.adding(days: 2)
        for format in [JournalFormat.hledger, .beancount] {
            let whole = Self.sums(try await Self.lines(scene, format)).filter { $0.value != 0 }
            let later = Self.sums(try await Self.lines(scene, format, .init(from: middle))).filter { $0.value != 0 }
            #expect(later == whole, "\(format)")
        }
    }

    @Test func `an account, a commissioner and days narrow what is written`() async throws {
        let scene = try await Self.scene(seed: 3)
        let whole = try await Self.lines(scene, .csv)
        let one = try await Self.lines(scene, .csv, .init(account: "TAD:fund"))
        #expect(one.dropFirst().allSatisfy { $0.contains(",TAD:fund,") })
        #expect(one.count > 1 && one.count < whole.count)
        let board = try await Self.lines(scene, .csv, .init(commissioner: "SYB"))
        #expect(board.dropFirst().allSatisfy { $0.hasPrefix("SYB,") })
        let early = try await Self.lines(scene, .csv, .init(to: Cast.today))
        let late = try await Self.lines(scene, .csv, .init(from: Cast.today.adding(days: 1)))
        #expect(early.count + late.count == whole.count + 1)
        let entries = try await Self.lines(scene, .hledger, .init(account: "TAD:fund"))
        #expect(Self.sums(entries).values.reduce(0, +) == 0, "entries stay whole")
    }

    @Test func `what people typed can be no formula, and no part of another program's books`() async throws {
        let scene = try await Self.scene(seed: 5)
        #expect(try await Self.lines(scene, .csv).contains { $0.contains(",\"'=1+1, \"\"x\"\"\n;y\",") })
        #expect(try await Self.lines(scene, .csv).contains { $0.contains(",'=cmd|' /C',") })
        for format in [JournalFormat.hledger, .beancount] {
            #expect(try await Self.lines(scene, format).allSatisfy { !$0.contains("\n") })
        }
    }
}

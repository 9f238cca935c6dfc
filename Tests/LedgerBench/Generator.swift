import Ledger
import Relational
import SQLiteDriver
import Storage
import Values

/// Makes books through the product's own journal: three commissioners, many plan lines, and money that is held and
/// released again on them, for orders of which only the references are there.
struct Generator {
    let database: SQLiteDatabase
    private static let commissioners = ["ARB", "SYB", "TAD"]
    private static let linesPerCommissioner = 10_000
    private static let entriesPerTransaction = 20_000

    /// - Returns: how many postings there are: at least those that are wanted.
    func make(postings wanted: Int) async throws -> Int {
        // Two of each entry.
        let entries = wanted / Generator.commissioners.count / 2 + 1
        for code in Generator.commissioners {
            _ = try await database.write { tx in
                try tx.connection.run(
                    """
                    INSERT INTO commissioners (id, name, email, telephone)
                    VALUES (\(code), \(code), 'x@example.org', '0115 496 0900')
                    """)
            }
            let books = GeneratedBooks(commissioner: code, lines: Generator.linesPerCommissioner)
            for first in stride(from: 0, to: entries, by: Generator.entriesPerTransaction) {
                let numbers = first..<min(first + Generator.entriesPerTransaction, entries)
                try await database.write { tx in
                    for number in numbers { try books.write(number, in: tx) }
                }
            }
        }
        return entries * 2 * Generator.commissioners.count
    }
}

/// One commissioner's books: which entry comes when.
struct GeneratedBooks {
    private let books: Books
    private let lines: Int
    private let identifiers = Identifiers.random { count in
        (0..<count).map { _ in UInt8.random(in: 0...255) }
    }

    init(commissioner: String, lines: Int) {
        books = Books(commissioner: commissioner)
        self.lines = lines
    }

    private static let start = Moment(milliseconds: 1_775_433_600_000)
    private static let grant = Money(pence: 90_000_000)

    /// First the grant, then each line's money and its first period, then holds that are released.
    func write(_ number: Int, in tx: Transaction) throws {
        let recording = Recording(
            actor: "0193a1c2-0000-7000-8000-000000000001", now: GeneratedBooks.start.adding(seconds: number),
            identifiers: identifiers)
        let pair = (number - 1) / 2
        let pot = Books.Pot(planLine: "holder-\(pair % lines)/1/line-1", period: "2026-04-06")
        if number == 0 {
            try tx.journal.post(books.fundIn(GeneratedBooks.grant.times(lines)), as: recording)
        } else if number <= lines * 2 {
            let move = number.isMultiple(of: 2)
                ? books.open(pot, GeneratedBooks.grant) : books.allocate(GeneratedBooks.grant, to: pot.planLine)
            try tx.journal.post(move, as: recording)
        } else {
            let amount = Money(pence: 1_000 + pair % 5_000)
            let move = number.isMultiple(of: 2) ? books.release(pot, amount) : books.hold(pot, amount)
            let about = EntryReferences(
                order: GeneratedBooks.identifier("0193a1c2", pair),
                supplierOrder: GeneratedBooks.identifier("0193a1c3", pair))
            try tx.journal.post(move, about: about, as: recording)
        }
    }

    private static func identifier(_ lead: String, _ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "\(lead)-7000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}

import Ledger
import Relational
import SQLiteDriver
import Values

/// Makes books as the product would write them: three commissioners, many plan lines, and money that is held on them
/// for orders of five lines over three suppliers, which are then accepted, delivered, confirmed and paid as far as
/// their turn says. Balances are stored at the end, not with each entry, because that is not what is measured.
struct Generator {
    let database: SQLiteDatabase
    /// How much of the journal belongs to orders, in per cent; the rest is money that is held and released again, with
    /// nothing but references.
    let share: Int
    static let commissioners = ["ARB", "SYB", "TAD"]
    private static let linesPerCommissioner = 10_000
    /// In one transaction, so that the log stays small.
    private static let entriesAtOnce = 50_000

    struct Made: Sendable {
        var postings = 0
        var orders = 0
    }

    /// - Returns: how much there is: at least the postings that are wanted.
    func make(postings wanted: Int) async throws -> Made {
        var made = Made()
        // Two of each entry.
        let entries = wanted / Generator.commissioners.count / 2 + 1
        try await database.write { try GeneratedTown.build(in: $0) }
        for code in Generator.commissioners {
            var books = GeneratedBooks(commissioner: code, lines: Generator.linesPerCommissioner)
            while books.sequence < entries {
                let (begun, share) = (books, share)
                books = try await database.write { tx in
                    var books = begun
                    let until = min(entries, books.sequence + Generator.entriesAtOnce)
                    while books.sequence < until { try books.write(share: share, in: tx) }
                    return books
                }
            }
            let finished = books
            try await database.write { try finished.finish(in: $0) }
            made.postings += books.sequence * 2
            made.orders += books.orders
        }
        return made
    }
}

/// One commissioner's books as they grow.
struct GeneratedBooks: Sendable {
    let books: Books
    private let lines: Int
    private(set) var sequence = 0
    private(set) var orders = 0
    private var pairs = 0
    private var head = Chain.origin
    private var balances: [LedgerAccount: Int] = [:]

    init(commissioner: String, lines: Int) {
        books = Books(commissioner: commissioner)
        self.lines = lines
    }

    private static let start = Moment(milliseconds: 1_775_433_600_000)
    private static let grant = Money(pence: 90_000_000)

    /// When the next entry is written.
    var now: Moment { GeneratedBooks.start.adding(seconds: sequence) }

    func pot(_ number: Int) -> Books.Pot {
        Books.Pot(planLine: "holder-\(number % lines)/1/line-1", period: "2026-04-06")
    }

    /// First the grant, then each line's money and its first period, then orders, and holds that are released.
    mutating func write(share: Int, in tx: Transaction) throws {
        if sequence == 0 {
            try write(books.fundIn(GeneratedBooks.grant.times(lines)), in: tx)
        } else if sequence <= lines * 2 {
            let pot = pot((sequence - 1) / 2)
            try write(
                sequence.isMultiple(of: 2)
                    ? books.open(pot, GeneratedBooks.grant) : books.allocate(GeneratedBooks.grant, to: pot.planLine),
                in: tx)
        } else if (orders + pairs) * share / 100 > orders || share == 100 {
            orders += 1
            try GeneratedOrder(number: orders, commissioner: books.commissioner).write(to: &self, in: tx)
        } else {
            pairs += 1
            let (pot, amount) = (pot(pairs), Money(pence: 1_000 + pairs % 5_000))
            for move in [books.hold(pot, amount), books.release(pot, amount)] {
                let about = EntryReferences(
                    order: identifier("0193a1c2", pairs), supplierOrder: identifier("0193a1c3", pairs))
                try write(move, about: about, in: tx)
            }
        }
    }

    func identifier(_ lead: String, _ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "\(lead)-7000-7000-\(books.commissioner.utf8.reduce(1_000) { $0 + Int($1) })-"
            + String(repeating: "0", count: 12 - digits.count) + digits
    }

    mutating func write(
        _ move: Books.Move, about references: EntryReferences = .init(), in tx: Transaction
    ) throws {
        sequence += 1
        let at = now
        var about = move.references
        about.order = references.order
        about.supplierOrder = references.supplierOrder
        about.hold = references.hold
        about.external = references.external
        let postings = move.legs.flatMap { leg in
            [
                Posting(account: leg.debit, side: .debit, amount: move.amount),
                Posting(account: leg.credit, side: .credit, amount: move.amount),
            ]
        }
        let entry = Entry(
            id: Entry.ID(identifier("0193a1c4", sequence)), code: move.code, commissioner: books.commissioner,
            postings: postings, effectiveOn: at.day, recordedAt: at, actor: "0193a1c2-0000-7000-8000-000000000001",
            references: about)
        guard let entry else { preconditionFailure("a generated entry balances") }
        head = Chain.digest(after: head, sequence: sequence, entry: entry)
        for posting in postings { try add(posting, in: tx) }
        try insert(entry, in: tx)
    }

    private mutating func add(_ posting: Posting, in tx: Transaction) throws {
        let account = posting.account
        if balances[account] == nil {
            try tx.connection.run(
                """
                INSERT INTO ledger_accounts (id, commissioner_id, kind, owner, period, balance_pence)
                VALUES (\(account.code), \(account.commissioner), \(account.kind.rawValue), \(account.owner),
                    \(account.period), 0)
                """)
        }
        balances[account, default: 0] += posting.change.pence
    }

    private func insert(_ entry: Entry, in tx: Transaction) throws {
        let about = entry.references
        try tx.connection.run(
            """
            INSERT INTO ledger_entries (id, commissioner_id, sequence, code, amount_pence, effective_on, recorded_at,
                actor, order_id, supplier_order_id, plan_line_id, period, hold_id, external_reference, digest)
            VALUES (\(entry.id.text), \(entry.commissioner), \(sequence), \(entry.code.rawValue),
                \(entry.amount.pence), \(entry.effectiveOn.description), \(entry.recordedAt.milliseconds),
                \(entry.actor), \(about.order), \(about.supplierOrder), \(about.planLine), \(about.period),
                \(about.hold), \(about.external), \(head.text))
            """)
        for (position, posting) in entry.postings.enumerated() {
            try tx.connection.run(
                """
                INSERT INTO ledger_postings (commissioner_id, sequence, position, account_id, side, amount_pence)
                VALUES (\(entry.commissioner), \(sequence), \(position), \(posting.account.code),
                    \(posting.side.rawValue), \(posting.amount.pence))
                """)
        }
    }

    /// Stores the balances, and where the chain ends.
    func finish(in tx: Transaction) throws {
        for (account, pence) in balances {
            try tx.connection.run("UPDATE ledger_accounts SET balance_pence = \(pence) WHERE id = \(account.code)")
        }
        try tx.connection.run(
            """
            INSERT INTO ledger_chains (commissioner_id, sequence, digest)
            VALUES (\(books.commissioner), \(sequence), \(head.text))
            """)
    }
}

import Ledger
import Relational
import SQLiteDriver
import Values

/// Makes books as the product would write them: three commissioners, many plan lines, and money that is held and
/// released again on them, for orders of which only the references are there. Balances are stored at the end, not with
/// each entry, because that is not what is measured.
struct Generator {
    let database: SQLiteDatabase
    private static let commissioners = ["ARB", "SYB", "TAD"]
    private static let linesPerCommissioner = 10_000

    /// - Returns: how many postings there are: at least those that are wanted.
    func make(postings wanted: Int) async throws -> Int {
        // Two of each entry.
        let entries = wanted / Generator.commissioners.count / 2 + 1
        for code in Generator.commissioners {
            try await database.write { tx in
                try tx.connection.run(
                    """
                    INSERT INTO commissioners (id, name, email, telephone)
                    VALUES (\(code), \(code), 'x@example.org', '0115 496 0900')
                    """)
                var books = GeneratedBooks(commissioner: code, lines: Generator.linesPerCommissioner)
                for number in 0..<entries { try books.write(number, in: tx) }
                try books.finish(in: tx)
            }
        }
        return entries * 2 * Generator.commissioners.count
    }
}

/// One commissioner's books as they grow.
struct GeneratedBooks {
    private let books: Books
    private let lines: Int
    private var sequence = 0
    private var head = Chain.origin
    private var balances: [LedgerAccount: Int] = [:]

    init(commissioner: String, lines: Int) {
        books = Books(commissioner: commissioner)
        self.lines = lines
    }

    private static let start = Moment(milliseconds: 1_775_433_600_000)
    private static let grant = Money(pence: 90_000_000)

    /// First the grant, then each line's money and its first period, then holds that are released.
    mutating func write(_ number: Int, in tx: Transaction) throws {
        let pair = (number - 1) / 2
        let pot = Books.Pot(planLine: "holder-\(pair % lines)/1/line-1", period: "2026-04-06")
        if number == 0 {
            try write(books.fundIn(GeneratedBooks.grant.times(lines)), in: tx)
        } else if number <= lines * 2 {
            try write(
                number.isMultiple(of: 2)
                    ? books.open(pot, GeneratedBooks.grant) : books.allocate(GeneratedBooks.grant, to: pot.planLine),
                in: tx)
        } else {
            let amount = Money(pence: 1_000 + pair % 5_000)
            var move = number.isMultiple(of: 2) ? books.release(pot, amount) : books.hold(pot, amount)
            move.references.order = identifier("0193a1c2", pair)
            move.references.supplierOrder = identifier("0193a1c3", pair)
            try write(move, in: tx)
        }
    }

    private func identifier(_ lead: String, _ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "\(lead)-7000-7000-\(books.commissioner.utf8.reduce(1_000) { $0 + Int($1) })-"
            + String(repeating: "0", count: 12 - digits.count) + digits
    }

    private mutating func write(_ move: Books.Move, in tx: Transaction) throws {
        sequence += 1
        let at = GeneratedBooks.start.adding(seconds: sequence)
        let postings = move.legs.flatMap { leg in
            [
                Posting(account: leg.debit, side: .debit, amount: move.amount),
                Posting(account: leg.credit, side: .credit, amount: move.amount),
            ]
        }
        let entry = Entry(
            id: Entry.ID(identifier("0193a1c4", sequence)), code: move.code, commissioner: books.commissioner,
            postings: postings, effectiveOn: at.day, recordedAt: at, actor: "0193a1c2-0000-7000-8000-000000000001",
            references: move.references)
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
        let (debit, credit) = (entry.postings[0], entry.postings[1])
        try tx.connection.run(
            """
            INSERT INTO ledger_entries (id, commissioner_id, sequence, code, amount_pence, effective_on, recorded_at,
                actor, order_id, supplier_order_id, plan_line_id, period, digest)
            VALUES (\(entry.id.text), \(entry.commissioner), \(sequence), \(entry.code.rawValue),
                \(entry.amount.pence), \(entry.effectiveOn.description), \(entry.recordedAt.milliseconds),
                \(entry.actor), \(about.order), \(about.supplierOrder), \(about.planLine), \(about.period),
                \(head.text))
            """)
        try tx.connection.run(
            """
            INSERT INTO ledger_postings (commissioner_id, sequence, position, account_id, side, amount_pence)
            VALUES (\(entry.commissioner), \(sequence), 0, \(debit.account.code), \(debit.side.rawValue),
                    \(debit.amount.pence)),
                (\(entry.commissioner), \(sequence), 1, \(credit.account.code), \(credit.side.rawValue),
                    \(credit.amount.pence))
            """)
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

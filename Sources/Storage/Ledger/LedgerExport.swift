import Ledger
import Relational
import Values

/// Which part of the journal is read.
package struct JournalFilter: Sendable {
    package var commissioner: String?
    /// An account, or the beginning of one up to a colon.
    package var account: String?
    /// By the day on which an entry takes effect, both included.
    package var from: Day?
    package var to: Day?

    package init(commissioner: String? = nil, account: String? = nil, from: Day? = nil, to: Day? = nil) {
        self.commissioner = commissioner
        self.account = account
        self.from = from
        self.to = to
    }

    package func takes(account code: String) -> Bool {
        account.map { code == $0 || code.hasPrefix($0 + ":") } ?? true
    }
}

/// An entry as it lies in the journal, whatever it holds.
package struct JournalEntry: Sendable {
    package struct Leg: Sendable {
        package let account: String
        package let isDebit: Bool
        package let amount: Money
    }

    package let commissioner: String
    package let sequence: Int
    package let id: String
    package let code: String
    package let effectiveOn: Day
    package let recordedAt: Moment
    package let actor: String
    package let references: EntryReferences
    package let digest: String
    package var legs: [Leg] = []
}

extension JournalStore {
    /// Entries by commissioner and in the order of the chain, with all their postings, one at a time, so that memory
    /// stays bounded. With an account in the filter: those that touch it.
    package func eachEntry(_ filter: JournalFilter, _ body: (JournalEntry) throws -> Void) throws {
        let (from, to, of, account) = (filter.from, filter.to, filter.commissioner, filter.account)
        let below = account.map { $0 + ":" }
        let rows = try access.connection.cursor(
            """
            SELECT e.commissioner_id, e.sequence, e.id, e.code, e.effective_on, e.recorded_at, e.actor, e.order_id,
                e.supplier_order_id, e.plan_line_id, e.period, e.hold_id, e.external_reference, e.digest,
                p.account_id, p.side, p.amount_pence
            FROM ledger_entries e
            JOIN ledger_postings p ON p.commissioner_id = e.commissioner_id AND p.sequence = e.sequence
            WHERE (\(of) IS NULL OR e.commissioner_id = \(of)) AND (\(from) IS NULL OR e.effective_on >= \(from))
                AND (\(to) IS NULL OR e.effective_on <= \(to))
                AND (\(account) IS NULL OR EXISTS (
                    SELECT 1 FROM ledger_postings q
                    WHERE q.commissioner_id = e.commissioner_id AND q.sequence = e.sequence
                        AND (q.account_id = \(account) OR SUBSTR(q.account_id, 1, LENGTH(\(below))) = \(below))))
            ORDER BY e.commissioner_id, e.sequence, p.position
            """)
        var open: JournalEntry?
        while try rows.next() {
            let sequence = try rows.integer(1)
            if let entry = open, try entry.sequence != sequence || entry.commissioner != rows.text(0) {
                try body(entry)
                open = nil
            }
            var entry = try open ?? JournalEntry(rows)
            entry.legs.append(
                .init(
                    account: try rows.text(14), isDebit: try rows.text(15) == Side.debit.rawValue,
                    amount: Money(pence: try rows.integer(16))))
            open = entry
        }
        if let open { try body(open) }
    }

    /// Accounts in the order of their codes, with their stored balances.
    package func eachAccount(
        of commissioner: String?, _ body: (LedgerAccount, _ balance: Money) throws -> Void
    ) throws {
        try access.connection.eachRow(
            """
            SELECT * FROM ledger_accounts WHERE \(commissioner) IS NULL OR commissioner_id = \(commissioner)
            ORDER BY id
            """
        ) { row in
            try body(
                LedgerAccount(
                    commissioner: try row.text("commissioner_id"), kind: try row.word("kind"),
                    owner: try row.text("owner"), period: try row.text("period")), try row.money("balance_pence"))
        }
    }

    /// What accounts came to before a day: debits less credits, those that came to nothing left out.
    package func eachOpening(
        before day: Day, of commissioner: String, _ body: (_ account: String, _ debits: Money) throws -> Void
    ) throws {
        try access.connection.eachRow(
            """
            SELECT p.account_id, SUM(CASE p.side WHEN 'debit' THEN p.amount_pence ELSE -p.amount_pence END) AS pence
            FROM ledger_postings p
            JOIN ledger_entries e ON e.commissioner_id = p.commissioner_id AND e.sequence = p.sequence
            WHERE p.commissioner_id = \(commissioner) AND e.effective_on < \(day)
            GROUP BY p.account_id ORDER BY p.account_id
            """
        ) { row in
            let pence = try row.money("pence")
            if pence != .zero { try body(try row.text("account_id"), pence) }
        }
    }

    /// The first and the last day on which an entry takes effect; nil before the first entry.
    package func days() throws -> Period? {
        let row = try access.connection.row(
            "SELECT MIN(effective_on) AS first, MAX(effective_on) AS last FROM ledger_entries")
        guard let row, try row.optionalText("first") != nil else { return nil }
        return try row.period("first", "last")
    }

    /// Commissioners that have books.
    package func commissioners() throws -> [String] {
        try access.connection.rows("SELECT commissioner_id FROM ledger_chains ORDER BY commissioner_id")
            .map { try $0.text("commissioner_id") }
    }
}

extension JournalEntry {
    fileprivate init(_ rows: any Cursor) throws {
        self.init(
            commissioner: try rows.text(0), sequence: try rows.integer(1), id: try rows.text(2),
            code: try rows.text(3), effectiveOn: try Day(try rows.text(4)),
            recordedAt: Moment(milliseconds: try rows.integer(5)), actor: try rows.text(6),
            references: EntryReferences(
                order: try rows.optionalText(7), supplierOrder: try rows.optionalText(8),
                planLine: try rows.optionalText(9), period: try rows.optionalText(10),
                hold: try rows.optionalText(11), external: try rows.optionalText(12)),
            digest: try rows.text(13))
    }
}

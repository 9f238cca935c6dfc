import Ledger
import Relational
import Values

/// One posting with its entry, as exports and the verification read it.
package struct JournalRow: Sendable {
    package let sequence: Int
    package let entry: String
    package let commissioner: String
    package let code: String
    package let effectiveOn: Day
    package let recordedAt: Moment
    package let actor: String
    package let references: EntryReferences
    package let entryAmount: Money
    package let account: String
    package let accountKind: String
    package let owner: String
    package let period: String
    package let side: String
    package let amount: Money
    package let digest: String
}

extension JournalStore {
    /// Every posting, by commissioner and sequence, one at a time, so that memory stays bounded.
    package func eachPosting(_ body: (JournalRow) throws -> Void) throws {
        try access.connection.eachRow(
            """
            SELECT e.*, p.account_id, p.side, p.amount_pence AS posting_pence, a.kind, a.owner,
                a.period AS account_period, e.period AS entry_period
            FROM ledger_entries e
            JOIN ledger_postings p ON p.entry_id = e.id
            JOIN ledger_accounts a ON a.id = p.account_id
            ORDER BY e.commissioner_id, e.sequence, p.position
            """
        ) { row in
            try body(
                JournalRow(
                    sequence: try row.integer("sequence"), entry: try row.text("id"),
                    commissioner: try row.text("commissioner_id"), code: try row.text("code"),
                    effectiveOn: try row.day("effective_on"), recordedAt: try row.moment("recorded_at"),
                    actor: try row.text("actor"), references: try JournalStore.references(row),
                    entryAmount: try row.money("amount_pence"), account: try row.text("account_id"),
                    accountKind: try row.text("kind"), owner: try row.text("owner"),
                    period: try row.text("account_period"), side: try row.text("side"),
                    amount: try row.money("posting_pence"), digest: try row.text("digest")))
        }
    }

    private static func references(_ row: Row) throws -> EntryReferences {
        EntryReferences(
            order: try row.optionalText("order_id"), supplierOrder: try row.optionalText("supplier_order_id"),
            planLine: try row.optionalText("plan_line_id"), period: try row.optionalText("entry_period"),
            hold: try row.optionalText("hold_id"), external: try row.optionalText("external_reference"))
    }

    /// Stored balances by account code.
    package func eachBalance(_ body: (_ account: String, _ balance: Money) throws -> Void) throws {
        try access.connection.eachRow("SELECT id, balance_pence FROM ledger_accounts ORDER BY id") { row in
            try body(try row.text("id"), try row.money("balance_pence"))
        }
    }
}

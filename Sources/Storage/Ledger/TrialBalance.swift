import Identity
import Ledger
import Relational
import Values

/// What all accounts of one kind come to.
package struct KindBalance: Sendable, Hashable {
    package let kind: AccountKind
    package let accounts: Int
    package let balance: Money

    package var debits: Money { kind.normalSide == .debit ? balance : .zero }
    package var credits: Money { kind.normalSide == .credit ? balance : .zero }
}

/// An account with what it comes to.
package struct AccountBalance: Sendable, Hashable {
    package let account: LedgerAccount
    package let balance: Money

    package var debits: Money { account.kind.normalSide == .debit ? balance : .zero }
    package var credits: Money { account.kind.normalSide == .credit ? balance : .zero }
}

extension JournalStore {
    /// The trial balance of a commissioner: debits and credits come to the same.
    package func trialBalance(of commissioner: Commissioner.ID) throws -> [KindBalance] {
        let found = try access.connection.rows(
            """
            SELECT kind, COUNT(*) AS accounts, SUM(balance_pence) AS pence FROM ledger_accounts
            WHERE commissioner_id = \(commissioner) GROUP BY kind
            """
        ).map { row in
            KindBalance(
                kind: try row.word("kind"), accounts: try row.integer("accounts"), balance: try row.money("pence"))
        }
        return AccountKind.allCases.compactMap { kind in found.first { $0.kind == kind } }
    }

    /// The same at the end of a day, added up from the journal.
    package func trialBalance(of commissioner: Commissioner.ID, on day: Day) throws -> [KindBalance] {
        var sums: [AccountKind: (accounts: Set<String>, pence: Int)] = [:]
        try access.connection.eachRow(
            """
            SELECT p.account_id, a.kind, p.side, SUM(p.amount_pence) AS pence FROM ledger_postings p
            JOIN ledger_entries e ON e.commissioner_id = p.commissioner_id AND e.sequence = p.sequence
            JOIN ledger_accounts a ON a.id = p.account_id
            WHERE p.commissioner_id = \(commissioner) AND e.effective_on <= \(day)
            GROUP BY p.account_id, a.kind, p.side
            """
        ) { row in
            let kind: AccountKind = try row.word("kind")
            let side: Side = try row.word("side")
            let pence = try row.integer("pence")
            sums[kind, default: ([], 0)].accounts.insert(try row.text("account_id"))
            sums[kind, default: ([], 0)].pence += side == kind.normalSide ? pence : -pence
        }
        return AccountKind.allCases.compactMap { kind in
            sums[kind].map {
                KindBalance(kind: kind, accounts: $0.accounts.count, balance: Money(pence: $0.pence))
            }
        }
    }

    /// Accounts of one kind by their codes.
    /// - Parameter after: the code of the last one that was read; empty for the first.
    package func accounts(
        of commissioner: Commissioner.ID, kind: AccountKind?, after code: String, most: Int
    ) throws -> [AccountBalance] {
        try access.connection.rows(
            """
            SELECT * FROM ledger_accounts WHERE commissioner_id = \(commissioner) AND id > \(code)
                AND (\(kind?.rawValue) IS NULL OR kind = \(kind?.rawValue))
            ORDER BY id LIMIT \(most)
            """
        ).map(JournalStore.account)
    }

    /// Nil where the commissioner has no such account.
    package func account(_ code: String, of commissioner: Commissioner.ID) throws -> AccountBalance? {
        try access.connection.row(
            "SELECT * FROM ledger_accounts WHERE id = \(code) AND commissioner_id = \(commissioner)"
        ).map(JournalStore.account)
    }

    private static func account(_ row: Row) throws -> AccountBalance {
        AccountBalance(
            account: LedgerAccount(
                commissioner: try row.text("commissioner_id"), kind: try row.word("kind"), owner: try row.text("owner"),
                period: try row.text("period")), balance: try row.money("balance_pence"))
    }
}

/// One posting of an account, with what the account came to after it.
package struct AccountLine: Sendable, Hashable {
    package let sequence: Int
    package let position: Int
    package let on: Day
    package let code: PostingCode
    package let isDebit: Bool
    package let amount: Money
    package let balance: Money
    package let orderNumber: String?
}

extension JournalStore {
    /// What moved on an account, oldest first, with the running balance.
    /// - Parameter after: the last line that was read; nil for the beginning.
    package func lines(
        of account: LedgerAccount, after last: (sequence: Int, position: Int, balance: Money)?, most: Int
    ) throws -> [AccountLine] {
        let (sequence, position) = (last?.sequence ?? 0, last?.position ?? -1)
        var balance = last?.balance ?? .zero
        return try access.connection.rows(
            """
            SELECT p.sequence, p.position, p.side, p.amount_pence, e.effective_on, e.code, o.number
            FROM ledger_postings p
            JOIN ledger_entries e ON e.commissioner_id = p.commissioner_id AND e.sequence = p.sequence
            LEFT JOIN orders o ON o.id = e.order_id
            WHERE p.account_id = \(account.code)
                AND (p.sequence > \(sequence) OR (p.sequence = \(sequence) AND p.position > \(position)))
            ORDER BY p.sequence, p.position LIMIT \(most)
            """
        ).map { row in
            let isDebit = try row.text("side") == Side.debit.rawValue
            let amount = try row.money("amount_pence")
            balance += isDebit == (account.kind.normalSide == .debit) ? amount : -amount
            return AccountLine(
                sequence: try row.integer("sequence"), position: try row.integer("position"),
                on: try row.day("effective_on"), code: try row.word("code"), isDebit: isDebit, amount: amount,
                balance: balance, orderNumber: try row.optionalText("number"))
        }
    }

    /// How many postings an account has, and what those before a page of it come to.
    package func count(of account: LedgerAccount) throws -> Int {
        try access.connection.row("SELECT COUNT(*) AS n FROM ledger_postings WHERE account_id = \(account.code)")?
            .integer("n") ?? 0
    }

    /// The last line before the `skipped`-th, with the balance after it; nil where nothing is skipped.
    package func place(
        in account: LedgerAccount, skipping skipped: Int
    ) throws -> (sequence: Int, position: Int, balance: Money)? {
        guard skipped > 0 else { return nil }
        let rows = try access.connection.cursor(
            """
            SELECT sequence, position, side, amount_pence FROM ledger_postings WHERE account_id = \(account.code)
            ORDER BY sequence, position LIMIT \(skipped)
            """)
        var place = (sequence: 0, position: 0, balance: Money.zero)
        while try rows.next() {
            let isDebit = try rows.text(2) == Side.debit.rawValue
            let amount = Money(pence: try rows.integer(3))
            let change = isDebit == (account.kind.normalSide == .debit) ? amount : -amount
            place = (try rows.integer(0), try rows.integer(1), place.balance + change)
        }
        return place
    }
}

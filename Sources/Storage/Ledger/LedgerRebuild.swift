import Ledger
import Orders
import Relational
import Values

/// Computes again what only follows from records that are never changed — the journal, the steps of timelines, the
/// movements of stock — and stores it where it differs. The records themselves are never touched.
package struct LedgerRebuild: Sendable {
    /// What was changed, in the words of one line each.
    package private(set) var changes = Differences()

    /// One function for each kind of record, in the order in which one follows from another: how orders stand follows
    /// from their holds and problems.
    private static let tables: [@Sendable (Transaction, inout Differences) throws -> Void] = [
        rebuildAccountsAndChains, rebuildHolds, rebuildProblems, rebuildOrders, rebuildStock, rebuildCapacity,
    ]

    /// - Throws: `LedgerRebuildRefusal` where a record contradicts itself: then nothing can follow from it.
    package init(in tx: Transaction) throws {
        for rebuild in LedgerRebuild.tables { try rebuild(tx, &changes) }
    }
}

/// Why nothing is rebuilt.
package struct LedgerRebuildRefusal: Error, CustomStringConvertible {
    /// What contradicts itself: `the journal`.
    package let record: String
    package let first: String
    package let count: Int

    package var description: String {
        "nothing was rebuilt, because \(record) contradicts itself (differences: \(count)): \(first)"
    }
}

extension LedgerRebuild {
    /// Stored balances, and where each chain ends.
    private static let rebuildAccountsAndChains: @Sendable (Transaction, inout Differences) throws -> Void = {
        tx, changes in
        try addMissingAccounts(tx, &changes)
        var walk = try JournalWalk(reading: tx)
        try walk.run()
        if let first = walk.differences.kept.first {
            throw LedgerRebuildRefusal(record: "the journal", first: first, count: walk.differences.count)
        }
        for sum in walk.accounts.wrong {
            try tx.connection.run("UPDATE ledger_accounts SET balance_pence = \(sum.pence) WHERE id = \(sum.code)")
            changes.append(
                "account \(sum.code): \(Money(pence: sum.stored)) became \(Money(pence: sum.pence))")
        }
        try rebuildChains(walk.heads, tx, &changes)
    }

    /// Accounts that postings name and that are gone.
    private static func addMissingAccounts(_ tx: Transaction, _ changes: inout Differences) throws {
        let missing = try tx.connection.rows(
            """
            SELECT DISTINCT p.account_id, p.commissioner_id FROM ledger_postings p
            WHERE NOT EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.id = p.account_id) ORDER BY p.account_id
            """)
        for row in missing {
            let code = try row.text("account_id")
            let parts = code.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard (2...4).contains(parts.count) else { continue }
            try tx.connection.run(
                """
                INSERT INTO ledger_accounts (id, commissioner_id, kind, owner, period, balance_pence)
                VALUES (\(code), \(try row.text("commissioner_id")), \(parts[1]), \(parts.count > 2 ? parts[2] : ""),
                    \(parts.count > 3 ? parts[3] : ""), 0)
                """)
            changes.append("account \(code): was missing")
        }
    }

    private static func rebuildChains(
        _ heads: [String: JournalWalk.Head], _ tx: Transaction, _ changes: inout Differences
    ) throws {
        let stored = try tx.connection.rows("SELECT * FROM ledger_chains ORDER BY commissioner_id")
        for commissioner in try stored.map({ try $0.text("commissioner_id") }) where heads[commissioner] == nil {
            try tx.connection.run("DELETE FROM ledger_chains WHERE commissioner_id = \(commissioner)")
            changes.append("chain of \(commissioner): a head without entries was removed")
        }
        for (commissioner, head) in heads.sorted(by: { $0.key < $1.key }) {
            let row = try stored.first { try $0.text("commissioner_id") == commissioner }
            if let row, try row.integer("sequence") == head.sequence, try row.text("digest") == head.digest.text {
                continue
            }
            try tx.journal.storeHead(of: commissioner, sequence: head.sequence, digest: head.digest)
            changes.append("chain of \(commissioner): its head became entry \(head.sequence)")
        }
    }
}

import Ledger
import Relational
import Values

/// Derives everything again from the journal, and names each difference (reference, workflow 5.3).
package struct LedgerVerification: Sendable {
    package private(set) var entries = 0
    package private(set) var postings = 0
    package private(set) var accounts = 0
    package private(set) var differences: [String] = []

    /// Enough to see what is wrong; the count goes on.
    package static let differencesShownMaximum = 20

    package init(reading snapshot: some Reading) throws {
        var walk = Walk()
        try snapshot.journal.eachPosting { row in
            postings += 1
            if walk.take(row) { entries += 1 }
        }
        walk.finish()
        differences += walk.differences
        try compareBalances(walk.balances, snapshot)
        try compareChains(walk.heads, snapshot)
        differences += try HoldVerification(reading: snapshot).differences
        differences += try OrderVerification(reading: snapshot).differences
    }

    package var isSound: Bool { differences.isEmpty }

    /// I20: balances recomputed from the journal are the stored ones.
    private mutating func compareBalances(_ computed: [String: Money], _ snapshot: some Reading) throws {
        var missing = Set(computed.keys)
        try snapshot.journal.eachBalance { account, balance in
            accounts += 1
            missing.remove(account)
            let expected = computed[account] ?? .zero
            if expected != balance {
                differences.append("account \(account): stored \(balance), the journal gives \(expected)")
            }
        }
        differences += missing.sorted().map { "account \($0) has postings but no balance" }
    }

    /// I21: the head of each chain is its last link.
    private mutating func compareChains(_ heads: [String: Walk.Head], _ snapshot: some Reading) throws {
        let rows = try snapshot.connection.rows("SELECT * FROM ledger_chains ORDER BY commissioner_id")
        for row in rows {
            let commissioner = try row.text("commissioner_id")
            let head = heads[commissioner]
            let (sequence, digest) = (try row.integer("sequence"), try row.text("digest"))
            if head?.sequence != sequence || head?.digest.text != digest {
                differences.append("chain of \(commissioner): its head is not the last entry")
            }
        }
        let unknown = Set(heads.keys).subtracting(try rows.map { try $0.text("commissioner_id") })
        differences += unknown.sorted().map { "chain of \($0): entries but no head" }
    }
}

/// Walks the journal once, in order, adding up as it goes.
struct Walk {
    struct Head {
        var sequence: Int
        var digest: Digest
    }

    private(set) var balances: [String: Money] = [:]
    private(set) var heads: [String: Head] = [:]
    private(set) var differences: [String] = []
    private var rows: [JournalRow] = []

    /// Takes one posting; true when a new entry begins with it.
    mutating func take(_ row: JournalRow) -> Bool {
        let begins = rows.first?.entry != row.entry
        if begins { finish() }
        rows.append(row)
        return begins
    }

    /// Closes the entry whose postings have all been taken.
    mutating func finish() {
        guard let first = rows.first else { return }
        defer { rows = [] }
        let postings = rows.compactMap(Walk.posting)
        let entry = Walk.entry(first, postings)
        guard let entry, postings.count == rows.count, entry.amount == first.entryAmount else {
            differences.append("entry \(first.entry): its postings do not balance")
            return
        }
        for posting in postings { add(posting) }
        link(entry, first)
    }

    /// I2: no balance falls below nought at any point of the journal, not only at its end.
    private mutating func add(_ posting: Posting) {
        balances[posting.account.code, default: .zero] += posting.change
        if balances[posting.account.code, default: .zero] < .zero {
            differences.append("account \(posting.account.code): fell below nought")
        }
    }

    private mutating func link(_ entry: Entry, _ row: JournalRow) {
        let head = heads[row.commissioner] ?? Head(sequence: 0, digest: Chain.origin)
        if row.sequence != head.sequence + 1 {
            differences.append("chain of \(row.commissioner): entry \(head.sequence + 1) is missing")
        }
        let digest = Chain.digest(after: head.digest, sequence: row.sequence, entry: entry)
        if digest.text != row.digest {
            differences.append("chain of \(row.commissioner): entry \(row.sequence) has been changed")
        }
        heads[row.commissioner] = Head(sequence: row.sequence, digest: Digest(row.digest))
    }

    private static func posting(_ row: JournalRow) -> Posting? {
        guard let kind = AccountKind(rawValue: row.accountKind), let side = Side(rawValue: row.side) else { return nil }
        let account = LedgerAccount(commissioner: row.commissioner, kind: kind, owner: row.owner, period: row.period)
        guard account.code == row.account else { return nil }
        return Posting(account: account, side: side, amount: row.amount)
    }

    private static func entry(_ row: JournalRow, _ postings: [Posting]) -> Entry? {
        guard let code = PostingCode(rawValue: row.code) else { return nil }
        return Entry(
            id: Entry.ID(row.entry), code: code, commissioner: row.commissioner, postings: postings,
            effectiveOn: row.effectiveOn, recordedAt: row.recordedAt, actor: row.actor, references: row.references)
    }
}

import Ledger
import Relational
import Values

/// Derives everything again from the journal, and names each difference (reference, workflow 5.3).
package struct LedgerVerification: Sendable {
    package let entries: Int
    package let postings: Int
    package let accounts: Int
    package private(set) var found = Differences()

    /// Enough to see what is wrong; the count goes on.
    package static let differencesShownMaximum = 20

    package init(reading snapshot: some Reading) throws {
        var walk = try JournalWalk(reading: snapshot)
        try walk.run()
        entries = walk.entryCount
        postings = walk.postingCount
        accounts = walk.accounts.sums.count
        found += walk.differences
        for sum in walk.accounts.wrong {
            let (stored, computed) = (Money(pence: sum.stored), Money(pence: sum.pence))
            found.append("account \(sum.code): stored \(stored), the journal gives \(computed)")
        }
        try compareChains(walk.heads, snapshot)
        found += try HoldVerification(reading: snapshot).differences
        found += try OrderVerification(reading: snapshot).differences
        found += try ProblemVerification(reading: snapshot).differences
        found += try snapshot.stock.differences().map {
            "listing \($0): what is left of it is not what its last movement left"
        }
        found += try snapshot.capacity.differences().map {
            "listing \($0): what is promised of its weeks is not what its movements come to"
        }
    }

    package var isSound: Bool { found.count == 0 }

    /// In the order in which they were found, the first `Differences.keptMaximum`.
    package var differences: [String] { found.kept }

    package var differenceCount: Int { found.count }

    /// I21: the head of each chain is its last link.
    private mutating func compareChains(_ heads: [String: JournalWalk.Head], _ snapshot: some Reading) throws {
        let rows = try snapshot.connection.rows("SELECT * FROM ledger_chains ORDER BY commissioner_id")
        for row in rows {
            let commissioner = try row.text("commissioner_id")
            let head = heads[commissioner]
            let (sequence, digest) = (try row.integer("sequence"), try row.text("digest"))
            if head?.sequence != sequence || head?.digest.text != digest {
                found.append("chain of \(commissioner): its head is not the last entry")
            }
        }
        let unknown = Set(heads.keys).subtracting(try rows.map { try $0.text("commissioner_id") })
        found += unknown.sorted().map { "chain of \($0): entries but no head" }
    }
}

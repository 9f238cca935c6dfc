import Ledger
import Relational
import Values

/// What holds have put on accounts (reference, workflow 5.3: I4, I26). As many as there are accounts, not as there are
/// holds: money that has reached its end is on none of them.
struct HeldAccounts {
    private var expected: [String: Money] = [:]

    private static let kinds: [AccountKind] = [
        .fundReserved, .held, .committed, .payable, .disputed, .supplierReceivable, .refundExpected, .inTransit,
    ]

    mutating func add(_ hold: Hold, supplier: String, commissioner: String) {
        let books = Books(commissioner: commissioner)
        for bucket in HoldBucket.allCases where hold[bucket].isPositive {
            for account in HeldAccounts.accounts(of: bucket, hold, books, supplier) {
                expected[account.code, default: .zero] += hold[bucket]
            }
        }
    }

    private static func accounts(
        of bucket: HoldBucket, _ hold: Hold, _ books: Books, _ supplier: String
    ) -> [LedgerAccount] {
        switch bucket {
        case .reserved: [books.account(.fundReserved)]
        case .held: [books.account(.held, hold.pot)]
        case .committed: [books.account(.committed, hold.pot)]
        case .owed: [books.account(.payable, owner: supplier)]
        case .disputed: [books.account(.disputed, owner: hold.supplierOrder)]
        case .refundDue:
            [books.account(.supplierReceivable, owner: supplier), books.account(.refundExpected, hold.pot)]
        case .released, .decommitted, .credited, .paid, .refunded: []
        }
    }

    /// Accounts that have something else than what holds have put there.
    func differences(reading snapshot: some Reading) throws -> Differences {
        var found = Differences()
        var missing = expected
        let rows = try snapshot.connection.cursor(
            """
            SELECT id, balance_pence FROM ledger_accounts WHERE kind IN (\(list: HeldAccounts.kinds.map(\.rawValue)))
            ORDER BY id
            """)
        while try rows.next() {
            let account = try rows.text(0)
            let (balance, promised) = (Money(pence: try rows.integer(1)), missing.removeValue(forKey: account) ?? .zero)
            guard balance != promised else { continue }
            found.append("account \(account): \(balance), but holds come to \(promised)")
        }
        found += missing.keys.sorted().map { "account \($0): holds have put money there, but it is missing" }
        return found
    }
}

import Catalogue
import Ledger
import Orders
import Relational
import Values

/// What the holds say, compared with the accounts, with the journal and with the units of the order lines (reference,
/// workflow 5.3: I4, I5, I6, I7, I26).
struct HoldVerification {
    private(set) var differences: [String] = []

    init(reading snapshot: some Reading) throws {
        try compareAccounts(snapshot)
        try compareEntries(snapshot)
        try compareUnits(snapshot)
        try compareTotals(snapshot)
    }

    /// I4 and I26: each account has exactly what holds have put there.
    private mutating func compareAccounts(_ snapshot: some Reading) throws {
        var expected: [String: Money] = [:]
        try snapshot.connection.eachRow(
            """
            SELECT h.*, so.supplier_id, p.commissioner_id FROM holds h
            JOIN supplier_orders so ON so.id = h.supplier_order_id JOIN orders o ON o.id = so.order_id
            JOIN holders p ON p.id = o.holder_id
            WHERE h.amount_pence <> h.released_pence + h.decommitted_pence + h.credited_pence + h.paid_pence
                + h.refunded_pence
            """
        ) { row in
            let hold = try HoldStore<Snapshot>.hold(row)
            let books = Books(commissioner: try row.text("commissioner_id"))
            let supplier = try row.text("supplier_id")
            for (bucket, account) in [
                (HoldBucket.reserved, books.account(.fundReserved)), (.held, books.account(.held, hold.pot)),
                (.committed, books.account(.committed, hold.pot)), (.owed, books.account(.payable, owner: supplier)),
                (.disputed, books.account(.disputed, owner: hold.supplierOrder)),
                (.refundDue, books.account(.supplierReceivable, owner: supplier)),
                (.refundDue, books.account(.refundExpected, hold.pot)),
            ] where hold[bucket].isPositive {
                expected[account.code, default: .zero] += hold[bucket]
            }
        }
        let kinds = [
            AccountKind.fundReserved, .held, .committed, .payable, .disputed, .supplierReceivable, .refundExpected,
            .inTransit,
        ].map(\.rawValue)
        try snapshot.connection.eachRow(
            "SELECT id, balance_pence FROM ledger_accounts WHERE kind IN (\(list: kinds)) ORDER BY id"
        ) { row in
            let account = try row.text("id")
            let (balance, promised) = (try row.money("balance_pence"), expected.removeValue(forKey: account) ?? .zero)
            guard balance != promised else { return }
            differences.append("account \(account): \(balance), but holds come to \(promised)")
        }
        differences += expected.keys.sorted().map { "account \($0): holds have put money there, but it is missing" }
    }

    /// I5: where a hold's pence are is what the entries about its supplier order say.
    private mutating func compareEntries(_ snapshot: some Reading) throws {
        var told: [String: [PostingCode: Money]] = [:]
        try snapshot.connection.eachRow(
            """
            SELECT supplier_order_id, code, SUM(amount_pence) AS pence FROM ledger_entries
            WHERE hold_id IS NOT NULL GROUP BY supplier_order_id, code
            """
        ) { row in
            guard let code = PostingCode(rawValue: try row.text("code")) else { return }
            told[try row.text("supplier_order_id"), default: [:]][code] = try row.money("pence")
        }
        var sums: [String: [HoldBucket: Money]] = [:]
        try snapshot.connection.eachRow("SELECT * FROM holds") { row in
            let hold = try HoldStore<Snapshot>.hold(row)
            for bucket in HoldBucket.allCases {
                sums[hold.supplierOrder, default: [:]][bucket, default: .zero] += hold[bucket]
            }
        }
        for part in Set(told.keys).union(sums.keys).sorted() {
            guard HoldVerification.agree(told[part] ?? [:], sums[part] ?? [:]) else {
                differences.append("supplier order \(part): its holds are not what their entries say")
                continue
            }
        }
    }

    private static func agree(_ told: [PostingCode: Money], _ pence: [HoldBucket: Money]) -> Bool {
        func posted(_ codes: PostingCode...) -> Money { codes.compactMap { told[$0] }.total }
        func there(_ buckets: HoldBucket...) -> Money { buckets.compactMap { pence[$0] }.total }
        let returned = there(.refundDue, .refunded)
        let matched = there(.owed, .disputed, .credited, .paid) + returned
        return posted(.hold, .fundReserve) - posted(.fundGrant) == HoldBucket.allCases.compactMap { pence[$0] }.total
            && posted(.fundReserve) - posted(.fundGrant, .fundReserveBack) == there(.reserved)
            && posted(.release, .fundReserveBack) == there(.released)
            && posted(.commit) == matched + there(.committed, .decommitted)
            && posted(.decommit) == there(.decommitted)
            && posted(.match, .cancelFee) == matched
            && posted(.dispute) - posted(.disputeEnd) == there(.disputed)
            && posted(.creditNote) == there(.credited)
            && posted(.payOK) - posted(.payBack) == there(.paid) + returned
            && posted(.paySent) == posted(.payOK)
            && posted(.refundDue) == returned
            && posted(.refundIn, .refundOffset, .writeOff) == there(.refunded)
    }

    /// I7 and I8: money is where units say it is; nothing would move if the line were looked at again.
    private mutating func compareUnits(_ snapshot: some Reading) throws {
        try snapshot.connection.eachRow(
            """
            SELECT t.*, l.extra_pence + COALESCE((
                    SELECT SUM(s.amount_pence) FROM order_line_sources s
                    WHERE s.supplier_order_id = t.supplier_order_id AND s.position = t.position), 0) AS charge
            FROM line_tallies t
            JOIN order_lines l ON l.supplier_order_id = t.supplier_order_id AND l.position = t.position
            """
        ) { row in
            let part = try row.text("supplier_order_id")
            let tally = try SupplierOrderStore<Snapshot>.tally(row)
            let holds = try snapshot.connection.rows(
                """
                SELECT * FROM holds WHERE supplier_order_id = \(part) AND position = \(tally.position)
                ORDER BY source DESC, period, plan_line_id, id
                """
            ).map(HoldStore<Snapshot>.hold)
            var money = LineMoney(tally: tally, charge: try row.money("charge"), holds: holds)
            let isSound = try HoldVerification.follows(&money)
            if !isSound || !money.steps.isEmpty {
                differences.append("supplier order \(part), line \(tally.position): money is not where its units are")
            }
        }
    }

    /// False where it cannot even be computed.
    private static func follows(_ money: inout LineMoney) throws -> Bool {
        do {
            let missing = money.due - money.sum(
                .reserved, .held, .committed, .owed, .disputed, .credited, .paid, .refundDue, .refunded)
            try money.follow()
            return missing == .zero
        } catch is LedgerRefusal {
            return false
        }
    }

    /// I6: what was signed is the sum of its lines.
    private mutating func compareTotals(_ snapshot: some Reading) throws {
        let rows = try snapshot.connection.rows(
            """
            SELECT id, total_pence, lines_pence FROM (
                SELECT o.id, o.total_pence, COALESCE((
                    SELECT SUM(l.unit_price_pence * l.quantity * l.times) FROM order_lines l
                    JOIN supplier_orders p ON p.id = l.supplier_order_id
                    WHERE p.order_id = o.id AND l.replaces IS NULL), 0) AS lines_pence
                FROM orders o
            ) sums WHERE total_pence <> lines_pence ORDER BY id
            """)
        for row in rows {
            let (total, lines) = (try row.money("total_pence"), try row.money("lines_pence"))
            differences.append("order \(try row.text("id")): signed for \(total), its lines come to \(lines)")
        }
    }
}

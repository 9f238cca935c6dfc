import Ledger
import TestSupport
import Testing
import Values

@Suite("Books") struct BooksTests {
    private static let books = Books(commissioner: "notts")
    private static let pot = Books.Pot(planLine: "l1", period: "2026-04-06")
    private static let earlier = Books.Pot(planLine: "l1", period: "2026-03-06")
    private static let other = Books.Pot(planLine: "l2", period: "2026-04-06")
    private static let amount = Money(pence: 2_450)

    private static let moves = [
        books.fundIn(amount), books.allocate(amount, to: "l1"), books.open(pot, amount), books.opening(pot, amount),
        books.reduce(pot, amount), books.carry(from: earlier, to: pot, amount),
        books.moveLine(from: other, to: pot, amount),
        books.hold(pot, amount), books.fundReserve(amount), books.fundReserveBack(amount), books.fundGrant(pot, amount),
        books.release(pot, amount), books.commit(pot, amount), books.match(pot, amount, supplier: "trent"),
        books.paySent(pot, amount, supplier: "trent"), books.payOK(pot, amount, supplier: "trent"),
    ]

    /// What a move does to its two accounts, as `account sign`.
    private func changes(_ move: Books.Move) -> String {
        let legs = [
            Posting(account: move.debit, side: .debit, amount: move.amount),
            Posting(account: move.credit, side: .credit, amount: move.amount),
        ]
        return legs.map { "\($0.account) \($0.change > .zero ? "+" : "−")" }.joined(separator: ", ")
    }

    /// Debited account first.
    @Test func `every posting rule names its accounts, and each grows or shrinks as it should`() {
        #expect(Self.moves.map { "\($0.code.rawValue): \(changes($0))" } == [
            "FUND_IN: notts:cash +, notts:fund +",
            "ALLOCATE: notts:fund −, notts:allocated:l1 +",
            "OPEN: notts:allocated:l1 −, notts:available:l1:2026-04-06 +",
            "OPENING: notts:available:l1:2026-04-06 −, notts:cash −",
            "REDUCE: notts:available:l1:2026-04-06 −, notts:fund +",
            "CARRY: notts:available:l1:2026-03-06 −, notts:available:l1:2026-04-06 +",
            "MOVE_LINE: notts:available:l2:2026-04-06 −, notts:available:l1:2026-04-06 +",
            "HOLD: notts:available:l1:2026-04-06 −, notts:held:l1:2026-04-06 +",
            "FUND_RESERVE: notts:fund −, notts:fund_reserved +",
            "FUND_RESERVE_BACK: notts:fund_reserved −, notts:fund +",
            "FUND_GRANT: notts:fund_reserved −, notts:available:l1:2026-04-06 +",
            "RELEASE: notts:held:l1:2026-04-06 −, notts:available:l1:2026-04-06 +",
            "COMMIT: notts:held:l1:2026-04-06 −, notts:committed:l1:2026-04-06 +",
            "MATCH: notts:committed:l1:2026-04-06 −, notts:payable:trent +",
            "PAY_SENT: notts:payable:trent −, notts:in_transit:trent +",
            "PAY_OK: notts:in_transit:trent −, notts:cash −",
        ])
    }

    @Test func `every posting code has its rule`() {
        #expect(Self.moves.map(\.code) == PostingCode.allCases)
    }

    @Test func `a move about a plan line says which, and in which period`() {
        let written = Self.moves.map { move in
            "\(move.code.rawValue) \(move.references.planLine ?? "-") \(move.references.period ?? "-")"
        }
        #expect(written == [
            "FUND_IN - -", "ALLOCATE l1 -", "OPEN l1 2026-04-06", "OPENING l1 2026-04-06",
            "REDUCE l1 2026-04-06", "CARRY l1 2026-04-06", "MOVE_LINE l1 2026-04-06", "HOLD l1 2026-04-06",
            "FUND_RESERVE - -", "FUND_RESERVE_BACK - -", "FUND_GRANT l1 2026-04-06", "RELEASE l1 2026-04-06",
            "COMMIT l1 2026-04-06", "MATCH l1 2026-04-06", "PAY_SENT l1 2026-04-06", "PAY_OK l1 2026-04-06",
        ])
    }

    @Test func `every move makes an entry that balances`() {
        let entries = Self.moves.compactMap { move in
            Entry(
                id: "e-1", code: move.code, commissioner: "notts",
                postings: [
                    Posting(account: move.debit, side: .debit, amount: move.amount),
                    Posting(account: move.credit, side: .credit, amount: move.amount),
                ],
                effectiveOn: Cast.today, recordedAt: Cast.now, actor: "p-1", references: move.references)
        }
        #expect(entries.map(\.amount) == Self.moves.map { _ in Self.amount })
    }

    /// From the grant to the bank: the money of one order goes through every account and leaves none behind.
    @Test func `money that is granted, held, committed, matched and paid is in no account at the end`() {
        let way: [PostingCode] = [.fundIn, .allocate, .open, .hold, .commit, .match, .paySent, .payOK]
        #expect(balances(after: way) == [:])
    }

    @Test func `money that is held and released, or reserved and given back, is where it was`() {
        let before = balances(after: [.fundIn, .allocate, .open])
        #expect(balances(after: [.fundIn, .allocate, .open, .hold, .release]) == before)
        let fund = balances(after: [.fundIn])
        #expect(balances(after: [.fundIn, .fundReserve, .fundReserveBack]) == fund)
    }

    @Test func `extra money that is granted can be held at once`() {
        let sums = balances(after: [.fundIn, .fundReserve, .fundGrant, .hold])
        #expect(sums == ["notts:cash": 2_450, "notts:held:l1:2026-04-06": 2_450])
    }

    /// Pence by account, without those that are nought.
    private func balances(after codes: [PostingCode]) -> [String: Int] {
        var sums: [String: Int] = [:]
        for move in codes.compactMap({ code in Self.moves.first { $0.code == code } }) {
            let debit = Posting(account: move.debit, side: .debit, amount: move.amount)
            let credit = Posting(account: move.credit, side: .credit, amount: move.amount)
            for leg in [debit, credit] { sums[leg.account.code, default: 0] += leg.change.pence }
        }
        return sums.filter { $0.value != 0 }
    }
}

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
        books.payBack(pot, amount, supplier: "trent"), books.decommit(pot, amount),
        books.cancelFee(pot, amount, supplier: "trent"), books.dispute(pot, amount, supplier: "trent", part: "so1"),
        books.disputeEnd(pot, amount, supplier: "trent", part: "so1"), books.creditNote(pot, amount, supplier: "trent"),
        books.refundDue(pot, amount, supplier: "trent"), books.refundIn(pot, amount, supplier: "trent"),
        books.refundOffset(pot, amount, supplier: "trent"), books.surplus(pot, amount),
        books.writeOff(pot, amount, supplier: "trent"), books.reverse(books.hold(pot, amount)),
    ]

    private func postings(_ move: Books.Move) -> [Posting] {
        move.legs.flatMap { leg in
            [
                Posting(account: leg.debit, side: .debit, amount: move.amount),
                Posting(account: leg.credit, side: .credit, amount: move.amount),
            ]
        }
    }

    /// What a move does to its two accounts, as `account sign`.
    private func changes(_ move: Books.Move) -> String {
        postings(move).map { "\($0.account) \($0.change > .zero ? "+" : "−")" }.joined(separator: ", ")
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
            "PAY_BACK: notts:in_transit:trent −, notts:payable:trent +",
            "DECOMMIT: notts:committed:l1:2026-04-06 −, notts:available:l1:2026-04-06 +",
            "CANCEL_FEE: notts:committed:l1:2026-04-06 −, notts:payable:trent +",
            "DISPUTE: notts:payable:trent −, notts:disputed:so1 +",
            "DISPUTE_END: notts:disputed:so1 −, notts:payable:trent +",
            "CREDIT_NOTE: notts:payable:trent −, notts:available:l1:2026-04-06 +",
            "REFUND_DUE: notts:supplier_receivable:trent +, notts:refund_expected:l1:2026-04-06 +",
            "REFUND_IN: notts:cash +, notts:supplier_receivable:trent −, "
                + "notts:refund_expected:l1:2026-04-06 −, notts:available:l1:2026-04-06 +",
            "REFUND_OFFSET: notts:cash +, notts:supplier_receivable:trent −, "
                + "notts:refund_expected:l1:2026-04-06 −, notts:available:l1:2026-04-06 +",
            "SURPLUS: notts:available:l1:2026-04-06 −, notts:returned +",
            "WRITE_OFF: notts:write_off +, notts:supplier_receivable:trent −, "
                + "notts:refund_expected:l1:2026-04-06 −, notts:available:l1:2026-04-06 +",
            "REVERSE: notts:held:l1:2026-04-06 −, notts:available:l1:2026-04-06 +",
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
            "PAY_BACK l1 2026-04-06", "DECOMMIT l1 2026-04-06", "CANCEL_FEE l1 2026-04-06", "DISPUTE l1 2026-04-06",
            "DISPUTE_END l1 2026-04-06", "CREDIT_NOTE l1 2026-04-06", "REFUND_DUE l1 2026-04-06",
            "REFUND_IN l1 2026-04-06", "REFUND_OFFSET l1 2026-04-06", "SURPLUS l1 2026-04-06",
            "WRITE_OFF l1 2026-04-06", "REVERSE l1 2026-04-06",
        ])
    }

    @Test func `every move makes an entry that balances`() {
        let entries = Self.moves.compactMap { move in
            Entry(
                id: "e-1", code: move.code, commissioner: "notts",
                postings: postings(move),
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

    @Test func `money that was disputed and decided for the holder can be spent again, and nothing stays disputed`() {
        let before = balances(after: [.fundIn, .allocate, .open])
        let way: [PostingCode] = [
            .fundIn, .allocate, .open, .hold, .commit, .match, .dispute, .disputeEnd, .creditNote,
        ]
        #expect(balances(after: way) == before)
    }

    @Test func `a refund that has come is where the money was before the order`() {
        let before = balances(after: [.fundIn, .allocate, .open])
        for ending in [PostingCode.refundIn, .refundOffset] {
            let way: [PostingCode] = [
                .fundIn, .allocate, .open, .hold, .commit, .match, .paySent, .payOK, .refundDue, ending,
            ]
            #expect(balances(after: way) == before)
        }
    }

    @Test func `a reversal restores both accounts, and can be reversed itself`() {
        let hold = Self.books.hold(Self.pot, Self.amount)
        let back = Self.books.reverse(hold)
        #expect(Self.books.reverse(back).legs == hold.legs)
    }

    @Test func `extra money that is granted can be held at once`() {
        let sums = balances(after: [.fundIn, .fundReserve, .fundGrant, .hold])
        #expect(sums == ["notts:cash": 2_450, "notts:held:l1:2026-04-06": 2_450])
    }

    /// Pence by account, without those that are nought.
    private func balances(after codes: [PostingCode]) -> [String: Int] {
        var sums: [String: Int] = [:]
        for move in codes.compactMap({ code in Self.moves.first { $0.code == code } }) {
            for leg in postings(move) { sums[leg.account.code, default: 0] += leg.change.pence }
        }
        return sums.filter { $0.value != 0 }
    }
}

import Ledger
import TestSupport
import Testing
import Values

@Suite("Entry") struct EntryTests {
    private let available = LedgerAccount(commissioner: "notts", kind: .available, owner: "l1", period: "2026-04-06")
    private let held = LedgerAccount(commissioner: "notts", kind: .held, owner: "l1", period: "2026-04-06")

    private func entry(_ postings: [Posting], commissioner: String = "notts") -> Entry? {
        Entry(
            id: "e-1", code: .hold, commissioner: commissioner, postings: postings, effectiveOn: Cast.today,
            recordedAt: Cast.now, actor: "p-1", references: EntryReferences())
    }

    private func debit(_ pence: Int, _ account: LedgerAccount? = nil) -> Posting {
        Posting(account: account ?? available, side: .debit, amount: Money(pence: pence))
    }

    private func credit(_ pence: Int, _ account: LedgerAccount? = nil) -> Posting {
        Posting(account: account ?? held, side: .credit, amount: Money(pence: pence))
    }

    @Test func `an entry whose legs balance can be made, and has their amount`() {
        #expect(entry([debit(100), credit(100)])?.amount == Money(pence: 100))
        #expect(entry([debit(60), credit(100), debit(40)])?.amount == Money(pence: 100))
    }

    @Test func `an entry that does not balance, to the penny, cannot be made`() {
        #expect(entry([debit(100), credit(99)]) == nil)
        #expect(entry([debit(100), credit(101)]) == nil)
        #expect(entry([debit(100)]) == nil)
        #expect(entry([credit(100)]) == nil)
        #expect(entry([]) == nil)
    }

    @Test func `a leg of nothing or of less cannot be in an entry`() {
        #expect(entry([debit(0), credit(0)]) == nil)
        #expect(entry([debit(-5), credit(-5)]) == nil)
        #expect(entry([debit(100), credit(100), debit(0)]) == nil)
        #expect(entry([debit(100), credit(120), credit(-20)]) == nil)
    }

    @Test func `an entry keeps to the books of one commissioner`() {
        let elsewhere = LedgerAccount(commissioner: "derby", kind: .held, owner: "l1")
        #expect(entry([debit(100), credit(100, elsewhere)]) == nil)
        #expect(entry([debit(100), credit(100)], commissioner: "derby") == nil)
    }

    @Test func `whatever the legs, an entry exists exactly when they balance, and its changes cancel out`() throws {
        try forAll { random in
            let amounts = (0..<4).map { _ in Int.random(in: -1...3, using: &random) }
            let legs = amounts.map { Bool.random(using: &random) ? debit($0) : credit($0) }
            let debits = legs.filter { $0.side == .debit }.map(\.amount.pence).reduce(0, +)
            let credits = legs.filter { $0.side == .credit }.map(\.amount.pence).reduce(0, +)
            let made = entry(legs)
            #expect((made != nil) == (debits == credits && amounts.allSatisfy { $0 > 0 }))
            #expect(made.map { $0.postings.map(\.change).total } ?? .zero == .zero)
        }
    }

    @Test func `each kind of account has its part of the books`() {
        let groups = Dictionary(grouping: AccountKind.allCases, by: \.group).mapValues { $0.map(\.rawValue) }
        #expect(groups[.assets] == ["cash", "supplier_receivable"])
        #expect(groups[.liabilities] == ["payable", "in_transit", "disputed"])
        #expect(groups[.expenses] == ["write_off"])
        #expect(
            AccountKind.allCases.allSatisfy { ($0.normalSide == .debit) == [.assets, .expenses].contains($0.group) })
    }

    @Test func `only cash grows by debits`() {
        #expect(AccountKind.allCases.filter { $0.normalSide == .debit } == [.cash, .supplierReceivable, .writeOff])
        let cash = LedgerAccount(commissioner: "notts", kind: .cash)
        #expect(debit(5, cash).change == Money(pence: 5))
        #expect(credit(5, cash).change == Money(pence: -5))
        #expect(debit(5).change == Money(pence: -5))
        #expect(credit(5).change == Money(pence: 5))
    }

    @Test func `an account's code leaves out what is empty at its end, and keeps what is empty within`() {
        let accounts = [
            LedgerAccount(commissioner: "notts", kind: .cash),
            LedgerAccount(commissioner: "notts", kind: .payable, owner: "trent"),
            LedgerAccount(commissioner: "notts", kind: .available, owner: "l1", period: "2026-04-06"),
            LedgerAccount(commissioner: "notts", kind: .available, period: "2026-04-06"),
        ]
        #expect(accounts.map(\.code) == [
            "notts:cash", "notts:payable:trent", "notts:available:l1:2026-04-06", "notts:available::2026-04-06",
        ])
    }

    @Test func `each refusal of the ledger has its code`() {
        let refusals: [LedgerRefusal] = [
            .insufficient(planLine: "l1", available: .zero, needed: Money(pence: 1)), .fundShort, .holdResolved,
        ]
        #expect(refusals.map(\.code) == ["ledger.insufficient", "ledger.fund-short", "ledger.hold-resolved"])
    }
}

import Ledger
import Orders
import TestSupport
import Testing
import Values

@Suite("Money of a line") struct LineMoneyTests {
    /// A line of units at £10, paid from two pots and, at the end, by the holder.
    private func line(_ units: Int, first: Int, second: Int) -> LineMoney {
        let price = Money(pence: 1_000)
        let charge = Money(pence: min(first + second, units * 1_000))
        let amounts = [min(first, charge.pence), charge.pence - min(first, charge.pence)]
        let holds = amounts.enumerated().filter { $0.element > 0 }.map { index, pence in
            Hold(
                id: .init("h\(index)"), supplierOrder: "s-1", position: 1,
                pot: .init(planLine: "l\(index)", period: "2026-10-06"), source: .line, amount: Money(pence: pence))
        }
        return LineMoney(
            tally: LineTally(position: 1, unitPrice: price, counts: [.open: units]), charge: charge, holds: holds)
    }

    private func after(_ money: LineMoney, _ steps: LineStep...) throws -> LineMoney {
        var tally = money.tally
        for step in steps { try tally.take(step) }
        var next = LineMoney(tally: tally, charge: money.charge, holds: money.holds)
        try next.follow(fee: steps.map(\.fee).total)
        return next
    }

    private func told(_ money: LineMoney) -> [String] {
        money.steps.map { "\($0.code.rawValue) \($0.pot.planLine) \($0.amount.decimal)" }
    }

    @Test func `what is refused frees the last source first, and what the holder pays before any`() throws {
        let taken = try after(
            line(5, first: 3_000, second: 1_500), .init(1, .open, .refuse, 2), .init(1, .open, .accept, 3))
        #expect(told(taken) == ["RELEASE l1 15.00", "COMMIT l0 30.00"])
        let almost = try after(
            line(5, first: 3_000, second: 1_500), .init(1, .open, .refuse, 1), .init(1, .open, .accept, 4))
        #expect(told(almost) == ["RELEASE l1 5.00", "COMMIT l0 30.00", "COMMIT l1 10.00"])
    }

    @Test func `what came is owed, what is wrong with it is set aside, and what goes back is free`() throws {
        let accepted = try after(line(5, first: 5_000, second: 0), .init(1, .open, .accept, 5))
        let here = try after(accepted, .init(1, .toCome, .deliver, 4), .init(1, .unconfirmed, .confirm, 3))
        #expect(told(here) == ["MATCH l0 30.00"])
        let wrong = try after(here, .init(1, .received, .report, 2), .init(1, .unconfirmed, .report, 1))
        #expect(told(wrong) == ["DISPUTE l0 20.00"])
        let settled = try after(
            wrong, .init(1, .disputed, .giveBack, 1), .init(1, .disputed, .settle, 1, credit: Money(pence: 250)))
        #expect(told(settled) == ["DISPUTE_END l0 20.00", "CREDIT_NOTE l0 12.50"])
        let back = try after(settled, .init(1, .questioned, .giveBack, 1))
        #expect(told(back) == ["DECOMMIT l0 10.00"])
    }

    @Test func `cancelling late costs the fee, and the rest is free`() throws {
        let accepted = try after(line(4, first: 4_000, second: 0), .init(1, .open, .accept, 4))
        let cancelled = try after(accepted, .init(1, .toCome, .cancel, 4, fee: Money(pence: 600)))
        #expect(told(cancelled) == ["DECOMMIT l0 34.00", "CANCEL_FEE l0 6.00"])
        #expect(cancelled.sum(.owed) == Money(pence: 600))
    }

    @Test func `what was paid can be paid back, and no more than that`() throws {
        let accepted = try after(line(2, first: 2_000, second: 0), .init(1, .open, .accept, 2))
        var paid = try after(accepted, .init(1, .toCome, .deliver, 2), .init(1, .unconfirmed, .confirm, 2))
        var tally = paid.tally
        try tally.take(.init(1, .received, .pay, 2))
        try paid.pay()
        paid = LineMoney(tally: tally, charge: paid.charge, holds: paid.holds)
        let wrong = try after(paid, .init(1, .paid, .report, 2))
        #expect(told(wrong) == [])
        var due = try after(wrong, .init(1, .contested, .giveBack, 1), .init(1, .contested, .settle, 1))
        #expect(told(due) == ["REFUND_DUE l0 10.00"])
        #expect(throws: LedgerRefusal.holdResolved) { try due.refund(Money(pence: 1_001), as: .refundIn) }
        try due.refund(Money(pence: 1_000), as: .refundIn)
        #expect(due.sum(.refundDue) == .zero)
        #expect((due.sum(.refunded), due.sum(.paid)) == (Money(pence: 1_000), Money(pence: 1_000)))
    }

    /// Two units at £10, of which the public purse pays £12 and the holder £8. Each way ends alike: one is kept.
    private static let ways: [[[LineStep]]] = [
        // Back before it was confirmed, the other one confirmed after that, or before.
        [
            [.init(1, .unconfirmed, .report, 1)], [.init(1, .questioned, .giveBack, 1)],
            [.init(1, .unconfirmed, .confirm, 1)],
        ],
        [
            [.init(1, .unconfirmed, .report, 1)], [.init(1, .unconfirmed, .confirm, 1)],
            [.init(1, .questioned, .giveBack, 1)],
        ],
        // Back after it was confirmed.
        [
            [.init(1, .unconfirmed, .confirm, 2)], [.init(1, .received, .report, 1)],
            [.init(1, .disputed, .giveBack, 1)],
        ],
    ]

    @Test(arguments: ways) func `what is given back is public money first, whether it was confirmed before or not`(
        way: [[LineStep]]
    ) throws {
        var money = try after(line(2, first: 1_200, second: 0), .init(1, .open, .accept, 2))
        money = try after(money, .init(1, .toCome, .deliver, 2))
        for steps in way {
            var tally = money.tally
            for step in steps { try tally.take(step) }
            money = LineMoney(tally: tally, charge: money.charge, holds: money.holds)
            try money.follow()
        }
        #expect(money.sum(.owed) == Money(pence: 200))
        #expect(money.sum(.decommitted, .credited) == Money(pence: 1_000))
        #expect(money.sum(.committed, .disputed) == .zero)
    }

    /// Whatever happens to the units: no step of money that the unit's step does not declare, no penny lost, and
    /// looking again moves nothing.
    @Test func `money follows units, and only as the table of units says`() throws {
        try forAll { random in
            let units = Int.random(in: 1...8, using: &random)
            var money = line(
                units, first: Int.random(in: 0...5_000, using: &random),
                second: Int.random(in: 1...4_000, using: &random))
            var tally = money.tally
            try tally.take(.init(1, .open, .refuse, Int.random(in: 0...units - 1, using: &random)))
            try tally.take(.init(1, .open, .accept, tally[.open]))
            money = LineMoney(tally: tally, charge: money.charge, holds: money.holds)
            try money.follow()
            for _ in 0..<20 {
                let edges = UnitState.workflow.edges.filter { tally[$0.from] > 0 && $0.from != .refused }
                guard let edge = edges.randomElement(using: &random) else { break }
                guard edge.event != .pay || tally[.disputed] == 0, edge.event != .payBack else { continue }
                let count = edge.event == .pay ? tally[edge.from] : Int.random(in: 1...tally[edge.from], using: &random)
                try tally.take(.init(1, edge.from, edge.event, count))
                var next = LineMoney(tally: tally, charge: money.charge, holds: money.holds)
                if edge.event == .pay { try next.pay() } else { try next.follow() }
                let allowed = Set(edge.effects)
                #expect(next.steps.allSatisfy { allowed.contains($0.code.rawValue) }, "\(edge): \(told(next))")
                money = LineMoney(tally: tally, charge: next.charge, holds: next.holds)
                var again = money
                try again.follow()
                #expect(told(again) == [], "after \(edge)")
                #expect(again.holds.map(\.amount).total == money.charge)
            }
        }
    }
}

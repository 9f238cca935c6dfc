import Identity
import Ledger
import Orders
import TestSupport
import Testing
import Values

@Suite("Supplier order workflow") struct SupplierOrderWorkflowTests {
    private static let table = SupplierOrderStatus.workflow

    @Test func `every status can be reached, and from every one an order can come to an end`() {
        #expect(reachable(from: [.awaitingApproval]) == Set(SupplierOrderStatus.allCases))
        for status in SupplierOrderStatus.allCases {
            #expect(reachable(from: [status]).contains { $0.isOver }, "\(status)")
            #expect(status.isOver || !Self.table.isEnd(status), "\(status) has no way out and is no end")
        }
    }

    private func reachable(from starts: Set<SupplierOrderStatus>) -> Set<SupplierOrderStatus> {
        let next = Set(Self.table.edges.filter { starts.contains($0.from) }.map(\.to))
        return next.isSubset(of: starts) ? starts : reachable(from: starts.union(next))
    }

    @Test func `a pair that is not in the table is refused with what is possible now, and changes nothing`() throws {
        for status in SupplierOrderStatus.allCases {
            for action in SupplierOrderAction.allCases where !Self.table.allows(action, from: status) {
                var part = Cast.part(status: status)
                let refusal = try #require(throws: WorkflowRefusal.self) {
                    try part.take(SupplierOrderStep(action), by: "p-9", at: Cast.now)
                }
                #expect(refusal.code == "supplier-order.not-possible")
                #expect(refusal.possible == Self.table.events(from: status).map(\.rawValue))
                #expect(part == Cast.part(status: status))
            }
        }
    }

    @Test func `how units stand is one of six ways, and each step ends where they say`() throws {
        try forAll { random in
            var part = Cast.part(status: .sent)
            _ = try part.take(SupplierOrderStep(.accept, part.all(.open, .accept)), by: "p-9", at: Cast.now)
            #expect(part.status == .accepted)
            for _ in 0..<12 {
                let state = [UnitState.toCome, .unconfirmed, .received].randomElement(using: &random) ?? .toCome
                let step: (SupplierOrderAction, UnitEvent) =
                    switch state {
                    case .toCome: Bool.random(using: &random) ? (.deliver, .deliver) : (.closeShort, .cancel)
                    case .unconfirmed: (.confirm, .confirm)
                    default: (.pay, .pay)
                    }
                guard let tally = part.tallies.filter({ $0[state] > 0 }).randomElement(using: &random) else { continue }
                let units = Int.random(in: 1...tally[state], using: &random)
                _ = try part.take(
                    SupplierOrderStep(
                        step.0, [LineStep(tally.position, state, step.1, units)], note: "So it is.",
                        holding: [.somethingOwed]), by: "p-9", at: Cast.now)
                let expected: [SupplierOrderGuard: SupplierOrderStatus] = [
                    .nothingHere: .accepted, .partHere: .partDelivered, .allHere: .delivered,
                    .allConfirmed: .received, .allPaid: .paid, .nothingLeft: .cancelled,
                ]
                #expect(part.status == part.phase.flatMap { expected[$0] })
            }
        }
    }

    @Test func `an answer that comes a moment too late is refused, although nothing has swept the order away`() throws {
        let limit = Cast.now
        for (late, fits) in [(-1, true), (0, false), (1, false)] {
            var part = SupplierOrder(
                id: "s-1", order: "o-1", supplier: "trent", route: .direct, payer: Cast.split().parts[0].payer,
                lines: Cast.split().parts[0].lines, status: .sent, expiresAt: limit, version: 1)
            let accept = SupplierOrderStep(.accept, part.all(.open, .accept))
            let lapse = SupplierOrderStep(.lapse, part.all(.open, .refuse))
            let now = limit.adding(seconds: late)
            var other = part
            if fits {
                _ = try part.take(accept, by: "p-9", at: now)
                let refusal = #expect(throws: WorkflowRefusal.self) { try other.take(lapse, by: nil, at: now) }
                #expect(refusal?.code == "supplier-order.too-late")
            } else {
                let refusal = #expect(throws: WorkflowRefusal.self) { try part.take(accept, by: "p-9", at: now) }
                #expect(refusal?.code == "supplier-order.in-time")
                _ = try other.take(lapse, by: nil, at: now)
                #expect(other.status == .lapsed)
            }
        }
    }

    @Test func `every step makes the next version, and tells what happened to which units`() throws {
        var part = Cast.part(status: .sent)
        let units = part.all(.open, .accept)
        let event = try part.take(SupplierOrderStep(.accept, units, note: "As agreed."), by: "p-9", at: Cast.now)
        #expect((part.status, part.version) == (.accepted, 8))
        #expect(event == OrderEvent(
            order: "o-1", supplierOrder: "s-1", what: .supplierOrder(.accept), by: "p-9", note: "As agreed.",
            lines: units, at: Cast.now))
    }
}

@Suite("Units of a line") struct LineTallyTests {
    @Test func `wherever units go, all that was ordered is somewhere, and the identities hold`() throws {
        try forAll { random in
            let ordered = Int.random(in: 1...40, using: &random)
            var tally = LineTally(position: 1, unitPrice: Cast.pounds("8"), counts: [.open: ordered])
            for _ in 0..<30 {
                let edges = UnitState.workflow.edges.filter { tally[$0.from] > 0 }
                guard let edge = edges.randomElement(using: &random) else { break }
                let units = Int.random(in: 1...tally[edge.from], using: &random)
                try tally.take(LineStep(1, edge.from, edge.event, units))
                #expect(UnitState.allCases.map { tally[$0] }.reduce(0, +) == ordered)
                #expect(tally.ordered == tally.accepted + tally.count(.refused, .cancelledBefore, .open))
                #expect(tally.accepted == tally.delivered + tally.count(.cancelledAfter, .toCome))
                #expect(tally.delivered == tally.matched + tally.count(.unconfirmed, .questioned, .returned))
            }
        }
    }

    @Test func `more units than there are cannot go anywhere`() throws {
        for edge in UnitState.workflow.edges {
            var tally = LineTally(position: 1, unitPrice: .zero, counts: [edge.from: 2])
            #expect(throws: OrderRefusal.unitsMissing(wanted: 3, there: 2)) {
                try tally.take(LineStep(1, edge.from, edge.event, 3))
            }
            #expect(tally[edge.from] == 2)
        }
    }

    @Test func `a price may come down, and never goes up`() throws {
        var tally = LineTally(position: 1, unitPrice: Cast.pounds("8"), counts: [.open: 2])
        try tally.take(LineStep(1, .open, nil, 0, price: Cast.pounds("7.99")))
        #expect(tally.unitPrice == Cast.pounds("7.99"))
        let dearer = LineStep(1, .open, nil, 0, price: Cast.pounds("8"))
        #expect(throws: OrderRefusal.priceRaised) { try tally.take(dearer) }
    }
}

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

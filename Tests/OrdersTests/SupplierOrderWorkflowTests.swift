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

    /// Two units at £8.
    private static let reductions: [(taken: [(credit: String, units: Int)], fits: Bool)] = [
        ([("7.99", 1)], true), ([("8", 1)], true), ([("8.01", 1)], false), ([("16", 2)], true), ([("16.01", 2)], false),
        ([("8", 1), ("7.99", 1)], true), ([("8", 1), ("8", 1)], true), ([("8", 1), ("5", 1), ("3.01", 1)], false),
    ]

    @Test func `what is taken off is at most what the units cost, one by one and together`() throws {
        for isPaid in [false, true] {
            for (taken, fits) in Self.reductions {
                let state: UnitState = isPaid ? .contested : .disputed
                var tally = LineTally(position: 1, unitPrice: Cast.pounds("8"), counts: [state: 2])
                var codes: [String] = []
                for (amount, units) in taken {
                    let money = Cast.pounds(amount)
                    let step = LineStep(
                        1, state, .settle, units, credit: isPaid ? .zero : money, refund: isPaid ? money : .zero)
                    do {
                        try tally.take(step)
                        // It is reported again.
                        try tally.take(LineStep(1, isPaid ? .paid : .received, .report, units))
                    } catch let refusal as WorkflowRefusal {
                        codes.append(refusal.code)
                    }
                }
                #expect(codes == (fits ? [] : ["order-line.reduction-fits"]), "\(taken) \(isPaid)")
                #expect(tally.reducible >= .zero && tally[state] == 2)
            }
        }
    }

    @Test func `a unit that goes back altogether takes with it what was taken off before`() throws {
        var tally = LineTally(position: 1, unitPrice: Cast.pounds("8"), counts: [.disputed: 1, .received: 1])
        try tally.take(LineStep(1, .disputed, .settle, 1, credit: Cast.pounds("6")))
        try tally.take(LineStep(1, .received, .report, 2))
        try tally.take(LineStep(1, .disputed, .giveBack, 1))
        #expect((tally.credit, tally.reducible) == (Cast.pounds("6"), Cast.pounds("2")))
        try tally.take(LineStep(1, .disputed, .giveBack, 1))
        #expect((tally.credit, tally.reducible) == (.zero, .zero))
    }

    @Test func `a fee is at most what the units would have cost`() throws {
        for (fee, fits) in [("15.99", true), ("16", true), ("16.01", false)] {
            var tally = LineTally(position: 1, unitPrice: Cast.pounds("8"), counts: [.toCome: 2])
            let step = LineStep(1, .toCome, .cancel, 2, fee: Cast.pounds(fee))
            if fits { try tally.take(step) } else { #expect(throws: WorkflowRefusal.self) { try tally.take(step) } }
            #expect(tally.fee == (fits ? Cast.pounds(fee) : .zero))
        }
    }
}

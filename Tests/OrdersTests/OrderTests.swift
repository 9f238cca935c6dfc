import Orders
import TestSupport
import Testing
import Values

@Suite("Order number") struct OrderNumberTests {
    @Test func `a number is ten signs without look-alikes, in two groups of five`() throws {
        let signs = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        try forAll { random in
            let bytes = (0..<10).map { _ in UInt8.random(in: 0...255, using: &random) }
            let id = Identifiers.random { _ in bytes }.new(Order.self, at: Cast.now)
            let groups = Order.number(for: id).split(separator: "-", omittingEmptySubsequences: false)
            #expect(groups.map(\.count) == [5, 5])
            #expect(groups.joined().allSatisfy(signs.contains))
        }
    }

    /// The last fifty bits of the identifier, five to a sign.
    @Test func `known identifiers have known numbers`() {
        let ids: [Order.ID] = [
            "00000000-0000-7000-8000-000000000000", "00000000-0000-7000-8000-000000000001",
            "00000000-0000-7000-8000-00000000001f", "00000000-0000-7000-8000-000000000020",
            "ffffffff-ffff-7fff-bfff-ffffffffffff", Cast.orderID,
        ]
        #expect(ids.map(Order.number(for:)) == [
            "00000-00000", "00000-00001", "00000-0000Z", "00000-00010", "ZZZZZ-ZZZZZ", "TWDNZ-8Z40J",
        ])
    }

    @Test func `only the random end counts, so that neighbours in time do not look alike`() {
        let early = Order.ID("00000000-0000-7000-8000-000000000001")
        let late = Order.ID("0199b7a0-1c2d-7e3f-8000-000000000001")
        #expect(Order.number(for: early) == Order.number(for: late))
    }

    @Test(arguments: ["", "-", "o-1", "../../etc", "Ω≈ç√", "   ", String(repeating: "~", count: 100)])
    func `an identifier of any other shape has a number too`(id: String) {
        #expect(Order.number(for: .init(id)).utf8.count == 11)
    }

    @Test func `ten thousand orders of one day have ten thousand numbers`() {
        var random = SplitMix64(seed: 7)
        let numbers = (0..<10_000).map { _ in
            let bytes = (0..<10).map { _ in UInt8.random(in: 0...255, using: &random) }
            return Order.number(for: Identifiers.random { _ in bytes }.new(Order.self, at: Cast.now))
        }
        #expect(Set(numbers).count == 10_000)
    }
}

@Suite("Order standing") struct OrderStandingTests {
    @Test func `an order stands as its parts do`() {
        let table: [([SupplierOrderStatus], String)] = [
            ([.awaitingApproval], "placed waiting"), ([.sent], "placed waiting"),
            ([.accepted], "placed accepted"), ([.delivered], "placed delivered"), ([.received], "placed delivered"),
            ([.paid], "closed delivered"), ([.declined], "cancelled none"), ([.cancelled], "cancelled none"),
            ([.notSent], "cancelled none"), ([.declined, .cancelled, .notSent], "cancelled none"),
            ([.sent, .awaitingApproval], "placed waiting"), ([.accepted, .sent], "placed partlyAccepted"),
            ([.accepted, .awaitingApproval], "placed partlyAccepted"), ([.accepted, .declined], "placed accepted"),
            ([.accepted, .accepted], "placed accepted"), ([.delivered, .sent], "placed partlyDelivered"),
            ([.delivered, .accepted], "placed partlyDelivered"), ([.delivered, .cancelled], "placed delivered"),
            ([.paid, .accepted], "placed partlyDelivered"), ([.paid, .received], "placed delivered"),
            ([.paid, .notSent], "closed delivered"), ([.paid, .paid], "closed delivered"),
            ([.received, .awaitingApproval, .declined], "placed partlyDelivered"),
        ]
        for (parts, standing) in table {
            for order in [parts, parts.reversed()] {
                let found = OrderStanding(parts: order.map { .init($0) }, approvals: [], pence: [:])
                #expect("\(found.stage) \(found.supply)" == standing, "\(order)")
                #expect(found.approval == .noneNeeded)
            }
        }
    }

    @Test func `its approval stands as its requests do`() {
        let table: [([ApprovalStatus], OrderStanding.ApprovalStanding)] = [
            ([], .noneNeeded), ([.pending], .waiting), ([.approved], .approved), ([.declined], .declined),
            ([.withdrawn], .withdrawn), ([.withdrawn, .closed], .withdrawn),
            ([.pending, .approved], .waiting), ([.infoWanted, .declined], .waiting),
            ([.approved, .approved], .approved), ([.approved, .declined], .partly),
            ([.approved, .withdrawn], .approved), ([.declined, .withdrawn], .declined),
            ([.declined, .closed], .declined), ([.approved, .closed], .partly),
            ([.used, .used], .approved), ([.used, .usedPart], .partly), ([.usedPart], .partly), ([.paused], .waiting),
            ([.reconsideration], .waiting), ([.upheld], .declined), ([.expired], .withdrawn), ([.voided], .withdrawn),
            ([.notNeeded], .approved), ([.changed], .partly), ([.lapsed, .used], .partly),
        ]
        for (approvals, standing) in table {
            for order in [approvals, approvals.reversed()] {
                let found = OrderStanding(parts: [.init(.sent)], approvals: order, pence: [:])
                #expect(found.approval == standing, "\(order)")
            }
        }
    }

    @Test func `it is the turn of whoever has to answer first, about a part, a request or a problem`() {
        let (soon, late) = (Cast.now.adding(minutes: 10), Cast.now.adding(minutes: 20))
        typealias Case = (
            parts: [OrderStanding.Part], approvals: [ApprovalStatus], problems: [OrderStanding.Trouble],
            turn: OrderStanding.Attention, due: Moment?
        )
        let table: [Case] = [
            ([.init(.delivered)], [], [], .holder, nil),
            ([.init(.delivered)], [], [.init(.open, dueAt: soon)], .supplier, soon),
            ([.init(.sent, expiresAt: soon)], [], [.init(.disputed, dueAt: late)], .supplier, soon),
            ([.init(.sent, expiresAt: late)], [], [.init(.disputed, dueAt: soon)], .holder, soon),
            ([.init(.paid)], [], [.init(.escalated)], .commissioner, nil),
            ([.init(.paid)], [], [.init(.overdue)], .commissioner, nil),
            ([.init(.paid)], [], [.init(.refunding, dueAt: late)], .supplier, late),
            ([.init(.paid)], [], [.init(.closed), .init(.withdrawn)], .none, nil),
            ([.init(.awaitingApproval)], [.pending], [], .commissioner, nil),
            ([.init(.awaitingApproval)], [.infoWanted], [], .holder, nil),
        ]
        for found in table {
            let standing = OrderStanding(
                parts: found.parts, approvals: found.approvals, problems: found.problems, pence: [:])
            #expect(standing.attention == found.turn, "\(found)")
            #expect(standing.attentionDue == found.due, "\(found)")
        }
    }

    @Test func `an order that is over has nothing that can still happen, and every other has something`() throws {
        try forAll { random in
            let parts = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
                SupplierOrderStatus.allCases.randomElement(using: &random)
            }
            let standing = OrderStanding(parts: parts.map { .init($0) }, approvals: [], pence: [:])
            #expect((standing.stage == .placed) == parts.contains { !$0.isOver })
            #expect((standing.stage == .closed) == (parts.allSatisfy(\.isOver) && parts.contains(.paid)))
        }
    }
}

import Baskets
import Orders
import Testing
import TestSupport
import Values

/// When something is due, and what many orders come to.
@Suite("A supplier's figures") struct SupplierFiguresTests {
    private static let monday = Cast.today.monday

    @Test(arguments: [
        // No schedule: so many days after the answer.
        (nil, 3, 2, 0, 2, ["3:2"]), (nil, 0, 1, 0, 1, ["0:1"]), (nil, 3, 2, 2, 0, []),
        // Four visits of one, week by week.
        (4, 3, 1, 0, 4, ["0:1", "7:1", "14:1", "21:1"]), (4, 3, 1, 2, 2, ["14:1", "21:1"]), (4, 3, 1, 4, 0, []),
        // Three times two hours, of which three have come; and of which one was cancelled.
        (3, 0, 2, 3, 3, ["7:1", "14:2"]), (3, 0, 2, 3, 2, ["7:1", "14:1"]), (3, 0, 2, 0, 1, ["0:1"]),
    ] as [(Int?, Int, Int, Int, Int, [String])])
    func `what is to come has its day`(
        times: Int?, lead: Int, quantity: Int, delivered: Int, toCome: Int, due: [String]
    ) {
        let all = ComingDelivery.all(
            schedule: times.map { Schedule(first: Self.monday, times: $0) }, leadDays: lead, quantity: quantity,
            delivered: delivered, toCome: toCome, acceptedOn: Self.monday)
        #expect(all.map { "\($0.day - Self.monday):\($0.units)" } == due)
    }

    @Test func `everything to come is due on some day, once`() throws {
        try forAll { random in
            let (times, quantity) = (Int.random(in: 1...20, using: &random), Int.random(in: 1...5, using: &random))
            let delivered = Int.random(in: 0...times * quantity, using: &random)
            let toCome = Int.random(in: 0...times * quantity - delivered, using: &random)
            let all = ComingDelivery.all(
                schedule: Schedule(first: Self.monday, every: .month, times: times), leadDays: 1, quantity: quantity,
                delivered: delivered, toCome: toCome, acceptedOn: Self.monday)
            #expect(all.map(\.units).reduce(0, +) == toCome)
            #expect(all.allSatisfy { (1...quantity).contains($0.units) })
            #expect(all.map(\.day) == Set(all.map(\.day)).sorted())
        }
    }

    @Test(arguments: [
        (0, 0), (1, -1), (2, -2), (3, -3), (4, -4), (5, -5), (6, -6), (7, 0),
    ])
    func `a week begins on Monday`(ahead: Int, back: Int) {
        let day = Self.monday.adding(days: ahead)
        #expect(day.weekday == (ahead + 1) % 7)
        #expect(day.monday == day.adding(days: back))
    }

    @Test func `only what happened since then counts, each order once`() {
        let since = Moment(startOf: Self.monday)
        let (before, after) = (since.adding(minutes: -1), since.adding(minutes: 3 * 1_440))
        let parts: [SupplierFigures.Part] = [
            .init(answeredAt: after, acceptedAt: after, deliveredAt: after, promisedOn: after.day),
            .init(answeredAt: before, acceptedAt: before, deliveredAt: after, promisedOn: after.day.adding(days: -1)),
            .init(answeredAt: before, acceptedAt: before, deliveredAt: before, promisedOn: before.day),
            .init(answeredAt: after, declinedAt: after),
            .init(lapsedAt: after),
            .init(lapsedAt: before),
            // The customer did not answer a change: the supplier had.
            .init(answeredAt: after, lapsedAt: after),
            .init(answeredAt: before, acceptedAt: before, deliveredAt: after, promisedOn: nil, isReturned: true),
        ]
        let figures = SupplierFigures(parts, daysToPayment: [12, 3, 40, 5], since: since)
        #expect(
            [
                figures.answered, figures.unanswered, figures.declined, figures.delivered, figures.dated, figures.late,
                figures.returned, figures.paid,
            ] == [3, 1, 1, 3, 2, 1, 1, 4])
        #expect(figures.daysToPaymentMedian == 12)
        #expect(SupplierFigures([], daysToPayment: [], since: since).isEmpty)
        #expect(SupplierFigures([], daysToPayment: [4, 9, 1], since: since).daysToPaymentMedian == 4)
    }
}

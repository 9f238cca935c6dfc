import Orders
import TestSupport
import Testing
import Values

@Suite("Deliveries with proof") struct ProvedDeliveryTests {
    private static func delivery(_ number: Int, _ units: Int) -> ProvedDelivery {
        ProvedDelivery(
            supplierOrder: "s-1", position: 1, delivery: number, proof: "Taken in", units: units, notices: 0,
            strikesAt: nil)
    }

    @Test func `silence never speaks for more than surely remains`() throws {
        try forAll { random in
            let lots = (1...4).map { Self.delivery($0, Int.random(in: 0...5, using: &random)) }
            let all = lots.map(\.units).reduce(0, +)
            let gone = Int.random(in: 0...25, using: &random)
            let left = ProvedDelivery.take(gone, from: lots.shuffled(using: &random))
            #expect(left.map(\.delivery) == [1, 2, 3, 4])
            #expect(left.map(\.units).reduce(0, +) == max(0, all - gone))
            // The oldest first: once one has something left, all later ones are whole.
            if let first = left.firstIndex(where: { $0.units > 0 }) {
                #expect(left.dropFirst(first + 1).map(\.units) == lots.dropFirst(first + 1).map(\.units))
            }
        }
    }

    @Test func `what is said of the day stays true as long as notices are given when they are due`() throws {
        var delivery = Self.delivery(1, 2)
        delivery.giveNotice(at: Cast.now)
        let day = try #require(delivery.countsFrom)
        let days = OrderLimits.receiptNoticeDays * (OrderLimits.receiptNotices - 1) + OrderLimits.receiptDays
        #expect(day == Cast.now.adding(minutes: days * 1_440))
        for _ in 1..<OrderLimits.receiptNotices {
            #expect(!delivery.countsAsReceived(at: day))
            delivery.giveNotice(at: try #require(delivery.strikesAt))
            #expect(delivery.countsFrom == day)
        }
        #expect(delivery.countsAsReceived(at: day) && !delivery.countsAsReceived(at: day.adding(seconds: -1)))
        delivery.rest()
        #expect(delivery.countsFrom == nil && !delivery.isDue(at: day.adding(minutes: 99_999)))
    }
}

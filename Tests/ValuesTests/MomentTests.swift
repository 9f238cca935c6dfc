import Foundation
import TestSupport
import Testing
import Values

@Suite("Moment") struct MomentTests {
    static let london = TimeZone(identifier: "Europe/London")

    /// Whether day and time of day are those of London's clocks.
    private func agrees(_ moment: Moment) throws -> Bool {
        let zone = try #require(Self.london)
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        let local = moment.milliseconds + zone.secondsFromGMT(for: date) * 1_000
        let day = Int((Double(local) / 86_400_000).rounded(.down))
        let minutes = (local - day * 86_400_000) / 60_000
        let time = String(format: "%02d:%02d", minutes / 60, minutes % 60)
        return moment.day.number == day && moment.timeOfDay == time
    }

    @Test func `around every change of the clocks from 2000 to 2037 it is London's time`() throws {
        let zone = try #require(Self.london)
        var date = Date(timeIntervalSince1970: 946_684_800)
        var changes = 0
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next.timeIntervalSince1970 < 2_145_916_800
        {
            let change = Int(next.timeIntervalSince1970) * 1_000
            for offset in [-86_400_000, -3_600_001, -3_600_000, -1, 0, 1, 59_999, 3_599_999, 3_600_000, 86_400_000] {
                #expect(try agrees(Moment(milliseconds: change + offset)), "\(next) \(offset)")
            }
            changes += 1
            date = next
        }
        #expect(changes == 76)
    }

    @Test func `any moment from 1996 to 2037 is London's`() throws {
        try forAll(seeds: 5_000) { random throws in
            let moment = Moment(milliseconds: Int.random(in: 820_454_400_000...2_145_916_800_000, using: &random))
            #expect(try agrees(moment))
        }
    }

    @Test func `the timestamp is the one of RFC 3339`() throws {
        try forAll { random throws in
            let moment = Moment(milliseconds: Int.random(in: -2_000_000_000_000...4_000_000_000_000, using: &random))
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let date = try Date(moment.timestamp, strategy: style)
            #expect(Int((date.timeIntervalSince1970 * 1_000).rounded()) == moment.milliseconds)
            #expect(moment.timestamp.utf8.count == 24)
        }
        #expect(Moment(milliseconds: 0).timestamp == "1970-01-01T00:00:00.000Z")
        #expect(Moment(milliseconds: -1).timestamp == "1969-12-31T23:59:59.999Z")
    }

    @Test func `moments are said in words and added to`() {
        let moment = Moment(milliseconds: 1_775_480_709_123)
        #expect(moment.timestamp == "2026-04-06T13:05:09.123Z")
        #expect(moment.words == "6 April 2026 at 14:05")
        #expect(moment.adding(minutes: 2).timestamp == "2026-04-06T13:07:09.123Z")
        #expect(moment.adding(seconds: -10) < moment)
    }
}

import Identity
import Outbox
import Testing
import TestSupport
import Values

/// When somebody is told.
@Suite("When people are told") struct NoticeSettingsTests {
    private func moment(_ timestamp: String) throws -> Moment {
        try #require(Moment(timestamp: "\(timestamp):00.000Z"))
    }

    @Test(arguments: [
        // Winter; summer; the night in which an hour is left out; the night in which one comes twice.
        ("2026-01-10T07:30", 8, "2026-01-10T08:00"), ("2026-01-10T08:00", 8, "2026-01-11T08:00"),
        ("2026-07-10T06:59", 8, "2026-07-10T07:00"), ("2026-07-10T07:00", 8, "2026-07-11T07:00"),
        ("2026-03-28T12:00", 8, "2026-03-29T07:00"), ("2026-03-28T12:00", 1, "2026-03-29T01:00"),
        ("2026-03-28T12:00", 2, "2026-03-29T01:00"), ("2026-10-24T12:00", 8, "2026-10-25T08:00"),
        ("2026-10-24T12:00", 1, "2026-10-25T00:00"), ("2026-10-25T00:00", 1, "2026-10-26T01:00"),
        ("2026-10-24T12:00", 0, "2026-10-24T23:00"),
    ]) func `the hour is that of the clock on the wall, once a day, also when the clocks change`(
        now: String, hour: Int, expected: String
    ) throws {
        #expect(try moment(now).next(hour: hour) == moment(expected))
    }

    @Test func `between two letters of a day there are 23 to 25 hours`() throws {
        try forAll { random in
            let now = Moment(milliseconds: Int.random(in: 1_700_000_000_000...2_000_000_000_000, using: &random))
            let hour = Int.random(in: NoticeSettings.hours, using: &random)
            let first = now.next(hour: hour)
            let second = first.next(hour: hour)
            #expect(first > now)
            #expect((23 * 60...25 * 60).contains((second.milliseconds - first.milliseconds) / 60_000))
        }
    }

    private func due(
        _ pace: NoticePace, way: NoticeWay = .email, _ hearing: Hearing = .know, duty: NoticeDuty? = nil,
        deadline: String? = nil
    ) throws -> Moment? {
        let settings = NoticeSettings(way: way, hour: 8, paces: [.orders: pace], standard: .atOnce, version: 1)
        return settings.dueAt(
            topic: .orders, hearing: hearing, duty: duty, deadline: try deadline.map(moment),
            at: try moment("2026-01-10T09:00"))
    }

    @Test func `at once, once a day, or not at all, as somebody has chosen`() throws {
        #expect(try due(.atOnce) == moment("2026-01-10T09:00"))
        #expect(try due(.daily) == moment("2026-01-11T08:00"))
        #expect(try due(.off) == nil)
        #expect(try due(.atOnce, way: .pages) == nil)
    }

    @Test func `what must be sent is, whatever somebody has chosen`() throws {
        #expect(try due(.off, duty: .decision) == moment("2026-01-10T09:00"))
        #expect(try due(.atOnce, way: .pages, duty: .decision) == moment("2026-01-10T09:00"))
        #expect(try due(.daily, duty: .decision) == moment("2026-01-11T08:00"))
    }

    @Test func `copies come once a day at most`() throws {
        #expect(try due(.atOnce, .copy) == moment("2026-01-11T08:00"))
    }

    @Test func `what must be answered before the day’s letter, or soon after it, does not wait for it`() throws {
        #expect(try due(.daily, .act, deadline: "2026-01-11T07:00") == moment("2026-01-10T09:00"))
        #expect(try due(.daily, .act, deadline: "2026-01-11T19:59") == moment("2026-01-10T09:00"))
        #expect(try due(.daily, .act, deadline: "2026-01-11T20:01") == moment("2026-01-11T08:00"))
        #expect(try due(.daily, .know, deadline: "2026-01-11T07:00") == moment("2026-01-11T08:00"))
    }

    @Test func `staff get one letter a day before they choose, everybody else hears at once`() {
        #expect(NoticeSettings.untouched(for: .commissioner)[.requests] == .daily)
        #expect(NoticeSettings.untouched(for: .holder)[.requests] == .atOnce)
        #expect(NoticeSettings.untouched(for: .carer)[.requests] == .atOnce)
    }
}

import Foundation
import TestSupport
import Testing
import Values

@Suite("Day") struct DayTests {
    static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    @Test func `every day from 1900 to 2100 is the calendar's`() throws {
        let first = try Day(year: 1900, month: 1, day: 1)
        let last = try Day(year: 2100, month: 12, day: 31)
        for number in first.number...last.number {
            let day = Day(number: number)
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = Self.calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let (year, month, dayOfMonth) = day.components
            guard year == parts.year, month == parts.month, dayOfMonth == parts.day, day.weekday + 1 == parts.weekday,
                try Day(year: year, month: month, day: dayOfMonth) == day, try Day(day.description) == day
            else {
                Issue.record("day \(number) is \(day)")
                return
            }
        }
    }

    /// Not with the calendar's own adding of months: from 29 July 1924 it goes 221 months back to 1 March 1906.
    @Test func `adding months keeps the day, or takes the last that the calendar has`() throws {
        try forAll(seeds: 2_000) { random in
            let day = Day(number: Int.random(in: -25_000...48_000, using: &random))
            let months = Int.random(in: -600...600, using: &random)
            let (year, month, dayOfMonth) = day.components
            let first = try #require(
                Self.calendar.date(from: DateComponents(year: year, month: month + months, day: 1)))
            let length = try #require(Self.calendar.range(of: .day, in: .month, for: first)).count
            let number = Int(first.timeIntervalSince1970) / 86_400 + min(dayOfMonth, length) - 1
            #expect(day.adding(months: months).number == number, "\(day) and \(months) months")
        }
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"), ("2026-01-01", -1, "2025-12-01"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"), ("2026-05-31", 0, "2026-05-31"),
    ]) func `a month later is the same day or the month's last`(start: String, months: Int, end: String) throws {
        #expect(try Day(start).adding(months: months) == Day(end))
    }

    @Test(arguments: [
        "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "0000-01-01", "1900-02-29",
    ])
    func `a day that the calendar does not have is refused`(text: String) {
        #expect(throws: ValueProblem.dayDoesNotExist) { try Day(text) }
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ", "2026-01-0１",
        "2026-01-0\u{661}",
        "2026-01-01T00:00", "+026-01-01", "-026-01-01", "2026-01-1\u{301}", "2026‐01‐01", "20260101", "2026-01--1",
    ]) func `a text of another form is refused`(text: String) {
        #expect(throws: ValueProblem.notADay) { try Day(text) }
    }

    @Test func `days count, compare and are said in words`() throws {
        let day = try Day("2026-04-06")
        #expect(day.words == "6 April 2026")
        #expect(day.weekday == 1)
        #expect(try Day("2026-04-30") - day == 24)
        #expect(try day < Day("2026-04-07"))
        #expect(day.adding(days: -6).description == "2026-03-31")
        #expect(try Day("1970-01-01").number == 0)
    }

    @Test func `a day goes through JSON as its text, and a wrong text is an error`() throws {
        let day = try Day("2026-04-06")
        let encoded = try JSONEncoder().encode([day])
        #expect(String(decoding: encoded, as: UTF8.self) == #"["2026-04-06"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: encoded) == [day])
        #expect(throws: (any Error).self) { try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-30"]"#.utf8)) }
    }
}

@Suite("Period") struct PeriodTests {
    private func period(_ first: String, _ last: String) throws -> Period? {
        try Period(first: Day(first), last: Day(last))
    }

    @Test func `a period has both its ends and never runs backwards`() throws {
        #expect(try period("2026-04-06", "2026-04-05") == nil)
        let one = try #require(try period("2026-04-06", "2026-04-06"))
        #expect(one.days == 1)
        #expect(try one.contains(Day("2026-04-06")))
        #expect(try !one.contains(Day("2026-04-05")) && !one.contains(Day("2026-04-07")))
    }

    @Test func `an overlap holds exactly the days that both hold`() throws {
        try forAll { random throws in
            func any() -> Period? {
                let first = Int.random(in: 0...20, using: &random)
                return Period(
                    first: Day(number: first), last: Day(number: first + Int.random(in: 0...10, using: &random)))
            }
            let (left, right) = (try #require(any()), try #require(any()))
            let shared = (0...40).map(Day.init(number:)).filter { left.contains($0) && right.contains($0) }
            let overlap = left.overlap(right)
            #expect(overlap?.first == shared.first && overlap?.last == shared.last && overlap == right.overlap(left))
        }
    }
}

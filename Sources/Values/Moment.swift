/// An instant: milliseconds since 1 January 1970, UTC. Always handed in, never read from a clock here.
package struct Moment: Sendable, Hashable, Comparable, Codable {
    package let milliseconds: Int

    package init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Midnight in the United Kingdom, as the day begins.
    package init(startOf day: Day) {
        let midnight = Moment(milliseconds: day.number * 86_400_000)
        let ahead = midnight.localSeconds - day.number * 86_400
        self = midnight.adding(seconds: -ahead)
    }

    /// A full hour of a day, by the clocks of the United Kingdom: of an hour that comes twice the first, of one that is
    /// left out the next.
    package init(_ day: Day, hour: Int) {
        let winter = Moment(milliseconds: (day.number * 24 + hour) * 3_600_000)
        let summer = winter.adding(seconds: -3_600)
        self = summer.localSeconds > summer.second ? summer : winter
    }

    /// The next time that the clocks of the United Kingdom say so, after this moment.
    package func next(hour: Int) -> Moment {
        let today = Moment(day, hour: hour)
        return today > self ? today : Moment(day.adding(days: 1), hour: hour)
    }

    package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(seconds: Int) -> Moment { Moment(milliseconds: milliseconds + seconds * 1_000) }
    package func adding(minutes: Int) -> Moment { adding(seconds: minutes * 60) }

    /// The civil day in the United Kingdom.
    package var day: Day { Day(number: floorDivide(localSeconds, 86_400)) }

    /// `14:05`, in the United Kingdom.
    package var timeOfDay: String {
        let seconds = localSeconds - floorDivide(localSeconds, 86_400) * 86_400
        return "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2))"
    }

    /// `6 April 2026 at 14:05`.
    package var words: String { "\(day.words) at \(timeOfDay)" }

    /// `2026-04-06T13:05:09.123Z` (RFC 3339, UTC).
    package var timestamp: String {
        let seconds = floorDivide(milliseconds, 1_000)
        let ofDay = seconds - floorDivide(seconds, 86_400) * 86_400
        let time = [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(Day(number: floorDivide(seconds, 86_400)))T\(time).\(padded(milliseconds - seconds * 1_000, 3))Z"
    }

    /// Reads what `timestamp` writes, and nothing else.
    package init?(timestamp: String) {
        let text = Array(timestamp.utf8)
        guard text.count == 24, text[10] == UInt8(ascii: "T") else { return nil }
        let number = { (range: Range<Int>) in Int(String(decoding: text[range], as: UTF8.self)) ?? -1 }
        let times = [number(11..<13), number(14..<16), number(17..<19), number(20..<23)]
        guard zip(times, [24, 60, 60, 1_000]).allSatisfy({ (0..<$1).contains($0) }) else { return nil }
        let day: Day
        do { day = try Day(String(decoding: text[..<10], as: UTF8.self)) } catch { return nil }
        let seconds = times[0] * 3_600 + times[1] * 60 + times[2]
        self.init(milliseconds: (day.number * 86_400 + seconds) * 1_000 + times[3])
        guard self.timestamp == timestamp else { return nil }
    }

    /// Whole seconds since 1 January 1970, UTC: a `NumericDate` (RFC 7519).
    package var second: Int { floorDivide(milliseconds, 1_000) }

    /// British Summer Time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
    /// October (Summer Time Order 2002, SI 2002/262).
    private var localSeconds: Int {
        let seconds = floorDivide(milliseconds, 1_000)
        let (year, month, _) = Day(number: floorDivide(seconds, 86_400)).components
        guard (3...10).contains(month) else { return seconds }
        let begins = Moment.lastSunday(ofMonth: 3, year: year).number * 86_400 + 3_600
        let ends = Moment.lastSunday(ofMonth: 10, year: year).number * 86_400 + 3_600
        return (begins..<ends).contains(seconds) ? seconds + 3_600 : seconds
    }

    /// March and October both have 31 days.
    private static func lastSunday(ofMonth month: Int, year: Int) -> Day {
        let last = Day(uncheckedYear: year, month: month, day: 31)
        return last.adding(days: -last.weekday)
    }
}

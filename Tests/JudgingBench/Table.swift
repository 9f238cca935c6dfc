import Foundation

/// Times work in CPU time of this process and prints a line for it.
enum Table {
    static func head() {
        say(
            pad("what", 54) + right("median µs", 11) + right("p99 µs", 10) + right("aim µs", 9) + right("limit µs", 10)
                + right("ratio", 8))
    }

    /// - Parameters:
    ///   - aim: microseconds; nil where none is set.
    ///   - limit: the least that any way of doing it would have to do.
    static func row(_ what: String, aim: Int?, _ work: () -> Int, _ limit: () -> Int) {
        let (times, least) = (measure(work), measure(limit))
        let median = times[times.count / 2]
        let floor = least[least.count / 2]
        say(
            pad(what, 54) + right(micro(median), 11) + right(micro(times[times.count * 99 / 100]), 10)
                + right(aim.map(String.init) ?? "–", 9) + right(micro(floor), 10)
                + right(micro(median * 1_000 / max(1, floor)), 8))
    }

    /// Nanoseconds of many runs, sorted: until half a second has passed, but at least thirty runs.
    private static func measure(_ work: () -> Int) -> [Int] {
        var times: [Int] = []
        var spent = 0
        var sink = 0
        for _ in 0..<20 { sink &+= work() }
        while times.count < 30 || spent < 500_000_000 {
            let start = nanoseconds()
            sink &+= work()
            let time = nanoseconds() - start
            times.append(time)
            spent += max(1, time)
        }
        if sink == .min { say("") }
        return times.sorted()
    }

    private static func nanoseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }

    /// Thousandths, with one place.
    private static func micro(_ nano: Int) -> String { "\(nano / 1_000).\(nano % 1_000 / 100)" }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}

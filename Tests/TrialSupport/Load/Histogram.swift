/// Times in buckets that grow with them: exact below 128 µs, within one part in 64 above, as HdrHistogram does it.
package struct Histogram: Sendable {
    /// Each power of two is cut into so many buckets.
    private static let steps = 64
    private var counts = [Int](repeating: 0, count: 64 * 40)
    package private(set) var count = 0
    package private(set) var largest = 0

    package init() {}

    package mutating func add(microseconds: Int) {
        counts[Histogram.bucket(max(0, microseconds))] += 1
        count += 1
        largest = max(largest, microseconds)
    }

    package mutating func add(_ other: Histogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        largest = max(largest, other.largest)
    }

    /// The time below which so many in a thousand lie, in microseconds; nought when there is none.
    package func permille(_ permille: Int) -> Int {
        let wanted = max(1, (count * permille + 999) / 1_000)
        var seen = 0
        for (index, number) in counts.enumerated() where number > 0 {
            seen += number
            if seen >= wanted { return min(largest, Histogram.upperEnd(index)) }
        }
        return 0
    }

    private static func bucket(_ value: Int) -> Int {
        guard value >= 2 * steps else { return value }
        let shift = Int.bitWidth - value.leadingZeroBitCount - 7
        return min(steps * 40 - 1, shift * steps + value >> shift)
    }

    private static func upperEnd(_ bucket: Int) -> Int {
        guard bucket >= 2 * steps else { return bucket }
        let shift = bucket / steps - 1
        return (bucket - shift * steps + 1) << shift - 1
    }
}

/// Lines of a table on standard output, with columns of fixed width.
package enum Lines {
    package static func row(_ cells: [String], widths: [Int]) -> String {
        zip(cells, widths).enumerated().map { index, pair in
            let (cell, width) = pair
            let blanks = String(repeating: " ", count: max(1, width - cell.count))
            return index == 0 ? cell + blanks : blanks + cell
        }.joined()
    }

    /// Thousandths of something, with two places.
    package static func thousandths(_ number: Int) -> String {
        let hundredths = String((number % 1_000) / 10)
        return "\(number / 1_000).\(hundredths.count == 1 ? "0" : "")\(hundredths)"
    }

    /// Microseconds as milliseconds.
    package static func milliseconds(_ microseconds: Int) -> String { thousandths(microseconds) }
}

/// What does not agree. Everything is counted; only the first are kept, because a journal that was changed at its
/// beginning can differ in every entry.
package struct Differences: Sendable {
    /// Enough to see what is wrong.
    package static let keptMaximum = 1_000

    package private(set) var kept: [String] = []
    package private(set) var count = 0

    package init() {}

    package mutating func append(_ difference: @autoclosure () throws -> String) rethrows {
        count += 1
        if kept.count < Differences.keptMaximum { kept.append(try difference()) }
    }

    package static func += (differences: inout Differences, more: some Sequence<String>) {
        for difference in more { differences.append(difference) }
    }

    package static func += (differences: inout Differences, more: Differences) {
        differences.kept += more.kept.prefix(keptMaximum - differences.kept.count)
        differences.count += more.count
    }
}

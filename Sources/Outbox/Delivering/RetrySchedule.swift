import Values

/// When to try again, and when to stop.
package struct RetrySchedule: Sendable, Hashable {
    /// Pauses before each attempt, in milliseconds; the first is before the first attempt.
    package let pauses: [Int]

    /// Of Standard Webhooks (specification, “Deliverability and reliability”): ten attempts in a little over three
    /// days.
    package static let standard = RetrySchedule(
        pauses: [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map { $0 * 1_000 })

    init(pauses: [Int]) {
        self.pauses = pauses
    }

    /// As it is set up: `0s,5s,5m,30m,2h`, for the pauses in their order.
    /// - Throws: `ScheduleProblem`.
    package init(_ text: String) throws(ScheduleProblem) {
        var pauses: [Int] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = Text.line(String(word))
            guard let unit = RetrySchedule.units.first(where: { word.hasSuffix($0.sign) }),
                let count = Int(word.dropLast(unit.sign.utf8.count)), (0...RetrySchedule.most).contains(count)
            else { throw .notAPause(word) }
            pauses.append(count * unit.milliseconds)
        }
        guard pauses.count <= RetrySchedule.most else { throw .tooLong }
        self.pauses = pauses
    }

    /// `ms` before `s`, which it ends with.
    private static let units: [(sign: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
    ]
    private static let most = 10_000

    /// Milliseconds until the next attempt, a tenth more or less by chance, so that those who failed together do not
    /// come back together; nil where there is no next one.
    /// - Parameter thousandths: chance from 0 to 999.
    package func pause(after attempts: Int, thousandths: Int) -> Int? {
        guard pauses.indices.contains(attempts) else { return nil }
        let pause = pauses[attempts]
        return pause - pause / 10 + pause / 5 * thousandths / 1_000
    }

    /// How long so many attempts take.
    package func milliseconds(of attempts: Int) -> Int { pauses.prefix(attempts).reduce(0, +) }
}

/// Why a schedule cannot be read.
package enum ScheduleProblem: Error, Hashable, CustomStringConvertible {
    case notAPause(String)
    case tooLong

    package var description: String {
        switch self {
        case .notAPause(let word): "must be pauses like 0s,5s,5m,2h, and “\(word)” is none"
        case .tooLong: "has too many pauses"
        }
    }
}

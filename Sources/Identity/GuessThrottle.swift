import Values

/// Slows the guessing of passwords down, and locks nobody out (OWASP ASVS 5.0, 6.1.1 and 6.3.1).
///
/// Tries are counted by account, and by network. A browser with which somebody signed in before has a count of its own
/// for that account: whoever guesses from elsewhere, from however many places, makes the owner wait only at browsers
/// that the owner has never used. A try counts when it begins, so that many at once are as slow as one after another,
/// and what succeeds is forgotten.
package struct GuessThrottle: Sendable {
    package enum Counter: Sendable, Hashable {
        /// - Parameters:
        ///   - name: what was typed to sign in with, whether there is such an account or not.
        ///   - browser: of one that is known for it; nil for all others together.
        case account(Digest, browser: String?)
        case network(String)

        /// So many tries are free of waiting.
        var free: Int {
            switch self {
            case .account: 5
            case .network: 100
            }
        }
    }

    private struct Count {
        var tries = 0
        var last: Moment
        var nextAt: Moment
    }

    /// Doubled with each try beyond those that are free, until the longest.
    package static let firstPauseSeconds = 2
    package static let longestPauseSeconds = 15 * 60
    /// Then all is forgotten.
    package static let memoryHours = 24
    /// So many counts are kept; the oldest go first.
    private let most: Int
    private var counts: [Counter: Count] = [:]

    package init(most: Int = 50_000) {
        self.most = most
    }

    /// Begins a try, which counts from now on.
    /// - Returns: nil where it may go on; else how many seconds to wait, and nothing is counted.
    package mutating func begin(_ counters: [Counter], at now: Moment) -> Int? {
        forget(at: now)
        let waits = counters.compactMap { counts[$0]?.nextAt }.filter { now < $0 }
        if let last = waits.max() { return max(1, (last.milliseconds - now.milliseconds + 999) / 1_000) }
        for counter in counters {
            var count = counts[counter] ?? Count(last: now, nextAt: now)
            count.tries += 1
            count.last = now
            count.nextAt = now.adding(seconds: GuessThrottle.pause(after: count.tries - counter.free))
            counts[counter] = count
        }
        return nil
    }

    /// It was right: what was counted for the account is forgotten, and one try less for the network.
    package mutating func succeed(_ counters: [Counter]) {
        for counter in counters {
            switch counter {
            case .account: counts[counter] = nil
            case .network:
                guard var count = counts[counter] else { continue }
                count.tries -= 1
                counts[counter] = count.tries > 0 ? count : nil
            }
        }
    }

    private static func pause(after tries: Int) -> Int {
        guard tries >= 0 else { return 0 }
        return min(longestPauseSeconds, firstPauseSeconds << min(tries, 20))
    }

    private mutating func forget(at now: Moment) {
        guard counts.count >= most else { return }
        let oldest = now.adding(minutes: -GuessThrottle.memoryHours * 60)
        counts = counts.filter { $0.value.last > oldest }
        guard counts.count >= most else { return }
        let kept = counts.sorted { $0.value.last > $1.value.last }.prefix(most / 2)
        counts = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}

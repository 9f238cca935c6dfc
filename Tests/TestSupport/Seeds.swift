import Foundation
import Synchronization
import Testing

/// A deterministic generator (SplitMix64, Steele, Lea and Flood 2014): the same seed gives the same numbers.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Tries a property with many seeds and stops at the first that fails, which it names. Failed expectations and
/// thrown errors both count. `HOLDFAST_SEED=17` in the environment tries that one seed only.
/// Where the only `try` stands inside `#expect`, write `{ random throws in`: the compiler does not look into macros.
package func forAll(
    seeds count: Int = 300, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (inout SplitMix64) throws -> Void
) throws {
    let wanted = ProcessInfo.processInfo.environment["HOLDFAST_SEED"].flatMap(UInt64.init)
    let seeds = wanted.map { [$0] } ?? (0..<UInt64(count)).map { $0 }
    let failures = FailureCount()
    for seed in seeds {
        defer {
            if failures.any {
                Issue.record("seed \(seed); again with HOLDFAST_SEED=\(seed)", sourceLocation: sourceLocation)
            }
        }
        // Nothing is a known issue here: the matcher only sees each issue pass by, and lets it count.
        try withKnownIssue(isIntermittent: true) {
            var random = SplitMix64(seed: seed)
            try body(&random)
        } matching: { _ in
            failures.add()
            return false
        }
        if failures.any { return }
    }
}

private final class FailureCount: Sendable {
    private let count = Mutex(0)

    var any: Bool { count.withLock { $0 > 0 } }

    func add() { count.withLock { $0 += 1 } }
}

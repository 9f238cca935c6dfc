import Values

/// Keeps an endpoint that does not answer from being tried by every message: after some failures in a row nothing is
/// sent for a while; then one message goes ahead to see.
package struct CircuitBreaker: Sendable, Hashable {
    /// Failures in a row.
    private var failures = 0
    private var openUntil: Moment?
    /// Since when nothing has arrived; nil while all is well.
    package private(set) var failingSince: Moment?

    package init() {}

    static let failuresToOpen = 3
    static let pauseSeconds = 5
    static let longestPauseSeconds = 600

    /// How many may be under way at once.
    /// - Parameter usual: while all is well.
    package func allowance(usual: Int, at now: Moment) -> Int {
        guard let openUntil else { return failures == 0 ? usual : 1 }
        return now < openUntil ? 0 : 1
    }

    package mutating func note(success: Bool, at now: Moment) {
        guard !success else {
            self = CircuitBreaker()
            return
        }
        failures += 1
        failingSince = failingSince ?? now
        guard failures >= CircuitBreaker.failuresToOpen else { return }
        let doublings = min(failures - CircuitBreaker.failuresToOpen, 10)
        let pause = min(CircuitBreaker.pauseSeconds << doublings, CircuitBreaker.longestPauseSeconds)
        openUntil = now.adding(seconds: pause)
    }
}

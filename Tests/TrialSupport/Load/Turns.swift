import Synchronization

/// Numbers from nought, each given out once.
package final class Turns: Sendable {
    private let next = Mutex(0)

    package init() {}

    package func take() -> Int {
        next.withLock { next in
            defer { next += 1 }
            return next
        }
    }
}

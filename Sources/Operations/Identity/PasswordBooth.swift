import Cryptography
import Dispatch
import Synchronization

/// Where passwords are checked, one at a time: scrypt is slow on purpose, and must not hold up the pages.
final class PasswordBooth: Sendable {
    private let queue: DispatchQueue
    private let waiting = Mutex(0)

    /// Whoever comes when so many are waiting is asked to come back later.
    private static let waitingMaximum = 32

    init(_ label: String) {
        queue = DispatchQueue(label: label)
    }

    /// - Throws: `Crowded` when too many wait already.
    func verifies(_ password: String, against hash: PasswordHash) async throws -> Bool {
        try waiting.withLock { waiting in
            guard waiting < PasswordBooth.waitingMaximum else { throw Crowded() }
            waiting += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: hash.verifies(password)) }
        }
    }
}

/// Too many want the same at once. Becomes 503 with Retry-After.
package struct Crowded: Error {}

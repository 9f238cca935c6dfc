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
        try await inTurn { hash.verifies(password) }
    }

    /// A new password as it is stored, with a salt of its own.
    /// - Throws: `Crowded` when too many wait already; `CryptographyFailure`.
    func hash(_ password: String, cost: ScryptCost) async throws -> String {
        try await inTurn {
            Result { try PasswordHash.make(password: password, salt: RandomBytes.make(16), cost: cost).text }
        }.get()
    }

    private func inTurn<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async throws -> Answer {
        try waiting.withLock { waiting in
            guard waiting < PasswordBooth.waitingMaximum else { throw Crowded() }
            waiting += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}

/// Too many want the same at once. Becomes 503 with Retry-After.
package struct Crowded: Error {}

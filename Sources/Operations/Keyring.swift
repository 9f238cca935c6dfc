import Relational
import Storage
import Synchronization
import Values

/// The key that seals, as long as it is in use; and where to look for the one that comes after it.
package final class Keyring: Sendable {
    private let current: Mutex<Sealer>
    private let read: @Sendable (_ known: [SigningKey]) throws -> Sealer?

    /// - Parameter read: the key as it is kept now, by what the database knows of keys; nil where it stays as it is.
    package init(_ sealer: Sealer, read: @escaping @Sendable (_ known: [SigningKey]) throws -> Sealer? = { _ in nil }) {
        current = Mutex(sealer)
        self.read = read
    }

    package var sealer: Sealer { current.withLock { $0 } }

    fileprivate func reread(_ known: [SigningKey]) throws -> Sealer? {
        let found = try read(known)
        return found?.keyID == sealer.keyID ? nil : found
    }

    fileprivate func take(_ sealer: Sealer) {
        current.withLock { $0 = sealer }
    }
}

extension Desk {
    /// Takes up a key that was put in the place of the one that seals. Asked twice a minute while a server runs, and
    /// whenever something could not be stored because its key is not in use any more.
    /// - Returns: whether there was another one.
    /// - Throws: `SigningKeyNotInUse` where that one was retired; what reading it throws.
    @discardableResult
    package func refreshKey() async throws -> Bool {
        let known = try await database.read { try $0.signingKeys.list() }
        guard let found = try keys.reread(known) else { return false }
        let key = SigningKey(id: found.keyID, publicKey: found.publicKey, firstUsedAt: clock())
        try await database.write { tx in
            try tx.signingKeys.insert(key)
            try tx.signingKeys.mustBeInUse(key.id)
        }
        keys.take(found)
        return true
    }
}

extension Desk {
    /// What seals now, for things that are handed out and not stored: a database that stores would refuse a retired key
    /// by itself.
    /// - Throws: `SigningKeyNotInUse` where the key that is kept was retired.
    package func sealerInUse() async throws -> (sealer: Sealer, key: SigningKey) {
        let first = keys.sealer
        if let key = try await inUse(first) { return (first, key) }
        try await refreshKey()
        let second = keys.sealer
        guard let key = try await inUse(second) else { throw SigningKeyNotInUse(id: second.keyID) }
        return (second, key)
    }

    private func inUse(_ sealer: Sealer) async throws -> SigningKey? {
        let key = try await database.read { try $0.signingKeys.find(sealer.keyID) }
        return key?.retiredAt == nil ? key : nil
    }
}

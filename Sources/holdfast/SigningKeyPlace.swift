import Cryptography
import Foundation
import Operations
import Storage
import Synchronization
import Values

/// Where the private key that seals orders is kept, and how it opens.
struct SigningKeyPlace: Sendable {
    enum Source: Sendable {
        /// PEM, PKCS #8, for this account only.
        case file(String)
        /// The PEM itself.
        case environment(Confidential)
    }

    let source: Source
    /// Nil where the key is not encrypted.
    let passphrase: Confidential?

    init(_ settings: Settings) throws {
        source = settings.signingKey.map { .environment($0) } ?? .file(settings.signingKeyFile)
        guard let file = settings.signingKeyPassphraseFile else {
            passphrase = settings.signingKeyPassphrase
            return
        }
        guard let line = try PrivateFile.line(file, "passphrase") else { throw CommandFailure("\(file): is not there") }
        guard !line.isEmpty, !line.utf8.contains(0) else { throw CommandFailure("\(file): holds no passphrase") }
        passphrase = Confidential(line)
    }

    init(file: String, passphrase: Confidential? = nil) {
        source = .file(file)
        self.passphrase = passphrase
    }

    /// Reads the key, or makes the first one where there is no file.
    /// - Parameter known: the keys of the database.
    /// - Throws: `CommandFailure` where the file of a key in use is gone: it may only have been forgotten on another
    ///   machine, and two keys at a time would seal.
    func open(_ known: [SigningKey] = []) throws -> Ed25519.PrivateKey {
        if let key = try read(known) { return key }
        guard case .file(let path) = source else { throw CommandFailure("HOLDFAST_SIGNING_KEY is empty") }
        if let lost = known.last(where: { $0.retiredAt == nil }) {
            throw CommandFailure(
                "\(path): the key that seals orders, \(lost.id), is not there; bring the file back, or let a new key "
                    + "be made: holdfast keys retire \(lost.id)")
        }
        let key = try SigningKeyPlace.make()
        // Another start may have been quicker: then its key is the one.
        return try PrivateFile.create(path, try text(of: key)) ? key : try read(known) ?? key
    }

    /// The key as it is kept now; nil where there is none. A rotation that was broken off after the database had taken
    /// the new key up is completed.
    func read(_ known: [SigningKey]) throws -> Ed25519.PrivateKey? {
        switch source {
        case .environment(let pem): return try key(pem.text, "HOLDFAST_SIGNING_KEY")
        case .file(let path):
            guard let key = try keyFile(path) else { return nil }
            guard SigningKeyPlace.isRetired(key, known), let next = try nextKey(known) else { return key }
            _ = try PrivateFile.replace(path, by: path + SigningKeyPlace.nextSuffix)
            return next
        }
    }

    /// Was a rotation broken off after the database had taken the new key up?
    func isBrokenOff(_ known: [SigningKey]) throws -> Bool {
        guard case .file(let path) = source, let key = try keyFile(path) else { return false }
        return SigningKeyPlace.isRetired(key, known)
    }

    /// The key that a rotation has left beside the one in use, if the database has taken it up.
    func nextKey(_ known: [SigningKey]) throws -> Ed25519.PrivateKey? {
        guard case .file(let path) = source, let next = try keyFile(path + SigningKeyPlace.nextSuffix) else {
            return nil
        }
        let id = Sealer.keyID(of: next.publicKey)
        return known.contains { $0.id == id && $0.retiredAt == nil } ? next : nil
    }

    /// Behind the name of the key's file, while a rotation is under way.
    static let nextSuffix = ".next"

    static func make() throws -> Ed25519.PrivateKey {
        try Ed25519.PrivateKey(seed: RandomBytes.make(Ed25519.seedBytes))
    }

    /// As it is written: encrypted where there is a passphrase.
    func text(of key: Ed25519.PrivateKey) throws -> String {
        guard let passphrase else { return try key.pem() }
        return try key.pem(passphrase: passphrase.text, salt: RandomBytes.make(16))
    }

    static func isRetired(_ key: Ed25519.PrivateKey, _ known: [SigningKey]) -> Bool {
        let id = Sealer.keyID(of: key.publicKey)
        return known.contains { $0.id == id && $0.retiredAt != nil }
    }

    private func keyFile(_ path: String) throws -> Ed25519.PrivateKey? {
        try PrivateFile.read(path, "signing key").map { try key($0, path) }
    }

    private func key(_ pem: String, _ name: String) throws -> Ed25519.PrivateKey {
        do {
            return try Ed25519.PrivateKey(pem: pem, passphrase: passphrase?.text)
        } catch {
            guard pem.contains("ENCRYPTED") else {
                throw CommandFailure("\(name): is not an Ed25519 private key in PEM")
            }
            let ways = "HOLDFAST_SIGNING_KEY_PASSPHRASE or HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE"
            throw CommandFailure(
                passphrase == nil
                    ? "\(name): is encrypted: \(ways) says how it opens"
                    : "\(name): is not an Ed25519 private key that opens with the passphrase of \(ways)")
        }
    }
}

/// Reads the key again only where its file is another one than before: opening an encrypted one is meant to take long.
final class SigningKeyWatch: Sendable {
    private let place: SigningKeyPlace
    private let kept = Mutex<(stamps: [String], key: Ed25519.PrivateKey)?>(nil)

    init(_ place: SigningKeyPlace) {
        self.place = place
    }

    /// The key as it is kept now; nil where there is none.
    func read(_ known: [SigningKey]) throws -> Ed25519.PrivateKey? {
        // Taken before the file is opened: what is changed while it is opened is found the next time.
        let stamps = place.stamps
        let last = kept.withLock { $0 }
        if let last, last.stamps == stamps, !SigningKeyPlace.isRetired(last.key, known) { return last.key }
        guard let key = try place.read(known) else { return nil }
        kept.withLock { $0 = (stamps, key) }
        return key
    }
}

extension SigningKeyPlace {
    /// Which files there are, of the key and of the one that a rotation puts beside it; empty for the environment,
    /// which does not change while a program runs.
    fileprivate var stamps: [String] {
        guard case .file(let path) = source else { return [] }
        return [path, path + SigningKeyPlace.nextSuffix].map { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return "none" }
            return "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }
    }
}

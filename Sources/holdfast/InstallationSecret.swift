import Cryptography
import Foundation

/// Random bytes of this installation, from which everything that needs a secret of its own derives one: forms their
/// tokens, and what is kept encrypted its key. It has nothing to do with the key that seals orders, so either can be
/// changed without the other.
struct InstallationSecret: Sendable {
    /// What a key is derived for. The words are part of the derivation: another word is another key.
    enum Purpose: String, Sendable {
        case forms = "holdfast form tokens 1"
        case secretsAtRest = "holdfast secrets at rest 1"
    }

    private let bytes: [UInt8]

    static let bytesCount = 32

    /// From the environment; or from its file, which is made where there is none.
    init(_ settings: Settings) throws {
        if let given = settings.secret {
            try self.init(text: given.text, name: "HOLDFAST_SECRET")
        } else {
            try self.init(file: settings.secretFile)
        }
    }

    init(file path: String) throws {
        if let text = try PrivateFile.line(path, "secret") {
            try self.init(text: text, name: path)
            return
        }
        let fresh = Base64URL.encode(try RandomBytes.make(InstallationSecret.bytesCount))
        // Another start may have been quicker: then its secret is the one.
        let text = try PrivateFile.create(path, fresh + "\n") ? fresh : try PrivateFile.line(path, "secret") ?? fresh
        try self.init(text: text, name: path)
    }

    private init(text: String, name: String) throws {
        guard let bytes = Base64URL.decode(text), bytes.count == InstallationSecret.bytesCount else {
            throw CommandFailure("\(name): is not 32 random bytes in base64url without padding (43 characters)")
        }
        self.bytes = bytes
    }

    /// The 32 bytes for one purpose.
    func key(for purpose: Purpose) throws -> [UInt8] {
        try HKDF.derive(from: bytes, label: purpose.rawValue, length: SecretBox.keyBytes)
    }
}

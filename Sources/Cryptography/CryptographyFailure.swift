/// Why cryptography could not do what was asked.
package enum CryptographyFailure: Error, Hashable, Sendable {
    /// OpenSSL refused or failed; the text names the call.
    case engine(String)
    /// A key, seed or salt of the wrong length, in bytes.
    case wrongLength(expected: Int, found: Int)
    /// The text is not the PEM of an Ed25519 private key, or not one that opens with the passphrase given.
    case notAPrivateKey
    /// What was sealed does not open: another key or context, or its bytes were changed.
    case notOpened
    /// Costs outside of what `ScryptCost` allows.
    case costNotAllowed
}

extension CryptographyFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .engine(let call): "OpenSSL failed at \(call)"
        case .wrongLength(let expected, let found): "expected \(expected) bytes, found \(found)"
        case .notAPrivateKey: "not an Ed25519 private key in PEM that opens"
        case .notOpened: "what was sealed does not open with this key"
        case .costNotAllowed: "scrypt costs outside of the allowed range"
        }
    }
}

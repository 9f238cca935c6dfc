/// Why cryptography could not do what was asked.
package enum CryptographyFailure: Error, Hashable, Sendable {
    /// OpenSSL refused or failed; the text names the call.
    case engine(String)
    /// A key, seed or salt of the wrong length, in bytes.
    case wrongLength(expected: Int, found: Int)
    /// The text is not the PEM of an unencrypted Ed25519 private key.
    case notAPrivateKey
    /// Costs outside of what `ScryptCost` allows.
    case costNotAllowed
}

extension CryptographyFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .engine(let call): "OpenSSL failed at \(call)"
        case .wrongLength(let expected, let found): "expected \(expected) bytes, found \(found)"
        case .notAPrivateKey: "not an unencrypted Ed25519 private key in PEM"
        case .costNotAllowed: "scrypt costs outside of the allowed range"
        }
    }
}

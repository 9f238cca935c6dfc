import COpenSSL

/// Keyed digests (RFC 2104).
package enum HMAC {
    /// The 32 bytes of HMAC-SHA-256. Compare them with `ConstantTime.equal`.
    package static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let written = COpenSSL.HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &output, &length)
        precondition(written != nil && length == 32, "OpenSSL without SHA-256 protects nothing")
        return output
    }
}

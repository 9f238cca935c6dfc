import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// The 32 bytes of the digest.
    package static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        _ = COpenSSL.SHA256(bytes, bytes.count, &output)
        return output
    }

    /// The same of bytes that come piece by piece, until a piece is empty.
    /// - Throws: what the source throws.
    package static func digest(pieces next: () throws -> [UInt8]) throws -> [UInt8] {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var isDone = EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        while case let piece = try next(), !piece.isEmpty {
            isDone = isDone && EVP_DigestUpdate(context, piece, piece.count) == 1
        }
        var output = [UInt8](repeating: 0, count: 32)
        isDone = isDone && EVP_DigestFinal_ex(context, &output, nil) == 1
        precondition(isDone, "OpenSSL without SHA-256 protects nothing")
        return output
    }
}

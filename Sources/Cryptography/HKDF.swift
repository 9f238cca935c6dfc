import COpenSSL

/// Derivation of keys from one secret (RFC 5869) with HMAC-SHA-256.
package enum HKDF {
    /// - Parameters:
    ///   - secret: random, at least 32 bytes; not a password.
    ///   - label: what the derived key is for. Keys for different purposes tell nothing about each other.
    /// - Throws: `.engine` when OpenSSL refuses.
    package static func derive(
        from secret: [UInt8], label: String, salt: [UInt8] = [], length: Int
    ) throws(CryptographyFailure) -> [UInt8] {
        try derive(from: secret, label: Array(label.utf8), salt: salt, length: length)
    }

    package static func derive(
        from secret: [UInt8], label: [UInt8], salt: [UInt8], length: Int
    ) throws(CryptographyFailure) -> [UInt8] {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil) else { throw .engine("EVP_PKEY_CTX_new_id") }
        defer { EVP_PKEY_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: length)
        var count = length
        guard EVP_PKEY_derive_init(context) == 1,
            EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()) == 1,
            EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(salt.count)) == 1,
            EVP_PKEY_CTX_set1_hkdf_key(context, secret, Int32(secret.count)) == 1,
            EVP_PKEY_CTX_add1_hkdf_info(context, label, Int32(label.count)) == 1,
            EVP_PKEY_derive(context, &output, &count) == 1, count == length
        else { throw .engine("EVP_PKEY_derive") }
        return output
    }
}

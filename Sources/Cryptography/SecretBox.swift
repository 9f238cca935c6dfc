import COpenSSL

/// Keeps small secrets at rest: AES-256 in Galois/Counter Mode (NIST SP 800-38D). What comes out is the nonce, the
/// encrypted bytes and the tag, one after the other.
///
/// A nonce is random, 96 bits: with one key not more than 2³² things may be sealed, far more than there will be.
package struct SecretBox: Sendable {
    private let key: [UInt8]

    package static let keyBytes = 32
    package static let nonceBytes = 12
    package static let tagBytes = 16
    /// What is sealed is larger by this.
    package static let overhead = nonceBytes + tagBytes

    /// - Throws: `.wrongLength` unless the key has 32 bytes.
    package init(key: [UInt8]) throws(CryptographyFailure) {
        guard key.count == SecretBox.keyBytes else {
            throw .wrongLength(expected: SecretBox.keyBytes, found: key.count)
        }
        self.key = key
    }

    /// - Parameters:
    ///   - context: what the secret belongs to, such as the identifier of its row: it opens with the same context
    ///     only, so that one row's secret cannot be put into another.
    ///   - nonce: fresh from `RandomBytes` each time.
    /// - Throws: `.wrongLength` for a nonce that has not 12 bytes.
    package func seal(
        _ secret: [UInt8], for context: String, nonce: [UInt8]
    ) throws(CryptographyFailure) -> [UInt8] {
        let sealed = try seal(secret, context: Array(context.utf8), nonce: nonce)
        return nonce + sealed.encrypted + sealed.tag
    }

    /// - Throws: `.notOpened` for another key, another context, or bytes that were changed.
    package func open(_ sealed: [UInt8], for context: String) throws(CryptographyFailure) -> [UInt8] {
        guard sealed.count >= SecretBox.overhead else { throw .notOpened }
        return try open(
            Array(sealed[SecretBox.nonceBytes..<(sealed.count - SecretBox.tagBytes)]),
            tag: Array(sealed.suffix(SecretBox.tagBytes)), context: Array(context.utf8),
            nonce: Array(sealed.prefix(SecretBox.nonceBytes)))
    }

    func seal(
        _ secret: [UInt8], context: [UInt8], nonce: [UInt8]
    ) throws(CryptographyFailure) -> (encrypted: [UInt8], tag: [UInt8]) {
        guard nonce.count == SecretBox.nonceBytes else {
            throw .wrongLength(expected: SecretBox.nonceBytes, found: nonce.count)
        }
        let cipher = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(cipher) }
        var encrypted = [UInt8](repeating: 0, count: secret.count + SecretBox.tagBytes)
        var tag = [UInt8](repeating: 0, count: SecretBox.tagBytes)
        var (length, rest) = (Int32(0), Int32(0))
        guard EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            context.isEmpty || EVP_EncryptUpdate(cipher, nil, &length, context, Int32(context.count)) == 1,
            EVP_EncryptUpdate(cipher, &encrypted, &length, secret, Int32(secret.count)) == 1,
            EVP_EncryptFinal_ex(cipher, &tag, &rest) == 1,
            EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) == 1,
            Int(length) == secret.count || secret.isEmpty
        else { throw .engine("EVP_EncryptFinal_ex") }
        return (Array(encrypted.prefix(secret.count)), tag)
    }

    private func open(
        _ encrypted: [UInt8], tag: [UInt8], context: [UInt8], nonce: [UInt8]
    ) throws(CryptographyFailure) -> [UInt8] {
        let cipher = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(cipher) }
        var secret = [UInt8](repeating: 0, count: encrypted.count + SecretBox.tagBytes)
        var (tag, spare) = (tag, [UInt8](repeating: 0, count: SecretBox.tagBytes))
        var (length, rest) = (Int32(0), Int32(0))
        guard EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            context.isEmpty || EVP_DecryptUpdate(cipher, nil, &length, context, Int32(context.count)) == 1,
            EVP_DecryptUpdate(cipher, &secret, &length, encrypted, Int32(encrypted.count)) == 1,
            EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1
        else { throw .engine("EVP_DecryptUpdate") }
        guard EVP_DecryptFinal_ex(cipher, &spare, &rest) == 1 else {
            ERR_clear_error()
            throw .notOpened
        }
        return Array(secret.prefix(encrypted.count))
    }
}

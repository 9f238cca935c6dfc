import COpenSSL

/// Signatures with Ed25519 (RFC 8032).
package enum Ed25519 {
    package static let seedBytes = 32
    package static let publicKeyBytes = 32
    package static let signatureBytes = 64

    /// Signs. Its seed is the secret: 32 random bytes.
    package struct PrivateKey: Sendable {
        package let seed: [UInt8]
        package let publicKey: PublicKey

        /// - Throws: `.wrongLength` unless the seed has 32 bytes.
        package init(seed: [UInt8]) throws(CryptographyFailure) {
            guard seed.count == seedBytes else { throw .wrongLength(expected: seedBytes, found: seed.count) }
            guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
                throw .engine("EVP_PKEY_new_raw_private_key")
            }
            defer { EVP_PKEY_free(key) }
            var bytes = [UInt8](repeating: 0, count: publicKeyBytes)
            var length = publicKeyBytes
            guard EVP_PKEY_get_raw_public_key(key, &bytes, &length) == 1, length == publicKeyBytes else {
                throw .engine("EVP_PKEY_get_raw_public_key")
            }
            self.seed = seed
            publicKey = try PublicKey(bytes: bytes)
        }

        /// The 64 bytes of the signature; the same message gives the same signature.
        package func sign(_ message: [UInt8]) throws(CryptographyFailure) -> [UInt8] {
            guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
                throw .engine("EVP_PKEY_new_raw_private_key")
            }
            defer { EVP_PKEY_free(key) }
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            var signature = [UInt8](repeating: 0, count: signatureBytes)
            var length = signatureBytes
            guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
                EVP_DigestSign(context, &signature, &length, message, message.count) == 1, length == signatureBytes
            else { throw .engine("EVP_DigestSign") }
            return signature
        }
    }

    /// Verifies. May be known to everybody.
    package struct PublicKey: Sendable, Hashable {
        package let bytes: [UInt8]

        /// - Throws: `.wrongLength` unless there are 32 bytes.
        package init(bytes: [UInt8]) throws(CryptographyFailure) {
            guard bytes.count == publicKeyBytes else {
                throw .wrongLength(expected: publicKeyBytes, found: bytes.count)
            }
            self.bytes = bytes
        }

        /// Whether the holder of the private key signed exactly this message.
        package func verifies(signature: [UInt8], of message: [UInt8]) -> Bool {
            guard signature.count == signatureBytes,
                let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
            else { return false }
            defer { EVP_PKEY_free(key) }
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
                && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        }
    }
}

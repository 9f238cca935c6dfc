import COpenSSL

extension Ed25519.PrivateKey {
    /// Reads an unencrypted PKCS #8 private key in PEM (RFC 8410, section 7), as `openssl genpkey` writes it.
    /// - Throws: `.notAPrivateKey` for anything else, other algorithms and encrypted keys included.
    package init(pem: String) throws(CryptographyFailure) {
        guard let source = BIO_new(BIO_s_mem()) else { throw .engine("BIO_new") }
        defer { BIO_free(source) }
        let text = Array(pem.utf8)
        guard !text.isEmpty, BIO_write(source, text, Int32(clamping: text.count)) == text.count else {
            throw .notAPrivateKey
        }
        // Without a callback of our own OpenSSL would ask for a pass phrase on the terminal.
        guard let key = PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil) else {
            ERR_clear_error()
            throw .notAPrivateKey
        }
        defer { EVP_PKEY_free(key) }
        var seed = [UInt8](repeating: 0, count: Ed25519.seedBytes)
        var length = Ed25519.seedBytes
        guard EVP_PKEY_get_id(key) == EVP_PKEY_ED25519,
            EVP_PKEY_get_raw_private_key(key, &seed, &length) == 1, length == Ed25519.seedBytes
        else { throw .notAPrivateKey }
        try self.init(seed: seed)
    }

    /// The key as unencrypted PKCS #8 in PEM: keep it where only the server's account can read it.
    package func pem() throws(CryptographyFailure) -> String {
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            throw .engine("EVP_PKEY_new_raw_private_key")
        }
        defer { EVP_PKEY_free(key) }
        guard let target = BIO_new(BIO_s_mem()) else { throw .engine("BIO_new") }
        defer { BIO_free(target) }
        guard PEM_write_bio_PrivateKey(target, key, nil, nil, 0, nil, nil) == 1 else {
            throw .engine("PEM_write_bio_PrivateKey")
        }
        var text = [UInt8](repeating: 0, count: BIO_ctrl_pending(target))
        guard BIO_read(target, &text, Int32(text.count)) == Int32(text.count) else { throw .engine("BIO_read") }
        return String(decoding: text, as: UTF8.self)
    }
}

import COpenSSL

extension Ed25519.PrivateKey {
    /// Reads a PKCS #8 private key in PEM (RFC 8410, section 7), as `openssl genpkey` and `openssl pkcs8` write it.
    /// - Parameter passphrase: for a key that is encrypted (RFC 5958, PBES2); one that is not is read without it.
    /// - Throws: `.notAPrivateKey` for anything else, other algorithms and another passphrase included.
    package init(pem: String, passphrase: String? = nil) throws(CryptographyFailure) {
        let source = try PEMText(pem)
        let key: OpaquePointer?
        if let passphrase {
            // Without a function of ours OpenSSL takes the last argument as the passphrase.
            var text = Array(passphrase.utf8CString)
            key = PEM_read_bio_PrivateKey(source.memory, nil, nil, &text)
        } else {
            // Without either it would ask for a passphrase on the terminal.
            key = PEM_read_bio_PrivateKey(source.memory, nil, { _, _, _, _ in -1 }, nil)
        }
        guard let key else {
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
        let key = try engineKey()
        defer { EVP_PKEY_free(key) }
        let target = try PEMText()
        guard PEM_write_bio_PrivateKey(target.memory, key, nil, nil, 0, nil, nil) == 1 else {
            throw .engine("PEM_write_bio_PrivateKey")
        }
        return try target.text()
    }

    /// The key as encrypted PKCS #8 in PEM (RFC 5958): AES-256-CBC under a key that scrypt makes of the passphrase
    /// (RFC 7914, section 7), as `openssl pkcs8 -topk8 -scrypt -v2 aes-256-cbc` writes it, with p raised from 1 to 10:
    /// N = 2¹⁴, r = 8, p = 10 is one of the settings of OWASP's Password Storage Cheat Sheet, and within the 32 MiB
    /// that OpenSSL grants when it reads such a key.
    /// - Parameter salt: 16 fresh random bytes.
    package func pem(passphrase: String, salt: [UInt8]) throws(CryptographyFailure) -> String {
        let key = try engineKey()
        defer { EVP_PKEY_free(key) }
        guard let plain = EVP_PKEY2PKCS8(key) else { throw .engine("EVP_PKEY2PKCS8") }
        defer { PKCS8_PRIV_KEY_INFO_free(plain) }
        var salt = salt
        guard let scheme = PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), &salt, Int32(salt.count), nil, 1 << 14, 8, 10)
        else { throw .engine("PKCS5_pbe2_set_scrypt") }
        let secret = Array(passphrase.utf8CString)
        guard let encrypted = PKCS8_set0_pbe(secret, Int32(secret.count - 1), plain, scheme) else {
            X509_ALGOR_free(scheme)
            throw .engine("PKCS8_set0_pbe")
        }
        defer { X509_SIG_free(encrypted) }
        let target = try PEMText()
        guard PEM_write_bio_PKCS8(target.memory, encrypted) == 1 else { throw .engine("PEM_write_bio_PKCS8") }
        return try target.text()
    }

    private func engineKey() throws(CryptographyFailure) -> OpaquePointer {
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            throw .engine("EVP_PKEY_new_raw_private_key")
        }
        return key
    }
}

/// Text in OpenSSL's hands.
private final class PEMText {
    let memory: OpaquePointer

    init() throws(CryptographyFailure) {
        guard let memory = BIO_new(BIO_s_mem()) else { throw .engine("BIO_new") }
        self.memory = memory
    }

    convenience init(_ pem: String) throws(CryptographyFailure) {
        try self.init()
        let text = Array(pem.utf8)
        guard !text.isEmpty, BIO_write(memory, text, Int32(clamping: text.count)) == text.count else {
            throw .notAPrivateKey
        }
    }

    deinit { BIO_free(memory) }

    func text() throws(CryptographyFailure) -> String {
        var text = [UInt8](repeating: 0, count: BIO_ctrl_pending(memory))
        guard BIO_read(memory, &text, Int32(text.count)) == Int32(text.count) else { throw .engine("BIO_read") }
        return String(decoding: text, as: UTF8.self)
    }
}

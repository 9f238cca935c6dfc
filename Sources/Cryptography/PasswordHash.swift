/// A password as it is stored: `scrypt$N$r$p$<salt>$<hash>`, salt and hash in base64url.
///
/// The costs stand beside the hash, so that they can be raised without locking anybody out. Passwords are taken as
/// their UTF-8 bytes, without Unicode normalisation: what a keyboard sends is what counts.
package struct PasswordHash: Sendable, Hashable {
    package let cost: ScryptCost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Shorter salts are not random enough to be different for each person.
    package static let saltBytesMinimum = 16
    private static let hashBytes = 32
    private static let saltBytesMaximum = 64

    /// - Parameter salt: at least 16 bytes, fresh from `RandomBytes` for each password.
    /// - Throws: `.wrongLength` for a short or long salt, `.engine` when memory does not suffice.
    package static func make(
        password: String, salt: [UInt8], cost: ScryptCost = .standard
    ) throws(CryptographyFailure) -> PasswordHash {
        guard (saltBytesMinimum...saltBytesMaximum).contains(salt.count) else {
            throw .wrongLength(expected: saltBytesMinimum, found: salt.count)
        }
        let hash = try Scrypt.derive(password: Array(password.utf8), salt: salt, cost: cost, length: hashBytes)
        return PasswordHash(cost: cost, salt: salt, hash: hash)
    }

    private init(cost: ScryptCost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Reads the stored form; nil for anything else, costs out of bounds included.
    package init?(text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
            .map { String($0) ?? "" }
        guard parts.count == 6, parts[0] == "scrypt",
            let n = Int(parts[1]), let r = Int(parts[2]), let p = Int(parts[3]),
            let cost = ScryptCost(n: n, r: r, p: p),
            let salt = Base64URL.decode(parts[4]), let hash = Base64URL.decode(parts[5]),
            (PasswordHash.saltBytesMinimum...PasswordHash.saltBytesMaximum).contains(salt.count),
            hash.count == PasswordHash.hashBytes
        else { return nil }
        self.init(cost: cost, salt: salt, hash: hash)
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    /// The stored form.
    package var text: String {
        "scrypt$\(cost.n)$\(cost.r)$\(cost.p)$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
    }

    /// Whether this is the password. Costs as much as making the hash, whatever the answer; a derivation that
    /// fails for want of memory answers no.
    package func verifies(_ password: String) -> Bool {
        do {
            let found = try Scrypt.derive(
                password: Array(password.utf8), salt: salt, cost: cost, length: PasswordHash.hashBytes)
            return ConstantTime.equal(found, hash)
        } catch {
            return false
        }
    }
}

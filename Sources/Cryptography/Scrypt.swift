import COpenSSL

/// What one scrypt derivation costs (RFC 7914, section 2): memory is 128 × N × r bytes, time grows with N × r × p.
package struct ScryptCost: Sendable, Hashable, Comparable {
    package let n: Int
    package let r: Int
    package let p: Int

    /// The most memory that a stored hash may ask for, so that a forged one cannot exhaust the machine.
    package static let memoryBytesMaximum = 256 << 20

    /// N = 2¹⁵, r = 8, p = 3: one of the equivalent settings of OWASP's Password Storage Cheat Sheet. It takes
    /// 32 MiB instead of the 128 MiB of N = 2¹⁷, p = 1, so that many people can sign in at once on a small machine.
    package static let standard = ScryptCost(uncheckedN: 1 << 15, r: 8, p: 3)

    /// Nil unless N is a power of two above 1, r and p are 1…64, and the memory stays below the maximum.
    package init?(n: Int, r: Int, p: Int) {
        guard (2...1 << 24).contains(n), n & (n - 1) == 0, (1...64).contains(r), (1...64).contains(p),
            ScryptCost(uncheckedN: n, r: r, p: p).memoryBytes <= ScryptCost.memoryBytesMaximum
        else { return nil }
        self.init(uncheckedN: n, r: r, p: p)
    }

    private init(uncheckedN: Int, r: Int, p: Int) {
        n = uncheckedN
        self.r = r
        self.p = p
    }

    /// Cheaper to try, all in all.
    package static func < (left: ScryptCost, right: ScryptCost) -> Bool {
        left.n * left.r * left.p < right.n * right.r * right.p
    }

    /// What OpenSSL counts: the table of N + 2 blocks, and the p blocks it mixes.
    var memoryBytes: Int { 128 * r * (n + 2) + 128 * r * p }
}

/// Derivation of keys from passwords that is dear in memory (RFC 7914).
package enum Scrypt {
    /// `length` bytes derived from a password. Takes about a tenth of a second at `.standard`: not for an event loop.
    package static func derive(
        password: [UInt8], salt: [UInt8], cost: ScryptCost, length: Int
    ) throws(CryptographyFailure) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: length)
        let done = password.withUnsafeBytes { password in
            // OpenSSL reads a missing pointer as a question about the costs alone: an empty password needs one.
            let start = password.bindMemory(to: CChar.self).baseAddress
            return withUnsafePointer(to: CChar(0)) { nothing in
                EVP_PBE_scrypt(
                    start ?? nothing, password.count, salt, salt.count, UInt64(cost.n), UInt64(cost.r),
                    UInt64(cost.p), UInt64(cost.memoryBytes), &output, length)
            }
        }
        guard done == 1 else { throw .engine("EVP_PBE_scrypt") }
        return output
    }
}

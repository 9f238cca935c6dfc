import COpenSSL

/// Comparison whose duration does not tell where two secrets differ.
package enum ConstantTime {
    /// Whether both hold the same bytes. Lengths are not secret: different lengths answer at once.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}

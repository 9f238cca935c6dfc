import COpenSSL

/// Unpredictable bytes from OpenSSL's generator, seeded by the operating system.
package enum RandomBytes {
    /// - Throws: `.engine` when the generator cannot be seeded; there is no weaker second source.
    package static func make(_ count: Int) throws(CryptographyFailure) -> [UInt8] {
        precondition((0...Int(Int32.max)).contains(count), "a number of bytes that OpenSSL can count")
        var bytes = [UInt8](repeating: 0, count: count)
        guard count == 0 || RAND_bytes(&bytes, Int32(count)) == 1 else { throw .engine("RAND_bytes") }
        return bytes
    }
}

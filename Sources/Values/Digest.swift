import Cryptography

/// A SHA-256 digest as 64 hexadecimal digits. This file is the core's only way to cryptography.
package struct Digest: Sendable, Hashable, Codable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(of bytes: [UInt8]) {
        text = Digest.hexadecimal(SHA256.digest(bytes))
    }

    /// Of bytes that come piece by piece, until a piece is empty.
    /// - Throws: what the source throws.
    package init(ofPieces next: () throws -> [UInt8]) throws {
        text = Digest.hexadecimal(try SHA256.digest(pieces: next))
    }

    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    package var description: String { text }

    /// The 32 bytes; none of what is no digest.
    package var bytes: [UInt8] {
        let digits = text.utf8.compactMap { Digest.value($0) }
        guard digits.count == 64, text.utf8.count == 64 else { return [] }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            for (position, byte) in bytes.enumerated() {
                text[position * 2] = digit(byte >> 4)
                text[position * 2 + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }

    private static func digit(_ half: UInt8) -> UInt8 {
        half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10
    }
}

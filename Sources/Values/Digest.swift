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

    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    package var description: String { text }

    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

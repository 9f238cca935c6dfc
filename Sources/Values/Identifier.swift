/// The identity of one thing. An `Identifier<Order>` is not an `Identifier<Plan>`.
package struct Identifier<Thing>: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    package let text: String

    /// Takes any text: whether such a thing exists is for the store to say.
    package init(_ text: String) {
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
    package var description: String { text }
}

/// Makes new identifiers: UUID version 7 (RFC 9562), so that they sort by the time they were made.
/// Handed in like the time, so that a test knows them beforehand.
package struct Identifiers: Sendable {
    private let next: @Sendable (Moment) -> String

    package init(_ next: @escaping @Sendable (Moment) -> String) {
        self.next = next
    }

    package func new<Thing>(_ thing: Thing.Type = Thing.self, at now: Moment) -> Identifier<Thing> {
        Identifier(next(now))
    }

    /// From random bytes; `random` gives as many bytes as it is asked for.
    package static func random(_ random: @escaping @Sendable (Int) -> [UInt8]) -> Identifiers {
        Identifiers { now in uuid(at: now, random: random(10)) }
    }

    private static func uuid(at now: Moment, random: [UInt8]) -> String {
        let milliseconds = UInt64(max(0, now.milliseconds))
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - $0 * 8)) } + random
        bytes[6] = 0x70 | (bytes[6] & 0x0f)
        bytes[8] = 0x80 | (bytes[8] & 0x3f)
        let digits = Array(Digest.hexadecimal(bytes).utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (position, digit) in digits.enumerated() {
            if dashes.contains(position) { text.append(UInt8(ascii: "-")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Before which digits a dash stands.
    private static let dashes = [8, 12, 16, 20]
}

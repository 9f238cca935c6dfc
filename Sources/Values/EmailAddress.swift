/// An e-mail address in lower case, checked when made.
///
/// Follows the form that browsers use for `type=email` (HTML Living Standard), with the lengths of RFC 5321.
package struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// - Throws: `.notAnEmailAddress`.
    package init(_ text: String) throws(ValueProblem) {
        let bytes = text.utf8.drop { $0 == UInt8(ascii: " ") }.map { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
        }
        let trimmed = bytes.reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
        let parts = trimmed.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard trimmed.count <= 254, parts.count == 2, (1...64).contains(parts[0].count),
            parts[0].allSatisfy(EmailAddress.localBytes.contains), EmailAddress.isDomain(parts[1])
        else { throw .notAnEmailAddress }
        self.text = String(decoding: trimmed, as: UTF8.self)
    }

    package var description: String { text }

    private static let alphanumeric = Set("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let localBytes = alphanumeric.union(".!#$%&'*+/=?^_`{|}~-".utf8)

    private static func isDomain(_ bytes: some Collection<UInt8>) -> Bool {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
                    && !label.reversed().starts(with: [UInt8(ascii: "-")])
                    && label.allSatisfy { alphanumeric.contains($0) || $0 == UInt8(ascii: "-") }
            }
    }
}

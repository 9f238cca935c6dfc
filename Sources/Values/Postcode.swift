/// A full United Kingdom postcode, checked when made, so always valid in form (BS 7666; "AA9A 9AA" and its kin).
package struct Postcode: Sendable, Hashable, CustomStringConvertible {
    /// The part before the space: `NG7`.
    package let district: String
    /// The part after the space: `2RD`.
    package let inward: String

    /// Reads any case and spacing. - Throws: `.notAPostcode`.
    package init(_ text: String) throws(ValueProblem) {
        let letters = text.utf8.filter { $0 != UInt8(ascii: " ") }.map { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
        }
        guard (5...7).contains(letters.count) else { throw .notAPostcode }
        let inward = letters.suffix(3)
        let outward = letters.dropLast(3)
        guard Postcode.shape(inward) == "9AA", Postcode.outwardShapes.contains(Postcode.shape(outward))
        else { throw .notAPostcode }
        district = String(decoding: outward, as: UTF8.self)
        self.inward = String(decoding: inward, as: UTF8.self)
    }

    /// The letters in front: `NG`.
    package var area: String { Postcode.area(ofDistrict: district) }

    package var description: String { "\(district) \(inward)" }

    package static func area(ofDistrict district: String) -> String {
        String(decoding: district.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }, as: UTF8.self)
    }

    /// Whether a text is a postcode area (`NG`) or district (`NG7`, `SW1A`).
    package static func isDistrictOrArea(_ text: String) -> Bool {
        let form = shape(text.utf8)
        return form == "A" || form == "AA" || outwardShapes.contains(form)
    }

    private static let outwardShapes: Set<String> = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"]

    /// Letters become A, digits 9, all else a question mark.
    private static func shape(_ bytes: some Sequence<UInt8>) -> String {
        String(
            decoding: bytes.map { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(ascii: "A")
                case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "9")
                default: UInt8(ascii: "?")
                }
            }, as: UTF8.self)
    }
}

/// Decides which addresses may stand in `href`, `src` or `action`.
///
/// Allowed are paths of this site, `http`, `https`, `mailto` and `tel`. All else becomes `#`, which leads nowhere:
/// `javascript:` and `data:` run scripts, and `//host` or `/\host` leave the site while looking like a path.
enum Address {
    static func checked(_ address: String) -> String {
        isAllowed(address) ? address : "#"
    }

    private static func isAllowed(_ address: String) -> Bool {
        // Browsers drop leading blanks and any control characters before they look for the scheme: `java\tscript:`.
        if address.utf8.first == 0x20 || address.utf8.starts(with: "//".utf8) { return false }
        var isPath = true
        var schemeLength: Int?
        for (index, byte) in address.utf8.enumerated() {
            switch byte {
            case 0x00..<0x20, 0x7F: return false
            // A backslash counts as a slash, though not in a query.
            case UInt8(ascii: "\\") where isPath: return false
            case UInt8(ascii: "?"), UInt8(ascii: "#"): isPath = false
            // A slash before the first colon: that colon belongs to the path.
            case UInt8(ascii: "/") where schemeLength == nil: schemeLength = 0
            case UInt8(ascii: ":") where isPath && schemeLength == nil: schemeLength = index
            default: break
            }
        }
        guard let schemeLength, schemeLength > 0 else { return !address.utf8.starts(with: ":".utf8) }
        return isKnown(scheme: address.utf8.prefix(schemeLength))
    }

    private static func isKnown(scheme: Substring.UTF8View) -> Bool {
        // Bit 0x20 is what tells a small ASCII letter from its capital.
        ["http", "https", "mailto", "tel"].contains { (name: String) in
            scheme.elementsEqual(name.utf8) { given, letter in given | 0x20 == letter }
        }
    }
}

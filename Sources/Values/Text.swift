/// Text as people type it, made fit to keep.
package enum Text {
    /// Without the blanks around it, with every kind of line end as one, and without what is not seen but changes what
    /// is: control characters, and marks that turn the direction of reading.
    package static func tidy(_ text: String) -> String {
        if isTidy(text.utf8) { return text }
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar == "\n" {
                if !afterReturn { scalars.append("\n") }
            } else if scalar == "\t" || !isUnseen(scalar.value) {
                scalars.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Most text needs nothing done, and imports have much of it: printable ASCII without a blank at either end.
    private static func isTidy(_ bytes: String.UTF8View) -> Bool {
        bytes.first != 0x20 && bytes.last != 0x20 && bytes.allSatisfy { (0x20..<0x7f).contains($0) }
    }

    /// The same on one line, for titles.
    package static func line(_ text: String) -> String {
        tidy(text).split(whereSeparator: \.isNewline).map { tidy(String($0)) }.joined(separator: " ")
    }

    /// Control characters (C0, C1), zero-width space and byte order mark, and directional overrides and isolates
    /// (Unicode Standard Annex 9).
    private static func isUnseen(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20, 0x7f..<0xa0, 0x200b, 0x200e...0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }
}

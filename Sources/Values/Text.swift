/// Text as people type it, made fit to keep.
package enum Text {
    /// Without the blanks around it, with every kind of line end as one, and without control characters.
    package static func tidy(_ text: String) -> String {
        if isTidy(text.utf8) { return text }
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar == "\n" {
                if !afterReturn { scalars.append("\n") }
            } else if scalar == "\t" || !(scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)) {
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
}

/// Text as people type it, made fit to keep.
package enum Text {
    /// Without the blanks around it, with every kind of line end as one, and without control characters.
    package static func tidy(_ text: String) -> String {
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
        let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let trimmed = scalars.drop(while: blank).reversed().drop(while: blank).reversed()
        var view = String.UnicodeScalarView()
        view.append(contentsOf: trimmed)
        return String(view)
    }
}

/// The words of a search: folded to lower case, without punctuation, at most a dozen.
package enum Words {
    package static let wordsMaximum = 12
    package static let wordCharactersMaximum = 40

    /// Letters and digits only; everything else parts words.
    package static func split(_ text: String) -> [String] {
        let words = text.lowercased().unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
        return words.prefix(wordsMaximum).map { word in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: word.prefix(wordCharactersMaximum))
            return String(view)
        }
    }
}

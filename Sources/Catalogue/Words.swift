/// The words of a search: folded to lower case, without punctuation.
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

    /// What a person asked for, part by part: every part has to be there. Words between quotation marks stand
    /// together, in this order; the last word outside them may be the beginning of one.
    package static func parts(of text: String) -> [WordPart] {
        var parts: [WordPart] = []
        var isQuoted = false
        for piece in text.split(omittingEmptySubsequences: false, whereSeparator: { marks.contains($0) }) {
            let words = split(String(piece)).prefix(wordsMaximum - parts.count)
            if isQuoted, words.count > 1 {
                parts.append(WordPart(words: Array(words), isBeginning: false))
            } else {
                parts += words.map { WordPart(words: [$0], isBeginning: false) }
            }
            isQuoted.toggle()
        }
        if let last = parts.last, last.words.count == 1, text.last.map({ !marks.contains($0) }) ?? false {
            parts[parts.count - 1] = WordPart(
                words: last.words, isBeginning: last.words[0].unicodeScalars.count >= beginningCharactersMinimum)
        }
        return parts
    }

    private static let marks: Set<Character> = ["\"", "“", "”", "„"]
    /// A shorter beginning would be the beginning of nearly everything.
    private static let beginningCharactersMinimum = 3
}

/// One word, or several that stand together.
package struct WordPart: Sendable, Hashable {
    package let words: [String]
    /// Whether words that begin like the last one will do.
    package let isBeginning: Bool

    package init(words: [String], isBeginning: Bool) {
        self.words = words
        self.isBeginning = isBeginning
    }

    package var text: String { words.joined(separator: " ") }
}

/// What else a word is looked for as: `physio` as physiotherapy, `pads` as continence.
package struct Synonyms: Sendable, Hashable {
    private let others: [String: [WordPart]]
    /// Of the longest that has others.
    private let wordsMaximum: Int

    /// - Parameter others: by a word, or several with blanks between, what to look for as well.
    package init(_ others: [String: [String]]) {
        self.others = Dictionary(
            others.map { (Words.split($0.key).joined(separator: " "), $0.value.compactMap(Synonyms.part)) },
            uniquingKeysWith: +)
        wordsMaximum = self.others.keys.map { $0.split(separator: " ").count }.max() ?? 0
    }

    private static func part(_ text: String) -> WordPart? {
        let words = Words.split(text)
        return words.isEmpty ? nil : WordPart(words: words, isBeginning: false)
    }

    /// Words side by side that mean something together become one part, as many as do: `stair lift` is looked for as
    /// stairlift.
    package func joined(_ parts: [WordPart]) -> [WordPart] {
        var (joined, rest): ([WordPart], ArraySlice<WordPart>) = ([], parts[...])
        while !rest.isEmpty {
            var together = rest.prefix(max(1, wordsMaximum))
            while together.count > 1, others[Synonyms.one(together).text] == nil { together.removeLast() }
            joined.append(Synonyms.one(together))
            rest = rest.dropFirst(together.count)
        }
        return joined
    }

    private static func one(_ parts: ArraySlice<WordPart>) -> WordPart {
        WordPart(words: parts.flatMap(\.words), isBeginning: parts.last?.isBeginning ?? false)
    }

    /// The part itself, and what else it is looked for as.
    package func alternatives(to part: WordPart) -> [WordPart] { [part] + (others[part.text] ?? []) }
}

/// How near one word is to another that may have been meant.
package enum Spelling {
    /// So many slips are forgiven in a word of this length: a letter too many, one too few, another one, or two that
    /// changed places.
    package static func slipsForgiven(in word: String) -> Int {
        switch word.unicodeScalars.count {
        case ..<4: 0
        case ..<8: 1
        default: 2
        }
    }

    /// Steps from one word to the other (optimal string alignment); nil for more than `most`.
    static func slips(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], most: Int) -> Int? {
        var (before, last) = ([Int](), Array(0...right.count))
        for (i, letter) in left.enumerated() {
            var row = [i + 1]
            for (j, other) in right.enumerated() {
                var least = min(row[j] + 1, last[j + 1] + 1, last[j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other { least = min(least, before[j - 1] + 1) }
                row.append(least)
            }
            guard row.contains(where: { $0 <= most }) else { return nil }
            (before, last) = (last, row)
        }
        return last[right.count] <= most ? last[right.count] : nil
    }
}

/// All words there are, ready to be compared with one that nobody wrote.
package struct Vocabulary: Sendable {
    private struct Entry: Sendable {
        let word: String
        let length: Int
        /// One bit for each letter that is in it: a slip changes two of them at most.
        let letters: UInt32

        init(_ word: String) {
            self.word = word
            length = word.unicodeScalars.count
            letters = word.unicodeScalars.reduce(0) { $0 | 1 << ($1.value % 32) }
        }
    }

    private var entries: [Entry] = []

    package init(_ words: some Sequence<String> = []) {
        add(words)
    }

    package var isEmpty: Bool { entries.isEmpty }

    package mutating func add(_ words: some Sequence<String>) {
        entries += words.map(Entry.init)
    }

    /// Words that may have been meant, the nearest first; equals in the order of the alphabet.
    package func nearest(to word: String, most: Int) -> [String] {
        let (typed, scalars) = (Entry(word), Array(word.unicodeScalars))
        let forgiven = Spelling.slipsForgiven(in: word)
        guard forgiven > 0 else { return [] }
        var found: [(slips: Int, word: String)] = []
        for entry in entries
        where abs(entry.length - typed.length) <= forgiven
            && (entry.letters ^ typed.letters).nonzeroBitCount <= 2 * forgiven
        {
            if let slips = Spelling.slips(scalars, Array(entry.word.unicodeScalars), most: forgiven) {
                found.append((slips, entry.word))
            }
        }
        return found.sorted { ($0.slips, $0.word) < ($1.slips, $1.word) }.prefix(most).map(\.word)
    }
}

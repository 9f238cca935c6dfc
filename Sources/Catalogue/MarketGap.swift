import Values

/// Something that people looked for and nobody offers where they live: told to the commissioner, without who asked.
package struct MarketGap: Sendable, Hashable {
    /// Folded, and without what could tell who asked.
    package let words: String
    /// The category that was chosen beside the words.
    package let category: Category.ID?
    /// A postcode district or area; empty where too few people live there to name it.
    package let place: String

    package init(words: String, category: Category.ID?, place: String) {
        self.words = words
        self.category = category
        self.place = place
    }

    /// A place is named only where so many of the commissioner's people live: fewer could be recognised.
    package static let peopleMinimum = 5
    /// How many different searches of one person are counted in one day.
    package static let dailyMaximum = 30

    /// The words of a search as they are kept; nil when nothing is left of them.
    ///
    /// Left out is what tells who somebody is: names of those concerned, e-mail addresses, postcodes, and seven or more
    /// digits in a row of numbers, such as telephone numbers, NHS numbers and dates of birth.
    /// - Parameter names: of the holder and of whoever acts for them.
    package static func words(of text: String, without names: [String]) -> String? {
        let personal = Set(names.flatMap { Words.split($0) })
        let pieces = text.split(whereSeparator: \.isWhitespace).filter { !$0.contains("@") }
        var words = Words.split(pieces.joined(separator: " "))
        words = withoutPostcodes(words)
        words = withoutLongNumbers(words)
        words.removeAll { personal.contains($0) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func withoutPostcodes(_ words: [String]) -> [String] {
        var kept: [String] = []
        var index = 0
        while index < words.count {
            if isPostcode(words[index]) {
                index += 1
            } else if index + 1 < words.count, isPostcode("\(words[index]) \(words[index + 1])") {
                index += 2
            } else {
                kept.append(words[index])
                index += 1
            }
        }
        return kept
    }

    private static func isPostcode(_ text: String) -> Bool {
        do {
            _ = try Postcode(text)
            return true
        } catch {
            return false
        }
    }

    private static let digitsMaximum = 6

    /// Numbers that follow each other count together: people write one telephone number as three.
    private static func withoutLongNumbers(_ words: [String]) -> [String] {
        var kept: [String] = []
        var numbers: [String] = []
        for word in words + [""] {
            if !word.isEmpty, word.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) {
                numbers.append(word)
                continue
            }
            if numbers.map(\.utf8.count).reduce(0, +) <= digitsMaximum { kept += numbers }
            numbers = []
            if !word.isEmpty { kept.append(word) }
        }
        return kept
    }
}

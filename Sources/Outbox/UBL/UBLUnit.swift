/// Units of measure (UNECE Recommendation 20) for the words in which suppliers name theirs.
package enum UBLUnit {
    /// What the words name in the singular or plural, from their beginning.
    private static let table: [(code: String, words: Set<String>)] = [
        ("HUR", ["hour", "hours"]), ("DAY", ["day", "days"]), ("WEE", ["week", "weeks"]),
        ("MON", ["month", "months"]), ("MIN", ["minute", "minutes"]), ("KMT", ["kilometre", "kilometres"]),
        ("SMI", ["mile", "miles"]), ("PR", ["pair", "pairs"]),
    ]

    /// One of something.
    package static let one = "C62"
    /// One, each, piece, number of articles: what programs call one of something.
    private static let ones: Set<String> = ["C62", "EA", "H87", "NAR", "XPP"]

    /// Only where the words are the unit and nothing else: “hour with two carers” is one of something.
    package static func code(for words: String) -> String {
        table.first { $0.words.contains(words.lowercased()) }?.code ?? one
    }

    /// Do two codes count the same?
    package static func areSame(_ first: String, _ second: String) -> Bool {
        first == second || ones.contains(first) && ones.contains(second)
    }
}

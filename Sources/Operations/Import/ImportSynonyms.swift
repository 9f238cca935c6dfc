import Catalogue
import Relational
import Storage
import Values

/// `synonyms.csv`: what a word of a search is looked for as, besides itself.
struct ImportSynonyms: ImportStep {
    static let file = "synonyms.csv"
    static let columns = ["word", "means"]
    static let key = ["word"]

    struct Candidate: Sendable {
        let word: String
        let means: [String]
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (word, means) = (row.text("word", most: Words.wordCharactersMaximum), row.list("means"))
        if let word, Words.split(word).isEmpty { row.add("word", "must hold a letter or a digit") }
        if means.isEmpty { row.add("means", "is missing: say what else to look for") }
        for other in means where Words.split(other).isEmpty { row.add("means", "“\(other)” holds no word") }
        guard let word, row.problems.isEmpty else { return nil }
        return Candidate(word: Words.split(word).joined(separator: " "), means: means)
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        .taken(
            try writing.tx.structure.take(
                synonym: candidate.word, means: candidate.means, source: source.digest))
    }

    func note(_ tx: Transaction) throws {
        try tx.structure.noteChange()
    }
}

import GRDB
import GRDBSQLite
import Relational

/// Full-text search by FTS5: `<table>_words` holds the words of a table, row for row.
extension EngineConnection {
    func eachMatch(_ words: SearchWords, _ body: (Int) -> Void) throws {
        guard let expression = Self.expression(words) else { return }
        let index = "\(words.table.name)_words"
        let all = "SELECT rowid FROM \(index) WHERE \(index) MATCH $1"
        guard let among = words.among else { return try eachNumber(all, [.text(expression)], body) }
        for number in among {
            try eachNumber(all + " AND rowid = $2", [.text(expression), .integer(Int64(number))], body)
        }
    }

    /// The words as a phrase between quotes, where FTS5 knows no operators. Words without a letter or digit hold
    /// nothing to find; nil when nothing is left.
    private static func expression(_ words: SearchWords) -> String? {
        let said = words.words.map(withoutNUL).filter(saysSomething)
        guard !said.isEmpty else { return nil }
        let phrase = said.joined(separator: " ").utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        let quoted = "\"" + String(decoding: phrase, as: UTF8.self) + "\"" + (words.isBeginning ? "*" : "")
        return words.isInTitle ? "\(words.table.title) : \(quoted)" : quoted
    }

    private static let quote = UInt8(ascii: "\"")

    private static func saysSomething(_ word: String) -> Bool {
        word.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private static func withoutNUL(_ text: String) -> String {
        text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
    }
}

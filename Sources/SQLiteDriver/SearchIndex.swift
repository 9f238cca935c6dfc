import Relational

/// Full-text search by FTS5: `search_index` holds the words, `search_documents` whose row is whose.
extension EngineConnection {
    /// More words than anybody types; the rest is left out.
    private static let wordsMaximum = 32
    /// Ranking costs several microseconds a document, so only so many are ranked.
    private static let rankedMaximum = 2_000

    func search(_ words: [String]) throws -> [String] {
        guard let expression = Self.expression(words) else { return [] }
        let limit = Self.rankedMaximum + 1
        let best = try ranked(expression, limit: limit)
        guard best.count == limit else { return best }
        // Too many to rank them all: what says it in its title comes first, ranked; the others follow as they
        // were put in.
        let titled = try ranked("{title} : (\(expression))", limit: Self.rankedMaximum)
        let seen = Set(titled)
        var found = titled
        try eachRow(
            """
            SELECT search_documents.document AS document FROM search_index
            JOIN search_documents ON search_documents.number = search_index.rowid
            WHERE search_index MATCH \(expression) ORDER BY search_index.rowid
            """
        ) { row in
            let document = try row.text("document")
            if !seen.contains(document) { found.append(document) }
        }
        return found
    }

    /// A word in the title weighs as much as ten in the text. Equal scores are ordered by document.
    private func ranked(_ expression: String, limit: Int) throws -> [String] {
        try rows(
            """
            SELECT search_documents.document AS document
            FROM (SELECT rowid AS number, bm25(search_index, 10.0, 1.0) AS score
                  FROM search_index WHERE search_index MATCH \(expression) LIMIT \(limit)) AS found
            JOIN search_documents ON search_documents.number = found.number
            ORDER BY found.score, search_documents.document
            """
        ).map { try $0.text("document") }
    }

    func index(document: String, title: String, text: String) throws {
        let (title, text) = (Self.withoutNUL(title), Self.withoutNUL(text))
        if let number = try number(of: document) {
            try run("UPDATE search_index SET title = \(title), text = \(text) WHERE rowid = \(number)")
        } else {
            try run("INSERT INTO search_documents (document) VALUES (\(document))")
            guard let number = try number(of: document) else { return }
            try run("INSERT INTO search_index (rowid, title, text) VALUES (\(number), \(title), \(text))")
        }
    }

    func unindex(document: String) throws {
        guard let number = try number(of: document) else { return }
        try run("DELETE FROM search_index WHERE rowid = \(number)")
        try run("DELETE FROM search_documents WHERE number = \(number)")
    }

    private func number(of document: String) throws -> Int? {
        try row("SELECT number FROM search_documents WHERE document = \(document)")?.integer("number")
    }

    /// Each word between quotes, where FTS5 knows no operators, and the last also as a beginning. Words without a
    /// letter or digit hold nothing to find; nil when nothing is left.
    private static func expression(_ words: [String]) -> String? {
        let quoted = words.map(withoutNUL).filter(saysSomething).prefix(wordsMaximum).map { word in
            "\"" + String(decoding: word.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }, as: UTF8.self) + "\""
        }
        return quoted.isEmpty ? nil : quoted.joined(separator: " AND ") + "*"
    }

    private static let quote = UInt8(ascii: "\"")

    private static func saysSomething(_ word: String) -> Bool {
        word.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private static func withoutNUL(_ text: String) -> String {
        text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
    }
}

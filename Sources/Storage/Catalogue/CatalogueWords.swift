import Catalogue
import Relational
import Values

// What searches look for words in.

extension ListingStore {
    /// Rows that hold a part of a search.
    /// - Parameters:
    ///   - inTitle: only those that hold it in their titles.
    ///   - among: only among these; nil for all.
    package func eachRow(
        with part: WordPart, inTitle: Bool = false, among: [Int]?, _ body: (Int) -> Void
    ) throws {
        try access.connection.eachMatch(
            SearchWords(
                in: .listings, part.words, isBeginning: part.isBeginning, isInTitle: inTitle, among: among), body)
    }
}

extension SupplierStore {
    /// Numbers of suppliers of whom every part is said.
    /// - Parameter inName: only in their names.
    package func numbers(with parts: [WordPart], inName: Bool = false) throws -> Set<Int> {
        var found: Set<Int>?
        for part in parts {
            var numbers = Set<Int>()
            let words = SearchWords(in: .suppliers, part.words, isBeginning: part.isBeginning, isInTitle: inName)
            try access.connection.eachMatch(words) { numbers.insert($0) }
            found = found?.intersection(numbers) ?? numbers
            if numbers.isEmpty { return [] }
        }
        return found ?? []
    }
}

extension StructureStore {
    /// Item types and groups of this name.
    package func categories(named part: WordPart) throws -> [Catalogue.Category.ID] {
        var numbers: [Int] = []
        let words = SearchWords(in: .categories, part.words, isBeginning: part.isBeginning, isInTitle: true)
        try access.connection.eachMatch(words) { numbers.append($0) }
        guard !numbers.isEmpty else { return [] }
        return try access.connection.rows("SELECT id FROM categories WHERE number IN (\(list: numbers))")
            .map { try $0.id("id") }
    }

    package func synonyms() throws -> Synonyms {
        Synonyms(
            Dictionary(
                try access.connection.rows("SELECT word, means FROM synonyms")
                    .map { (try $0.text("word"), try $0.list("means")) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// Words of names that have come since a revision of the offers, and the newest revision of any.
    package func words(since revision: Int) throws -> (words: [String], revision: Int) {
        var (words, newest) = ([String](), revision)
        try access.connection.eachRow("SELECT word, revision FROM title_words WHERE revision > \(revision)") { row in
            words.append(try row.text("word"))
            newest = max(newest, try row.integer("revision"))
        }
        return (words, newest)
    }
}

extension StructureStore where Access: Writing {
    /// Takes the words of a name in, so that slips of the pen in them can be forgiven. Names are not taken out: a word
    /// that nothing holds any more is never meant.
    /// - Parameter revision: of the offers.
    package func note(wordsOf name: String, revision: Int) throws {
        for word in Set(Words.split(name)) where Spelling.slipsForgiven(in: word) > 0 {
            try access.connection.run(
                "INSERT INTO title_words (word, revision) VALUES (\(word), \(revision)) ON CONFLICT DO NOTHING")
        }
    }

    /// - Parameter means: what the word is looked for as, too.
    package func take(synonym word: String, means: [String], source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM synonyms WHERE word = \(word)")
        if let known, try known.text("source_digest") == source.text { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO synonyms (word, means, source_digest) VALUES (\(word), \(means.joinedList), \(source))
            ON CONFLICT (word) DO UPDATE SET means = excluded.means, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }
}

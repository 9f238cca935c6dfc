import Relational
import SQLiteDriver
import TestSupport
import Testing

@Suite("Search") struct SearchTests {
    let folder: TemporaryFolder
    let database: SQLiteDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
    }

    private func put(_ documents: [(String, String, String)]) async throws {
        try await database.write { transaction in
            for (document, title, text) in documents {
                try transaction.connection.index(document: document, title: title, text: text)
            }
        }
    }

    private func find(_ words: String...) async throws -> [String] {
        try await database.read { try $0.connection.search(words) }
    }

    @Test func `all words must be there, the last may be a beginning`() async throws {
        try await put([
            ("1", "Swimming lessons", "In a warm pool"), ("2", "Pool cleaning", "Lessons in chemistry"),
            ("3", "Physiotherapy at home", "Exercises"),
        ])
        #expect(try await find("pool", "lessons").sorted() == ["1", "2"])
        #expect(try await find("warm", "po") == ["1"])
        #expect(try await find("po", "warm").isEmpty)
        #expect(try await find("physio") == ["3"])
        #expect(try await find("pool", "physio").isEmpty)
    }

    @Test func `endings and accents do not matter`() async throws {
        try await put([("1", "Café visits", "Walking and gardens")])
        for words in [["cafe"], ["CAFÉ"], ["visiting"], ["walked"], ["gardening"], ["walks", "cafe"]] {
            #expect(try await database.read { try $0.connection.search(words) } == ["1"], "\(words)")
        }
    }

    @Test func `a word in the title comes before one in the text, equals by identifier`() async throws {
        try await put([
            ("c", "Garden help", "weekly"), ("b", "Garden help", "weekly"), ("a", "Weekly help", "garden"),
        ])
        #expect(try await find("garden") == ["b", "c", "a"])
    }

    @Test func `a document is replaced, and taken out`() async throws {
        try await put([("1", "Bread", "white"), ("2", "Bread", "brown")])
        try await put([("1", "Cake", "sweet")])
        #expect(try await find("bread") == ["2"])
        #expect(try await find("sweet") == ["1"])
        try await database.write { transaction in
            try transaction.connection.unindex(document: "1")
            try transaction.connection.unindex(document: "never there")
        }
        #expect(try await find("sweet").isEmpty)
        try await put([("1", "Bread", "again")])
        #expect(try await find("bread") == ["1", "2"])
    }

    @Test func `no words find nothing`() async throws {
        try await put([("1", "Bread", "white")])
        #expect(try await find().isEmpty)
        #expect(try await find("", "  ", "!!!", "\0", "*", "🧑‍🦽").isEmpty)
    }

    @Test(arguments: [
        "\"", "\"\"", "bread\"", "\" OR \"bread", "AND", "OR", "NOT", "NEAR(", "NEAR(bread white)", "title:",
        "{title}:",
        "^bread", "bread*", "*", "-", "+", "(", ")", "();--", "'; DROP TABLE people; --", "bread\0", "\0", "\"\u{301}",
        "bread AND", "$1", "?", "🧑‍🦽", "％", "\u{202e}bread", String(repeating: "a", count: 100_000),
    ]) func `hostile words are words`(word: String) async throws {
        try await put([("1", "Bread", "white")])
        let alone = try await find(word)
        let before = try await find(word, "bread")
        let after = try await find("bread", word)
        for found in [alone, before, after] { #expect(found.isEmpty || found == ["1"]) }
        #expect(try await find("bread") == ["1"])
    }

    @Test func `no text that anybody can type breaks the search`() async throws {
        try await put([("1", "Bread", "white")])
        let alphabet = Array("ab\"*():^+-{}, '\0é\u{301}ＡANDOR\u{200d}🧑").map(String.init)
        for seed in 0..<200 {
            var random = SplitMix64(seed: UInt64(seed))
            let words = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    alphabet[Int.random(in: alphabet.indices, using: &random)]
                }.joined()
            }
            _ = try await database.read { try $0.connection.search(words) }
        }
    }

    @Test func `hundreds of words are cut off, not refused`() async throws {
        try await put([("1", "Bread", "white")])
        #expect(try await database.read { try $0.connection.search(Array(repeating: "bread", count: 500)) } == ["1"])
    }

    @Test func `beyond what is ranked everything is still found, titles first`() async throws {
        try await database.write { transaction in
            for number in 0..<3_000 {
                let title = number == 2_900 ? "Garden help" : "Help"
                try transaction.connection.index(document: "d\(number)", title: title, text: "in the garden")
            }
        }
        let found = try await find("garden")
        #expect(found.count == 3_000 && Set(found).count == 3_000)
        #expect(found.first == "d2900")
        #expect(try await find("garden") == found)
    }
}

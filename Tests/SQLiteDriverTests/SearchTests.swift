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

    private func put(_ things: [(Int, String, String)]) async throws {
        try await database.write { transaction in
            for (number, title, text) in things {
                try transaction.connection.run(
                    """
                    INSERT INTO things (number, title, text) VALUES (\(number), \(title), \(text))
                    ON CONFLICT (number) DO UPDATE SET title = excluded.title, text = excluded.text
                    """)
            }
        }
    }

    private func find(
        _ words: String..., isBeginning: Bool = false, isInTitle: Bool = false, among: [Int]? = nil
    ) async throws -> [Int] {
        try await find(words, isBeginning, isInTitle, among)
    }

    private func find(
        _ words: [String], _ isBeginning: Bool = false, _ isInTitle: Bool = false, _ among: [Int]? = nil
    ) async throws -> [Int] {
        try await database.read { snapshot in
            var found: [Int] = []
            try snapshot.connection.eachMatch(
                SearchWords(in: .things, words, isBeginning: isBeginning, isInTitle: isInTitle, among: among)
            ) { found.append($0) }
            return found.sorted()
        }
    }

    @Test func `several words stand together, and the last may be a beginning`() async throws {
        try await put([
            (1, "Swimming lessons", "In a warm pool"), (2, "Pool cleaning", "Lessons in chemistry"),
            (3, "Physiotherapy at home", "Exercises"),
        ])
        #expect(try await find("pool") == [1, 2])
        #expect(try await find("warm", "pool") == [1])
        #expect(try await find("pool", "warm").isEmpty)
        #expect(try await find("warm", "po", isBeginning: true) == [1])
        #expect(try await find("physio", isBeginning: true) == [3])
        #expect(try await find("physio").isEmpty)
    }

    @Test func `endings and accents do not matter`() async throws {
        try await put([(1, "Café visits", "Walking and gardens")])
        for word in ["cafe", "CAFÉ", "visiting", "walked", "gardening", "walks"] {
            #expect(try await find(word) == [1], "\(word)")
        }
    }

    @Test func `a word can be asked for in titles, and among some rows`() async throws {
        try await put([(1, "Garden help", "weekly"), (2, "Weekly help", "garden"), (3, "Garden", "garden")])
        #expect(try await find("garden", isInTitle: true) == [1, 3])
        #expect(try await find("garden", among: [2, 3, 9]) == [2, 3])
        #expect(try await find("garden", isInTitle: true, among: [2]).isEmpty)
        #expect(try await find("garden", among: []).isEmpty)
    }

    @Test func `the index follows its table, also where what was written is taken back`() async throws {
        try await put([(1, "Bread", "white"), (2, "Bread", "brown")])
        try await put([(1, "Cake", "sweet")])
        #expect(try await find("bread") == [2])
        #expect(try await find("sweet") == [1])
        #expect(try await find("white").isEmpty)
        struct Taken: Error {}
        await #expect(throws: Taken.self) {
            try await database.write { tx in
                try tx.connection.run("UPDATE things SET title = 'Soup' WHERE number = 1")
                throw Taken()
            }
        }
        #expect(try await find("soup").isEmpty)
        #expect(try await find("cake") == [1])
        _ = try await database.write { tx in try tx.connection.run("DELETE FROM things WHERE number = 1") }
        #expect(try await find("sweet").isEmpty)
        try await put([(1, "Bread", "again")])
        #expect(try await find("bread") == [1, 2])
    }

    @Test func `no words find nothing`() async throws {
        try await put([(1, "Bread", "white")])
        #expect(try await find().isEmpty)
        #expect(try await find("", "  ", "!!!", "\0", "*", "🧑‍🦽").isEmpty)
    }

    @Test(arguments: [
        "\"", "\"\"", "bread\"", "\" OR \"bread", "AND", "OR", "NOT", "NEAR(", "NEAR(bread white)", "title:",
        "{title}:",
        "^bread", "bread*", "*", "-", "+", "(", ")", "();--", "'; DROP TABLE people; --", "bread\0", "\0", "\"\u{301}",
        "bread AND", "$1", "?", "🧑‍🦽", "％", "\u{202e}bread", String(repeating: "a", count: 100_000),
    ]) func `hostile words are words`(word: String) async throws {
        try await put([(1, "Bread", "white")])
        for isBeginning in [false, true] {
            for isInTitle in [false, true] {
                let found = try await find([word], isBeginning, isInTitle)
                #expect(found.isEmpty || found == [1])
            }
        }
        #expect(try await find("bread") == [1])
    }

    @Test func `no text that anybody can type breaks the search`() async throws {
        try await put([(1, "Bread", "white")])
        let alphabet = Array("ab\"*():^+-{}, '\0é\u{301}ＡANDOR\u{200d}🧑").map(String.init)
        for seed in 0..<200 {
            var random = SplitMix64(seed: UInt64(seed))
            let words = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    alphabet[Int.random(in: alphabet.indices, using: &random)]
                }.joined()
            }
            _ = try await find(words, seed % 2 == 0, seed % 3 == 0)
        }
    }
}

import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// From a search in vain to the commissioner's page, and never who it was.
@Suite("Market gap pages") struct MarketGapPageTests {
    private func browser(_ scene: Scene, _ who: Player) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `Bilal reads what Ann looked for in vain, and not that it was Ann`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene, .ann)
        for _ in 1...2 {
            try await ann.visit("/shop?q=zebra+crossing&show=covered&within=5")
            #expect(ann.page.text.contains("Your commissioner is told"))
        }
        try await ann.visit("/shop?q=thing&within=5&reach=regional&category=20")
        try await ann.visit("/shop?q=")
        let bilal = try await browser(scene, .bilal)
        try await bilal.visit("/supplier-book")
        try await bilal.follow("Market gaps: what people looked for in vain")
        let rows = try #require(bilal.page.first("table")).all("tr").dropFirst().map(\.text)
        #expect(rows == ["zebra crossing Any 1 not named (1) 6 October 2026"])
        #expect(!bilal.page.text.contains("Ann"))
        try await bilal.visit("/market-gaps.csv?period=week")
        #expect(
            bilal.reply.body
                == "day,words,category,category_title,place,searches\r\n2026-10-06,zebra crossing,,,,1\r\n")
        let quinn = try await browser(scene, .quinn)
        try await quinn.visit("/market-gaps")
        #expect(quinn.page.text.contains("Nobody looked for something in vain in this time."))
    }

    @Test func `what others would find, or a filter hides, is no gap`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene, .ann)
        for query in ["q=thing&show=covered&category=20", "q=thing&supplier=none", "q=thing&within=5&reach=national"] {
            try await ann.visit("/shop?\(query)")
            #expect(!ann.page.text.contains("Your commissioner is told"), "\(query)")
        }
        #expect(try await scene.rows("SELECT * FROM market_gaps").isEmpty)
    }

    @Test func `the most asked comes first, by the time that is chosen, and cells are safe`() async throws {
        let scene = try await Scene()
        for (day, words, category, place, count) in [
            ("2026-10-01", "bath lift", "07", "NG7", 3), ("2026-10-06", "bath lift", "07", "NG", 2),
            ("2026-10-06", "=cmd", "", "", 4), ("2026-08-01", "old thing", "", "NG7", 99),
        ] {
            try await scene.run(
                "INSERT INTO market_gaps VALUES ('TAD', \(day), \(words), \(category), \(place), \(count))")
        }
        let bilal = try await browser(scene, .bilal)
        try await bilal.visit("/market-gaps")
        let table = try #require(bilal.page.first("table")).all("tr").dropFirst().map(\.text)
        #expect(
            table == [
                "bath lift Mobility 5 NG7 (3), NG (2) 6 October 2026", "=cmd Any 4 not named (4) 6 October 2026",
            ])
        bilal.fill("period", "quarter")
        try await bilal.press("Show")
        #expect(bilal.page.text.contains("old thing"))
        try await bilal.visit("/market-gaps.csv?period=quarter")
        #expect(bilal.reply.body.contains("2026-10-06,'=cmd,,,,4"))
        #expect(bilal.reply.body.contains("2026-10-01,bath lift,07,Mobility,NG7,3"))
    }
}

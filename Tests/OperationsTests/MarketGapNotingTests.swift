import Catalogue
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Searches in vain are counted, and nothing tells who searched.
@Suite("Noting market gaps") struct MarketGapNotingTests {
    private func note(
        _ scene: Scene, _ text: String, _ category: Catalogue.Category.ID? = nil, as who: Player = .ann
    ) async throws -> Bool {
        try await scene.desk.noteGap(text, category: category, as: try await scene.principal(who))
    }

    private func gaps(_ scene: Scene, of commissioner: Commissioner.ID = "TAD") async throws -> [String] {
        try await scene.database.read { snapshot in
            try snapshot.marketGaps.list(of: commissioner, since: Cast.day("2026-01-01"), skipping: 0, most: 100).map {
                "\($0.words) \($0.category?.text ?? "-") \($0.searches) "
                    + $0.places.map { "\($0.name.isEmpty ? "?" : $0.name):\($0.searches)" }.joined(separator: " ")
            }
        }
    }

    @Test func `the same from one person counts once a day, from two people twice, and again tomorrow`() async throws {
        let scene = try await Scene()
        #expect(try await note(scene, "Bath lift"))
        #expect(try await !note(scene, "  bath LIFT "))
        #expect(try await note(scene, "bath lift", as: .tom))
        #expect(try await note(scene, "bath lift", "07"))
        #expect(try await note(scene, "stair lift"))
        #expect(try await gaps(scene) == ["bath lift - 2 ?:2", "bath lift 07 1 ?:1", "stair lift - 1 ?:1"])
        scene.clock.advance(days: 1)
        #expect(try await note(scene, "Bath lift"))
        #expect(try await gaps(scene).first == "bath lift - 3 ?:3")
        #expect(try await gaps(scene, of: "SYB") == [])
    }

    @Test func `nothing but the sums is written: no person, no time, no audit record`() async throws {
        let scene = try await Scene()
        let before = try await scene.fingerprint()
        _ = try await note(scene, "Bath lift for Ann Marsh, NG7 2RD", as: .tom)
        #expect(try await scene.changes(since: before) == ["market_gaps"])
        let row = try #require(try await scene.rows("SELECT * FROM market_gaps").first)
        let text = row.all.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        for secret in ["ann", "tom", "marsh", "ng7", "h-ann", "p-tom"] { #expect(!text.lowercased().contains(secret)) }
        #expect(
            row.all.map(\.name) == ["commissioner_id", "day", "words", "category_id", "place", "searches"])
    }

    @Test func `a place is named only where enough people live`() async throws {
        let scene = try await Scene()
        _ = try await scene.crowd(2, fundLeft: Cast.pounds("1000"))
        _ = try await note(scene, "four people in NG7")
        _ = try await scene.run(
            """
            INSERT INTO holders (id, name, known_as, born_on, address, postcode, telephone, commissioner_id, pseudonym)
            SELECT 'h-near', 'N', 'N', '1980-01-01', 'x', 'NG9 1AA', '1', 'TAD', 'N-1'
            """)
        _ = try await note(scene, "a fifth in NG9")
        _ = try await scene.run(
            """
            INSERT INTO holders (id, name, known_as, born_on, address, postcode, telephone, commissioner_id, pseudonym)
            SELECT 'h-here', 'N', 'N', '1980-01-01', 'x', 'NG7 1AB', '1', 'TAD', 'N-2'
            """)
        _ = try await note(scene, "a fifth in NG7")
        #expect(
            try await gaps(scene) == [
                "a fifth in ng7 - 1 NG7:1", "a fifth in ng9 - 1 NG:1", "four people in ng7 - 1 ?:1",
            ])
    }

    @Test func `of one person, so many different searches count in a day and no more`() async throws {
        let scene = try await Scene()
        for number in 1...MarketGap.dailyMaximum { #expect(try await note(scene, "thing \(number)")) }
        #expect(try await !note(scene, "one more"))
        #expect(try await note(scene, "one more", as: .tom))
    }

    @Test func `only whoever acts for a holder tells of a gap`() async throws {
        let scene = try await Scene()
        for who in [Player.petra, .bilal, .nora] {
            #expect(await refusal { _ = try await note(scene, "lift", as: who) } == "NotFound")
        }
    }
}

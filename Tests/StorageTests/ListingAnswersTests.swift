import Catalogue
import Relational
import SceneSupport
import Storage
import TestSupport
import Testing

@Suite("Answers about listings") struct ListingAnswersTests {
    @Test func `they are looked for among the days' answers, not among all that a supplier lists`() async throws {
        let scene = try await Scene()
        let question = ListingHistory<Snapshot>.question(ofAnswersTo: "trent", since: Cast.now, most: 20)
        let sql = "EXPLAIN QUERY PLAN " + question.sql.replacing(/\$[0-9]+/, with: "0")
        let plan = try await scene.rows(Statement(stringLiteral: sql)).map { try $0.text("detail") }
        #expect(plan.first?.contains("listing_events_answers") == true, "\(plan)")
    }
}

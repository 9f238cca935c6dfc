import Relational
import SceneSupport
import Storage
import Testing

@Suite("What is asked about notices again and again") struct NoticeQuestionTests {
    @Test func `each is answered from an index, however many people were told already`() async throws {
        let scene = try await Scene()
        for (question, table, index) in NoticeQuestions.all {
            let sql = "EXPLAIN QUERY PLAN " + question.sql.replacing(/\$[0-9]+/, with: "'0'")
            let plan = try await scene.rows(Statement(stringLiteral: sql)).map { try $0.text("detail") }
            #expect(plan.contains { $0.contains(index) }, "\(index): \(plan)")
            let looks = plan.filter { $0.hasPrefix("SCAN \(table)") || $0.hasPrefix("SCAN e") }
            #expect(looks.allSatisfy { $0.contains(index) }, "\(index): \(plan)")
        }
    }
}

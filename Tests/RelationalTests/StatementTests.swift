import Relational
import Testing

@Suite("Statement") struct StatementTests {
    @Test func `what is interpolated is bound in the order of appearance`() {
        let name = "'; DROP TABLE people; --"
        let statement: Statement =
            "SELECT * FROM people WHERE name = \(name) AND born > \(1970) AND left_at IS \(Int?.none)"
        #expect(statement.sql == "SELECT * FROM people WHERE name = $1 AND born > $2 AND left_at IS $3")
        #expect(statement.values == [.text(name), .integer(1_970), .null])
    }

    @Test func `numbers go on beyond nine`() {
        let list = Array(1...12)
        let statement: Statement = "SELECT \(0) WHERE id IN (\(list: list)) AND x = \("y")"
        #expect(
            statement.sql == "SELECT $1 WHERE id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) AND x = $14")
        #expect(statement.values.count == 14 && statement.values.last == .text("y"))
    }

    @Test func `an empty list matches nothing`() {
        let statement: Statement = "SELECT 1 WHERE id IN (\(list: [String]()))"
        #expect(statement.sql == "SELECT 1 WHERE id IN (NULL)" && statement.values.isEmpty)
    }

    @Test func `a literal has no values, and a committed piece is pasted`() {
        let plain: Statement = "SELECT 1"
        #expect(plain.sql == "SELECT 1" && plain.values.isEmpty)
        let pieced: Statement = "SELECT \(sql: "id, name") FROM people WHERE id = \("a")"
        #expect(pieced.sql == "SELECT id, name FROM people WHERE id = $1" && pieced.values == [.text("a")])
    }

    @Test func `every kind of value binds as itself`() {
        let statement: Statement = "\(Int.min) \(Int64.max) \("") \(Optional("x")) \(Value.null)"
        #expect(statement.values == [.integer(.min), .integer(.max), .text(""), .text("x"), .null])
    }

    @Test func `equal statements are equal, others not`() {
        func find(_ id: String) -> Statement { "SELECT \(id)" }
        #expect(find("a") == find("a") && find("a") != find("b") && find("a").sql == find("b").sql)
    }
}

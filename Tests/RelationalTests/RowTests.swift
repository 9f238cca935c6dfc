import Relational
import Testing

@Suite("Row") struct RowTests {
    let row = Row(
        columns: Row.Columns(["id", "pence", "note", "id"]),
        values: [.text("a"), .integer(5), .null, .text("second")])

    @Test func `columns are read by name, the first of two equal names`() throws {
        #expect(try row.text("id") == "a")
        #expect(try row.integer("pence") == 5)
        #expect(try row.optionalText("note") == nil && row.optionalInteger("note") == nil)
        #expect(try row.optionalText("id") == "a" && row.optionalInteger("pence") == 5)
    }

    @Test func `a missing column and a value of another kind are told with the column's name`() throws {
        let missing = try #require(throws: DecodingFailure.self) { try row.text("nowhere") }
        #expect(missing.description == "column nowhere: missing")
        for read in [{ try row.text("pence") }, { try row.text("note") }, { try row.optionalText("pence") ?? "" }] {
            let failure = try #require(throws: DecodingFailure.self) { try read() }
            #expect(failure.problem == "not text")
        }
        for read in [{ try row.integer("id") }, { try row.integer("note") }, { try row.optionalInteger("id") ?? 0 }] {
            let failure = try #require(throws: DecodingFailure.self) { try read() }
            #expect(failure.problem == "not a whole number")
        }
        #expect(throws: DecodingFailure.self) { try row.optionalText("nowhere") }
    }

    @Test func `everything is there in the order of the columns`() {
        #expect(row.all.map(\.name) == ["id", "pence", "note", "id"])
        #expect(row.all.map(\.value) == [.text("a"), .integer(5), .null, .text("second")])
    }
}

import Operations
import Testing
import TestSupport

@Suite struct CSVReaderTests {
    /// Reads a text in chunks of so many bytes: a line for each record, cells between bars, problems after a dash.
    static func read(_ bytes: [UInt8], chunk: Int = 5, expecting cells: Int? = nil) throws -> [String] {
        var rest = bytes[...]
        var reader = CSVReader {
            defer { rest = rest.dropFirst(chunk) }
            return Array(rest.prefix(chunk))
        }
        reader.cellsExpected = cells
        var lines: [String] = []
        while let record = try reader.next() {
            let problems = record.problems.map { " — \($0.line):\($0.cell.map(String.init) ?? "row"): \($0.words)" }
            lines.append("\(record.line): " + record.cells.joined(separator: "|") + problems.joined())
        }
        #expect(reader.bytesDone == bytes.count)
        return lines
    }

    static let table: [(text: String, records: [String])] = [
        ("a,b\n1,2\n", ["1: a|b", "2: 1|2"]),
        ("a,b\r\n1,2\r\n", ["1: a|b", "2: 1|2"]),
        ("\u{FEFF}a,b\n1,2", ["1: a|b", "2: 1|2"]),
        ("", []),
        ("\u{FEFF}", []),
        ("\n\n\r\na\n\n", ["4: a"]),
        ("a,\n,b\n,\n", ["1: a|", "2: |b", "3: |"]),
        (#""a,b","c""d","#, [#"1: a,b|c"d|"#]),
        ("\"\",\"\"\"\"\n", ["1: |\""]),
        ("\"two\nlines\",x\ny,z\n", ["1: two\nlines|x", "3: y|z"]),
        ("\"two\r\nlines\"\r\ny\r\n", ["1: two\r\nlines", "3: y"]),
        ("a\"b,c\nd\n", ["1:  — 1:0: a quote inside the cell: double it, and put the cell between quotes", "2: d"]),
        (
            "\"a\"b,c\nd\n",
            ["1:  — 1:0: text after the closing quote: double the quotes that belong to the cell", "2: d"]
        ),
        // A quote with a combining mark is one Character, and a quote all the same.
        ("\"a\"\u{301},b\nc\n", [
            "1:  — 1:0: text after the closing quote: double the quotes that belong to the cell", "2: c",
        ]),
    ]

    @Test(arguments: table) func `records are read as RFC 4180 says, in chunks of any size`(
        _ text: String, _ records: [String]
    ) throws {
        for chunk in [1, 2, 3, 7, 1_000] {
            #expect(try CSVReaderTests.read(Array(text.utf8), chunk: chunk) == records)
        }
    }

    @Test func `a quote that is never closed costs one row`() throws {
        let text = "a,b\n1,\"x\n2,y\n3,z\n"
        #expect(try CSVReaderTests.read(Array(text.utf8)) == [
            "1: a|b", "2:  — 2:1: a quote is opened here and never closed", "3: 2|y", "4: 3|z",
        ])
    }

    @Test func `a quote that the next quoted cell seems to close costs one row`() throws {
        let text = "1,\"x\n2,\"y\"\n3,z\n"
        #expect(try CSVReaderTests.read(Array(text.utf8)) == [
            "1:  — 1:1: a quote is opened here and not closed on its line", "2: 2|y", "3: 3|z",
        ])
    }

    @Test func `a quote that is closed rows later by chance is found by the number of cells`() throws {
        let text = "1,\"x\n2,y\n\",z,4\n5,6\n"
        #expect(try CSVReaderTests.read(Array(text.utf8), expecting: 2).first
            == "1:  — 1:1: a quote is opened here and not closed on its line: the row has 4 cells")
        #expect(try CSVReaderTests.read(Array(text.utf8), expecting: 2).last == "4: 5|6")
    }

    @Test func `the line of a bad quote is told where cells before it go over lines`() throws {
        let text = "\"a\nb\",c\"d\ne,f\n"
        #expect(try CSVReaderTests.read(Array(text.utf8)) == [
            "1:  — 2:1: a quote inside the cell: double it, and put the cell between quotes", "3: e|f",
        ])
    }

    @Test(arguments: [false, true]) func `a cell of a megabyte is one bad row, and memory stays bounded`(
        _ isQuoted: Bool
    ) throws {
        let quote = isQuoted ? "\"" : ""
        let text = "a,\(quote)" + String(repeating: "x", count: 1 << 20) + "\(quote),b\nc,d\n"
        let words = isQuoted ? "a quote is opened here and not closed within 64 KiB" : "the cell is longer than 64 KiB"
        #expect(try CSVReaderTests.read(Array(text.utf8), chunk: 4_096) == ["1:  — 1:1: \(words)", "2: c|d"])
    }

    @Test func `a row of many cells has a limit too, and only its beginning is kept`() throws {
        let text = String(repeating: "0123456789,", count: 40_000) + "\nc\n"
        var chunks = [Array(text.utf8), []][...]
        var reader = CSVReader { chunks.popFirst() ?? [] }
        let record = try #require(try reader.next())
        #expect(record.problems.map(\.words) == ["the row is longer than 256 KiB"])
        #expect(record.raw.count == CSVReader.shownBytesMaximum)
        #expect(try reader.next()?.cells == ["c"])
    }

    @Test func `NUL and bytes that are not UTF-8 spoil their row only`() throws {
        let bytes = Array("a,".utf8) + [0xFF, 0x0A] + Array("b,".utf8) + [0, 0x0A] + Array("c,d\n".utf8)
        #expect(try CSVReaderTests.read(bytes) == [
            "1: a| — 1:1: is not UTF-8", "2: b| — 2:1: holds a NUL byte", "3: c|d",
        ])
    }

    @Test func `whatever cells hold, what is written by the rules is read back`() throws {
        let signs = ["\"", ",", "\n", "\r\n", "a", "é", "\"\u{301}", " ", "💷"]
        try forAll(seeds: 200) { random in
            let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (0..<3).map { _ in
                    (0..<Int.random(in: 0...6, using: &random)).map { _ in
                        signs[Int.random(in: 0..<signs.count, using: &random)]
                    }.joined()
                }
            }
            let text = rows.map { row in
                row.map { "\"" + $0.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\"" }
                    .joined(separator: ",") + "\n"
            }.joined()
            var chunks = [Array(text.utf8), []][...]
            var reader = CSVReader { chunks.popFirst() ?? [] }
            reader.cellsExpected = 3
            var found: [[String]] = []
            while let record = try reader.next() { found.append(record.cells) }
            #expect(found.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
        }
    }

    @Test func `whatever bytes come, reading ends and every line is accounted for`() throws {
        let signs = Array("\",\n\r a\0".utf8) + [0xFF]
        try forAll(seeds: 300) { random in
            let bytes = (0..<200).map { _ in signs[Int.random(in: 0..<signs.count, using: &random)] }
            var last = 0
            for line in try CSVReaderTests.read(bytes, chunk: 3, expecting: 2) {
                let number = try #require(Int(line.prefix { $0 != ":" }))
                #expect(number > last)
                last = number
            }
        }
    }
}

import Testing

@Suite("Words") struct WordTests {
    @Test func `no source uses a banned word`() throws {
        let files = try SourceTree.files()
        for word in BannedWord.all {
            for problem in try files.flatMap(word.problems) { Issue.record("\(problem)") }
        }
    }

    private func problems(_ path: String, _ text: String) throws -> [String] {
        let file = SourceFile(path: path, text: text)
        return try BannedWord.all.flatMap { try $0.problems(in: file) }
    }

    @Test(arguments: [
        ("Storage", "let a = try! b()", "try!"), ("Storage", "let a = try? b()", "try?"), ("Storage", "a as! B", "as!"),
        ("Storage", "fatalError(\"x\")", "fatalError"), ("Storage", "print(a)", "print("),
        ("Storage", "// TODO later", "TODO"),
        ("Orders", "let now = Date()", "Date()"), ("Orders", "UUID()", "UUID()"),
        ("Orders", "Int.random(in: 0...1)", ".random("),
        ("Values", "let x: Double = 1", "Double"), ("Ledger", "await x()", "await"),
        ("Web", "a(\"style=x\")", "style="),
        ("Web", "let q = \"SELECT * FROM x\"", "SELECT"), ("Web", "HTML(trusted: x)", "HTML(trusted:"),
        ("Web", "let a = \"\\(try! b())\"", "try!"),
    ]) func `a banned word is told with file, line and replacement`(target: String, line: String, word: String) throws {
        let path = "Sources/\(target)/A.swift"
        let found = try problems(path, "\n\(line)\n")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(path):2: \(word), use ") == true)
    }

    @Test(arguments: [
        ("Storage", "let text = \"try! print( as! fatalError\" // try! print("),
        ("Storage", "Date(); await x(); let d: Double"),
        ("Orders", "Int.random(in: 0...1, using: &generator)"),
        ("Orders", "let doubled = floatingPoint; blueprint(a); it.print(x)"),
        ("Web", "/* style= SELECT a */ let updates = \"UPDATED\""), ("Web", "let a = #\"quote \" try! \"#"),
        ("Storage", "let a = \"\"\"\n try! \" \\(b(\"try!\")) print(\n \"\"\""),
        ("Storage", "func `try! to print(x)`() {}"),
    ]) func `texts, comments and other words are left in peace`(target: String, text: String) throws {
        #expect(try problems("Sources/\(target)/A.swift", text).isEmpty)
    }

    @Test func `pages may trust HTML in their components only`() throws {
        #expect(try problems("Sources/Web/Components/A.swift", "HTML(trusted: x)").isEmpty)
    }
}

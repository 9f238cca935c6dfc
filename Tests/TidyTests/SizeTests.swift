import Testing

@Suite("Sizes") struct SizeTests {
    @Test func `no file, line or function is longer than it may be`() throws {
        for problem in try SourceTree.files().flatMap(Sizes.problems) { Issue.record("\(problem)") }
    }

    private func problems(_ text: String, path: String = "Sources/Values/A.swift") -> [String] {
        Sizes.problems(in: SourceFile(path: path, text: text))
    }

    private func lines(_ count: Int, of text: String = "    work()") -> String {
        Array(repeating: text, count: count).joined(separator: "\n")
    }

    @Test func `a long file is told, and a test may be longer`() {
        #expect(problems(lines(300)).isEmpty)
        #expect(problems(lines(301)) == ["Sources/Values/A.swift:301: 301 lines, use several files of at most 300"])
        #expect(problems(lines(400), path: "Tests/ValuesTests/A.swift").isEmpty)
        #expect(problems(lines(401), path: "Tests/ValuesTests/A.swift").count == 1)
    }

    @Test func `a wide line is told`() {
        #expect(problems(String(repeating: "x", count: 120)).isEmpty)
        #expect(
            problems("\n" + String(repeating: "é", count: 121)) == [
                "Sources/Values/A.swift:2: 121 characters, use at most 120"
            ])
    }

    @Test(arguments: [
        "func long() {", "func long<A>(_ a: A = { 1 }(), b: [Int]) throws -> Int where A: B {",
        "    package init?(x: Int) {",
        "var html: HTML {", "func long(\n    a: Int\n) {", "subscript(i: Int) -> Int {", "deinit {",
    ]) func `a long body is told at its first line`(start: String) {
        #expect(problems("\(start)\n\(lines(40))\n}").isEmpty)
        let told = problems("struct A {\n\(start)\n\(lines(41, of: "    if a { \"}\" } // }"))\n}\n}")
        #expect(told == ["Sources/Values/A.swift:2: a body of 41 lines, use several functions of at most 40"])
    }

    @Test func `requirements and types are not bodies`() {
        #expect(
            problems(
                "protocol P {\n    func a()\n    init(b: Int)\n}\nstruct S {\n\(lines(60, of: "    let a = 1"))\n}"
            ).isEmpty)
        #expect(problems("protocol P {\n    func a()\n}\nenum E {\n\(lines(60, of: "    case a"))\n}").isEmpty)
    }
}

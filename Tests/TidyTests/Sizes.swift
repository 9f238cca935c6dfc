/// How long files, lines and functions may be (architecture, 3.7).
enum Sizes {
    static let fileLinesMaximum = 300
    static let testFileLinesMaximum = 400
    static let lineCharactersMaximum = 120
    static let bodyLinesMaximum = 40

    static func problems(in file: SourceFile) -> [String] {
        let maximum = file.isTest ? testFileLinesMaximum : fileLinesMaximum
        var problems: [String] = []
        if file.lines.count > maximum {
            problems.append(file.problem(maximum, "\(file.lines.count) lines, use several files of at most \(maximum)"))
        }
        for (index, line) in file.lines.enumerated() where line.count > lineCharactersMaximum {
            problems.append(file.problem(index, "\(line.count) characters, use at most \(lineCharactersMaximum)"))
        }
        return problems + longBodies(file)
    }

    private static func longBodies(_ file: SourceFile) -> [String] {
        file.code.indices.compactMap { index in
            guard let column = declaration(file.code[index]),
                let length = bodyLines(file.code, line: index, column: column),
                length > bodyLinesMaximum
            else { return nil }
            return file.problem(
                index, "a body of \(length) lines, use several functions of at most \(bodyLinesMaximum)")
        }
    }

    /// Where the signature of a function or a computed property begins on a line.
    private static func declaration(_ line: String) -> Int? {
        guard ["func ", "init", "subscript", "deinit", "var "].contains(where: line.holds) else { return nil }
        let function = /\bfunc\b|^\s*(?:\w+ )*(?:init[?(<]|deinit\b|subscript[(<])/
        let property = /\bvar \w*\s*:[^={]*\{/
        let match = line.firstMatch(of: function)?.range ?? line.firstMatch(of: property)?.range
        return match.map { line.distance(from: line.startIndex, to: $0.lowerBound) }
    }

    /// The lines between the braces; nil for a requirement of a protocol, which has none.
    private static func bodyLines(_ code: [String], line start: Int, column: Int) -> Int? {
        var nesting = 0
        var braces = 0
        var first = start
        for line in code.indices[start...] {
            let characters = line == start ? code[line].dropFirst(column) : code[line][...]
            if braces == 0, nesting == 0, line > start, declaration(code[line]) != nil { return nil }
            for character in characters {
                switch character {
                case "(", "[": if braces == 0 { nesting += 1 }
                case ")", "]": if braces == 0 { nesting -= 1 }
                case "{" where nesting == 0 || braces > 0:
                    if braces == 0 { first = line }
                    braces += 1
                case "}" where nesting == 0 || braces > 0:
                    braces -= 1
                    if braces < 0 { return nil }
                    if braces == 0 { return max(0, line - first - 1) }
                default: break
                }
            }
        }
        return nil
    }
}

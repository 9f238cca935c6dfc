import Foundation

/// One Swift file of the checkout, as the rules look at it.
struct SourceFile: Sendable {
    /// From the top of the checkout: `Sources/Values/Money.swift`.
    let path: String
    let lines: [String]
    /// The same lines with texts, comments and quoted names blanked: what is left is code.
    let code: [String]
    /// The same lines with comments blanked only.
    let uncommented: [String]

    init(path: String, text: String) {
        self.path = path
        var blanker = Blanker(text)
        blanker.run()
        lines = SourceFile.split(text)
        code = SourceFile.split(blanker.code)
        uncommented = SourceFile.split(blanker.uncommented)
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    var isTest: Bool { path.hasPrefix("Tests/") }

    /// The folder under `Sources` or `Tests`.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// Whether a word stands anywhere in the file: a quick answer that spares the patterns.
    func mentions(_ word: String) -> Bool { lines.contains { $0.holds(word) } }

    /// `file:line: what is wrong, use that instead`, with lines counted from 1.
    func problem(_ index: Int, _ text: String) -> String { "\(path):\(index + 1): \(text)" }
}

extension String {
    /// Whether these bytes hold that word's bytes. The standard library's `contains` walks Characters, which takes
    /// seconds over a whole checkout.
    func holds(_ word: String) -> Bool { strstr(self, word) != nil }
}

/// The checkout that this test file stands in.
enum SourceTree {
    static let root: URL = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func read(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Every Swift file under `Sources` and `Tests`, read once.
    static func files() throws -> [SourceFile] { try everything.get() }

    private static let everything = Result {
        try ["Sources", "Tests"].flatMap { top in
            try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(top).path)
                .filter { $0.hasSuffix(".swift") }.sorted()
                .map { SourceFile(path: "\(top)/\($0)", text: try read("\(top)/\($0)")) }
        }
    }
}

/// Replaces texts, comments and names in backticks by spaces, so that words in them are not taken for code.
private struct Blanker {
    private enum Place: Equatable {
        case code(parentheses: Int)
        case text(hashes: Int, isLong: Bool)
    }

    private let characters: [UInt8]
    private var position = 0
    private var places: [Place] = [.code(parentheses: 0)]
    private var codeBytes: [UInt8] = []
    private var uncommentedBytes: [UInt8] = []

    var code: String { String(decoding: codeBytes, as: UTF8.self) }
    var uncommented: String { String(decoding: uncommentedBytes, as: UTF8.self) }

    init(_ text: String) {
        characters = Array(text.utf8)
    }

    mutating func run() {
        while position < characters.count {
            let plain = characters[position...].prefix { !Blanker.marks[Int($0)] }.count
            if case .text(let hashes, let isLong) = places.last {
                take(plain, code: false, uncommented: true)
                inText(hashes: hashes, isLong: isLong)
            } else {
                take(plain, code: true, uncommented: true)
                inCode()
            }
        }
    }

    /// Bytes that can begin or end something; what stands between them is taken at once.
    private static let marks: [Bool] = (0...255).map { "/*`\"#()\\\n".utf8.contains($0) }

    private func sees(_ word: String) -> Bool { characters[position...].starts(with: word.utf8) }

    private mutating func take(_ count: Int, code: Bool, uncommented: Bool) {
        for byte in characters[position..<min(position + count, characters.count)] {
            let isLineEnd = byte == UInt8(ascii: "\n")
            codeBytes.append(code || isLineEnd ? byte : UInt8(ascii: " "))
            uncommentedBytes.append(uncommented || isLineEnd ? byte : UInt8(ascii: " "))
        }
        position += count
    }

    private mutating func inCode() {
        guard position < characters.count else { return }
        if sees("//") {
            let end = characters[position...].firstIndex(of: UInt8(ascii: "\n")) ?? characters.count
            take(end - position, code: false, uncommented: false)
        } else if sees("/*") {
            take(2, code: false, uncommented: false)
            while position < characters.count, !sees("*/") { take(1, code: false, uncommented: false) }
            take(2, code: false, uncommented: false)
        } else if sees("`") {
            take(1, code: false, uncommented: true)
            while position < characters.count, !sees("`"), !sees("\n") { take(1, code: false, uncommented: true) }
            take(1, code: false, uncommented: true)
        } else if let (hashes, isLong) = textStart() {
            take(hashes + (isLong ? 3 : 1), code: false, uncommented: true)
            places.append(.text(hashes: hashes, isLong: isLong))
        } else {
            parenthesis()
        }
    }

    private func textStart() -> (hashes: Int, isLong: Bool)? {
        let hashes = characters[position...].prefix { $0 == UInt8(ascii: "#") }.count
        let rest = characters[(position + hashes)...]
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        return (hashes, rest.starts(with: "\"\"\"".utf8))
    }

    private mutating func parenthesis() {
        if case .code(let open) = places.last {
            if sees("(") { places[places.count - 1] = .code(parentheses: open + 1) }
            if sees(")") {
                if open == 0, places.count > 1 {
                    places.removeLast()
                } else {
                    places[places.count - 1] = .code(parentheses: open - 1)
                }
            }
        }
        take(1, code: true, uncommented: true)
    }

    private mutating func inText(hashes: Int, isLong: Bool) {
        guard position < characters.count else { return }
        let marks = String(repeating: "#", count: hashes)
        if sees((isLong ? "\"\"\"" : "\"") + marks) {
            places.removeLast()
            take(hashes + (isLong ? 3 : 1), code: false, uncommented: true)
        } else if sees("\\\(marks)(") {
            places.append(.code(parentheses: 0))
            take(hashes + 2, code: false, uncommented: true)
        } else {
            take(sees("\\\(marks)") ? hashes + 2 : 1, code: false, uncommented: true)
        }
    }
}

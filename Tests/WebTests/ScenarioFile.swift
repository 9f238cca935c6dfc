import Foundation
import Values

/// `Tests/Scenarios/scenarios.txt`: paragraphs of lines like `Key: text`, with blank lines between them and `#` before
/// what is only for readers. The first word of a paragraph says what it is: a plan, a shop or a scenario.
struct ScenarioFile {
    struct Line: Sendable {
        let number: Int
        let key: String
        let text: String
    }

    struct Problem: Error, CustomStringConvertible {
        let line: Int
        let words: String

        var description: String { "scenarios.txt:\(line): \(words)" }
    }

    /// Each with at least one line.
    private(set) var paragraphs: [[Line]] = []
    private(set) var problems: [Problem] = []

    init(_ text: String) {
        var paragraph: [Line] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Text.tidy(String(raw))
            if line.isEmpty {
                if !paragraph.isEmpty { paragraphs.append(paragraph) }
                paragraph = []
            } else if !line.hasPrefix("#") {
                if let found = Phrase("*: *").match(line) {
                    paragraph.append(Line(number: index + 1, key: found[0], text: found[1]))
                } else {
                    problems.append(Problem(line: index + 1, words: "a line begins with a word and a colon"))
                }
            }
        }
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    static let path = tests.appendingPathComponent("Scenarios/scenarios.txt").path
    /// Categories are the checkout's own, so that the scenarios test them too.
    static let catalogue = tests.deletingLastPathComponent().appendingPathComponent("catalogue").path
}

/// A sentence with gaps: `£* is left of “*”`.
struct Phrase: Sendable {
    private let parts: [String]

    init(_ pattern: String) {
        parts = pattern.components(separatedBy: "*")
    }

    /// What stands in the gaps; nil when the text is not this sentence. Each gap takes as little as it can.
    func match(_ text: String) -> [String]? {
        guard text.hasPrefix(parts[0]) else { return nil }
        var rest = text.dropFirst(parts[0].count)
        var found: [String] = []
        for (index, part) in parts.enumerated().dropFirst() {
            if index == parts.count - 1, part.isEmpty {
                found.append(String(rest))
                rest = ""
            } else if index == parts.count - 1 {
                guard rest.hasSuffix(part) else { return nil }
                found.append(String(rest.dropLast(part.count)))
                rest = ""
            } else {
                guard let range = rest.range(of: part) else { return nil }
                found.append(String(rest[..<range.lowerBound]))
                rest = rest[range.upperBound...]
            }
        }
        return rest.isEmpty ? found : nil
    }
}

/// Reads the values that sentences hold.
enum ScenarioValue {
    struct Unreadable: Error { let words: String }

    static func money(_ text: String) throws(Unreadable) -> Money {
        do { return try Money(reading: text.replacing(",", with: "").replacing("£", with: "")) } catch {
            throw Unreadable(words: "no amount of money: \(text)")
        }
    }

    /// `6 October 2026`
    static func day(_ text: String) throws(Unreadable) -> Day {
        let parts = text.split(separator: " ").map(String.init)
        let wrong = Unreadable(words: "no day: \(text)")
        guard parts.count == 3, let day = Int(parts[0]), let month = Day.monthNames.firstIndex(of: parts[1]) else {
            throw wrong
        }
        let iso = "\(parts[2])-\(two(month + 1))-\(two(day))"
        do { return try Day(iso) } catch { throw wrong }
    }

    static func number(_ text: String) throws(Unreadable) -> Int {
        guard let number = Int(text) else { throw Unreadable(words: "no number: \(text)") }
        return number
    }

    /// `A + B`
    static func list(_ text: String) -> [String] { text.components(separatedBy: " + ") }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

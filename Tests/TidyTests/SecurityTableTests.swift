import Foundation
import Testing

/// `Tests/Security/README.md` names only tests that there are.
@Suite("Table of security requirements") struct SecurityTableTests {
    @Test func `every requirement that is met names tests and texts that are there`() throws {
        let table = try SourceTree.read("Tests/Security/README.md")
        let met = table.split(separator: "\n").filter { $0.contains("| met |") && $0.contains(/^\| \d/) }
        #expect(met.count > 60)
        for row in met {
            let id = row.split(separator: "|").first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
            let said = String(row.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: true).last ?? "")
            let paths = said.matches(of: /`((?:Tests|Sources)\/[^`]+\.(?:swift|py|md|csv))`/).map { String($0.1) }
            #expect(!paths.isEmpty, "\(id) names no file")
            let texts = try paths.map { plain(try SourceTree.read($0)) }
            let names = said.matches(of: /“([^”]+)”/).map { plain(String($0.1)) }
                + said.matches(of: /`(test_\w+)`/).map { String($0.1) }
            #expect(!names.isEmpty, "\(id) names nothing in its files")
            for name in names where !texts.contains(where: { $0.contains(name) }) {
                Issue.record("\(id): nothing is called “\(name)” in \(paths.joined(separator: ", "))")
            }
        }
    }

    /// Some write an apostrophe in one way, some in the other.
    private func plain(_ text: String) -> String { text.replacing("’", with: "'") }
}

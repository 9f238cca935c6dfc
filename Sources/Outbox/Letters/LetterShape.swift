import Markup
import Values

/// What every letter has: a greeting, what is to be said, where to read on, and why it came.
struct LetterShape: Sendable {
    struct Way: Sendable {
        let words: String
        let address: String

        var text: String { "\(words):\n\(address)" }
    }

    struct Part: Sendable {
        /// Above it, where a letter holds several things.
        var heading: String?
        let paragraphs: [String]
        var link: Way?
    }

    let title: String
    var language = Language.english
    let greeting: String
    let parts: [Part]
    let close: [String]
    /// Below everything: how to change what is sent.
    var ways: [Way] = []

    var text: String {
        let said = parts.flatMap { part in
            (part.heading.map { [$0, String(repeating: "-", count: min($0.count, 60))].joined(separator: "\n") }
                .map { [$0] } ?? []) + part.paragraphs + (part.link.map { [$0.text] } ?? [])
        }
        return ([greeting] + said + close + ways.map(\.text)).joined(separator: "\n\n") + "\n"
    }

    var html: String {
        let letter = HTML {
            p { greeting }
            for part in parts {
                if let heading = part.heading { h2 { heading } }
                for paragraph in part.paragraphs { p { paragraph } }
                if let link = part.link { p { a(.href(link.address)) { link.words } } }
            }
            for paragraph in close { p { paragraph } }
            for way in ways { p { a(.href(way.address)) { way.words } } }
        }
        return "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
            + "<title>\(HTML(title).text)</title></head><body>" + letter.text + "</body></html>\n"
    }
}

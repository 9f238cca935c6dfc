import Foundation
import SceneSupport

/// Somebody with a browser, as far as a trial needs one: a cookie, and forms with their hidden fields.
package final class Visitor {
    private let client: WireClient
    private var cookie = ""

    package init(port: Int) {
        client = WireClient(port: port)
    }

    /// The answer was not what the trial goes on with.
    package struct Unexpected: Error, CustomStringConvertible {
        package let description: String
    }

    package func get(_ path: String) throws -> WireAnswer {
        keeping(try client.ask("GET", path, headers: cookie.isEmpty ? [] : [("Cookie", cookie)]))
    }

    package func post(_ path: String, _ body: String) throws -> WireAnswer {
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", cookie)]
        return keeping(try client.ask("POST", path, headers: headers, body: body))
    }

    private func keeping(_ answer: WireAnswer) -> WireAnswer {
        if let sent = answer.header("set-cookie") { cookie = String(sent.prefix { $0 != ";" }) }
        return answer
    }

    package func signIn(_ email: String) throws {
        let page = try get("/sign-in")
        let fields = Visitor.hidden(in: page.body, formTo: "/sign-in")
            + [("email", email), ("password", Player.password)]
        let answer = try post("/sign-in", Visitor.encode(fields))
        guard answer.status == 303 else {
            throw Unexpected(description: "\(email) cannot sign in: \(answer.status)")
        }
    }

    /// The body of the form that goes to this address on a page, with what is typed besides its hidden fields.
    package func form(on page: WireAnswer, to action: String, _ typed: [(String, String)]) throws -> String {
        let hidden = Visitor.hidden(in: page.body, formTo: action)
        guard !hidden.isEmpty else {
            throw Unexpected(description: "no form to \(action) on a page of status \(page.status)")
        }
        let names = Set(typed.map(\.0))
        return Visitor.encode(hidden.filter { !names.contains($0.0) } + typed)
    }

    /// Names and values of the hidden fields of a form.
    package static func hidden(in page: String, formTo action: String) -> [(String, String)] {
        guard let start = page.range(of: "action=\"\(action)\""),
            let end = page.range(of: "</form>", range: start.upperBound..<page.endIndex)
        else { return [] }
        return page[start.upperBound..<end.lowerBound].components(separatedBy: "<input").dropFirst()
            .map { String($0.prefix { $0 != ">" }) }
            .filter { $0.contains("type=\"hidden\"") }
            .compactMap { tag in
                attribute("name", of: tag).map { ($0, attribute("value", of: tag) ?? "") }
            }
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        let value = String(tag[start.upperBound...].prefix { $0 != "\"" })
        return value.replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'")
            .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&amp;", with: "&")
    }

    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._".utf8)

    package static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return plain.contains(byte) ? String(UnicodeScalar(byte)) : "%" + (hex.count == 1 ? "0" : "") + hex
        }.joined()
    }
}

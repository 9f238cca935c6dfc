import DoorSupport
import SceneSupport
import Testing
import Web

/// A small browser on the site's own router: it keeps cookies, follows the links and presses the buttons that the
/// page really has, with the fields of the form that the button stands in.
final class Browser {
    private let door: Door
    private(set) var cookies: [String: String] = [:]
    private(set) var reply = Reply(status: 0, headers: [:], body: "")
    private(set) var page = Element(name: "#page", attributes: [:])
    /// Path and query of the page that is shown.
    private(set) var address = ""
    private var filled: [String: String] = [:]

    init(_ door: Door) {
        self.door = door
    }

    convenience init(_ scene: Scene) {
        self.init(Door(scene))
    }

    private static let redirectsMaximum = 8

    // MARK: - What a person does

    @discardableResult
    func visit(_ path: String) async throws -> Reply {
        try await go("GET", path, headers: [], body: "")
    }

    func follow(_ text: String) async throws {
        let link = try #require(page.all("a").first { $0.text == text }, "no link “\(text)” on \(address)")
        try await visit(try #require(link["href"]))
    }

    func fill(_ field: String, _ value: String) {
        filled[field] = value
    }

    /// Sends the form of the button that says so (what only screen readers hear may follow), with its fields as they
    /// stand and as they were filled.
    @discardableResult
    func press(_ text: String, number: Int = 0) async throws -> Reply {
        let found = page.all("form").flatMap { form in
            form.all("button").filter { "\($0.text) ".hasPrefix("\(text) ") }.map { (form: form, button: $0) }
        }
        try #require(found.count > number, "no button “\(text)” on \(address): \(reply.status) \(title)")
        let (form, button) = found[number]
        var fields = Browser.fields(of: form)
        if let name = button["name"] { fields.append((name, button["value"] ?? "")) }
        for (name, value) in filled {
            fields.removeAll { $0.0 == name }
            fields.append((name, value))
        }
        let action = button["formaction"] ?? form["action"] ?? address
        guard form["method"] == "post" else {
            return try await visit("\(action)?\(Browser.encode(fields))")
        }
        return try await post(action, fields)
    }

    /// A form from this site, as the browser would send it.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)]) async throws -> Reply {
        try await go(
            "POST", path,
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "http://localhost"),
                ("Sec-Fetch-Site", "same-origin"),
            ], body: Browser.encode(fields))
    }

    func signIn(_ who: Player) async throws {
        try await visit("/sign-in")
        fill("email", who.person.email.text)
        fill("password", Player.password)
        try await press("Sign in")
    }

    func forgetCookies() { cookies = [:] }

    // MARK: - What a person sees

    var status: Int { reply.status }
    var title: String { page.first("title")?.text ?? "" }
    var heading: String { page.first("h1")?.text ?? "" }
    var notices: [String] {
        page.all.filter { $0.classes.contains("notice__title") }.map(\.text)
    }
    /// What the summary of problems says.
    var problems: [String] {
        page.all.first { $0.classes.contains("errors") }?.all("li").map(\.text) ?? []
    }

    /// What stands next to a field.
    func problem(of field: String) -> String? {
        page.all.first { $0["id"] == "\(field)-problem" }?.text.replacing("Error: ", with: "")
    }

    /// What a field of the page holds.
    func value(of field: String) -> String? {
        page.all("form").flatMap(Browser.fields).first { $0.0 == field }?.1
    }

    var links: [String] { page.all("a").compactMap { $0["href"] } }

    func form(to action: String) -> Element? { page.first("form") { $0["action"] == action } }

    /// The token of this browser's forms.
    var token: String { value(of: "token") ?? "" }

    // MARK: - How it is done

    static func fields(of form: Element) -> [(String, String)] {
        form.all.compactMap { element in
            guard let name = element["name"], element["disabled"] == nil else { return nil }
            switch element.name {
            case "input":
                let isChoice = ["radio", "checkbox"].contains(element["type"])
                return isChoice && element["checked"] == nil ? nil : (name, element["value"] ?? "")
            case "textarea": return (name, element.text)
            case "select":
                let options = element.all("option")
                let chosen = options.first { $0["selected"] != nil } ?? options.first
                return chosen.map { (name, $0["value"] ?? $0.text) }
            default: return nil
            }
        }
    }

    static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._".utf8)

    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return plain.contains(byte) ? String(UnicodeScalar(byte)) : "%" + (hex.count == 1 ? "0" : "") + hex
        }.joined()
    }

    private func go(
        _ method: String, _ path: String, headers: [(String, String)], body: String
    ) async throws -> Reply {
        var (method, path, headers, body) = (method, path, headers, body)
        filled = [:]
        for _ in 0..<Browser.redirectsMaximum {
            let answer = try await ask(method, path, headers: headers, body: body)
            guard answer.status == 303, let next = answer.header("Location") else { break }
            (method, path, headers, body) = ("GET", next, [], "")
        }
        return reply
    }

    /// One request with this browser's cookies; redirections are not followed.
    @discardableResult
    func ask(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: String = ""
    ) async throws -> Reply {
        var headers = headers
        if !cookies.isEmpty {
            let line = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            headers.append(("Cookie", line))
        }
        reply = try await door.ask(method, path, headers: headers, body: Array(body.utf8))
        address = path
        for cookie in reply.cookies {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            if let name = pair.first { cookies[name] = pair.count > 1 ? pair[1] : "" }
        }
        page = HTMLReader.read(reply.body)
        return reply
    }
}

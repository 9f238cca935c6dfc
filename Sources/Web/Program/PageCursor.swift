import Cryptography
import HTTPTypes
import Hummingbird
import Operations
import Values

/// Where the next page of a list begins: after the last row of the one before. Rows that come meanwhile move nothing.
struct PageCursor: Sendable, Hashable {
    /// Which list: a cursor of one means nothing in another.
    let list: String
    let last: String

    static let charactersMaximum = 400

    init(list: String, last: String) {
        self.list = list
        self.last = last
    }

    /// - Throws: `ProgramProblem` where it did not come from here.
    init(_ text: String, of list: String) throws(ProgramProblem) {
        guard let bytes = Base64URL.decode(text), let inside = String(validating: bytes, as: UTF8.self),
            inside.hasPrefix("\(list):"), inside.utf8.count > list.utf8.count + 1
        else { throw .cursorBroken }
        self.list = list
        last = String(inside.dropFirst(list.count + 1))
    }

    var text: String { Base64URL.encode(Array("\(list):\(last)".utf8)) }
}

/// One page of a list as it is asked for.
struct PageQuestion: Sendable {
    let list: String
    let after: String?
    let limit: Int
    private let address: String

    /// - Throws: `ProgramProblem.cursorBroken`.
    init(_ list: String, _ input: ProgramInput) throws(ProgramProblem) {
        self.list = list
        limit = input.integer("limit") ?? 25
        after = try input.text("cursor").map { text throws(ProgramProblem) in try PageCursor(text, of: list).last }
        let kept = input.query.filter { $0.key != "cursor" }.sorted { $0.key < $1.key }
        let pairs = kept.map { "\($0.key)=\(SignInPage.encode($0.value.text ?? $0.value.canonical))" }
        address = "\(input.path)?\(pairs.map { $0 + "&" }.joined())cursor="
    }

    /// - Parameters:
    ///   - rows: one more than `limit` where there is another page.
    ///   - id: by which the list is sorted.
    func reply<Item>(
        _ rows: [Item], id: (Item) -> String, _ json: (Item) throws -> JSONValue
    ) rethrows -> ProgramReply {
        let shown = Array(rows.prefix(limit))
        let next = rows.count > limit ? shown.last.map { PageCursor(list: list, last: id($0)).text } : nil
        let body: JSONValue = [
            "items": .array(try shown.map(json)), "next": next.map(JSONValue.string) ?? .null,
        ]
        var headers = HTTPFields()
        headers[.link] = next.map { "<\(address)\($0)>; rel=\"next\"" }
        return ProgramReply(body, headers: headers)
    }
}

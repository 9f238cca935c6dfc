/// An element of a page, as our own pages write them.
struct Element: Sendable {
    var name: String
    var attributes: [String: String]
    var children: [Node] = []

    enum Node: Sendable {
        case element(Element)
        case text(String)
    }

    subscript(attribute: String) -> String? { attributes[attribute] }

    var classes: Set<String> { Set((self["class"] ?? "").split(separator: " ").map(String.init)) }

    /// All the words in it, with single blanks between them.
    var text: String {
        words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private var words: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element.name == "script" || element.name == "style" ? "" : element.words
            }
        }.joined(separator: Element.inline.contains(name) ? "" : " ")
    }

    private static let inline: Set<String> = ["a", "span", "p", "h1", "h2", "button", "label", "strong", "li", "td"]

    /// This element and everything below it, in the order of the page.
    var all: [Element] {
        var found = [self]
        for case .element(let element) in children { found += element.all }
        return found
    }

    func all(_ name: String) -> [Element] { all.filter { $0.name == name } }

    func first(_ name: String, where matches: (Element) -> Bool = { _ in true }) -> Element? {
        all.first { $0.name == name && matches($0) }
    }
}

/// Reads the HTML that our own pages write: tolerant, and no more than that.
struct HTMLReader {
    private var rest: Substring
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    static func read(_ text: String) -> Element {
        var reader = HTMLReader(rest: text[...])
        var stack = [Element(name: "#page", attributes: [:])]
        while !reader.rest.isEmpty { reader.step(&stack) }
        while stack.count > 1 { close(&stack) }
        return stack[0]
    }

    private mutating func step(_ stack: inout [Element]) {
        guard rest.first == "<" else {
            let text = rest.prefix { $0 != "<" }
            rest = rest.dropFirst(text.count)
            stack[stack.count - 1].children.append(.text(HTMLReader.unescape(String(text))))
            return
        }
        let tag = rest.prefix { $0 != ">" }
        rest = rest.dropFirst(tag.count + 1)
        let inner = tag.dropFirst()
        if inner.hasPrefix("!") { return }
        if inner.hasPrefix("/") {
            let name = inner.dropFirst().lowercased()
            guard stack.dropFirst().contains(where: { $0.name == name }) else { return }
            while stack.count > 1, stack[stack.count - 1].name != name { HTMLReader.close(&stack) }
            HTMLReader.close(&stack)
            return
        }
        let name = inner.prefix { $0.isLetter || $0.isNumber }.lowercased()
        let attributes = HTMLReader.attributes(inner.dropFirst(name.count))
        stack.append(Element(name: name, attributes: attributes))
        if HTMLReader.void.contains(name) || inner.hasSuffix("/") { HTMLReader.close(&stack) }
    }

    private static func close(_ stack: inout [Element]) {
        let done = stack.removeLast()
        stack[stack.count - 1].children.append(.element(done))
    }

    /// `>` inside of a value is always escaped by Markup, so a tag ends where the first one stands.
    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: /([A-Za-z:_-]+)(?:="([^"]*)")?/) {
            found[String(match.1).lowercased()] = unescape(match.2.map(String.init) ?? "")
        }
        return found
    }

    private static func unescape(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&#x27;", with: "'").replacing("&nbsp;", with: "\u{a0}")
            .replacing("&amp;", with: "&")
    }
}

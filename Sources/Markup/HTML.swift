/// A piece of a page: text, an element, or several of them in a row.
///
/// It is a tree of small parts that share their storage; bytes are made once, when the whole is rendered.
/// Whatever comes in as a `String` is text and leaves escaped.
@usableFromInline package struct HTML: Sendable {
    @usableFromInline let node: Node

    @usableFromInline indirect enum Element: Sendable {
        case closed(StaticString, [Attribute], Node)
        case void(StaticString, [Attribute])
    }

    @usableFromInline enum Node: Sendable {
        case empty
        case text(String)
        case number(Int)
        case trusted(StaticString)
        case element(Element)
        case row([HTML])
    }

    @inlinable init(_ node: Node) {
        self.node = node
    }

    /// Text, escaped when it is rendered.
    @inlinable package init(_ text: String) {
        node = .text(text)
    }

    /// Several pieces in a row.
    package init(_ parts: [HTML]) {
        node = .row(parts)
    }

    /// What a builder makes of the closure: `HTML { p { "One" }; p { "Two" } }`.
    package init(@HTMLBuilder content: () -> HTML) {
        self = content()
    }

    /// Markup that stands in our own source, such as an icon. A `StaticString`, so that nothing typed can come in.
    package init(trusted literal: StaticString) {
        node = .trusted(literal)
    }

    /// Nothing at all.
    @inlinable package static var empty: HTML { HTML(.empty) }
}

extension HTML: ExpressibleByStringInterpolation {
    /// A literal is text like any other: `"Fish & chips"` is escaped, and so is every part of an interpolation.
    @inlinable package init(stringLiteral value: String) {
        self.init(value)
    }
}

extension HTML {
    /// Whether nothing would be seen: no part, or only empty ones.
    package var isEmpty: Bool {
        switch node {
        case .empty: true
        case .text(let text): text.isEmpty
        case .row(let parts): parts.allSatisfy(\.isEmpty)
        case .number, .trusted, .element: false
        }
    }
}

/// An element of a data document: either further elements or text, never both mixed. Plain values, so that what is read
/// and what is written are the same type.
package struct XMLElement: Sendable, Hashable {
    /// The namespace; empty for none.
    package let space: String
    package let name: String
    /// Those without a namespace: the documents that we exchange have no others that mean anything.
    package let attributes: [String: String]
    package let children: [XMLElement]
    /// Empty where there are elements.
    package let text: String

    package init(space: String = "", _ name: String, _ attributes: [String: String] = [:], text: String) {
        self.space = space
        self.name = name
        self.attributes = attributes
        self.children = []
        self.text = text
    }

    package init(
        space: String = "", _ name: String, _ attributes: [String: String] = [:], children: [XMLElement]
    ) {
        self.space = space
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = ""
    }

    /// The first of this name, whatever its namespace.
    package func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }
    package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// Along a path of names, the first of each: `root.at("OrderReference", "ID")`.
    package func at(_ path: String...) -> XMLElement? {
        path.reduce(self as XMLElement?) { $0?.first($1) }
    }

    /// The text along a path, without blanks around it; nil where it is not there or empty.
    package func value(_ path: String...) -> String? {
        guard let text = path.reduce(self as XMLElement?, { $0?.first($1) })?.text else { return nil }
        let tidy = Text.line(text)
        return tidy.isEmpty ? nil : tidy
    }
}

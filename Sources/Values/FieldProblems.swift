/// Everything that is wrong with what was typed or imported, by field: all of it at once, never only the first.
package struct FieldProblems: Error, Sendable, Hashable {
    package struct Problem: Sendable, Hashable {
        package let field: String
        /// A whole sentence without its full stop, ready for a person: "Price must be an amount of money".
        package let words: String

        package init(field: String, words: String) {
            self.field = field
            self.words = words
        }
    }

    package private(set) var problems: [Problem] = []

    package init() {}

    package init(_ field: String, _ words: String) {
        add(field, words)
    }

    package mutating func add(_ field: String, _ words: String) {
        problems.append(Problem(field: field, words: words))
    }

    package var isEmpty: Bool { problems.isEmpty }

    /// The first problem of a field, or nil.
    package subscript(field: String) -> String? {
        problems.first { $0.field == field }?.words
    }
}

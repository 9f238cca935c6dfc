import Relational

/// Rows of which the next is known before it is taken: what a walk over several answers side by side needs. All
/// answers are sorted alike, by the bytes of their first column.
struct RowsAhead {
    let rows: any Cursor
    private(set) var hasRow: Bool

    init(_ rows: any Cursor) throws {
        self.rows = rows
        hasRow = try rows.next()
    }

    /// Whether the first column of the next row is this.
    func isAt(_ key: String) throws -> Bool {
        guard hasRow, let text = try rows.utf8(0) else { return false }
        return text.elementsEqual(key.utf8)
    }

    /// Whether the first column of the next row comes before this.
    func isBefore(_ key: String) throws -> Bool {
        guard hasRow, let text = try rows.utf8(0) else { return false }
        return text.lexicographicallyPrecedes(key.utf8)
    }

    /// Goes on to the next row.
    mutating func pass() throws { hasRow = try rows.next() }

    /// What the rows of one key say, in their order. Nothing where there are none.
    mutating func take<Thing>(of key: String, _ thing: (any Cursor) throws -> Thing) throws -> [Thing] {
        var found: [Thing] = []
        while try isAt(key) {
            found.append(try thing(rows))
            try pass()
        }
        return found
    }
}

extension Cursor {
    /// A word of an enumeration.
    func word<Word: RawRepresentable>(_ position: Int) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(position)) else {
            throw DecodingFailure(column: "\(position)", problem: "an unknown word")
        }
        return word
    }
}

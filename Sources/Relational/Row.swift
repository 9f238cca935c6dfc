/// One row of an answer, read by column name.
package struct Row: Sendable {
    /// The names are shared by all rows of an answer.
    package final class Columns: Sendable {
        package let names: [String]
        let positions: [String: Int]

        package init(_ names: [String]) {
            self.names = names
            positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private let columns: Columns
    private let values: [Value]

    package init(columns: Columns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// - Throws: `DecodingFailure` when there is no such column.
    package func value(_ column: String) throws(DecodingFailure) -> Value {
        guard let position = columns.positions[column] else {
            throw DecodingFailure(column: column, problem: "missing")
        }
        return values[position]
    }

    /// - Throws: `DecodingFailure` when the column is missing or holds something else.
    package func text(_ column: String) throws(DecodingFailure) -> String {
        guard case .text(let text) = try value(column) else {
            throw DecodingFailure(column: column, problem: "not text")
        }
        return text
    }

    /// - Throws: `DecodingFailure` when the column is missing or holds something else.
    package func integer(_ column: String) throws(DecodingFailure) -> Int {
        guard case .integer(let number) = try value(column) else {
            throw DecodingFailure(column: column, problem: "not a whole number")
        }
        return Int(number)
    }

    /// Text, or nil where the row holds nothing.
    package func optionalText(_ column: String) throws(DecodingFailure) -> String? {
        try value(column) == .null ? nil : try text(column)
    }

    /// A whole number, or nil where the row holds nothing.
    package func optionalInteger(_ column: String) throws(DecodingFailure) -> Int? {
        try value(column) == .null ? nil : try integer(column)
    }

    /// Everything in the row, in the order of the columns: for exports and tests.
    package var all: [(name: String, value: Value)] {
        Array(zip(columns.names, values)).map { (name: $0, value: $1) }
    }
}

/// A row does not hold what the program expects: a fault, never a person's mistake.
package struct DecodingFailure: Error, CustomStringConvertible {
    package let column: String
    package let problem: String

    package init(column: String, problem: String) {
        self.column = column
        self.problem = problem
    }

    package var description: String { "column \(column): \(problem)" }
}

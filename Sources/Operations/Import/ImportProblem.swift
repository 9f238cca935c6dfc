/// What is wrong with one cell, or one row, of an imported file.
package struct ImportProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file's name below the imported folder: `people/plans.csv`.
    package let file: String
    package let line: Int
    /// `row` when it is about all of it.
    package let column: String
    /// Without a full stop: "must be a date, like 2026-04-06".
    package let words: String

    package init(file: String, line: Int, column: String, words: String) {
        self.file = file
        self.line = line
        self.column = column
        self.words = words
    }

    /// `listings.csv:17: price: must be an amount of money, like 24.50`
    package var description: String { "\(file):\(line): \(column): \(words)" }

    static let wholeRow = "row"
}

/// What is wrong with a column of a row whose file and line are known elsewhere.
struct ColumnProblem: Sendable, Hashable {
    let column: String
    let words: String

    init(_ column: String, _ words: String) {
        self.column = column
        self.words = words
    }
}

/// A file whose header cannot be used. Nothing is guessed, so none of its rows is read.
struct HeaderRefused: Error {
    let problems: [ImportProblem]
}

/// Why an import cannot go on at all.
package enum ImportFailure: Error, CustomStringConvertible {
    case cannotRead(path: String, why: String)
    case cannotWrite(path: String, why: String)
    case nothingHere(path: String)

    package var description: String {
        switch self {
        case .cannotRead(let path, let why): "\(path): cannot be read: \(why)"
        case .cannotWrite(let path, let why): "\(path): cannot be written: \(why)"
        case .nothingHere(let path): "\(path): none of the files of a catalogue is here"
        }
    }
}

/// One record of a CSV file, with where it stands and what it looked like.
package struct CSVRecord: Sendable {
    /// The line of the file on which it begins, counted from 1.
    package let line: Int
    /// A cell that cannot be read (see `problems`) is empty.
    package let cells: [String]
    /// The record as the file has it, without its line end.
    package let raw: [UInt8]
    package let problems: [CSVProblem]
    /// False when the quotes do not work out: the cells are then not to be trusted.
    package let isSplit: Bool
}

/// What is wrong with a record before anybody looks at what its cells say.
package struct CSVProblem: Sendable, Hashable {
    package let line: Int
    /// Counted from 0; nil when it is about the whole record.
    package let cell: Int?
    package let words: String
}

/// Where the bytes come from: each call gives the next ones, and nothing at the end.
package typealias ByteSource = () throws -> [UInt8]

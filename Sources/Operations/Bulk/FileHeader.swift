import Catalogue
import Values

/// The first line of a file.
package enum FileHeader {
    /// - Throws: `FieldProblems` by `file` where there is none that can be used; `ImportFailure`.
    package static func read(_ id: ListingRun.ID, _ folder: RunFolder) throws -> [String] {
        var reader = CSVReader(try folder.open(id))
        guard let first = try reader.next() else { throw FieldProblems("file", "The file is empty") }
        if let problem = first.problems.first { throw FieldProblems("file", "The first line \(problem.words)") }
        let header = first.cells.map(Text.tidy)
        guard header.count <= columnsMaximum
        else { throw FieldProblems("file", "The file has more than \(columnsMaximum) columns") }
        guard !header.contains("")
        else { throw FieldProblems("file", "Every column needs a name in the first line") }
        guard Set(header).count == header.count
        else { throw FieldProblems("file", "Two columns have the same name in the first line") }
        return header
    }

    package static let columnsMaximum = 200
}

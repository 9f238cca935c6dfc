import Catalogue
import Identity
import Relational
import Storage
import Values

/// One row of a supplier's file: what it says, field by field.
struct RunRow: Sendable {
    let row: CSVRow
    /// By our names, freed of guards.
    let cells: [(field: String, text: String)]
    let reference: String
    /// Wrong before anybody looks at what the cells say.
    var problems: [ListingRun.Problem]

    /// - Parameter columns: of the header, with which of ours they are.
    init(_ row: CSVRow, columns: [(header: String, field: String)]) {
        self.row = row
        problems = row.problems.map { ListingRun.Problem(line: $0.line, column: $0.column, words: $0.words) }
        let read = row.problems.isEmpty
            ? columns.map { (field: $0.field, text: ListingCells.freed(RowCheck.tidy(row[$0.header]))) } : []
        reference = Text.line(read.first { $0.field == ListingColumns.reference }?.text ?? "")
        cells = read.filter { $0.field != ListingColumns.reference }
        guard problems.isEmpty else { return }
        if reference.isEmpty {
            add(ListingColumns.reference, "Your code of the listing is missing", columns)
        } else if let problem = ListingReference.problem(reference) {
            add(ListingColumns.reference, problem, columns)
        }
    }

    mutating func add(_ field: String, _ words: String, _ columns: [(header: String, field: String)]) {
        let column = columns.first { $0.field == field }?.header ?? ImportProblem.wholeRow
        problems.append(ListingRun.Problem(line: row.line, column: column, words: words))
    }

    func applied(to text: ListingText) -> ListingText {
        var text = text
        for (field, value) in cells { text[field] = value }
        return text
    }
}

/// What a row comes to.
enum RowFate: Sendable {
    case unchanged
    case add(CheckedListing)
    case change(EditOutcome, OwnListing, CheckedListing)
    case wrong(FieldProblems)
}

/// Decides about rows against what is stored at that moment: the same for a dry run and a run.
struct RowJudge {
    let access: any Reading
    let supplier: Supplier.ID
    let categories: Categories
    let scope: ListingRun.Scope
    let today: Day
    let noticeDays: Int
    /// Codes that rows before this one bring anew.
    var coming: Set<String> = []

    func fate(of row: RunRow, own: OwnListing?) throws -> RowFate {
        do {
            return try own.map { try change(row, $0) } ?? add(row)
        } catch let problems as FieldProblems {
            return .wrong(problems)
        }
    }

    private func add(_ row: RunRow) throws -> RowFate {
        guard scope == .all else {
            throw FieldProblems(ListingColumns.reference, "No listing of yours has this code")
        }
        return .add(try checked(row.applied(to: ListingText()), nil))
    }

    private func change(_ row: RunRow, _ own: OwnListing) throws -> RowFate {
        let wanted = row.applied(to: own.wanted)
        guard wanted != own.wanted else { return .unchanged }
        guard own.listing.status != .rejected else {
            throw FieldProblems(ListingColumns.reference, "This listing was rejected; use another code")
        }
        let checked = try checked(wanted, own.listing.id)
        let outcome = EditOutcome(
            own, to: checked.text(replacement: Text.tidy(wanted.replacement)), price: checked.terms.price,
            today: today, noticeDays: noticeDays)
        return outcome.changesSomething ? .change(outcome, own, checked) : .unchanged
    }

    /// A replacement may be brought by an earlier row of the same file, which a dry run has not stored.
    private func checked(_ text: ListingText, _ listing: Listing.ID?) throws -> CheckedListing {
        var text = text
        if coming.contains(Text.tidy(text.replacement)) { text.replacement = "" }
        return try access.checked(text, of: supplier, editing: listing, categories)
    }
}

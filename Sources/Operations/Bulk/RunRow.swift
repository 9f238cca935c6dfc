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
    /// How price and stock were when the file was fetched, where it tells.
    private let asFetched: [ListingField: String]
    /// Of a listing that is there, the row says nothing of these.
    private let unsaid: Set<String>
    /// Wrong before anybody looks at what the cells say.
    var problems: [ListingRun.Problem]

    /// - Parameter columns: of the header, with which of ours they are.
    init(_ row: CSVRow, columns: [(header: String, field: String)], scope: ListingRun.Scope) {
        self.row = row
        problems = row.problems.map { ListingRun.Problem(line: $0.line, column: $0.column, words: $0.words) }
        let read = row.problems.isEmpty
            ? columns.map { (field: $0.field, text: ListingCells.freed(RowCheck.tidy(row[$0.header]))) } : []
        reference = Text.line(read.first { $0.field == ListingColumns.reference }?.text ?? "")
        let others = Set(ListingColumns.asFetched.values).union([ListingColumns.reference])
        cells = read.filter { !others.contains($0.field) }
        let told = Dictionary(read.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
        asFetched = ListingColumns.asFetched.compactMapValues { told[$0] }
        unsaid = RunRow.unsaid(told, asFetched, scope)
        guard problems.isEmpty else { return }
        if reference.isEmpty {
            add(ListingColumns.reference, "Your code of the listing is missing", columns)
        } else if let problem = ListingReference.problem(reference) {
            add(ListingColumns.reference, problem, columns)
        }
    }

    /// What reads as it did when the file was fetched is not said. Neither is what is left empty, unless it was not
    /// empty then: whoever empties the stock of a fetched file ceases to count. A file of prices and stock alone
    /// never does that.
    private static func unsaid(
        _ told: [String: String], _ asFetched: [ListingField: String], _ scope: ListingRun.Scope
    ) -> Set<String> {
        Set(
            ListingColumns.asFetched.keys.filter { field in
                let cell = told[field.rawValue] ?? ""
                let isEmptied = scope == .all && asFetched[field].map { !$0.isEmpty } ?? false
                return cell == asFetched[field] || cell.isEmpty && !isEmptied
            }.map(\.rawValue))
    }

    /// Whether the row says what a field of a listing that is there is to be.
    func says(_ field: ListingField) -> Bool {
        !unsaid.contains(field.rawValue) && cells.contains { $0.field == field.rawValue }
    }

    /// The number in stock that the supplier saw, where the row counts anew and the file tells it.
    var stockSeen: String? { says(.stock) ? asFetched[.stock] : nil }

    mutating func add(_ field: String, _ words: String, _ columns: [(header: String, field: String)]) {
        let column = columns.first { $0.field == field }?.header ?? ImportProblem.wholeRow
        problems.append(ListingRun.Problem(line: row.line, column: column, words: words))
    }

    /// As a new listing.
    var text: ListingText {
        var text = ListingText()
        for (field, value) in cells { text[field] = value }
        return text
    }

    /// What it says over what was there.
    func applied(to text: ListingText) -> ListingText {
        var text = text
        for (field, value) in cells where !unsaid.contains(field) { text[field] = value }
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
        return .add(try checked(row.text, nil))
    }

    private func change(_ row: RunRow, _ own: OwnListing) throws -> RowFate {
        let wanted = row.applied(to: own.wanted)
        // Today's price, said again, ends what is announced.
        let saysPrice = row.says(.price) && own.listing.isAccepted
        guard wanted != own.wanted || saysPrice else { return .unchanged }
        guard own.listing.status != .rejected else {
            throw FieldProblems(ListingColumns.reference, "This listing was rejected; use another code")
        }
        try mustKnowStock(row, wanted, own)
        let (checked, text) = try checked(wanted, own)
        let outcome = EditOutcome(
            own, to: text, price: saysPrice ? checked.terms.price : nil, today: today, noticeDays: noticeDays)
        return outcome.changesSomething ? .change(outcome, own, checked) : .unchanged
    }

    /// Who counts anew knows what was sold meanwhile.
    private func mustKnowStock(_ row: RunRow, _ wanted: ListingText, _ own: OwnListing) throws(FieldProblems) {
        guard let seen = row.stockSeen, wanted.stock != own.live.stock, seen != own.live.stock else { return }
        let now = own.live.stock.isEmpty ? "is not counted now" : "is \(own.live.stock) now"
        throw FieldProblems(
            ListingField.stock.rawValue,
            "The number in stock \(now): somebody bought or counted since the file was fetched. Fetch it again")
    }

    /// What the supplier wants, checked, and how it then reads. Where the row moves numbers alone, everything else
    /// stays as it is.
    private func checked(_ wanted: ListingText, _ own: OwnListing) throws -> (CheckedListing, ListingText) {
        guard ListingEdit(from: own.wanted, to: wanted).reviewed.isEmpty else {
            let checked = try checked(wanted, own.listing.id)
            return (checked, checked.text(replacement: Text.tidy(wanted.replacement)))
        }
        let checked = try own.checkedNumbers(wanted)
        return (checked, checked.numbers(in: own.wanted))
    }

    /// A replacement may be brought by an earlier row of the same file, which a dry run has not stored.
    private func checked(_ text: ListingText, _ listing: Listing.ID?) throws -> CheckedListing {
        var text = text
        if coming.contains(Text.tidy(text.replacement)) { text.replacement = "" }
        return try access.checked(text, of: supplier, editing: listing, categories)
    }
}

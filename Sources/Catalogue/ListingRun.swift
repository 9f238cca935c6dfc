import Values

/// Where a supplier's file stands.
package enum ListingRunStatus: String, WorkflowWord {
    /// It is here; its columns have to be named.
    case uploaded
    /// It is read without anything being stored.
    case checking
    /// What it would do is known.
    case checked
    case running
    case done
    /// It cannot be read at all.
    case failed
    /// Its file has been deleted; what it did is still told.
    case cleared
}

package enum ListingRunAction: String, WorkflowWord, Codable {
    case check, run, finish, fail, clear
}

extension ListingRunStatus {
    package static let workflow = Workflow<ListingRunStatus, ListingRunAction, Unguarded>(
        "listing-file", start: .uploaded,
        [
            .init(.uploaded, .check, to: .checking),
            .init(.uploaded, .run, to: .running),
            .init(.uploaded, .clear, to: .cleared),
            .init(.checking, .finish, to: .checked),
            .init(.checking, .fail, to: .failed),
            .init(.checked, .check, to: .checking),
            .init(.checked, .run, to: .running),
            .init(.checked, .clear, to: .cleared),
            .init(.running, .finish, to: .done),
            .init(.running, .fail, to: .failed),
            .init(.done, .clear, to: .cleared),
            .init(.failed, .clear, to: .cleared),
        ])
}

/// A supplier's file of listings, and what becomes of its rows.
package struct ListingRun: Sendable, Hashable {
    package typealias ID = Identifier<ListingRun>

    package enum Origin: String, Sendable, CaseIterable, Codable {
        case page, program
    }

    /// What its rows may move.
    package enum Scope: String, Sendable, CaseIterable, Codable {
        case all, pricesAndStock = "prices_and_stock"
    }

    /// One thing that is wrong with one row.
    package struct Problem: Sendable, Hashable, Codable {
        package let line: Int
        package let column: String
        package let words: String

        package init(line: Int, column: String, words: String) {
            self.line = line
            self.column = column
            self.words = words
        }
    }

    /// How many rows did what.
    package struct Tally: Sendable, Hashable {
        package var added = 0
        package var changed = 0
        package var unchanged = 0
        package var wrong = 0

        package init() {}

        package var rows: Int { added + changed + unchanged + wrong }
    }

    package let id: ID
    package let supplier: Supplier.ID
    /// Who brought it: history names them.
    package let person: String
    /// As the file was called.
    package let name: String
    package let origin: Origin
    package let scope: Scope
    package private(set) var status: ListingRunStatus
    package let header: [String]
    /// For each column of the header which of ours it is; empty where it is passed over.
    package var mapping: [String]
    package var tally = Tally()
    /// The first ones; all of them are in the file of wrong rows.
    package var problems: [Problem] = []
    /// Why it cannot be read at all.
    package var failure: String?
    package private(set) var version: Int
    package let startedAt: Moment
    package var endedAt: Moment?

    /// Somebody waits for what it comes to.
    package var isAtWork: Bool { status == .checking || status == .running }

    package static let problemsShown = 50
    package static let daysKept = 30
    package static let bytesMaximum = 64 << 20
    package static let nameCharactersMaximum = 120

    package init(
        id: ID, supplier: Supplier.ID, person: String, name: String, origin: Origin, scope: Scope,
        status: ListingRunStatus = .uploaded, header: [String], mapping: [String], version: Int = 1,
        startedAt: Moment, endedAt: Moment? = nil
    ) {
        self.id = id
        self.supplier = supplier
        self.person = person
        self.name = name
        self.origin = origin
        self.scope = scope
        self.status = status
        self.header = header
        self.mapping = mapping
        self.version = version
        self.startedAt = startedAt
        self.endedAt = endedAt
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package mutating func perform(_ action: ListingRunAction) throws(WorkflowRefusal) {
        status = try ListingRunStatus.workflow.next(from: status, on: action)
        version += 1
        if status == .checking || status == .running { (tally, problems) = (Tally(), []) }
    }
}

import Catalogue
import Relational
import Values

/// Suppliers' files of listings: what was asked, how far it is, what came of it.
package struct RunStore<Access: Reading> { let access: Access }

extension Reading {
    package var runs: RunStore<Self> { RunStore(access: self) }
}

extension RunStore {
    package func find(_ id: ListingRun.ID) throws -> ListingRun? {
        try access.connection.row("SELECT * FROM listing_runs WHERE id = \(id)").map(RunStore.run)
    }

    /// A supplier's own; another supplier's is not found.
    package func find(_ id: ListingRun.ID, of supplier: Supplier.ID) throws -> ListingRun? {
        try find(id).flatMap { $0.supplier == supplier ? $0 : nil }
    }

    /// The newest first.
    package func list(of supplier: Supplier.ID, most: Int) throws -> [ListingRun] {
        try access.connection.rows(
            """
            SELECT * FROM listing_runs WHERE supplier_id = \(supplier) ORDER BY started_at DESC, id DESC LIMIT \(most)
            """
        ).map(RunStore.run)
    }

    /// What has to be worked on, the oldest first.
    package func atWork() throws -> [ListingRun] {
        try access.connection.rows(
            "SELECT * FROM listing_runs WHERE status IN ('checking', 'running') ORDER BY started_at, id"
        ).map(RunStore.run)
    }

    /// Those whose files have been kept long enough.
    package func old(before moment: Moment, most: Int) throws -> [ListingRun] {
        try access.connection.rows(
            """
            SELECT * FROM listing_runs WHERE status IN ('uploaded', 'checked', 'done', 'failed')
                AND started_at < \(moment) ORDER BY started_at LIMIT \(most)
            """
        ).map(RunStore.run)
    }

    /// What was wrong with those rows between two lines that a run has done, by the line on which each begins.
    package func wrongRows(of id: ListingRun.ID, lines: ClosedRange<Int>) throws -> [Int: [ListingRun.Problem]] {
        let rows = try access.connection.rows(
            """
            SELECT line, problems FROM listing_run_wrong_rows
            WHERE run_id = \(id) AND line >= \(lines.lowerBound) AND line <= \(lines.upperBound)
            """)
        return Dictionary(
            try rows.map { (try $0.integer("line"), try $0.json("problems")) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a supplier chose for headers before, by the plain header.
    package func mappings(of supplier: Supplier.ID) throws -> [String: String] {
        let rows = try access.connection.rows("SELECT * FROM column_mappings WHERE supplier_id = \(supplier)")
        return Dictionary(
            try rows.map { (try $0.text("header"), try $0.text("field")) }, uniquingKeysWith: { first, _ in first })
    }

    private static func run(_ row: Row) throws -> ListingRun {
        var run = ListingRun(
            id: try row.id("id"), supplier: try row.id("supplier_id"), person: try row.text("person_id"),
            name: try row.text("name"), origin: try row.word("origin"), scope: try row.word("scope"),
            status: try row.word("status"), header: try row.json("header"), mapping: try row.json("mapping"),
            version: try row.integer("version"), startedAt: try row.moment("started_at"),
            endedAt: try row.optionalMoment("ended_at"))
        run.tally.added = try row.integer("added")
        run.tally.changed = try row.integer("changed")
        run.tally.unchanged = try row.integer("unchanged")
        run.tally.wrong = try row.integer("wrong")
        run.problems = try row.json("problems")
        run.failure = try row.optionalText("failure")
        return run
    }
}

extension RunStore where Access: Writing {
    package func insert(_ run: ListingRun) throws {
        try access.connection.run(
            """
            INSERT INTO listing_runs (id, supplier_id, person_id, name, origin, scope, status, header, mapping,
                rows_done, added, changed, unchanged, wrong, problems, failure, version, started_at, ended_at)
            VALUES (\(run.id), \(run.supplier), \(run.person), \(run.name), \(run.origin.rawValue),
                \(run.scope.rawValue), \(run.status.rawValue), \(try StoredJSON.text(run.header)),
                \(try StoredJSON.text(run.mapping)), 0, 0, 0, 0, 0, '[]', NULL, \(run.version), \(run.startedAt), NULL)
            """)
    }

    /// Saves a step, if nobody else has taken one since it was read.
    /// - Throws: `CatalogueRefusal.changedMeanwhile`.
    package func save(_ run: ListingRun) throws {
        let changed = try access.connection.run(
            """
            UPDATE listing_runs SET status = \(run.status.rawValue), mapping = \(try StoredJSON.text(run.mapping)),
                rows_done = \(run.tally.rows), added = \(run.tally.added), changed = \(run.tally.changed),
                unchanged = \(run.tally.unchanged), wrong = \(run.tally.wrong),
                problems = \(try StoredJSON.text(run.problems)), failure = \(run.failure), version = \(run.version),
                ended_at = \(run.endedAt)
            WHERE id = \(run.id) AND version = \(run.version - 1)
            """)
        guard changed == 1 else { throw CatalogueRefusal.changedMeanwhile }
    }

    /// How far it is: no step, so the version stays.
    package func saveProgress(of run: ListingRun) throws {
        try access.connection.run(
            """
            UPDATE listing_runs SET rows_done = \(run.tally.rows), added = \(run.tally.added),
                changed = \(run.tally.changed), unchanged = \(run.tally.unchanged), wrong = \(run.tally.wrong),
                problems = \(try StoredJSON.text(run.problems))
            WHERE id = \(run.id) AND version = \(run.version)
            """)
    }

    /// Keeps what was wrong with a row until the run ends: it may be right by then.
    package func note(wrong problems: [ListingRun.Problem], line: Int, of id: ListingRun.ID) throws {
        try access.connection.run(
            """
            INSERT INTO listing_run_wrong_rows VALUES (\(id), \(line), \(try StoredJSON.text(problems)))
            """)
    }

    package func forgetWrongRows(of id: ListingRun.ID) throws {
        try access.connection.run("DELETE FROM listing_run_wrong_rows WHERE run_id = \(id)")
    }

    package func remember(_ field: String, for header: String, of supplier: Supplier.ID) throws {
        try access.connection.run(
            """
            INSERT INTO column_mappings VALUES (\(supplier), \(header), \(field))
            ON CONFLICT (supplier_id, header) DO UPDATE SET field = excluded.field
            """)
    }
}

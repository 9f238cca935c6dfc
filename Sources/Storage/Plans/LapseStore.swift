import Plans
import Relational
import Values

/// When a period of which plan line is over next.
package struct LapseStore<Access: Reading> { let access: Access }

extension Reading {
    package var lapses: LapseStore<Self> { LapseStore(access: self) }
}

extension LapseStore {
    /// Plans that count, with a line of which a period is over and was not looked at since.
    package func due(on day: Day, most: Int) throws -> [(plan: Plan.ID, version: Int)] {
        try access.connection.rows(
            """
            SELECT DISTINCT p.id, p.version FROM plans p
            JOIN plan_lines pl ON pl.plan_id = p.id AND pl.plan_version = p.version
            LEFT JOIN line_lapses l ON l.plan_line_id = pl.id
            WHERE p.status IN ('in-force', 'suspended') AND (l.plan_line_id IS NULL OR l.due_on <= \(day))
            ORDER BY p.id LIMIT \(most)
            """
        ).map { (try $0.id("id"), try $0.integer("version")) }
    }

    package func isDue(_ line: PlanLine.ID, on day: Day) throws -> Bool {
        let row = try access.connection.row("SELECT due_on FROM line_lapses WHERE plan_line_id = \(line)")
        guard let row else { return true }
        return try row.optionalDay("due_on").map { $0 <= day } ?? false
    }
}

extension LapseStore where Access: Writing {
    /// - Parameter day: nil when all its periods are over.
    package func note(_ line: PlanLine.ID, dueOn day: Day?) throws {
        try access.connection.run(
            """
            INSERT INTO line_lapses (plan_line_id, due_on) VALUES (\(line), \(day))
            ON CONFLICT (plan_line_id) DO UPDATE SET due_on = excluded.due_on
            """)
    }

    /// A line whose dates may have changed is looked at anew.
    package func forget(_ line: PlanLine.ID) throws {
        try access.connection.run("DELETE FROM line_lapses WHERE plan_line_id = \(line)")
    }
}

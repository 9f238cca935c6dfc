import Catalogue
import Identity
import Plans
import Relational
import Values

/// Plans, version by version, with their lines and outcomes.
package struct PlanStore<Access: Reading> { let access: Access }

extension Reading {
    package var plans: PlanStore<Self> { PlanStore(access: self) }
}

extension PlanStore {
    package func find(_ id: Plan.ID, version: Int) throws -> Plan? {
        try access.connection.row("SELECT * FROM plans WHERE id = \(id) AND version = \(version)").map(plan)
    }

    /// The plan a holder lives by: the one in force, or else the newest that was suspended or has ended, so that
    /// the page can say why nothing may be bought.
    package func current(of holder: Holder.ID) throws -> Plan? {
        let rows = try access.connection.rows("SELECT * FROM plans WHERE holder_id = \(holder)")
        let ranks: [PlanStatus] = [.inForce, .suspended, .ended]
        let best = try rows.min { left, right in
            let keys = try [left, right].map { row in
                (
                    ranks.firstIndex(of: try row.word("status")) ?? ranks.count, -(try row.day("last_day").number),
                    -(try row.integer("version"))
                )
            }
            return keys[0] < keys[1]
        }
        return try best.map(plan)
    }

    private func plan(_ row: Row) throws -> Plan {
        let (id, version): (Plan.ID, Int) = (try row.id("id"), try row.integer("version"))
        let lines = try access.connection.rows(
            """
            SELECT * FROM plan_lines WHERE plan_id = \(id) AND plan_version = \(version) ORDER BY position
            """
        ).map(PlanStore.line)
        let outcomes = try access.connection.rows(
            """
            SELECT * FROM outcomes WHERE plan_id = \(id) AND plan_version = \(version) ORDER BY position
            """
        ).map { Outcome(id: try $0.id("id"), text: try $0.text("wish")) }
        return Plan(
            id: id, version: version, holder: try row.id("holder_id"), eligibility: try row.word("eligibility"),
            management: try row.word("management"), span: try row.period("first_day", "last_day"),
            status: try row.word("status"),
            coordinator: .init(name: try row.text("coordinator"), telephone: try row.text("coordinator_telephone")),
            agreedOn: try row.day("agreed_on"), outcomes: outcomes, lines: lines)
    }

    private static func line(_ row: Row) throws -> PlanLine {
        PlanLine(
            id: try row.id("id"), kind: try row.word("kind"), title: try row.text("title"),
            covers: try row.list("covers").map { Catalogue.Category.ID($0) },
            outcomes: try row.list("outcomes").map { Outcome.ID($0) },
            allocation: Allocation(
                amount: try row.money("amount_pence"), every: try row.word("every"),
                span: try row.period("first_day", "last_day")),
            priceCeiling: try row.optionalMoney("price_ceiling_pence"),
            approvalAbove: try row.optionalMoney("approval_above_pence"))
    }
}

extension PlanStore where Access: Writing {
    /// The digest of the file rows a version was imported from; nil when there is no such version.
    package func source(of id: Plan.ID, version: Int) throws -> String? {
        try access.connection.row("SELECT source_digest FROM plans WHERE id = \(id) AND version = \(version)")?
            .optionalText("source_digest")
    }

    /// Stores an agreed version with all its parts.
    package func insert(_ plan: Plan, source: Digest?) throws {
        try access.connection.run(
            """
            INSERT INTO plans (id, version, holder_id, eligibility, management, first_day, last_day, status,
                coordinator, coordinator_telephone, agreed_on, source_digest)
            VALUES (\(plan.id), \(plan.version), \(plan.holder), \(plan.eligibility.rawValue),
                \(plan.management.rawValue), \(plan.span.first), \(plan.span.last), \(plan.status.rawValue),
                \(plan.coordinator.name), \(plan.coordinator.telephone), \(plan.agreedOn), \(source))
            """)
        for (position, outcome) in plan.outcomes.enumerated() {
            try access.connection.run(
                """
                INSERT INTO outcomes (id, plan_id, plan_version, position, wish)
                VALUES (\(outcome.id), \(plan.id), \(plan.version), \(position), \(outcome.text))
                """)
        }
        for (position, line) in plan.lines.enumerated() { try insert(line, at: position, of: plan) }
    }

    private func insert(_ line: PlanLine, at position: Int, of plan: Plan) throws {
        let allocation = line.allocation
        try access.connection.run(
            """
            INSERT INTO plan_lines (id, plan_id, plan_version, position, kind, title, covers, outcomes, amount_pence,
                every, first_day, last_day, price_ceiling_pence, approval_above_pence)
            VALUES (\(line.id), \(plan.id), \(plan.version), \(position), \(line.kind.rawValue), \(line.title),
                \(line.covers.map(\.text).joinedList), \(line.outcomes.map(\.text).joinedList), \(allocation.amount),
                \(allocation.every.rawValue), \(allocation.span.first), \(allocation.span.last), \(line.priceCeiling),
                \(line.approvalAbove))
            """)
    }
}

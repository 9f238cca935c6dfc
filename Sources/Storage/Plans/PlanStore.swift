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
        let past = try rows.filter { ranks.contains(try $0.word("status")) }
        let best = try past.min { left, right in
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

    /// All versions of all plans of a holder, newest first.
    package func list(of holder: Holder.ID) throws -> [Plan] {
        try access.connection.rows(
            "SELECT * FROM plans WHERE holder_id = \(holder) ORDER BY first_day DESC, id, version DESC"
        ).map(plan)
    }

    /// How often a version has been saved: a form that was made from an older state is refused.
    package func revision(of id: Plan.ID, version: Int) throws -> Int? {
        try access.connection.row("SELECT revision FROM plans WHERE id = \(id) AND version = \(version)")?
            .integer("revision")
    }

    /// A version of a holder of this commissioner; nil for any other.
    package func find(_ id: Plan.ID, version: Int, of commissioner: Commissioner.ID) throws -> Plan? {
        try access.connection.row(
            """
            SELECT p.* FROM plans p JOIN holders h ON h.id = p.holder_id
            WHERE p.id = \(id) AND p.version = \(version) AND h.commissioner_id = \(commissioner)
            """
        ).map(plan)
    }

    /// The version that is being written or waits to be agreed or for its day; a holder has at most one.
    package func coming(of holder: Holder.ID) throws -> Plan? {
        try access.connection.row(
            """
            SELECT * FROM plans WHERE holder_id = \(holder) AND status IN ('draft', 'proposed', 'agreed')
            ORDER BY version DESC LIMIT 1
            """
        ).map(plan)
    }

    /// Agreed versions whose day has come, of one holder or of all, with who wrote them.
    package func due(on day: Day, of holder: Holder.ID? = nil) throws -> [(plan: Plan, writer: Person.ID?)] {
        try access.connection.rows(
            """
            SELECT * FROM plans WHERE status = 'agreed' AND takes_effect <= \(day)
                AND (\(holder) IS NULL OR holder_id = \(holder)) ORDER BY takes_effect, id
            """
        ).map { (try plan($0), try $0.optionalID("written_by")) }
    }

    /// The highest number of any version of a plan; nought where there is none.
    package func lastVersion(of id: Plan.ID) throws -> Int {
        try access.connection.row("SELECT MAX(version) AS version FROM plans WHERE id = \(id)")?
            .optionalInteger("version") ?? 0
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
        ).map { row in
            Outcome(
                id: try row.id("id"), text: try row.text("wish"), measure: try row.text("measure"),
                findings: try row.json("findings"))
        }
        return Plan(
            id: id, version: version, holder: try row.id("holder_id"), span: try row.period("first_day", "last_day"),
            takesEffect: try row.day("takes_effect"), status: try row.word("status"),
            coordinator: .init(name: try row.text("coordinator"), telephone: try row.text("coordinator_telephone")),
            narrative: try row.json("narrative"), agreements: try row.json("agreements"),
            budgets: try row.json("budgets"), outcomes: outcomes, lines: lines,
            allowsSplitting: try row.integer("allows_splitting") == 1)
    }

    private static func line(_ row: Row) throws -> PlanLine {
        let terms = try StoredTerms.known.read(try row.text("terms"))
        return PlanLine(
            id: try row.id("id"), kind: try row.word("kind"), budget: try row.id("budget_id"),
            title: try row.text("title"), covers: terms.covers, limits: terms.limits, isExclusive: terms.isExclusive,
            outcomes: terms.outcomes,
            allocation: Allocation(
                amount: try row.money("amount_pence"), every: try row.word("every"),
                span: try row.period("first_day", "last_day")),
            carry: terms.carry, cap: terms.cap, priceCeiling: terms.priceCeiling, approvalAbove: terms.approvalAbove)
    }
}

/// What of a plan line is always read whole.
private struct StoredTerms: Codable {
    /// A holder's plan is asked for on every page they open; so many lines are a few thousand people's.
    static let known = JSONMemory<StoredTerms>(capacity: 20_000)

    let covers: Covers
    let limits: SupplierLimits
    let isExclusive: Bool
    let outcomes: [Outcome.ID]
    let carry: CarryForward
    let cap: UsageCap?
    let priceCeiling: Money?
    let approvalAbove: Money?

    init(_ line: PlanLine) {
        covers = line.covers
        limits = line.limits
        isExclusive = line.isExclusive
        outcomes = line.outcomes
        carry = line.carry
        cap = line.cap
        priceCeiling = line.priceCeiling
        approvalAbove = line.approvalAbove
    }
}

extension PlanStore where Access: Writing {
    /// The digest of the file rows a version was imported from; nil when there is no such version.
    package func source(of id: Plan.ID, version: Int) throws -> String? {
        try access.connection.row("SELECT source_digest FROM plans WHERE id = \(id) AND version = \(version)")?
            .optionalText("source_digest")
    }

    /// Stores a new version with all its parts.
    package func insert(_ plan: Plan, by person: Person.ID? = nil, source: Digest? = nil) throws {
        try access.connection.run(
            """
            INSERT INTO plans (id, version, holder_id, first_day, last_day, takes_effect, status, revision,
                coordinator, coordinator_telephone, allows_splitting, narrative, agreements, budgets, written_by,
                source_digest)
            VALUES (\(plan.id), \(plan.version), \(plan.holder), \(plan.span.first), \(plan.span.last),
                \(plan.takesEffect), \(plan.status.rawValue), 1, \(plan.coordinator.name),
                \(plan.coordinator.telephone), \(plan.allowsSplitting ? 1 : 0),
                \(try StoredJSON.text(plan.narrative)), \(try StoredJSON.text(plan.agreements)),
                \(try StoredJSON.text(plan.budgets)), \(person), \(source))
            """)
        try insertParts(of: plan)
    }

    /// Saves a version as it is now, if nobody else has saved it since it was read. Only drafts change in their
    /// parts; of agreed versions only the standing changes (`PlanStore.move`).
    /// - Throws: `PlanRefusal.changedMeanwhile`.
    package func save(_ plan: Plan, revision: Int) throws {
        let changed = try access.connection.run(
            """
            UPDATE plans SET first_day = \(plan.span.first), last_day = \(plan.span.last),
                takes_effect = \(plan.takesEffect), status = \(plan.status.rawValue), revision = revision + 1,
                coordinator = \(plan.coordinator.name), coordinator_telephone = \(plan.coordinator.telephone),
                allows_splitting = \(plan.allowsSplitting ? 1 : 0),
                narrative = \(try StoredJSON.text(plan.narrative)),
                agreements = \(try StoredJSON.text(plan.agreements)), budgets = \(try StoredJSON.text(plan.budgets))
            WHERE id = \(plan.id) AND version = \(plan.version) AND revision = \(revision) AND status = 'draft'
            """)
        guard changed == 1 else { throw PlanRefusal.changedMeanwhile }
        try access.connection.run(
            "DELETE FROM outcomes WHERE plan_id = \(plan.id) AND plan_version = \(plan.version)")
        try access.connection.run(
            "DELETE FROM plan_lines WHERE plan_id = \(plan.id) AND plan_version = \(plan.version)")
        try insertParts(of: plan)
    }

    /// Moves a version on: its status and its agreements, and nothing else.
    /// - Throws: `PlanRefusal.changedMeanwhile` when it is not in the state `from` any more.
    package func move(_ plan: Plan, from status: PlanStatus) throws {
        let changed = try access.connection.run(
            """
            UPDATE plans SET status = \(plan.status.rawValue), revision = revision + 1,
                agreements = \(try StoredJSON.text(plan.agreements))
            WHERE id = \(plan.id) AND version = \(plan.version) AND status = \(status.rawValue)
            """)
        guard changed == 1 else { throw PlanRefusal.changedMeanwhile }
    }

    private func insertParts(of plan: Plan) throws {
        for (position, outcome) in plan.outcomes.enumerated() {
            try access.connection.run(
                """
                INSERT INTO outcomes (id, plan_id, plan_version, position, wish, measure, findings)
                VALUES (\(outcome.id), \(plan.id), \(plan.version), \(position), \(outcome.text), \(outcome.measure),
                    \(try StoredJSON.text(outcome.findings)))
                """)
        }
        for (position, line) in plan.lines.enumerated() { try insert(line, at: position, of: plan) }
    }

    private func insert(_ line: PlanLine, at position: Int, of plan: Plan) throws {
        let allocation = line.allocation
        try access.connection.run(
            """
            INSERT INTO plan_lines (id, plan_id, plan_version, position, kind, budget_id, title, amount_pence, every,
                first_day, last_day, terms)
            VALUES (\(line.id), \(plan.id), \(plan.version), \(position), \(line.kind.rawValue), \(line.budget),
                \(line.title), \(allocation.amount), \(allocation.every.rawValue), \(allocation.span.first),
                \(allocation.span.last), \(try StoredJSON.text(StoredTerms(line))))
            """)
    }
}

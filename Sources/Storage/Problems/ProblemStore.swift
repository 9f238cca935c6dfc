import Identity
import Orders
import Relational
import Values

/// What holders have reported, and what becomes of it.
package struct ProblemStore<Access: Reading> { let access: Access }

extension Reading {
    package var problems: ProblemStore<Self> { ProblemStore(access: self) }
}

extension ProblemStore {
    package func find(_ id: Problem.ID) throws -> Problem? {
        try access.connection.row("SELECT * FROM problems WHERE id = \(id)").map(ProblemStore.problem)
    }

    /// Of one part, oldest first.
    package func list(of part: SupplierOrder.ID) throws -> [Problem] {
        try access.connection.rows("SELECT * FROM problems WHERE supplier_order_id = \(part) ORDER BY id")
            .map(ProblemStore.problem)
    }

    /// Of all parts of one order, oldest first.
    package func list(of order: Order.ID) throws -> [Problem] {
        try access.connection.rows(
            """
            SELECT p.* FROM problems p JOIN supplier_orders so ON so.id = p.supplier_order_id
            WHERE so.order_id = \(order) ORDER BY p.id
            """
        ).map(ProblemStore.problem)
    }

    /// Those that time alone moves on now, oldest limit first.
    package func due(at now: Moment, most: Int) throws -> [Problem] {
        try access.connection.rows(
            "SELECT * FROM problems WHERE due_at IS NOT NULL AND due_at <= \(now) ORDER BY due_at, id LIMIT \(most)"
        ).map(ProblemStore.problem)
    }

    /// What happened, in order.
    package func events(of id: Problem.ID) throws -> [ProblemEvent] {
        try access.connection.rows(
            "SELECT * FROM problem_events WHERE problem_id = \(id) ORDER BY sequence"
        ).map(ProblemStore.event)
    }

    package func statements(of id: Problem.ID) throws -> [ProblemStatement] {
        try access.connection.rows(
            "SELECT * FROM problem_statements WHERE problem_id = \(id) ORDER BY sequence"
        ).map { row in
            ProblemStatement(
                problem: id, by: try row.id("person_id"), side: try row.word("side"), text: try row.text("text"),
                isForSupplier: try row.integer("for_supplier") == 1, at: try row.moment("at"))
        }
    }

    /// On which day units of a line came last; nil while none has.
    package func lastDelivery(of position: Int, in part: SupplierOrder) throws -> Day? {
        try access.connection.rows(
            """
            SELECT lines, at FROM order_events WHERE order_id = \(part.order) AND supplier_order_id = \(part.id)
                AND what = \(OrderEvent.What.supplierOrder(.deliver).code) ORDER BY sequence DESC
            """
        ).first { row in
            let steps = try OrderStore<Access>.lineSteps(row)
            return steps.isEmpty || steps.contains { $0.position == position }
        }?.moment("at").day
    }

    static func problem(_ row: Row) throws -> Problem {
        Problem(
            id: try row.id("id"), supplierOrder: try row.id("supplier_order_id"),
            position: try row.integer("position"), units: try row.integer("units"), kind: try row.word("kind"),
            wish: try row.word("wish"), reportedBy: try row.id("reported_by"),
            reportedAt: try row.moment("reported_at"), place: try row.word("place"), status: try row.word("status"),
            dueAt: try row.optionalInteger("due_at").map(Moment.init(milliseconds:)),
            remedy: try row.optionalJSON("remedy"), refund: try row.money("refund_pence"),
            refunded: try row.money("refunded_pence"), mayKeepBack: try row.integer("may_keep_back") == 1,
            writeOffBy: try row.optionalID("write_off_by"), version: try row.integer("version"))
    }

    static func event(_ row: Row) throws -> ProblemEvent {
        ProblemEvent(
            problem: try row.id("problem_id"), what: try row.word("what"), status: try row.word("status"),
            by: try row.optionalID("person_id"), note: try row.optionalText("note"),
            amount: try row.money("amount_pence"), remedy: try row.optionalJSON("remedy"),
            reference: try row.optionalText("external_reference"), at: try row.moment("at"))
    }
}

extension ProblemStore {
    /// Who signed the order, reported the problem, or wrote for the holder or the supplier.
    package func involved(in problem: Problem, of order: Order) throws -> Set<Person.ID> {
        let writers = try statements(of: problem.id).filter { $0.side != .commissioner }.map(\.by)
        return Set(writers + [problem.reportedBy, order.signer])
    }
}

extension ProblemStore where Access: Writing {
    package func insert(_ problem: Problem) throws {
        try access.connection.run(
            """
            INSERT INTO problems (id, supplier_order_id, position, units, kind, wish, reported_by, reported_at, place,
                status, due_at, remedy, refund_pence, refunded_pence, may_keep_back, write_off_by, version)
            VALUES (\(problem.id), \(problem.supplierOrder), \(problem.position), \(problem.units),
                \(problem.kind.rawValue), \(problem.wish.rawValue), \(problem.reportedBy), \(problem.reportedAt),
                \(problem.place.rawValue), \(problem.status.rawValue), \(problem.dueAt),
                \(try problem.remedy.map { try StoredJSON.text($0) }), \(problem.refund), \(problem.refunded),
                \(problem.mayKeepBack ? 1 : 0), \(problem.writeOffBy), \(problem.version))
            """)
    }

    /// Saves how it stands if nobody else has saved since it was read.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ problem: Problem) throws {
        let changed = try access.connection.run(
            """
            UPDATE problems SET place = \(problem.place.rawValue), status = \(problem.status.rawValue),
                due_at = \(problem.dueAt), remedy = \(try problem.remedy.map { try StoredJSON.text($0) }),
                refund_pence = \(problem.refund), refunded_pence = \(problem.refunded),
                may_keep_back = \(problem.mayKeepBack ? 1 : 0), write_off_by = \(problem.writeOffBy),
                version = \(problem.version)
            WHERE id = \(problem.id) AND version = \(problem.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }

    package func append(_ event: ProblemEvent) throws {
        try access.connection.run(
            """
            INSERT INTO problem_events (problem_id, sequence, what, status, person_id, note, amount_pence, remedy,
                external_reference, at)
            SELECT \(event.problem), COALESCE(MAX(sequence), 0) + 1, \(event.what.rawValue),
                \(event.status.rawValue), \(event.by), \(event.note), \(event.amount),
                \(try event.remedy.map { try StoredJSON.text($0) }), \(event.reference), \(event.at)
            FROM problem_events WHERE problem_id = \(event.problem)
            """)
    }

    package func append(_ statement: ProblemStatement) throws {
        try access.connection.run(
            """
            INSERT INTO problem_statements (problem_id, sequence, person_id, side, text, for_supplier, at)
            SELECT \(statement.problem), COALESCE(MAX(sequence), 0) + 1, \(statement.by), \(statement.side.rawValue),
                \(statement.text), \(statement.isForSupplier ? 1 : 0), \(statement.at)
            FROM problem_statements WHERE problem_id = \(statement.problem)
            """)
    }
}

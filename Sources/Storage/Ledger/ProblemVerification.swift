import Orders
import Relational
import Values

/// What problems say, compared with their own steps (reference, workflow 5.3: I20). Problems and their steps are walked
/// side by side. What they say of units and of money is compared by `OrderVerification`.
struct ProblemVerification {
    private(set) var differences = Differences()

    init(reading snapshot: some Reading) throws {
        var walk = try ProblemWalk(reading: snapshot)
        while let found = try walk.next() {
            for what in found.impossible {
                differences.append("problem \(found.id): \(what.rawValue) was not possible when it happened")
            }
            if found.stored.status != found.told.status {
                differences.append("problem \(found.id): its status does not follow from its steps")
            }
            if (found.stored.refund, found.stored.refunded) != (found.told.refund, found.told.refunded) {
                differences.append("problem \(found.id): its refund does not follow from its steps")
            }
        }
    }
}

/// Walks problems and their steps in the order of their identifiers.
struct ProblemWalk {
    struct Standing: Equatable {
        var status = ProblemStatus.workflow.start
        var refund = Money.zero
        var refunded = Money.zero
    }

    struct Found {
        let id: String
        let stored: Standing
        /// By its steps.
        let told: Standing
        /// Steps that the table does not have.
        let impossible: [ProblemAction]
    }

    private var problems: RowsAhead
    private var events: RowsAhead

    init(reading snapshot: some Reading) throws {
        problems = try RowsAhead(snapshot.connection.cursor(ProblemWalk.problemsInOrder))
        events = try RowsAhead(snapshot.connection.cursor(ProblemWalk.eventsInOrder))
    }

    static let problemsInOrder: Statement = """
        SELECT id, status, refund_pence, refunded_pence FROM problems ORDER BY id
        """
    static let eventsInOrder: Statement = """
        SELECT problem_id, what, status, amount_pence FROM problem_events ORDER BY problem_id, sequence
        """
    static let questions = [problemsInOrder, eventsInOrder]

    /// The next problem; nil after the last.
    mutating func next() throws -> Found? {
        guard problems.hasRow else { return nil }
        let row = problems.rows
        let id = try row.text(0)
        while try events.isBefore(id) { try events.pass() }
        let stored = Standing(
            status: try row.word(1), refund: Money(pence: try row.integer(2)),
            refunded: Money(pence: try row.integer(3)))
        try problems.pass()
        var (told, impossible) = (Standing(), [ProblemAction]())
        for step in try events.take(of: id, ProblemWalk.step) {
            if !ProblemStatus.workflow.edges.contains(where: {
                $0.from == told.status && $0.event == step.what && $0.to == step.status
            }) {
                impossible.append(step.what)
            }
            told.status = step.status
            switch step.what {
            case .settle: told.refund += step.amount
            case .refund, .keepBack, .writeOff: told.refunded += step.amount
            default: break
            }
        }
        return Found(id: id, stored: stored, told: told, impossible: impossible)
    }

    private static func step(
        _ row: any Cursor
    ) throws -> (what: ProblemAction, status: ProblemStatus, amount: Money) {
        (try row.word(1), try row.word(2), Money(pence: try row.integer(3)))
    }
}

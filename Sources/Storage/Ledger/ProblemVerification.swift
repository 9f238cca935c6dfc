import Ledger
import Orders
import Relational
import Values

/// What problems say, compared with their own steps, with the units in question and with the money that is to be paid
/// back (reference, workflow 5.3: I20, I26).
struct ProblemVerification {
    private(set) var differences: [String] = []

    init(reading snapshot: some Reading) throws {
        try compareSteps(snapshot)
        try compareUnits(snapshot)
        try compareRefunds(snapshot)
    }

    /// Each step of a problem is in the table, and the last one says how it stands.
    private mutating func compareSteps(_ snapshot: some Reading) throws {
        var reached: [String: ProblemStatus] = [:]
        var refunds: [String: (due: Money, back: Money)] = [:]
        try snapshot.connection.eachRow("SELECT * FROM problem_events ORDER BY problem_id, sequence") { row in
            let event = try ProblemStore<Snapshot>.event(row)
            let id = event.problem.text
            let before = reached[id] ?? ProblemStatus.workflow.start
            let isKnown = ProblemStatus.workflow.edges.contains {
                $0.from == before && $0.event == event.what && $0.to == event.status
            }
            if !isKnown {
                differences.append("problem \(id): \(event.what.rawValue) was not possible when it happened")
            }
            reached[id] = event.status
            switch event.what {
            case .settle: refunds[id, default: (.zero, .zero)].due += event.amount
            case .refund, .keepBack, .writeOff: refunds[id, default: (.zero, .zero)].back += event.amount
            default: break
            }
        }
        try snapshot.connection.eachRow("SELECT * FROM problems ORDER BY id") { row in
            let problem = try ProblemStore<Snapshot>.problem(row)
            let told = refunds[problem.id.text] ?? (.zero, .zero)
            if problem.status != reached[problem.id.text] ?? ProblemStatus.workflow.start {
                differences.append("problem \(problem.id): its status does not follow from its steps")
            }
            if told != (problem.refund, problem.refunded) {
                differences.append("problem \(problem.id): its refund does not follow from its steps")
            }
        }
    }

    /// I26: units in question, and so money in `disputed`, belong to a problem that is not settled.
    private mutating func compareUnits(_ snapshot: some Reading) throws {
        var expected: [String: Int] = [:]
        try snapshot.connection.eachRow("SELECT * FROM problems ORDER BY id") { row in
            let problem = try ProblemStore<Snapshot>.problem(row)
            guard problem.status.holdsUnits else { return }
            expected["\(problem.supplierOrder)/\(problem.position)/\(problem.place.rawValue)", default: 0]
                += problem.units
        }
        try snapshot.connection.eachRow(
            """
            SELECT supplier_order_id, position, questioned, disputed, contested FROM line_tallies
            WHERE questioned + disputed + contested > 0
            """
        ) { row in
            let line = "\(try row.text("supplier_order_id"))/\(try row.integer("position"))"
            for place in ["questioned", "disputed", "contested"] {
                let there = try row.integer(place)
                let told = expected.removeValue(forKey: "\(line)/\(place)") ?? 0
                if there != told {
                    differences.append("line \(line): \(there) units are \(place), problems have \(told)")
                }
            }
        }
        differences += expected.keys.sorted().map { "line \($0): problems have units that are not there" }
    }

    /// What suppliers have to pay back is what problems say is left.
    private mutating func compareRefunds(_ snapshot: some Reading) throws {
        try snapshot.connection.eachRow(
            """
            SELECT supplier_order_id, position, SUM(due) AS due, SUM(told) AS told FROM (
                SELECT supplier_order_id, position, refund_due_pence AS due, 0 AS told FROM holds
                UNION ALL
                SELECT supplier_order_id, position, 0, refund_pence - refunded_pence FROM problems
            ) sums GROUP BY supplier_order_id, position HAVING SUM(due) <> SUM(told)
            ORDER BY supplier_order_id, position
            """
        ) { row in
            let (due, told) = (try row.money("due"), try row.money("told"))
            differences.append(
                """
                line \(try row.text("supplier_order_id"))/\(try row.integer("position")): \(due) is to be paid back, \
                problems say \(told)
                """)
        }
    }
}

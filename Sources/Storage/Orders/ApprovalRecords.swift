import Catalogue
import Identity
import Orders
import Relational
import Values

/// A question to the holder about a request, with its answer.
package struct ApprovalQuestion: Sendable, Hashable {
    package let number: Int
    package let question: String
    package let askedBy: Person.ID
    package let askedAt: Moment
    package let answer: String?
    package let answeredBy: Person.ID?
    package let answeredAt: Moment?
}

// What is written about a request while it is decided.

extension ApprovalStore {
    /// In the order in which they were given.
    package func votes(on approval: Approval.ID) throws -> [ApprovalVote] {
        try access.connection.rows(
            "SELECT * FROM approval_votes WHERE approval_id = \(approval) ORDER BY round, at, tier, person_id"
        ).map { row in
            ApprovalVote(
                round: try row.integer("round"), tier: try row.integer("tier"), person: try row.id("person_id"),
                onBehalfOf: try row.optionalID("on_behalf_of"),
                role: try row.optionalText("role").flatMap(StaffRole.init(rawValue:)),
                decision: try row.json("decision"), at: try row.moment("at"))
        }
    }

    /// What was decided last about each line; nil while nothing has been.
    package func decision(on approval: Approval.ID) throws -> ApprovalDecision? {
        let rows = try access.connection.rows(
            """
            SELECT * FROM approval_decisions WHERE approval_id = \(approval)
                AND round = (SELECT MAX(round) FROM approval_decisions WHERE approval_id = \(approval))
            ORDER BY position
            """)
        guard !rows.isEmpty else { return nil }
        return ApprovalDecision(
            lines: try rows.map { row in
                LineDecision(
                    position: try row.integer("position"), units: try row.integer("units"),
                    unitPrice: try row.optionalMoney("unit_price_pence"),
                    code: try row.optionalText("code").flatMap(DecisionCode.init(rawValue:)),
                    text: try row.text("words"))
            })
    }

    package func questions(on approval: Approval.ID) throws -> [ApprovalQuestion] {
        try access.connection.rows(
            "SELECT * FROM approval_questions WHERE approval_id = \(approval) ORDER BY number"
        ).map { row in
            ApprovalQuestion(
                number: try row.integer("number"), question: try row.text("question"),
                askedBy: try row.id("asked_by"), askedAt: try row.moment("asked_at"),
                answer: try row.optionalText("answer"), answeredBy: try row.optionalID("answered_by"),
                answeredAt: try row.optionalInteger("answered_at").map(Moment.init(milliseconds:)))
        }
    }

    /// What requests of a holder were granted since a day, each with its day.
    package func granted(to holder: Holder.ID, since day: Day) throws -> [(day: Day, amount: Money)] {
        try access.connection.rows(
            """
            SELECT d.at, SUM(d.units * COALESCE(d.unit_price_pence, l.unit_price_pence)) AS pence
            FROM orders o JOIN approvals a ON a.order_id = o.id JOIN approval_decisions d ON d.approval_id = a.id
            JOIN order_lines l ON l.supplier_order_id = a.supplier_order_id AND l.position = d.position
            WHERE o.holder_id = \(holder) AND d.at >= \(Moment(startOf: day))
                AND a.status IN ('approved', 'part_approved', 'used', 'used_part')
                AND d.round = (SELECT MAX(x.round) FROM approval_decisions x WHERE x.approval_id = a.id)
            GROUP BY a.id, d.at ORDER BY d.at
            """
        ).map { (try $0.moment("at").day, try $0.money("pence")) }
    }
}

extension ApprovalStore where Access: Writing {
    /// - Throws: `ConstraintViolation` where the person has said something in this round; callers check before.
    package func insert(_ vote: ApprovalVote, on approval: Approval.ID) throws {
        try access.connection.run(
            """
            INSERT INTO approval_votes (approval_id, round, tier, person_id, on_behalf_of, role, decision, at)
            VALUES (\(approval), \(vote.round), \(vote.tier), \(vote.person), \(vote.onBehalfOf),
                \(vote.role?.rawValue), \(try StoredJSON.text(vote.decision)), \(vote.at))
            """)
    }

    package func insert(
        _ decision: ApprovalDecision, on approval: Approval.ID, round: Int, at now: Moment
    ) throws {
        for line in decision.lines {
            try access.connection.run(
                """
                INSERT INTO approval_decisions (approval_id, round, position, units, unit_price_pence, code, words, at)
                VALUES (\(approval), \(round), \(line.position), \(line.units), \(line.unitPrice),
                    \(line.code?.rawValue), \(line.text), \(now))
                """)
        }
    }

    package func insertQuestion(
        _ question: String, on approval: Approval.ID, by person: Person.ID, at now: Moment
    ) throws {
        try access.connection.run(
            """
            INSERT INTO approval_questions (approval_id, number, question, asked_by, asked_at)
            SELECT \(approval), COUNT(*) + 1, \(question), \(person), \(now)
            FROM approval_questions WHERE approval_id = \(approval)
            """)
    }

    /// Answers the open question. There is one at most: the request waits for its answer.
    package func answer(
        _ answer: String, on approval: Approval.ID, by person: Person.ID, at now: Moment
    ) throws {
        try access.connection.run(
            """
            UPDATE approval_questions SET answer = \(answer), answered_by = \(person), answered_at = \(now)
            WHERE approval_id = \(approval) AND answer IS NULL
                AND number = (SELECT MAX(number) FROM approval_questions WHERE approval_id = \(approval))
            """)
    }
}

extension SupplierOrderStore {
    /// Whether a holder has had anything sent to a supplier by an earlier order.
    package func isKnown(_ supplier: Supplier.ID, to holder: Holder.ID, before order: Order.ID) throws -> Bool {
        try access.connection.row(
            """
            SELECT so.id FROM supplier_orders so JOIN orders o ON o.id = so.order_id
            WHERE o.holder_id = \(holder) AND so.supplier_id = \(supplier) AND o.id <> \(order)
                AND so.status NOT IN ('awaiting_approval', 'not_sent', 'declined', 'cancelled') LIMIT 1
            """) != nil
    }
}

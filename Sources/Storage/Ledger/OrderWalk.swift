import Catalogue
import Ledger
import Orders
import Plans
import Relational
import Values

/// Walks all orders once, by their identifiers: answers side by side, all sorted alike, so that no more than one order
/// is in memory and nothing is looked up twice.
///
/// Parts are sorted by the columns of an index that begins with the order, and what hangs on a part is joined to it in
/// that order; so no table has to be sorted (Tests/StorageTests asks the engine).
struct OrderWalk {
    private(set) var differences = Differences()

    private var orders: RowsAhead
    private var parts: RowsAhead
    private var lines: RowsAhead
    private var tallies: RowsAhead
    private var holds: RowsAhead
    private var problems: RowsAhead
    private var events: RowsAhead
    private var requests: RowsAhead
    /// Few of the texts are different from each other.
    private let stepTexts = JSONMemory<[LineStep]>(capacity: 10_000)

    init(reading snapshot: some Reading) throws {
        func rows(_ statement: Statement) throws -> RowsAhead { try RowsAhead(snapshot.connection.cursor(statement)) }
        orders = try rows(OrderWalk.ordersInOrder)
        parts = try rows(OrderWalk.partsInOrder)
        lines = try rows(OrderWalk.linesInOrder)
        tallies = try rows(OrderWalk.talliesInOrder)
        holds = try rows(OrderWalk.holdsInOrder)
        problems = try rows(OrderWalk.problemsInOrder)
        events = try rows(OrderWalk.eventsInOrder)
        requests = try rows(OrderWalk.requestsInOrder)
    }

    /// The next order; nil after the last.
    mutating func next() throws -> WalkedOrder? {
        guard orders.hasRow else {
            try passStrays(before: nil)
            return nil
        }
        let row = orders.rows
        let id = try row.text(0)
        try passStrays(before: id)
        let steps = try takeEvents(of: id)
        let requests = try requests.take(of: id) {
            WalkedRequest(id: try $0.text(1), part: try $0.text(2), status: try $0.word(3))
        }
        let parts = try takeParts(of: id, steps)
        let order = WalkedOrder(
            id: id, commissioner: try row.text(1), total: Money(pence: try row.integer(2)),
            standing: try OrderWalk.standing(row), parts: parts.sorted { $0.place < $1.place }, requests: requests,
            strangeSteps: steps.strange)
        try orders.pass()
        return order
    }

    private static func standing(_ row: any Cursor) throws -> OrderStanding {
        OrderStanding(
            stage: try row.word(3), approval: try row.word(4), supply: try row.word(5), money: try row.word(6),
            attention: try row.word(7),
            attentionDue: try row.optionalInteger(8).map(Moment.init(milliseconds:)))
    }

    /// What belongs to orders that are not there.
    private mutating func passStrays(before id: String?) throws {
        while try OrderWalk.isStray(parts, before: id) {
            let part = try parts.rows.text(1)
            differences.append("supplier order \(part): there is no such order")
            try passBelongings(of: part)
            try parts.pass()
        }
        while try OrderWalk.isStray(events, before: id) {
            let order = try events.rows.text(0)
            differences.append("order \(order): there are steps, but no such order")
            while try events.isAt(order) { try events.pass() }
        }
        while try OrderWalk.isStray(requests, before: id) {
            try differences.append("request \(requests.rows.text(1)): there is no such order")
            try requests.pass()
        }
    }

    private static func isStray(_ rows: RowsAhead, before id: String?) throws -> Bool {
        guard let id else { return rows.hasRow }
        return try rows.isBefore(id)
    }

    private mutating func passBelongings(of part: String) throws {
        while try lines.isAt(part) { try lines.pass() }
        while try tallies.isAt(part) { try tallies.pass() }
        while try holds.isAt(part) { try holds.pass() }
        while try problems.isAt(part) { try problems.pass() }
    }
}

extension OrderWalk {
    /// The steps of one order, by part.
    private struct Steps {
        var parts: [String: [OrderEvent]] = [:]
        var requests: [String: [ApprovalAction]] = [:]
        var strange: [String] = []
    }

    private mutating func takeEvents(of order: String) throws -> Steps {
        var steps = Steps()
        while try events.isAt(order) {
            let row = events.rows
            if let part = try row.optionalText(1) {
                let code = try row.text(2)
                switch OrderEvent.What(code: code) {
                case .supplierOrder(let action)?:
                    steps.parts[part, default: []].append(
                        OrderEvent(
                            order: .init(order), supplierOrder: .init(part), what: .supplierOrder(action), by: nil,
                            note: nil, lines: try lineSteps(row.text(3)),
                            at: Moment(milliseconds: try row.integer(4))))
                case .approval(let action)?: steps.requests[part, default: []].append(action)
                case .signed?: break
                case nil: steps.strange.append("supplier order \(part): \(code) is no step that there is")
                }
            }
            try events.pass()
        }
        return steps
    }

    private func lineSteps(_ text: String) throws -> [LineStep] { text.isEmpty ? [] : try stepTexts.read(text) }

    private mutating func takeParts(of order: String, _ steps: Steps) throws -> [WalkedPart] {
        var found: [WalkedPart] = []
        while try parts.isAt(order) {
            let row = parts.rows
            let id = try row.text(1)
            let stored = SupplierOrder(
                id: .init(id), order: .init(order), supplier: .init(try row.text(2)), route: try row.word(3),
                payer: .init(budget: .init(try row.text(4)), management: try row.word(5)), lines: [],
                tallies: try tallies.take(of: id, OrderWalk.tally), status: try row.word(7),
                expiresAt: try row.optionalInteger(8).map(Moment.init(milliseconds:)), version: try row.integer(9))
            found.append(
                WalkedPart(
                    stored: stored, place: try row.integer(6), lines: try lines.take(of: id, OrderWalk.line),
                    holds: try holds.take(of: id, OrderWalk.hold).sorted(by: Hold.paysBefore),
                    problems: try problems.take(of: id, OrderWalk.problem), steps: steps.parts[id] ?? [],
                    requestSteps: steps.requests[id] ?? []))
            try parts.pass()
        }
        return found
    }

    private static func line(_ row: any Cursor) throws -> WalkedLine {
        let position = try row.integer(1)
        return WalkedLine(
            position: position,
            signed: LineTally(
                position: position, unitPrice: Money(pence: try row.integer(2)),
                counts: [.open: try row.integer(3) * row.integer(4)]),
            charge: Money(pence: try row.integer(5) + row.integer(6)), replaces: try row.optionalInteger(7))
    }

    private static func tally(_ row: any Cursor) throws -> LineTally {
        LineTally(
            position: try row.integer(1), unitPrice: Money(pence: try row.integer(2)),
            fee: Money(pence: try row.integer(3)), credit: Money(pence: try row.integer(4)),
            refund: Money(pence: try row.integer(5)),
            units: try UnitState.allCases.indices.map { try row.integer(6 + $0) })
    }

    private static func hold(_ row: any Cursor) throws -> Hold { try HoldStore<Snapshot>.hold(row, from: 1) }

    private static func problem(_ row: any Cursor) throws -> WalkedProblem {
        WalkedProblem(
            position: try row.integer(1), units: try row.integer(2), place: try row.word(3), status: try row.word(4),
            refundLeft: Money(pence: try row.integer(5)),
            dueAt: try row.optionalInteger(6).map(Moment.init(milliseconds:)))
    }
}

// MARK: What is asked

extension OrderWalk {
    static let ordersInOrder: Statement = """
        SELECT o.id, h.commissioner_id, o.total_pence, o.stage, o.approval_standing, o.supply, o.money, o.attention,
            o.attention_due
        FROM orders o LEFT JOIN holders h ON h.id = o.holder_id ORDER BY o.id
        """
    static let partsInOrder: Statement = """
        SELECT so.order_id, so.id, so.supplier_id, so.route, so.budget_id, so.management, so.position, so.status,
            so.expires_at, so.version
        FROM supplier_orders so ORDER BY so.order_id, so.supplier_id, so.route, so.budget_id
        """
    static let linesInOrder: Statement = """
        SELECT l.supplier_order_id, l.position, l.unit_price_pence, l.quantity, l.times, l.extra_pence, COALESCE((
                SELECT SUM(s.amount_pence) FROM order_line_sources s
                WHERE s.supplier_order_id = l.supplier_order_id AND s.position = l.position), 0), l.replaces
        FROM supplier_orders so JOIN order_lines l ON l.supplier_order_id = so.id
        ORDER BY so.order_id, so.supplier_id, so.route, so.budget_id, l.position
        """
    static let talliesInOrder = Statement(
        stringLiteral: """
            SELECT t.supplier_order_id, t.position, t.unit_price_pence, t.fee_pence, t.credit_pence, t.refund_pence,
                \(UnitState.allCases.map { "t.\($0.rawValue)" }.joined(separator: ", "))
            FROM supplier_orders so JOIN line_tallies t ON t.supplier_order_id = so.id
            ORDER BY so.order_id, so.supplier_id, so.route, so.budget_id, t.position
            """)
    static let holdsInOrder = Statement(
        stringLiteral: """
            SELECT h.supplier_order_id, \(HoldStore<Snapshot>.columns)
            FROM supplier_orders so JOIN holds h ON h.supplier_order_id = so.id
            ORDER BY so.order_id, so.supplier_id, so.route, so.budget_id
            """)
    static let problemsInOrder: Statement = """
        SELECT q.supplier_order_id, q.position, q.units, q.place, q.status, q.refund_pence - q.refunded_pence,
            q.due_at
        FROM supplier_orders so JOIN problems q ON q.supplier_order_id = so.id
        ORDER BY so.order_id, so.supplier_id, so.route, so.budget_id
        """
    static let eventsInOrder: Statement = """
        SELECT order_id, supplier_order_id, what, lines, at FROM order_events ORDER BY order_id, sequence
        """
    static let requestsInOrder: Statement = """
        SELECT order_id, id, supplier_order_id, status FROM approvals ORDER BY order_id
        """

    static let questions = [
        ordersInOrder, partsInOrder, linesInOrder, talliesInOrder, holdsInOrder, problemsInOrder, eventsInOrder,
        requestsInOrder,
    ]
}

extension Hold {
    /// By line, the plan's own money before extra money, earlier periods first.
    static func paysBefore(_ one: Hold, _ other: Hold) -> Bool {
        (one.position, one.source == .line ? 0 : 1, one.pot.period, one.pot.planLine, one.id.text)
            < (other.position, other.source == .line ? 0 : 1, other.pot.period, other.pot.planLine, other.id.text)
    }
}

import Identity
import Ledger
import Orders
import Relational
import Values

/// What the timeline says about supplier orders, their units and requests, compared with what is stored of them
/// (reference, workflow 5.3: I20).
struct OrderVerification {
    private(set) var differences: [String] = []

    init(reading snapshot: some Reading) throws {
        try compareSteps(snapshot)
        try compareRequests(snapshot)
        try compareStandings(snapshot)
    }

    /// Each supplier order and each of its units stands where the steps of its timeline lead.
    private mutating func compareSteps(_ snapshot: some Reading) throws {
        var events: [String: [OrderEvent]] = [:]
        try snapshot.connection.eachRow(
            """
            SELECT * FROM order_events WHERE supplier_order_id IS NOT NULL AND what LIKE 'supplier-order.%'
            ORDER BY order_id, sequence
            """
        ) { row in
            let id = try row.text("supplier_order_id")
            guard let what = OrderEvent.What(code: try row.text("what")) else {
                differences.append("supplier order \(id): \(try row.text("what")) is no step that there is")
                return
            }
            events[id, default: []].append(
                OrderEvent(
                    order: try row.id("order_id"), supplierOrder: Identifier(id), what: what,
                    by: try row.optionalID("person_id"), note: nil,
                    lines: try OrderStore<Snapshot>.lineSteps(row), at: try row.moment("at")))
        }
        try snapshot.connection.eachRow("SELECT id FROM supplier_orders ORDER BY id") { row in
            guard let stored = try snapshot.supplierOrders.find(try row.id("id")) else { return }
            var replay = SupplierOrderReplay(of: stored)
            for event in events[stored.id.text] ?? [] {
                if let problem = replay.take(event) { differences.append("supplier order \(stored.id): \(problem)") }
            }
            if replay.status != stored.status {
                differences.append("supplier order \(stored.id): its status does not follow from its steps")
            }
            if replay.tallies != stored.tallies {
                differences.append("supplier order \(stored.id): its units do not follow from its steps")
            }
        }
    }

    /// Each request stands where the steps of its timeline lead.
    private mutating func compareRequests(_ snapshot: some Reading) throws {
        var requests: [String: ApprovalStatus] = [:]
        try snapshot.connection.eachRow(
            """
            SELECT supplier_order_id, what FROM order_events
            WHERE supplier_order_id IS NOT NULL AND what LIKE 'approval.%' ORDER BY order_id, sequence
            """
        ) { row in
            let (id, what) = (try row.text("supplier_order_id"), try row.text("what"))
            guard case .approval(let action)? = OrderEvent.What(code: what) else {
                differences.append("supplier order \(id): \(what) is no step that there is")
                return
            }
            guard let next = (requests[id] ?? .pending).after(action) else {
                differences.append("supplier order \(id): \(what) was not possible when it happened")
                return
            }
            requests[id] = next
        }
        try snapshot.connection.eachRow("SELECT id, supplier_order_id, status FROM approvals ORDER BY id") { row in
            if try row.word("status") != (requests[try row.text("supplier_order_id")] ?? .pending) {
                differences.append("request \(try row.text("id")): its status does not follow from its steps")
            }
        }
    }

    /// How orders stand, recomputed from their parts, is what is stored.
    private mutating func compareStandings(_ snapshot: some Reading) throws {
        try snapshot.connection.eachRow("SELECT * FROM orders ORDER BY id") { row in
            let order = try OrderStore<Snapshot>.order(row)
            guard try snapshot.orders.standing(of: order.id) != order.standing else { return }
            differences.append("order \(order.id): its standing does not follow from its parts")
        }
    }
}

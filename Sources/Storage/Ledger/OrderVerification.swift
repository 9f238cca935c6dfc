import Ledger
import Orders
import Relational
import Values

/// What the journal says about holds, and what the timeline says about parts of orders and requests, compared with
/// what is stored of them (reference, workflow 5.3: I5 and I20).
struct OrderVerification {
    private(set) var differences: [String] = []

    init(reading snapshot: some Reading) throws {
        try compareHolds(snapshot)
        try compareSteps(snapshot)
    }

    /// I5: a hold is what its entries say: so much, from there, resolved once or not at all.
    private mutating func compareHolds(_ snapshot: some Reading) throws {
        var told: [String: [PostingCode: Money]] = [:]
        try snapshot.connection.eachRow(
            """
            SELECT hold_id, code, SUM(amount_pence) AS pence FROM ledger_entries WHERE hold_id IS NOT NULL
            GROUP BY hold_id, code
            """
        ) { row in
            guard let code = PostingCode(rawValue: try row.text("code")) else { return }
            told[try row.text("hold_id"), default: [:]][code] = try row.money("pence")
        }
        try snapshot.connection.eachRow("SELECT * FROM holds ORDER BY id") { row in
            let id = try row.text("id")
            let entries = told.removeValue(forKey: id) ?? [:]
            let amount = try row.money("amount_pence")
            let isTold = [entries[.fundReserve], entries[.hold]].compactMap(\.self).allSatisfy { $0 == amount }
            guard isTold, !entries.isEmpty, try row.word("source") == OrderVerification.source(entries),
                try row.word("state") == OrderVerification.state(entries)
            else {
                differences.append("hold \(id): it is not what its entries say")
                return
            }
        }
        differences += told.keys.sorted().map { "hold \($0): it has entries but is missing" }
    }

    private static func source(_ entries: [PostingCode: Money]) -> Hold.Source {
        entries[.fundReserve] != nil && entries[.fundGrant] == nil ? .fund : .line
    }

    /// Nil when the entries contradict each other.
    private static func state(_ entries: [PostingCode: Money]) -> Hold.State? {
        switch (entries[.commit], entries[.release] ?? entries[.fundReserveBack]) {
        case (nil, nil): .open
        case (_?, nil): .committed
        case (nil, _?): .released
        case (_?, _?): nil
        }
    }

    /// I20: each part and each request stands where the steps of its timeline lead.
    private mutating func compareSteps(_ snapshot: some Reading) throws {
        var parts: [String: SupplierOrderStatus] = [:]
        var requests: [String: ApprovalStatus] = [:]
        try snapshot.connection.eachRow(
            """
            SELECT supplier_order_id, what FROM order_events WHERE supplier_order_id IS NOT NULL
            ORDER BY order_id, sequence
            """
        ) { row in
            let id = try row.text("supplier_order_id")
            let what = try row.text("what")
            switch OrderEvent.What(code: what) {
            case .supplierOrder(let action):
                if let step = (parts[id] ?? .awaitingApproval).after(action) {
                    parts[id] = step.next
                } else {
                    differences.append("supplier order \(id): \(what) was not possible when it happened")
                }
            case .approval(let action):
                if let next = (requests[id] ?? .pending).after(action) {
                    requests[id] = next
                } else {
                    differences.append("supplier order \(id): \(what) was not possible when it happened")
                }
            case .signed: break
            case nil: differences.append("supplier order \(id): \(what) is no step that there is")
            }
        }
        try snapshot.connection.eachRow("SELECT id, status FROM supplier_orders ORDER BY id") { row in
            let id = try row.text("id")
            if try row.word("status") != (parts[id] ?? .awaitingApproval) {
                differences.append("supplier order \(id): its status does not follow from its steps")
            }
        }
        try snapshot.connection.eachRow("SELECT id, supplier_order_id, status FROM approvals ORDER BY id") { row in
            if try row.word("status") != (requests[try row.text("supplier_order_id")] ?? .pending) {
                differences.append("request \(try row.text("id")): its status does not follow from its steps")
            }
        }
    }
}

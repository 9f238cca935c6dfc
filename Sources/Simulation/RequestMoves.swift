import Identity
import Operations
import Orders
import Relational
import Storage
import Values

extension Moves {
    /// Requests to the commissioner.
    static let requests = [
        Move(name: "decide a request", weight: 10) { stage, random in
            let (approval, part) = try await stage.request(&random)
            var lines: [LineDecision] = []
            if random.once(in: 3) {
                lines = part.tallies.map { tally in
                    LineDecision(
                        position: tally.position, units: random.number(0...tally[.open]),
                        unitPrice: random.once(in: 2) ? Money(pence: random.number(1...20_000)) : nil, code: .other,
                        text: "So much is enough.")
                }
            }
            try await stage.perform(
                DecideApproval(
                    approval: approval.id,
                    decision: lines.isEmpty ? (random.once(in: 3) ? .decline : .approve) : .approvePart, lines: lines,
                    code: .other, reason: "Decided.", content: approval.content),
                as: try await stage.board(of: part), &random)
        },
        Move(name: "withdraw a request", weight: 1) { stage, random in
            let (_, part) = try await stage.request(&random)
            try await stage.perform(WithdrawRequest(part: part.id), as: try await stage.holder(of: part), &random)
        },
        Move(name: "ask about a request", weight: 2) { stage, random in
            let (approval, part) = try await stage.request(&random)
            try await stage.perform(
                AskAboutRequest(approval: approval.id, question: "What is it for?"),
                as: try await stage.board(of: part), &random)
        },
    ]
}

extension Stage {
    /// Any request, decided or not, with its supplier order.
    func request(_ random: inout SeededRandom) async throws -> (Approval, SupplierOrder) {
        let part = try await part(&random, random.once(in: 8) ? SupplierOrderStatus.allCases : [.awaitingApproval])
        guard let part, let approval = try await database.read({ try $0.approvals.find(supplierOrder: part.id) })
        else { throw Idle() }
        return (approval, part)
    }

    /// A request that stands so.
    func request(
        _ random: inout SeededRandom, _ statuses: [ApprovalStatus]
    ) async throws -> (Approval, SupplierOrder) {
        let found: [SupplierOrder.ID] = try await database.read { snapshot in
            try snapshot.connection.rows(
                """
                SELECT supplier_order_id FROM approvals WHERE status IN (\(list: statuses.map(\.rawValue))) ORDER BY id
                """
            ).map { Identifier(try $0.text("supplier_order_id")) }
        }
        guard let id = random.one(of: found),
            let approval = try await database.read({ try $0.approvals.find(supplierOrder: id) }),
            let part = try await database.read({ try $0.supplierOrders.find(id) })
        else { throw Idle() }
        return (approval, part)
    }
}

import Ledger
import Orders
import Relational
import Values

// What follows from the entries that name a hold, and from the steps of timelines.

extension LedgerRebuild {
    /// Where the pence of each hold are. A hold is left as it is where no entry names it, and where it was one for
    /// several lines before holds belonged to lines: its entries do not say which line they were for. Verifying tells
    /// whether it is right.
    static let rebuildHolds: @Sendable (Transaction, inout Differences) throws -> Void = { tx, changes in
        var walk = try HoldWalk(reading: tx)
        while let found = try walk.next() {
            guard found.holds.count == 1, let hold = found.holds.first else { continue }
            let buckets = found.sums.buckets
            guard !buckets.isEmpty, buckets != HoldSums.buckets(of: found.holds) else { continue }
            guard buckets.allSatisfy({ $0.value > 0 }) else {
                throw LedgerRebuildRefusal(
                    record: "the journal", first: "the entries of hold \(found.id) move more than there was", count: 1)
            }
            try tx.holds.restore(
                Hold(
                    id: hold.id, supplierOrder: hold.supplierOrder, position: hold.position, pot: hold.pot,
                    source: hold.source, buckets: buckets.mapValues(Money.init(pence:))))
            changes.append("hold \(found.id): its money is where its entries put it again")
        }
    }

    /// How parts and their units, requests and whole orders stand.
    static let rebuildOrders: @Sendable (Transaction, inout Differences) throws -> Void = { tx, changes in
        var walk = try OrderWalk(reading: tx)
        while let order = try walk.next() {
            if let strange = order.strangeSteps.first { throw refusal(of: "a timeline", strange) }
            var statuses: [SupplierOrderStatus] = []
            for part in order.parts { statuses.append(try rebuild(part, tx, &changes)) }
            var requests: [ApprovalStatus] = []
            for request in order.requests { requests.append(try rebuild(request, of: order, tx, &changes)) }
            let standing = WalkedOrder.standing(
                parts: order.parts, statuses: statuses, requests: requests, holds: order.parts.flatMap(\.holds))
            guard standing != order.standing else { continue }
            try tx.orders.refreshStanding(of: Order.ID(order.id))
            changes.append("order \(order.id): its standing follows from its parts again")
        }
        if let first = walk.differences.kept.first { throw refusal(of: "a timeline", first) }
    }

    /// - Returns: how the part stands now.
    private static func rebuild(
        _ part: WalkedPart, _ tx: Transaction, _ changes: inout Differences
    ) throws -> SupplierOrderStatus {
        let (replay, problems) = part.replayed()
        if let first = problems.first { throw refusal(of: "a timeline", "supplier order \(part.id): \(first)") }
        if replay.status != part.stored.status {
            try tx.supplierOrders.restore(replay.status, of: part.stored.id)
            changes.append(
                "supplier order \(part.id): \(part.stored.status.rawValue) became \(replay.status.rawValue)")
        }
        if replay.tallies != part.stored.tallies {
            try tx.supplierOrders.restore(replay.tallies, of: part.stored.id)
            changes.append("supplier order \(part.id): its units follow from its steps again")
        }
        return replay.status
    }

    /// - Returns: how the request stands now.
    private static func rebuild(
        _ request: WalkedRequest, of order: WalkedOrder, _ tx: Transaction, _ changes: inout Differences
    ) throws -> ApprovalStatus {
        guard let part = order.parts.first(where: { $0.id == request.part }) else { return request.status }
        let (status, problems) = part.replayedRequest()
        if let first = problems.first { throw refusal(of: "a timeline", "supplier order \(part.id): \(first)") }
        guard status != request.status else { return status }
        try tx.connection.run(
            "UPDATE approvals SET status = \(status.rawValue), version = version + 1 WHERE id = \(request.id)")
        changes.append("request \(request.id): \(request.status.rawValue) became \(status.rawValue)")
        return status
    }

    private static func refusal(of record: String, _ first: String) -> LedgerRebuildRefusal {
        LedgerRebuildRefusal(record: record, first: first, count: 1)
    }

    /// How problems stand, and what has come back.
    static let rebuildProblems: @Sendable (Transaction, inout Differences) throws -> Void = { tx, changes in
        var walk = try ProblemWalk(reading: tx)
        while let found = try walk.next() {
            if let what = found.impossible.first {
                throw refusal(of: "a problem", "problem \(found.id): \(what.rawValue) was not possible")
            }
            guard found.stored != found.told else { continue }
            try tx.connection.run(
                """
                UPDATE problems SET status = \(found.told.status.rawValue), refund_pence = \(found.told.refund),
                    refunded_pence = \(found.told.refunded), version = version + 1 WHERE id = \(found.id)
                """)
            changes.append("problem \(found.id): it stands where its steps lead again")
        }
    }

    /// What is left of listings that are counted.
    static let rebuildStock: @Sendable (Transaction, inout Differences) throws -> Void = { tx, changes in
        for listing in try tx.stock.differences() {
            try tx.stock.restore(listing)
            changes.append("listing \(listing): what is left of it is what its last movement left again")
        }
    }

    /// What is promised of the weeks of listings whose room is counted.
    static let rebuildCapacity: @Sendable (Transaction, inout Differences) throws -> Void = { tx, changes in
        for listing in try tx.capacity.differences() {
            try tx.capacity.restore(listing)
            changes.append("listing \(listing): what is promised of its weeks follows from its movements again")
        }
    }
}

import Catalogue
import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// Does to requests what time demands: reminds, passes on, ends, lets go. It never decides. Struck by the server once a
/// minute; nothing depends on its being punctual, because every step asks for the time itself.
package enum ApprovalClock {
    /// Everything that one request is due for.
    /// - Returns: how many steps it took.
    static func strike(_ id: Approval.ID, in tx: Transaction, with tools: Tools) throws -> Int {
        guard let approval = try tx.approvals.find(id) else { return 0 }
        var clerk = try ApprovalClerk(approval, tx, by: nil, tools)
        var count = 0
        while let action = clerk.approval.hours.demand(at: tools.now) {
            try clerk.takeTime(action)
            count += 1
        }
        return count
    }
}

extension ApprovalClerk {
    /// A step of the clock.
    fileprivate mutating func takeTime(_ action: ApprovalAction) throws {
        let wasOpen = approval.status != .reconsideration
        try advance(action)
        if approval.status.after(.use) == nil, !approval.status.isWaiting, wasOpen, part.status == .awaitingApproval {
            try orders.drop(part, of: order)
        }
    }

    /// Because of the supplier's suspension, or its end.
    fileprivate mutating func follow(isSuspended: Bool) throws {
        let action: ApprovalAction = isSuspended ? .pause : .resume
        guard approval.status.after(action) != nil else { return }
        try advance(action)
    }
}

extension Desk {
    package static let strikesAtOnce = 500

    /// Lets the requests' clock strike. One request that cannot be moved does not keep others from it.
    /// - Returns: the requests that could not be moved, with why.
    package func strikeApprovalClock() async throws -> [String] {
        let now = clock()
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        let (due, turned, over) = try await database.read { snapshot in
            (
                try snapshot.approvals.striking(at: now, most: Desk.strikesAtOnce),
                try snapshot.approvals.turned(most: Desk.strikesAtOnce), try snapshot.standing.over(on: now.day)
            )
        }
        var failures: [String] = []
        for id in due {
            failures += try await strike("request \(id)", at: now, shelf) { tx, tools in
                _ = try ApprovalClock.strike(id, in: tx, with: tools)
            }
        }
        for (id, isSuspended) in turned {
            failures += try await strike("request \(id)", at: now, shelf) { tx, tools in
                try Desk.follow(id, isSuspended: isSuspended, tx, tools)
            }
        }
        for (id, commissioner) in over {
            failures += try await strike("standing authorisation \(id)", at: now, shelf) { tx, tools in
                guard var found = try tx.standing.find(id, of: commissioner) else { return }
                try found.perform(.end, by: found.grantedBy, on: tools.today)
                try tx.standing.save(found)
            }
        }
        return failures
    }

    private static func follow(
        _ id: Approval.ID, isSuspended: Bool, _ tx: Transaction, _ tools: Tools
    ) throws {
        guard let approval = try tx.approvals.find(id) else { return }
        var clerk = try ApprovalClerk(approval, tx, by: nil, tools)
        try clerk.follow(isSuspended: isSuspended)
    }

    private func strike(
        _ name: String, at now: Moment, _ shelf: Shelf,
        _ body: @escaping @Sendable (Transaction, Tools) throws -> Void
    ) async throws -> [String] {
        do {
            try await database.write { [identifiers, sealer] tx in
                try body(tx, Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf))
            }
            return []
        } catch let refusal as any Refusal {
            return ["\(name): \(refusal.code)"]
        }
    }
}

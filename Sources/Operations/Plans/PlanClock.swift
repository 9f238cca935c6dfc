import Catalogue
import Identity
import Plans
import Relational
import Storage
import Values

/// Does what was decided for a day that has come: agreed versions take effect, suspensions and ends happen. Asked by
/// the server from time to time, before whatever is done for a holder, and once more inside a signing: where the
/// change itself is refused, nothing is signed under the old plan.
package enum PlanClock {
    /// - Parameter holder: nil for everybody.
    /// - Returns: how many changes were made.
    static func strike(in tx: Transaction, holder: Holder.ID? = nil, with tools: Tools) throws -> Int {
        var count = 0
        for notice in try tx.planNotices.due(on: tools.today, of: holder) {
            guard let plan = try tx.plans.find(notice.plan, version: notice.version),
                let clerk = try clerk(for: plan, by: notice.by, tx, tools)
            else { continue }
            let action: PlanAction = notice.kind == .suspend ? .suspend : .end
            if plan.status.allows(action) { try clerk.stop(plan, action, on: notice.takesEffect) }
            try tx.planNotices.markDone(notice.id)
            count += 1
        }
        for (plan, writer) in try tx.plans.due(on: tools.today, of: holder) {
            guard let writer, let clerk = try clerk(for: plan, by: writer, tx, tools) else { continue }
            try clerk.bringIntoForce(plan)
            count += 1
        }
        return count
    }

    /// In the name of whoever decided it.
    private static func clerk(
        for plan: Plan, by person: Person.ID, _ tx: Transaction, _ tools: Tools
    ) throws -> PlanClerk? {
        guard let holder = try tx.holders.find(plan.holder), let writer = try tx.people.find(person) else { return nil }
        let principal = Principal(person: writer, capacity: .commissioner(holder.commissioner, name: ""))
        return PlanClerk(tx: tx, principal: principal, tools: tools, holder: holder)
    }
}

extension Desk {
    /// Lets the plans' clock strike for everybody. One plan that cannot take effect does not keep others from it.
    /// - Returns: the plans that could not take effect, with why.
    package func strikePlanClock() async throws -> [String] {
        let now = clock()
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        let holders = try await database.read { snapshot in
            try snapshot.plans.due(on: now.day).map(\.plan.holder)
                + snapshot.planNotices.due(on: now.day).compactMap {
                    try snapshot.plans.find($0.plan, version: $0.version)?.holder
                }
        }
        var failures: [String] = []
        for holder in Set(holders).sorted() {
            if let refusal = try await strikePlanClock(for: holder, at: now, shelf) {
                failures.append("plan of \(holder): \(refusal.code)")
            }
        }
        return failures
    }

    /// Before somebody does something for a holder: what was decided for a day that has come waits for no clock. It is
    /// kept even if what they do is refused because of it.
    func strikePlanClockIfDue(for holder: Holder.ID, at now: Moment, _ shelf: Shelf) async throws {
        let isDue = try await database.read { snapshot in
            try !snapshot.plans.due(on: now.day, of: holder).isEmpty
                || !snapshot.planNotices.due(on: now.day, of: holder).isEmpty
        }
        if isDue { _ = try await strikePlanClock(for: holder, at: now, shelf) }
    }

    private func strikePlanClock(
        for holder: Holder.ID, at now: Moment, _ shelf: Shelf
    ) async throws -> (any Refusal)? {
        do {
            _ = try await database.write { [identifiers, sealer] tx in
                let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
                return try PlanClock.strike(in: tx, holder: holder, with: tools)
            }
            return nil
        } catch let refusal as any Refusal {
            return refusal
        }
    }
}

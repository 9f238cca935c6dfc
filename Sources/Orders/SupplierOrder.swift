import Catalogue
import Identity
import Ledger
import Plans
import Values

/// What one supplier is asked for, under the holder's one signed order.
package struct SupplierOrder: Sendable, Hashable {
    package typealias ID = Identifier<SupplierOrder>

    /// Lines in the plan go at once, others wait for approval: where a supplier has both, they are two parts.
    package enum Route: String, Sendable, CaseIterable, Codable {
        case direct, asked
    }

    package struct Payer: Sendable, Hashable, Codable {
        package let budget: PlanBudget.ID
        package let management: Management

        package init(budget: PlanBudget.ID, management: Management) {
            self.budget = budget
            self.management = management
        }

        package var principal: ContractingPrincipal { management.contractingPrincipal }
    }

    package let id: ID
    package let order: Order.ID
    package let supplier: Supplier.ID
    package let route: Route
    /// The budget that pays, and who therefore contracts (reference, A2).
    package let payer: Payer
    /// As signed; those that were agreed later stand at the end.
    package private(set) var lines: [OrderLine]
    /// How the units of each line stand, in the order of `lines`.
    package private(set) var tallies: [LineTally]
    package private(set) var status: SupplierOrderStatus
    /// Until when somebody has to answer; nil when nobody has to.
    package private(set) var expiresAt: Moment?
    /// How many reminders of that have been told.
    package private(set) var reminders: Int
    package private(set) var version: Int

    package init(
        id: ID, order: Order.ID, supplier: Supplier.ID, route: Route, payer: Payer, lines: [OrderLine],
        tallies: [LineTally]? = nil, status: SupplierOrderStatus, expiresAt: Moment? = nil,
        reminders: Int = 0, version: Int
    ) {
        self.id = id
        self.order = order
        self.supplier = supplier
        self.route = route
        self.payer = payer
        self.lines = lines
        self.tallies = tallies ?? lines.map(LineTally.init(of:))
        self.status = status
        self.expiresAt = expiresAt
        self.reminders = reminders
        self.version = version
    }

    /// When the next reminder is due; nil where none is to come.
    package var remindAt: Moment? {
        expiresAt.flatMap { OrderLimits.reminder(after: reminders, in: status, before: $0) }
    }

    /// What the supplier would be paid if all of it came, as signed.
    package var total: Money { lines.filter { $0.replaces == nil }.map(\.total).total }
    /// What the public purse pays of that.
    package var charge: Money { lines.filter { $0.replaces == nil }.map(\.charge).total }
    /// What the supplier is or will be paid for what is still alive, with fees, without what was credited.
    package var liveTotal: Money {
        tallies.map { $0.unitPrice.times($0.live - $0.count(.credited, .refunded)) + $0.fee - $0.credit - $0.refund }
            .total
    }

    package func tally(_ position: Int) -> LineTally? { tallies.first { $0.position == position } }
    package func line(_ position: Int) -> OrderLine? { lines.first { $0.position == position } }
    package func count(_ states: UnitState...) -> Int {
        tallies.reduce(0) { sum, tally in states.reduce(sum) { $0 + tally[$1] } }
    }
}

/// A step of a supplier order: what happens, to which units, and what is written about it.
package struct SupplierOrderStep: Sendable {
    package let action: SupplierOrderAction
    package var lines: [LineStep]
    package var note: String?
    /// A code of `StepReason`; nil where the words are enough.
    package var reason: String?
    /// Until when somebody has to answer after it.
    package var expiresAt: Moment?
    /// Guards that the caller has looked into, and that hold.
    package var holds: Set<SupplierOrderGuard>

    package init(
        _ action: SupplierOrderAction, _ lines: [LineStep] = [], note: String? = nil, reason: String? = nil,
        expiresAt: Moment? = nil, holding holds: Set<SupplierOrderGuard> = []
    ) {
        self.action = action
        self.lines = lines
        self.note = note
        self.reason = reason
        self.expiresAt = expiresAt
        self.holds = holds
    }
}

extension SupplierOrder {
    /// Takes a step of `SupplierOrderStatus.workflow`, and returns what happened. The caller stores it together with
    /// its effect on the money, in one transaction.
    /// - Parameter person: nil when time alone did it.
    /// - Throws: `WorkflowRefusal` where the table has no such step or a guard does not hold, `OrderRefusal` where
    ///   units are not there.
    package mutating func take(
        _ step: SupplierOrderStep, by person: Person.ID?, at now: Moment
    ) throws -> OrderEvent {
        var moved = self
        for line in step.lines {
            guard let index = moved.tallies.firstIndex(where: { $0.position == line.position })
            else { throw OrderRefusal.unitsMissing(wanted: line.units, there: 0) }
            try moved.tallies[index].take(line)
        }
        let phase = moved.phase
        let edge = try SupplierOrderStatus.workflow.edge(from: status, on: step.action) { guarded in
            step.holds.contains(guarded) || guarded == phase
                || (!guarded.isOfUnits && moved.fulfils(guarded, step, at: now))
        }
        // What leaves the order where it is leaves its time to answer, too.
        moved.expiresAt = step.expiresAt ?? (edge.to == status ? expiresAt : nil)
        moved.status = edge.to
        if moved.expiresAt != expiresAt || moved.status != status { moved.reminders = 0 }
        if step.action == .remind { moved.noteReminder(at: now) }
        if !step.action.isOnlyTold { moved.version += 1 }
        self = moved
        return OrderEvent(
            order: order, supplierOrder: id, what: .supplierOrder(step.action), by: person, note: step.note,
            reason: step.reason, lines: step.lines, at: now)
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step from where it stands.
    package func must(_ action: SupplierOrderAction) throws(WorkflowRefusal) {
        try SupplierOrderStatus.workflow.must(action, from: status)
    }

    private func fulfils(_ guarded: SupplierOrderGuard, _ step: SupplierOrderStep, at now: Moment) -> Bool {
        switch guarded {
        case .inTime: expiresAt.map { now < $0 } ?? true
        case .tooLate: expiresAt.map { now >= $0 } ?? false
        case .reasonGiven: !(step.note ?? "").isEmpty || step.reason != nil
        case .unanswered: count(.open) > 0
        case .reminderDue: fulfils(.inTime, step, at: now) && (remindAt.map { now >= $0 } ?? false)
        case .withinTerms, .proved, .noticeDue, .noObjection, .somethingOwed, .nothingOwed, .refundDue: false
        case .nothingHere, .partHere, .allHere, .allConfirmed, .allPaid, .nothingLeft: phase == guarded
        }
    }

    /// A clock that strikes late tells of all that were due at once.
    private mutating func noteReminder(at now: Moment) {
        while let remindAt, now >= remindAt { reminders += 1 }
    }

    /// How the units stand; nil as long as the supplier has not answered all of them.
    package var phase: SupplierOrderGuard? {
        if count(.open) > 0 { return nil }
        if count(.toCome) > 0 { return tallies.contains { $0.delivered > 0 } ? .partHere : .nothingHere }
        if count(.unconfirmed, .questioned) > 0 { return .allHere }
        if count(.received, .disputed, .contested) > 0 { return .allConfirmed }
        return count(.paid, .refunded) > 0 ? .allPaid : .nothingLeft
    }

    /// Steps that move all units in one state of every line.
    package func all(_ state: UnitState, _ event: UnitEvent) -> [LineStep] {
        tallies.filter { $0[state] > 0 }.map { LineStep($0.position, state, event, $0[state]) }
    }

    /// Takes up a line that was agreed in the place of another; its units are open until the step that follows.
    package mutating func add(_ line: OrderLine) {
        lines.append(line)
        tallies.append(LineTally(of: line))
    }

    /// Takes up units of lines that are known by their tallies alone.
    mutating func add(_ later: [LineTally]) { tallies += later }
}

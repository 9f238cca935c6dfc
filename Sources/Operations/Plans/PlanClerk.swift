import Identity
import Ledger
import Orders
import Plans
import Relational
import Storage
import Values

/// Brings versions of plans into force and moves their money, in one transaction. No other code moves a plan's money
/// but orders.
struct PlanClerk {
    let tx: Transaction
    let principal: Principal
    let tools: Tools
    let holder: Holder

    private var books: Books { Books(commissioner: holder.commissioner.text) }
    private var recording: Recording {
        Recording(actor: principal.person.id.text, now: tools.now, identifiers: tools.identifiers)
    }

    /// Moves a version on by its table.
    /// - Parameter day: on which it is to happen; nil for whatever waits for no day.
    /// - Throws: `WorkflowRefusal` where the table has no such step, or its day has not come.
    func move(
        _ plan: Plan, _ action: PlanAction, on day: Day? = nil, adding agreements: [Agreement] = []
    ) throws -> Plan {
        let next = try PlanStatus.workflow.next(from: plan.status, on: action) { name in
            switch name {
            case .dayHasCome: day.map { $0 <= tools.today } ?? false
            }
        }
        let moved = plan.with(status: next, agreements: next == .draft ? [] : plan.agreements + agreements)
        try tx.plans.move(moved, from: plan.status)
        // What was told about a version that never counted is told no more.
        if next == .draft || next == .discarded { try tx.planNotices.takeBack(of: plan.id, version: plan.version) }
        return moved
    }

    /// An agreed version takes the place of the one that is in force; lines that go on keep their money.
    /// - Throws: `PlanRefusal.fundShort`.
    func bringIntoForce(_ plan: Plan) throws {
        let today = tools.today
        var loose: [Approval.ID: String] = [:]
        if let old = try tx.plans.current(of: plan.holder), old.status.allows(.supersede) {
            _ = try move(old, .supersede)
            try tx.planNotices.settleWaiting(of: old.id, version: old.version)
            // First, so that what they held goes the way of the line's other money.
            _ = try SurplusClock.strike(old, in: tx, holder: holder, with: tools)
            loose = try loosenRequests(before: plan, replacing: old)
            for line in old.lines where plan[line: line.id] == nil { try close(line) }
            // What gives money back comes first, so that what moves between lines needs no money of the fund's own.
            let changes = PlanChange(from: old, to: plan, on: today).lines
            for change in changes.sorted(by: { $0.difference < $1.difference }) {
                guard let line = change.new else { continue }
                if let before = change.old {
                    if line.kind != .extras { try adjust(before, to: line, on: today) }
                } else {
                    try allocate(line.allocation.total, to: line)
                }
            }
        } else {
            for line in plan.lines { try allocate(line.allocation.total, to: line) }
        }
        let standing = try move(plan, .takeEffect, on: plan.takesEffect)
        for line in plan.lines { try tx.lapses.forget(line.id) }
        try requestsFollow(standing, loose: loose)
    }

    /// The plan is stopped for a time, or for good. At its end, requests are closed and what is free goes back to the
    /// fund; what is promised stays promised.
    func stop(_ plan: Plan, _ action: PlanAction, on day: Day) throws {
        _ = try move(plan, action, on: day)
        guard action == .end else { return }
        try voidRequests(because: "The plan has ended.")
        for line in plan.lines { try close(line) }
        // A version that was to take its place has nothing to take over any more.
        if let coming = try tx.plans.coming(of: plan.holder), coming.id == plan.id { _ = try move(coming, .discard) }
    }

    private func allocate(_ amount: Money, to line: PlanLine) throws {
        guard amount.isPositive else { return }
        guard try tx.journal.balance(of: books.account(.fund)) ?? .zero >= amount else { throw PlanRefusal.fundShort }
        try tx.journal.post(books.allocate(amount, to: line.id.text), as: recording)
    }

    /// A line that is no more: what is free goes back to the fund; what is promised stays promised.
    private func close(_ line: PlanLine) throws {
        let rest = try tx.journal.balance(of: books.account(.allocated, owner: line.id.text)) ?? .zero
        if rest.isPositive { try tx.journal.post(books.reduce(rest, of: line.id.text), as: recording) }
        for (period, available) in try tx.journal.open(line.id.text, of: books.commissioner) where available.isPositive
        {
            let pot = Books.Pot(planLine: line.id.text, period: period)
            try tx.journal.post(books.reduce(pot, available), as: recording)
        }
    }

    /// A line that goes on: the change counts for the whole of the current period and all later ones.
    private func adjust(_ old: PlanLine, to new: PlanLine, on today: Day) throws {
        if new.carry != .none { try openPast(of: old, before: today, lapsed: old.carry == .none) }
        let open = try tx.journal.open(new.id.text, of: books.commissioner)
        for (period, available) in open {
            let first = try Day(period)
            guard let before = old.allocation.period(containing: first), before.last >= today else { continue }
            let after = new.allocation.period(containing: first).map(new.allocation.amount(for:)) ?? .zero
            let change = after - old.allocation.amount(for: before)
            let pot = Books.Pot(planLine: new.id.text, period: period)
            if change.isPositive {
                try allocate(change, to: new)
                try tx.journal.post(books.open(pot, change), as: recording)
            } else if min(available, -change).isPositive {
                try tx.journal.post(books.reduce(pot, min(available, -change)), as: recording)
            }
        }
        let opened = Set(open.map(\.period))
        let needed = new.allocation.periods
            .filter { $0.last >= today && !opened.contains($0.first.description) }
            .map(new.allocation.amount(for:)).total
        let there = try tx.journal.balance(of: books.account(.allocated, owner: new.id.text)) ?? .zero
        if needed > there {
            try allocate(needed - there, to: new)
        } else if there > needed {
            try tx.journal.post(books.reduce(there - needed, of: new.id.text), as: recording)
        }
    }

    /// Where money may be carried, earlier periods keep what they had under the old amount.
    /// - Parameter lapsed: nothing could be carried until now: what is free in them goes back to the fund.
    private func openPast(of line: PlanLine, before today: Day, lapsed: Bool) throws {
        for period in line.allocation.periods where period.last < today {
            let pot = Books.Pot(planLine: line.id.text, period: period.first.description)
            let amount = line.allocation.amount(for: period)
            if lapsed, let free = try tx.journal.balance(of: books.account(.available, pot)), free.isPositive {
                try tx.journal.post(books.reduce(pot, free), as: recording)
            }
            guard amount.isPositive, try tx.journal.balance(of: books.account(.available, pot)) == nil else { continue }
            // An earlier version without carry-forward may have given it back already.
            let there = try tx.journal.balance(of: books.account(.allocated, owner: line.id.text)) ?? .zero
            try allocate(amount - min(amount, there), to: line)
            try tx.journal.post(books.open(pot, amount), as: recording)
            if lapsed { try tx.journal.post(books.reduce(pot, amount), as: recording) }
        }
    }

    // MARK: Money within a plan

    /// - Throws: `PlanRefusal.lineShort`.
    func transfer(_ amount: Money, from: PlanLine, to: PlanLine) throws {
        let (source, target) = (try pot(of: from), try pot(of: to))
        let left = try tx.journal.balance(of: books.account(.available, source)) ?? .zero
        guard left >= amount else { throw PlanRefusal.lineShort(title: from.title, left: left) }
        try tx.journal.post(books.moveLine(from: source, to: target, amount), as: recording)
    }

    /// Once, from the commissioner's fund, into the current period.
    /// - Throws: `PlanRefusal.fundShort`.
    func add(_ amount: Money, to line: PlanLine) throws {
        let pot = try pot(of: line)
        try allocate(amount, to: line)
        try tx.journal.post(books.open(pot, amount), as: recording)
    }

    /// The pot of the current period, its books open.
    private func pot(of line: PlanLine) throws -> Books.Pot {
        guard let period = line.allocation.period(containing: tools.today) else {
            throw PlanRefusal.lineShort(title: line.title, left: .zero)
        }
        let pot = Books.Pot(planLine: line.id.text, period: period.first.description)
        let amount = line.allocation.amount(for: period)
        if amount.isPositive, try tx.journal.balance(of: books.account(.available, pot)) == nil {
            try tx.journal.post(books.open(pot, amount), as: recording)
        }
        return pot
    }
}

extension SupplierOrderStore {
    /// Everything that goes out with a part, or not at all.
    func going(with part: SupplierOrder, of order: Order) throws -> [SupplierOrder] {
        guard order.together == .keepTogether else { return [part] }
        return try list(of: order.id).filter { $0.status == .awaitingApproval }
    }
}

extension Reading {
    /// All lines that hold money for it are still there, the one for extra money too.
    func isPayable(_ part: SupplierOrder, under plan: Plan) throws -> Bool {
        try holds.list(of: part.id).filter(\.isOpen).allSatisfy { plan[line: .init($0.pot.planLine)] != nil }
    }
}

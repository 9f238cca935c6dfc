import Ledger
import Orders
import Plans
import Relational
import Storage
import Values

/// What the bank or a refund does to the money of a part, beside what happens to its units.
enum Settlement {
    /// All that is owed is paid.
    case payment
    /// The bank returned a payment: so much of each hold.
    case returned([Hold.ID: Money])
    /// A refund for one line has come, been kept back or been written off.
    case refund(Money, as: PostingCode, position: Int)
}

// What becomes of the money of supplier orders: held when they are signed, then wherever their units are.

extension OrderClerk {
    /// Moves the money of the lines that a step touched to where their units are now.
    func moveMoney(
        of part: SupplierOrder, _ step: SupplierOrderStep, reference: String?, settling settlement: Settlement?
    ) throws {
        let holds = Dictionary(grouping: try tx.holds.list(of: part.id), by: \.position)
        for line in part.lines {
            guard let before = holds[line.position], let tally = part.tally(line.position) else { continue }
            var money = LineMoney(tally: tally, charge: line.charge, holds: before)
            let own = step.lines.filter { $0.position == line.position }
            // What is sent was granted before it; so was extra money for what takes the place of something approved.
            if step.action == .send || step.action == .agree { try money.grant() }
            switch settlement {
            case .payment: try money.pay()
            case .returned(let amounts): try money.payBack(amounts)
            case .refund(let amount, let code, position: line.position): try money.refund(amount, as: code)
            case .refund: break
            case nil: if !own.isEmpty { try money.follow(fee: own.map(\.fee).total) }
            }
            try store(money, from: before, of: part, reference: reference)
        }
    }

    /// Gives back the money of units that are about to fall away, before the step that says so: what comes in their
    /// place can then be held from it. The step itself finds nothing left to move.
    func free(_ part: SupplierOrder, _ steps: [LineStep]) throws {
        let holds = Dictionary(grouping: try tx.holds.list(of: part.id), by: \.position)
        for step in steps {
            guard let before = holds[step.position], let line = part.line(step.position),
                var tally = part.tally(step.position)
            else { continue }
            try tally.take(step)
            var money = LineMoney(tally: tally, charge: line.charge, holds: before)
            try money.follow()
            try store(money, from: before, of: part, reference: nil)
        }
    }

    private func store(_ money: LineMoney, from before: [Hold], of part: SupplierOrder, reference: String?) throws {
        for (hold, old) in zip(money.holds, before) where hold != old { try tx.holds.save(hold, from: old) }
        for step in money.steps {
            let about = EntryReferences(
                order: part.order.text, supplierOrder: part.id.text, hold: step.hold.text, external: reference)
            for move in books.moves(for: step, supplier: part.supplier.text, part: part.id.text) {
                try tx.journal.post(move, about: about, as: recording)
            }
            try giveUp(step, of: part)
        }
    }

    /// What comes free on a line that is closed is the commissioner's again; so is what comes back, or comes free, when
    /// its period may not be used any more (reference, workflow 4.7).
    private func giveUp(_ step: HoldStep, of part: SupplierOrder) throws {
        guard !isWithinPlanChange else { return }
        let about = EntryReferences(order: part.order.text, supplierOrder: part.id.text)
        switch step.code {
        case .release, .decommit:
            if try isClosed(step.pot) {
                try tx.journal.post(books.reduce(step.pot, step.amount), about: about, as: recording)
            } else if try hasLapsed(step.pot) {
                try tx.journal.post(books.surplus(step.pot, step.amount), about: about, as: recording)
            }
        case .creditNote, .refundIn, .refundOffset, .writeOff:
            guard try isClosed(step.pot) || hasLapsed(step.pot) else { return }
            try tx.journal.post(books.surplus(step.pot, step.amount), about: about, as: recording)
        default: break
        }
    }

    /// No day from today on can use what the period left over. What is over a limit for carrying is found when the next
    /// period is over.
    private func hasLapsed(_ pot: Books.Pot) throws -> Bool {
        guard let line = try tx.plans.current(of: holder.id)?[line: .init(pot.planLine)],
            let last = line.allocation.lastUse(of: try Day(pot.period), carry: line.carry)
        else { return false }
        return last < tools.today
    }

    /// The plan has ended, or a newer version does without the line.
    private func isClosed(_ pot: Books.Pot) throws -> Bool {
        guard let plan = try tx.plans.current(of: holder.id) else { return true }
        return plan.status == .ended || plan[line: .init(pot.planLine)] == nil
    }

    // MARK: Holding

    /// Holds the money of the parts of an order that has just been signed: on their plan lines, or reserved in the
    /// commissioner's fund where extra money is asked for. In the order of the periods, whatever the order of the
    /// parts: money that is carried forward is used up in the order in which it would lapse.
    ///
    /// - Parameter lines: only these positions; nil for all.
    func hold(_ parts: [SupplierOrder], lines positions: Set<Int>? = nil, plan: Plan) throws {
        var wanted: [(part: SupplierOrder, position: Int, source: OrderLine.Source)] = []
        let lines = parts.flatMap { part in part.lines.map { (part, $0) } }
            .filter { positions?.contains($0.1.position) ?? true }
        for (part, line) in lines {
            wanted += line.sources.filter(\.amount.isPositive).map { (part, line.position, $0) }
        }
        wanted.sort {
            ($0.source.period, $0.source.planLine.text, $0.position)
                < ($1.source.period, $1.source.planLine.text, $1.position)
        }
        for (part, position, source) in wanted {
            let pot = Books.Pot(planLine: source.planLine.text, period: source.period.description)
            try place(source.amount, on: pot, of: part, position, plan: plan)
        }
        for (part, line) in lines where line.extra.isPositive {
            try reserve(line.extra, for: part, line.position, plan: plan)
        }
    }

    func place(_ amount: Money, on pot: Books.Pot, of part: SupplierOrder, _ position: Int, plan: Plan) throws {
        try open(pot, plan: plan)
        try carry(amount, into: pot, plan: plan)
        let available = try tx.journal.balance(of: books.account(.available, pot)) ?? .zero
        guard available >= amount else {
            throw LedgerRefusal.insufficient(planLine: pot.planLine, available: available, needed: amount)
        }
        try hold(books.hold(pot, amount), pot, .line, part, position)
    }

    private func reserve(_ amount: Money, for part: SupplierOrder, _ position: Int, plan: Plan) throws {
        let fund = try tx.journal.balance(of: books.account(.fund)) ?? .zero
        guard fund >= amount, let extras = plan.extras else { throw LedgerRefusal.fundShort }
        let pot = Books.Pot(planLine: extras.id.text, period: extras.allocation.span.first.description)
        try hold(books.fundReserve(amount), pot, .fund, part, position)
    }

    private func hold(
        _ move: Books.Move, _ pot: Books.Pot, _ source: Hold.Source, _ part: SupplierOrder, _ position: Int
    ) throws {
        let hold = Hold(
            id: tools.new(), supplierOrder: part.id.text, position: position, pot: pot, source: source,
            amount: move.amount)
        try tx.holds.insert(hold)
        let about = EntryReferences(order: part.order.text, supplierOrder: part.id.text, hold: hold.id.text)
        try tx.journal.post(move, about: about, as: recording)
    }

    /// Brings what earlier periods left over into the period that needs it, as far as the line's rule allows.
    private func carry(_ amount: Money, into pot: Books.Pot, plan: Plan) throws {
        guard let line = plan[line: .init(pot.planLine)], line.carry != .none else { return }
        let moves = try tx.budgets.purse(of: line).carries(of: amount, into: try Day(pot.period))
        for move in moves {
            let earlier = Books.Pot(planLine: pot.planLine, period: move.from.first.description)
            try open(earlier, plan: plan)
            try tx.journal.post(books.carry(from: earlier, to: pot, move.amount), as: recording)
        }
    }

    /// The first use of a period brings its money onto the line: which money that is follows from dates alone.
    private func open(_ pot: Books.Pot, plan: Plan) throws {
        guard try tx.journal.balance(of: books.account(.available, pot)) == nil,
            let line = plan[line: .init(pot.planLine)],
            let period = line.allocation.period(containing: try Day(pot.period))
        else { return }
        let amount = line.allocation.amount(for: period)
        if amount.isPositive { try tx.journal.post(books.open(pot, amount), as: recording) }
    }
}

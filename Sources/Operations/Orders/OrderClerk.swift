import Identity
import Ledger
import Orders
import Outbox
import Plans
import Relational
import Storage
import Values

/// Does what belongs to every step of a supplier order: state, event, money and messages, in one transaction. No other
/// code moves an order or its money.
struct OrderClerk {
    let tx: Transaction
    let principal: Principal
    let tools: Tools
    let holder: Holder
    /// While a plan changes, the plans' clerk sees to what comes free.
    var isWithinPlanChange = false

    private var books: Books { Books(commissioner: holder.commissioner.text) }
    private var recording: Recording {
        Recording(actor: principal.person.id.text, now: tools.now, identifiers: tools.identifiers)
    }

    /// Takes one step of the table, with everything it entails.
    func advance(
        _ part: inout SupplierOrder, _ action: SupplierOrderAction, note: String? = nil, reference: String? = nil
    ) throws {
        let (event, effect) = try part.perform(action, by: principal.person.id, note: note, at: tools.now)
        try tx.supplierOrders.save(part)
        try tx.orders.append(event)
        try apply(effect, to: part, reference: reference)
        try send(OrderMessages.messages(for: action, parties(of: part)), about: part)
        try tx.orders.refreshStanding(of: part.order)
    }

    /// Takes one step of a request, with everything it entails but what becomes of the supplier order.
    func advance(
        _ approval: inout Approval, of part: SupplierOrder, _ action: ApprovalAction, note: String?,
        holding: Set<ApprovalGuard> = []
    ) throws {
        let before = approval.status
        let event = try approval.perform(
            action, by: principal.person.id, note: note, at: tools.now, holding: holding)
        try tx.approvals.save(approval)
        try tx.orders.append(event)
        try send(OrderMessages.messages(for: action, from: before, parties(of: part)), about: part)
        try tx.orders.refreshStanding(of: part.order)
    }

    /// Holds the money of the parts of an order that has just been signed: on their plan lines, or reserved in the
    /// commissioner's fund where extra money is asked for. In the order of the periods, whatever the order of the
    /// parts: money that is carried forward is used up in the order in which it would lapse.
    func hold(_ parts: [SupplierOrder], plan: Plan) throws {
        var wanted: [(pot: Books.Pot, part: Int, amount: Money)] = []
        for (position, part) in parts.enumerated() {
            var sums: [Books.Pot: Money] = [:]
            for source in part.lines.flatMap(\.sources) {
                sums[Books.Pot(planLine: source.planLine.text, period: source.period.description), default: .zero] +=
                    source.amount
            }
            wanted += sums.filter { $0.value.isPositive }.map { ($0.key, position, $0.value) }
        }
        wanted.sort { ($0.pot.period, $0.pot.planLine, $0.part) < ($1.pot.period, $1.pot.planLine, $1.part) }
        for (pot, part, amount) in wanted { try place(amount, on: pot, of: parts[part], plan: plan) }
        for part in parts {
            let extra = part.lines.map(\.extra).total
            if extra.isPositive { try reserve(extra, for: part, plan: plan) }
        }
    }

    private func place(_ amount: Money, on pot: Books.Pot, of part: SupplierOrder, plan: Plan) throws {
        try open(pot, plan: plan)
        try carry(amount, into: pot, plan: plan)
        let available = try tx.journal.balance(of: books.account(.available, pot)) ?? .zero
        guard available >= amount else {
            throw LedgerRefusal.insufficient(planLine: pot.planLine, available: available, needed: amount)
        }
        let hold = Hold(
            id: tools.new(), supplierOrder: part.id.text, pot: pot, amount: amount, source: .line, state: .open)
        try tx.holds.insert(hold)
        try post(books.hold(pot, amount), part, hold)
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

    private func reserve(_ amount: Money, for part: SupplierOrder, plan: Plan) throws {
        let fund = try tx.journal.balance(of: books.account(.fund)) ?? .zero
        guard fund >= amount, let extras = plan.extras else { throw LedgerRefusal.fundShort }
        let pot = Books.Pot(planLine: extras.id.text, period: extras.allocation.span.first.description)
        let hold = Hold(
            id: tools.new(), supplierOrder: part.id.text, pot: pot, amount: amount, source: .fund, state: .open)
        try tx.holds.insert(hold)
        try post(books.fundReserve(amount), part, hold)
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

    /// Asks the commissioner about a part.
    func ask(_ part: SupplierOrder, content: Digest) throws {
        guard let order = try tx.orders.find(part.order) else { throw NotFound() }
        let approval = Approval(
            id: tools.new(), order: part.order, supplierOrder: part.id, content: content,
            requestedBy: principal.person.id, requestedAt: tools.now,
            terms: try tx.terms(for: part, of: order, holder: holder, tools))
        try tx.approvals.insert(approval, commissioner: holder.commissioner)
        try send([(.requestMade, .commissioner(holder.commissioner))], about: part)
    }

    /// R10: the coordinator is told when emergency money is used.
    func tellOfContingency(_ part: SupplierOrder) throws {
        try send([(.contingencyUsed, .commissioner(holder.commissioner))], about: part)
    }

    private func apply(_ effect: LedgerEffect, to part: SupplierOrder, reference: String?) throws {
        for hold in try tx.holds.list(of: part.id.text) {
            switch (effect, hold.state) {
            case (.grant, .open) where hold.source == .fund:
                try post(books.fundGrant(hold.pot, hold.amount), part, hold)
                try post(books.hold(hold.pot, hold.amount), part, hold)
                try tx.holds.grant(hold)
            case (.release, .open):
                let back =
                    hold.source == .fund
                    ? books.fundReserveBack(hold.amount) : books.release(hold.pot, hold.amount)
                try post(back, part, hold)
                try tx.holds.resolve(hold, as: .released)
                if hold.source == .line, !isWithinPlanChange, try isClosed(hold.pot) {
                    try tx.journal.post(books.reduce(hold.pot, hold.amount), as: recording)
                }
            case (.commit, .open):
                try post(books.commit(hold.pot, hold.amount), part, hold)
                try tx.holds.resolve(hold, as: .committed)
            case (.match, .committed):
                try post(books.match(hold.pot, hold.amount, supplier: part.supplier.text), part, hold)
            case (.pay, .committed):
                try post(books.paySent(hold.pot, hold.amount, supplier: part.supplier.text), part, hold, reference)
                try post(books.payOK(hold.pot, hold.amount, supplier: part.supplier.text), part, hold, reference)
            default: break
            }
        }
    }

    /// The plan has ended, or a newer version does without the line: what comes free is the commissioner's again.
    private func isClosed(_ pot: Books.Pot) throws -> Bool {
        guard let plan = try tx.plans.current(of: holder.id) else { return true }
        return plan.status == .ended || plan[line: .init(pot.planLine)] == nil
    }

    private func post(_ move: Books.Move, _ part: SupplierOrder, _ hold: Hold, _ external: String? = nil) throws {
        let about = EntryReferences(
            order: part.order.text, supplierOrder: part.id.text, hold: hold.id.text, external: external)
        try tx.journal.post(move, about: about, as: recording)
    }

    private func parties(of part: SupplierOrder) -> OrderMessages.Parties {
        .init(holder: holder.id, supplier: part.supplier, commissioner: holder.commissioner)
    }

    private func send(
        _ messages: [(kind: Message.Kind, recipient: Message.Recipient)], about part: SupplierOrder
    ) throws {
        for message in messages {
            try tx.outbox.insert(
                Message(
                    id: tools.new(), order: part.order, supplierOrder: part.id, kind: message.kind,
                    recipient: message.recipient, at: tools.now))
        }
    }
}

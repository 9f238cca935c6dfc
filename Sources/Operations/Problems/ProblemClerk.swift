import Identity
import Ledger
import Orders
import Outbox
import Relational
import Storage
import Values

/// Does what belongs to every step of a problem: state, event, messages, and the units and money of the supplier order,
/// in one transaction. No other code moves a problem.
struct ProblemClerk {
    let orders: OrderClerk
    let order: Order
    var part: SupplierOrder
    var problem: Problem

    private var tx: Transaction { orders.tx }
    private var now: Moment { orders.tools.now }

    /// - Parameter seen: the version that the person was looking at; nil where they were not shown one.
    /// - Throws: `NotFound`, `OrderRefusal.changedMeanwhile`.
    init(
        _ id: Problem.ID, seen: Int? = nil, _ tx: Transaction, _ principal: Principal, _ tools: Tools
    ) throws {
        guard let problem = try tx.problems.find(id), let part = try tx.supplierOrders.find(problem.supplierOrder),
            let order = try tx.orders.find(part.order), let holder = try tx.holders.find(order.holder)
        else { throw NotFound() }
        self.init(
            orders: OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder), order: order, part: part,
            problem: problem)
        guard seen.map({ $0 == problem.version }) ?? true else { throw OrderRefusal.changedMeanwhile }
    }

    init(orders: OrderClerk, order: Order, part: SupplierOrder, problem: Problem) {
        self.orders = orders
        self.order = order
        self.part = part
        self.problem = problem
    }

    /// What time has decided by now comes before whatever somebody does.
    mutating func strike() throws {
        guard let action = problem.lateness(at: now) else { return }
        var clock = ProblemClerk(
            orders: OrderClerk(tx: tx, person: nil, tools: orders.tools, holder: orders.holder), order: order,
            part: part, problem: problem)
        try clock.take(ProblemStep(action))
        problem = clock.problem
    }

    /// Takes one step of the table; what it means for units, the caller says.
    mutating func take(_ step: ProblemStep) throws {
        let event = try problem.take(step, by: orders.person, at: now)
        try tx.problems.save(problem)
        try tx.problems.append(event)
        try tx.orders.refreshStanding(of: order.id)
        try orders.send(
            OrderMessages.messages(for: step.action, orders.parties(of: part)), about: part,
            occasion: "\(problem.id)/\(problem.version)")
    }

    func write(_ text: String, as side: ProblemSide, forSupplier: Bool = true) throws {
        guard !text.isEmpty, let person = orders.person else { return }
        try tx.problems.append(
            ProblemStatement(
                problem: problem.id, by: person, side: side, text: text, isForSupplier: forSupplier, at: now))
    }

    func after(days: Int) -> Moment { now.adding(minutes: days * 1_440) }

    /// What all its units cost together, without what was taken off the line before.
    var whole: Money {
        part.tally(problem.position).map { min($0.unitPrice.times(problem.units), $0.reducible) } ?? .zero
    }

    /// - Throws: `ProblemRefusal.amountNotPart` unless it is more than nothing and less than everything.
    func mustBePart(_ amount: Money?) throws {
        guard let amount, amount.isPositive, amount < whole else { throw ProblemRefusal.amountNotPart(whole: whole) }
    }

    // MARK: Units and money

    /// Goods are back, or need not come back: the money follows, or the replacement is waited for.
    mutating func takeBack(_ reception: Reception, note: String?) throws {
        try take(
            ProblemStep(
                .goodsBack, note: reception == .notRequired ? reception.rawValue : note ?? reception.rawValue,
                dueAt: problem.remedy?.kind == .replace ? after(days: ProblemLimits.remedyDays) : nil))
        if problem.status == .resolvedPendingMoney { try settle(note: note) }
    }

    /// What was agreed or decided is given back: less is owed, or so much has to be paid back.
    mutating func settle(note: String?) throws {
        let before = try pence(.refundDue)
        let step = try givingBack()
        try orders.advance(&part, SupplierOrderStep(.settle, [step], note: note, reason: problem.kind.rawValue))
        let due = try pence(.refundDue) - before
        try take(
            ProblemStep(
                .settle, amount: due, dueAt: due.isPositive ? after(days: ProblemLimits.refundDays) : nil))
    }

    /// Nothing is wrong with the units any more: they count as received.
    mutating func keepUnits(note: String?) throws {
        try orders.advance(
            &part, SupplierOrderStep(.settle, [problem.keeping], note: note, reason: problem.kind.rawValue))
    }

    /// Never more than the public purse has paid: what the holder paid themselves is between them and the supplier.
    private func givingBack() throws -> LineStep {
        let amount = problem.remedy?.amount
        let paid = try pence(.paid)
        guard problem.place == .contested, amount ?? whole > paid else { return problem.givingBack(amount) }
        return problem.givingBack(paid)
    }

    /// What the holds of the line have there now.
    private func pence(_ bucket: HoldBucket) throws -> Money {
        try tx.holds.list(of: part.id).filter { $0.position == problem.position }.map { $0[bucket] }.total
    }

    /// Money that was to be paid back has come, was kept back, or is written off.
    /// - Parameter left: what whoever asks believes is still to be paid back. The cap is read here, inside the
    ///   transaction: of two at once, the second is refused.
    /// - Throws: `ProblemRefusal.moreThanLeft`.
    mutating func refund(
        _ amount: Money, believing left: Money, _ action: ProblemAction, as code: PostingCode, note: String?,
        reference: String?
    ) throws {
        guard left == problem.left else { throw ProblemRefusal.moreThanLeft(problem.left) }
        try take(ProblemStep(action, note: note, amount: amount, reference: reference))
        try orders.advance(
            &part, SupplierOrderStep(.refund, note: note, reason: action.rawValue, holding: [.refundDue]),
            reference: reference, settling: .refund(amount, as: code, position: problem.position))
    }
}

// MARK: Whose problem it is

/// A problem of the holder whom the person acts for.
func ownProblem(
    _ id: Problem.ID, seen: Int? = nil, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> ProblemClerk {
    let authority = try principal.actingForHolder(to: .confirm)
    let clerk = try ProblemClerk(id, seen: seen, tx, principal, tools)
    guard clerk.order.holder == authority.holder else { throw NotFound() }
    return clerk
}

/// A problem with something that the supplier delivered.
func suppliedProblem(
    _ id: Problem.ID, seen: Int? = nil, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> ProblemClerk {
    let supplier = try principal.actingForSupplier(to: .orders)
    let clerk = try ProblemClerk(id, seen: seen, tx, principal, tools)
    guard clerk.part.supplier == supplier else { throw NotFound() }
    return clerk
}

/// A problem of somebody whose money the commissioner keeps.
func commissionedProblem(
    _ id: Problem.ID, seen: Int? = nil, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> ProblemClerk {
    let commissioner = try principal.actingForCommissioner()
    let clerk = try ProblemClerk(id, seen: seen, tx, principal, tools)
    guard clerk.orders.holder.commissioner == commissioner else { throw NotFound() }
    return clerk
}

/// - Throws: `FieldProblems` where it is too long, or empty and needed.
func mustSay(_ text: String, field: String, needed: Bool = true) throws(FieldProblems) {
    let most = ProblemStatement.charactersMaximum
    if needed, text.isEmpty { throw FieldProblems(field, "Say it in a sentence or two") }
    guard text.unicodeScalars.count <= most else { throw FieldProblems(field, "Write at most \(most) characters") }
}

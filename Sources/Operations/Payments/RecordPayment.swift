import Identity
import Ledger
import Orders
import Relational
import Storage
import Values

/// The commissioner has paid a supplier all that is owed for a part: what came, was confirmed and is not in question.
package struct RecordPayment: Operation {
    package let part: SupplierOrder.ID
    /// What the bank or the finance system calls the payment.
    package let reference: String
    /// What the person believes is owed; nil where they were not shown it.
    package let owed: Money?
    /// Refunds of the same supplier that were kept back from it.
    package let keptBack: [KeptBack]

    package static let referenceCharactersMaximum = 35

    package init(part: SupplierOrder.ID, reference: String, owed: Money? = nil, keptBack: [KeptBack] = []) {
        self.part = part
        self.reference = reference
        self.owed = owed
        self.keptBack = keptBack
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustName(reference)
        var (part, clerk) = try overseenPart(part, tx, principal, tools)
        let holds = try tx.holds.list(of: part.id).filter { $0[.owed].isPositive }
        let now = holds.map { $0[.owed] }.total
        guard owed.map({ $0 == now }) ?? true else { throw ProblemRefusal.owedChanged(now: now) }
        let back = keptBack.map(\.amount).total
        guard back <= now else { throw ProblemRefusal.keptBackTooMuch(most: now) }
        let lines = part.all(.received, .pay)
        try clerk.advance(
            &part,
            SupplierOrderStep(
                .pay, lines, note: back.isPositive ? "Reference: \(reference), \(back) kept back"
                    : "Reference: \(reference)",
                holding: now.isPositive ? [.somethingOwed] : []),
            reference: reference, settling: .payment)
        try tx.payments.insert(
            Payment(
                id: tools.new(), supplierOrder: part.id, reference: reference,
                amounts: Dictionary(uniqueKeysWithValues: holds.map { ($0.id, $0[.owed]) }),
                units: Dictionary(uniqueKeysWithValues: lines.map { ($0.position, $0.units) }), keptBack: back,
                paidAt: tools.now))
        for own in keptBack { try keep(own, from: part, tx, principal, tools) }
        return part.id
    }

    private func keep(
        _ own: KeptBack, from part: SupplierOrder, _ tx: Transaction, _ principal: Principal, _ tools: Tools
    ) throws {
        var clerk = try commissionedProblem(own.problem, tx, principal, tools)
        guard clerk.part.supplier == part.supplier else { throw NotFound() }
        try clerk.strike()
        try clerk.refund(
            own.amount, believing: own.left, .keepBack, as: .refundOffset, note: "Reference: \(reference)",
            reference: reference)
    }
}

/// A refund that is kept back from a payment, with the supplier's consent.
package struct KeptBack: Sendable, Hashable, Encodable {
    package let problem: Problem.ID
    package let amount: Money
    /// What the person believes is still to be paid back.
    package let left: Money

    package init(problem: Problem.ID, amount: Money, left: Money) {
        self.problem = problem
        self.amount = amount
        self.left = left
    }
}

/// The bank returned a payment: what it paid is owed again, and set aside where something is wrong with it.
package struct ReturnPayment: Operation {
    package let payment: Payment.ID
    /// Why, as the bank says.
    package let words: String

    package init(payment: Payment.ID, words: String) {
        self.payment = payment
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(words)
        guard let payment = try tx.payments.find(payment, of: try principal.actingForCommissioner())
        else { throw NotFound() }
        try tx.payments.markReturned(payment.id, at: tools.now)
        var (part, clerk) = try overseenPart(payment.supplierOrder, tx, principal, tools)
        let holds = try tx.holds.list(of: part.id)
        let positions = Set(holds.filter { payment.amounts[$0.id] != nil }.map(\.position))
        // What the supplier is paying back of it is the supplier's to pay: that has to be settled first.
        guard holds.allSatisfy({ !positions.contains($0.position) || $0[.refundDue] == .zero })
        else { throw ProblemRefusal.refundUnderWay }
        let amounts = Dictionary(
            uniqueKeysWithValues: holds.map { ($0.id, min($0[.paid], payment.amounts[$0.id] ?? .zero)) })
        guard amounts.values.total.isPositive else { throw ProblemRefusal.returnedBefore }
        var steps: [LineStep] = []
        for (position, units) in payment.units.sorted(by: { $0.key < $1.key }) {
            steps += try Self.steps(of: units, position, in: part, tx)
        }
        let reason = words.isEmpty ? "Reference: \(payment.reference)" : "Reference: \(payment.reference). \(words)"
        try clerk.advance(
            &part, SupplierOrderStep(.payBack, steps, note: reason), reference: payment.reference,
            settling: .returned(amounts))
        return part.id
    }

    /// Units that are paid and all right first, then whole problems, the newest first: they are disputed from now on,
    /// not contested. What was given back altogether stays given back.
    private static func steps(
        of units: Int, _ position: Int, in part: SupplierOrder, _ tx: Transaction
    ) throws -> [LineStep] {
        guard let tally = part.tally(position) else { return [] }
        var steps: [LineStep] = []
        var rest = units
        let plain = min(rest, tally[.paid])
        if plain > 0 { steps.append(LineStep(position, .paid, .payBack, plain)) }
        rest -= plain
        for var problem in try tx.problems.list(of: part.id).reversed()
        where problem.position == position && problem.place == .contested && problem.status.holdsUnits
            && problem.units <= rest
        {
            problem.move(to: .disputed)
            try tx.problems.save(problem)
            steps.append(LineStep(position, .contested, .payBack, problem.units))
            rest -= problem.units
        }
        guard rest <= tally[.refunded] else { throw ProblemRefusal.sharedWithOtherPayment }
        return steps
    }
}

/// - Throws: `FieldProblems` where a bank could not carry it.
func mustName(_ reference: String) throws(FieldProblems) {
    guard (1...RecordPayment.referenceCharactersMaximum).contains(reference.unicodeScalars.count)
    else { throw FieldProblems("reference", "Enter the payment’s reference, at most 35 characters") }
}

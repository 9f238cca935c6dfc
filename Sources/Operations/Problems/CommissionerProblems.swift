import Identity
import Orders
import Relational
import Storage
import Values

/// A person of the commissioner's who is no party to it decides a problem.
package struct DecideProblem: Operation {
    package let problem: Problem.ID
    package let version: Int?
    package let ruling: ProblemRuling
    /// Both sides read it.
    package let reason: String

    package init(problem: Problem.ID, version: Int? = nil, ruling: ProblemRuling, reason: String) {
        self.problem = problem
        self.version = version
        self.ruling = ruling
        self.reason = reason
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(reason, field: "reason")
        var clerk = try commissionedProblem(problem, seen: version, tx, principal, tools)
        try clerk.strike()
        let exclusion = try tx.exclusion(
            of: principal.person.id, from: clerk.problem, of: clerk.order, clerk.part, holder: clerk.orders.holder)
        guard exclusion == nil else { throw ProblemRefusal.party }
        switch ruling {
        case .forHolder: try decide(&clerk, .decideForHolder, Remedy(.refund))
        case .forSupplier:
            try clerk.take(ProblemStep(.decideForSupplier, note: reason, isByNoParty: true))
            try clerk.keepUnits(note: reason)
        case .split(let amount):
            try clerk.mustBePart(amount)
            try decide(&clerk, .decideSplit, Remedy(.partRefund, amount: amount))
        }
        return problem
    }

    private func decide(_ clerk: inout ProblemClerk, _ action: ProblemAction, _ remedy: Remedy) throws {
        try clerk.take(ProblemStep(action, note: reason, remedy: remedy, isByNoParty: true))
        try clerk.settle(note: reason)
    }
}

/// Money that a supplier had to pay back has come.
package struct RecordRefund: Operation {
    package let problem: Problem.ID
    package let amount: Money
    /// What the person believes is still to be paid back.
    package let left: Money
    /// What the bank calls it.
    package let reference: String

    package init(problem: Problem.ID, amount: Money, left: Money, reference: String) {
        self.problem = problem
        self.amount = amount
        self.left = left
        self.reference = reference
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustName(reference)
        var clerk = try commissionedProblem(problem, tx, principal, tools)
        try clerk.strike()
        try clerk.refund(
            amount, believing: left, .refund, as: .refundIn, note: "Reference: \(reference)", reference: reference)
        return problem
    }
}

/// Somebody proposes to give up what a supplier has not paid back in time.
package struct ProposeWriteOff: Operation {
    package let problem: Problem.ID
    package let reason: String

    package init(problem: Problem.ID, reason: String) {
        self.problem = problem
        self.reason = reason
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(reason, field: "reason")
        var clerk = try commissionedProblem(problem, tx, principal, tools)
        try clerk.strike()
        try clerk.take(ProblemStep(.proposeWriteOff, note: reason))
        return problem
    }
}

/// … and somebody else agrees: the commissioner bears the loss, and the plan line is made whole.
package struct WriteOffRefund: Operation {
    package let problem: Problem.ID
    /// What the person believes is still to be paid back: all of it is written off.
    package let left: Money

    package init(problem: Problem.ID, left: Money) {
        self.problem = problem
        self.left = left
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        var clerk = try commissionedProblem(problem, tx, principal, tools)
        try clerk.strike()
        try clerk.refund(left, believing: left, .writeOff, as: .writeOff, note: nil, reference: nil)
        return problem
    }
}

import Identity
import Orders
import Relational
import Storage
import Values

/// A supplier agrees to a remedy, or says why not.
package struct AnswerProblem: Operation {
    package let problem: Problem.ID
    package let version: Int?
    /// Nil: the supplier does not agree.
    package let remedy: Remedy?
    /// The holder reads this; needed to refuse.
    package let words: String

    package init(problem: Problem.ID, version: Int? = nil, remedy: Remedy?, words: String = "") {
        self.problem = problem
        self.version = version
        self.remedy = remedy
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(words, field: "words", needed: remedy == nil)
        var clerk = try suppliedProblem(problem, seen: version, tx, principal, tools)
        try clerk.strike()
        try clerk.write(words, as: .supplier)
        let note = words.isEmpty ? nil : words
        guard let remedy else {
            try clerk.take(
                ProblemStep(.refuse, note: note, dueAt: clerk.after(days: ProblemLimits.disputeDays)))
            return problem
        }
        if remedy.kind == .partRefund { try clerk.mustBePart(remedy.amount) }
        let promised = Remedy(
            remedy.kind, amount: remedy.kind == .partRefund ? remedy.amount : nil,
            needsReturn: remedy.needsReturn && remedy.kind != .partRefund)
        try clerk.take(
            ProblemStep(
                .agree, note: note, remedy: promised, dueAt: clerk.after(days: ProblemLimits.remedyDays)))
        if !promised.needsReturn { try clerk.takeBack(.notRequired, note: note) }
        return problem
    }
}

/// A supplier says what became of goods that were to go back.
package struct RecordReturn: Operation {
    package let problem: Problem.ID
    package let version: Int?
    package let reception: Reception
    /// Needed where it is not as promised: the holder and the commissioner read it.
    package let words: String

    package init(problem: Problem.ID, version: Int? = nil, reception: Reception, words: String = "") {
        self.problem = problem
        self.version = version
        self.reception = reception
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(words, field: "words", needed: !reception.isComplete)
        var clerk = try suppliedProblem(problem, seen: version, tx, principal, tools)
        try clerk.strike()
        try clerk.write(words, as: .supplier)
        if reception.isComplete {
            try clerk.takeBack(reception, note: words.isEmpty ? nil : words)
        } else {
            try clerk.take(
                ProblemStep(.goodsMissing, note: words, dueAt: clerk.after(days: ProblemLimits.disputeDays)))
        }
        return problem
    }
}

/// A supplier agrees that a refund is kept back from its next payment.
package struct AllowKeepingBack: Operation {
    package let problem: Problem.ID
    package let version: Int?

    package init(problem: Problem.ID, version: Int? = nil) {
        self.problem = problem
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        var clerk = try suppliedProblem(problem, seen: version, tx, principal, tools)
        try clerk.strike()
        try clerk.take(ProblemStep(.allowKeepingBack))
        return problem
    }
}

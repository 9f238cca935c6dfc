import Identity
import Orders
import Relational
import Storage
import Values

/// The holder says that something is wrong with units that came, or that did not come although the supplier says so.
package struct ReportProblem: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?
    /// Of the line.
    package let position: Int
    /// Unconfirmed, received or paid: where the units are that are meant.
    package let state: UnitState
    package let units: Int
    package let kind: ProblemKind
    package let wish: ProblemWish
    /// The supplier reads this.
    package let words: String
    /// … and only the commissioner reads this.
    package let privateWords: String

    package init(
        part: SupplierOrder.ID, version: Int? = nil, position: Int, state: UnitState, units: Int, kind: ProblemKind,
        wish: ProblemWish, words: String, privateWords: String = ""
    ) {
        self.part = part
        self.version = version
        self.position = position
        self.state = state
        self.units = units
        self.kind = kind
        self.wish = wish
        self.words = words
        self.privateWords = privateWords
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(words, field: "words")
        try mustSay(privateWords, field: "private", needed: false)
        var (part, clerk) = try ownPart(part, .confirm, tx, principal, tools)
        guard let order = try tx.orders.find(part.order), let line = part.line(position),
            let tally = part.tally(position)
        else { throw NotFound() }
        guard let place = Problem.place(of: state) else { throw ProblemRefusal.nothingToReport }
        guard (1...max(1, tally[state])).contains(units), tally[state] > 0 else {
            throw OrderRefusal.unitsMissing(wanted: units, there: tally[state])
        }
        if let day = try tx.problems.lastDelivery(of: position, in: part) {
            let traits = tools.shelf.categories[line.category]?.item?.traits ?? []
            try ProblemLimits.mustBeOpen(for: kind, traits: traits, cameOn: day, today: tools.today)
        }
        let step = SupplierOrderStep(.report, [LineStep(position, state, .report, units)], reason: kind.rawValue)
        try clerk.advance(&part, step, seen: version)
        let problem = Problem(
            id: tools.new(), supplierOrder: part.id, position: position, units: units, kind: kind, wish: wish,
            reportedBy: principal.person.id, reportedAt: tools.now, place: place,
            dueAt: tools.now.adding(minutes: ProblemLimits.answerDays * 1_440))
        try tx.problems.insert(problem)
        try tx.orders.refreshStanding(of: order.id)
        let own = ProblemClerk(orders: clerk, order: order, part: part, problem: problem)
        try own.write(words, as: .holder)
        try own.write(privateWords, as: .holder, forSupplier: false)
        return problem.id
    }
}

/// The holder says that what was promised instead has come, and is all right.
package struct ConfirmReplacement: Operation {
    package let problem: Problem.ID
    package let version: Int?

    package init(problem: Problem.ID, version: Int? = nil) {
        self.problem = problem
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        var clerk = try ownProblem(problem, seen: version, tx, principal, tools)
        try clerk.take(ProblemStep(.replaced))
        try clerk.keepUnits(note: nil)
        return problem
    }
}

/// The holder asks the commissioner to decide.
package struct EscalateProblem: Operation {
    package let problem: Problem.ID
    package let version: Int?
    package let words: String

    package init(problem: Problem.ID, version: Int? = nil, words: String = "") {
        self.problem = problem
        self.version = version
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(words, field: "words", needed: false)
        var clerk = try ownProblem(problem, seen: version, tx, principal, tools)
        try clerk.strike()
        // Where time has asked already, the words are still taken.
        if clerk.problem.status != .escalated { try clerk.take(ProblemStep(.escalate)) }
        try clerk.write(words, as: .holder)
        return problem
    }
}

/// The holder says that nothing is wrong any more: the units count as received.
package struct WithdrawProblem: Operation {
    package let problem: Problem.ID
    package let version: Int?

    package init(problem: Problem.ID, version: Int? = nil) {
        self.problem = problem
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        var clerk = try ownProblem(problem, seen: version, tx, principal, tools)
        try clerk.take(ProblemStep(.withdraw))
        try clerk.keepUnits(note: nil)
        return problem
    }
}

/// One of the three says something about a problem, for the record. Never changed afterwards.
package struct AddStatement: Operation {
    package let problem: Problem.ID
    package let text: String
    /// False: for the commissioner only. What a supplier writes is always for everybody.
    package let isForSupplier: Bool

    package init(problem: Problem.ID, text: String, isForSupplier: Bool = true) {
        self.problem = problem
        self.text = text
        self.isForSupplier = isForSupplier
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Problem.ID {
        try mustSay(text, field: "text")
        let (clerk, side): (ProblemClerk, ProblemSide)
        switch principal.capacity {
        case .holder: (clerk, side) = (try ownProblem(problem, tx, principal, tools), .holder)
        case .supplier: (clerk, side) = (try suppliedProblem(problem, tx, principal, tools), .supplier)
        case .commissioner: (clerk, side) = (try commissionedProblem(problem, tx, principal, tools), .commissioner)
        case .nobody: throw NotFound()
        }
        let everybody = isForSupplier || side == .supplier
        try clerk.write(text, as: side, forSupplier: everybody)
        try clerk.tellOthers(than: side, withSupplier: everybody)
        return problem
    }
}

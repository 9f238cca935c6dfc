import Identity
import Values

/// What is wrong with some units of a line.
package enum ProblemKind: String, Sendable, Codable, WorkflowWord {
    case damaged
    case wrongItem = "wrong_item"
    case notDelivered = "not_delivered"
    case workerDidNotCome = "worker_did_not_come"
    case poorQuality = "poor_quality"
    /// Somebody was hurt or could have been: may always be reported.
    case safety
    case other
}

/// What the holder would like to happen.
package enum ProblemWish: String, Sendable, Codable, WorkflowWord {
    case replace, refund
    case partRefund = "part_refund"
    /// It is kept back from what the supplier is paid next.
    case credit
}

/// What a supplier agrees to, or what was decided, for all units of a problem.
package struct Remedy: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// It comes again, as ordered.
        case replace
        /// All of it is given back.
        case refund
        /// The holder keeps it and is given back a part.
        case partRefund = "part_refund"
    }

    package let kind: Kind
    /// Given back of what all units cost together; nil where it is nothing or everything.
    package let amount: Money?
    /// The goods go back to the supplier first.
    package let needsReturn: Bool

    package init(_ kind: Kind, amount: Money? = nil, needsReturn: Bool = false) {
        self.kind = kind
        self.amount = amount
        self.needsReturn = needsReturn
    }
}

/// What became of goods that were to go back.
package enum Reception: String, Sendable, Codable, CaseIterable {
    case received
    /// Fewer came than were sent back.
    case short
    case lost
    case wrongItem = "wrong_item"
    /// The holder keeps them, or there is nothing that could go back.
    case notRequired = "not_required"

    /// As it was promised; otherwise the two sides disagree.
    package var isComplete: Bool { self == .received || self == .notRequired }
}

/// For whom a commissioner decides.
package enum ProblemRuling: Sendable, Hashable, Codable {
    /// Everything is given back.
    case forHolder
    case forSupplier
    /// So much of what the units cost is given back.
    case split(Money)
}

/// On whose side somebody writes.
package enum ProblemSide: String, Sendable, Codable, CaseIterable {
    case holder, supplier, commissioner
}

/// What somebody says about a problem, on record with name and time. Never changed.
package struct ProblemStatement: Sendable, Hashable {
    package let problem: Problem.ID
    package let by: Person.ID
    package let side: ProblemSide
    package let text: String
    /// False: for the commissioner only, such as what the holder says about their health.
    package let isForSupplier: Bool
    package let at: Moment

    package static let charactersMaximum = 2_000

    package init(
        problem: Problem.ID, by: Person.ID, side: ProblemSide, text: String, isForSupplier: Bool, at: Moment
    ) {
        self.problem = problem
        self.by = by
        self.side = side
        self.text = text
        self.isForSupplier = isForSupplier
        self.at = at
    }
}

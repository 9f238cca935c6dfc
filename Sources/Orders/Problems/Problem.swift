import Identity
import Values

/// What a holder reports about some units of one line, and what becomes of it.
package struct Problem: Sendable, Hashable {
    package typealias ID = Identifier<Problem>

    package let id: ID
    package let supplierOrder: SupplierOrder.ID
    /// Of the line.
    package let position: Int
    package let units: Int
    package let kind: ProblemKind
    package let wish: ProblemWish
    package let reportedBy: Person.ID
    package let reportedAt: Moment
    /// Where its units are as long as it is not settled: questioned, disputed or contested.
    package private(set) var place: UnitState
    package private(set) var status: ProblemStatus
    /// By when somebody has to have done something; nil when nobody has to.
    package private(set) var dueAt: Moment?
    package private(set) var remedy: Remedy?
    /// Public money that the supplier has to pay back, in all.
    package private(set) var refund: Money
    /// … and how much of it has come, was kept back, or was written off.
    package private(set) var refunded: Money
    /// The supplier has agreed that it is kept back from its next payment.
    package private(set) var mayKeepBack: Bool
    /// Who proposed to write off what has not come.
    package private(set) var writeOffBy: Person.ID?
    package private(set) var version: Int

    package init(
        id: ID, supplierOrder: SupplierOrder.ID, position: Int, units: Int, kind: ProblemKind, wish: ProblemWish,
        reportedBy: Person.ID, reportedAt: Moment, place: UnitState, status: ProblemStatus = .open, dueAt: Moment?,
        remedy: Remedy? = nil, refund: Money = .zero, refunded: Money = .zero, mayKeepBack: Bool = false,
        writeOffBy: Person.ID? = nil, version: Int = 1
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.position = position
        self.units = units
        self.kind = kind
        self.wish = wish
        self.reportedBy = reportedBy
        self.reportedAt = reportedAt
        self.place = place
        self.status = status
        self.dueAt = dueAt
        self.remedy = remedy
        self.refund = refund
        self.refunded = refunded
        self.mayKeepBack = mayKeepBack
        self.writeOffBy = writeOffBy
        self.version = version
    }

    /// What is still to be paid back.
    package var left: Money { refund - refunded }
}

/// A step of a problem, with what its guards need to know.
package struct ProblemStep: Sendable {
    package let action: ProblemAction
    package var note: String?
    /// To be paid back because of `settle`; come back, kept back or written off with the others.
    package var amount: Money
    /// Promised by `agree`, or decided.
    package var remedy: Remedy?
    package var dueAt: Moment?
    /// What the bank calls it.
    package var reference: String?
    /// Who decides is no party to it.
    package var isByNoParty: Bool

    package init(
        _ action: ProblemAction, note: String? = nil, amount: Money = .zero, remedy: Remedy? = nil,
        dueAt: Moment? = nil, reference: String? = nil, isByNoParty: Bool = false
    ) {
        self.action = action
        self.note = note
        self.amount = amount
        self.remedy = remedy
        self.dueAt = dueAt
        self.reference = reference
        self.isByNoParty = isByNoParty
    }
}

/// Something that happened to a problem. Never changed.
package struct ProblemEvent: Sendable, Hashable {
    package let problem: Problem.ID
    package let what: ProblemAction
    /// How it stood afterwards.
    package let status: ProblemStatus
    /// Nil when time alone did it.
    package let by: Person.ID?
    package let note: String?
    package let amount: Money
    package let remedy: Remedy?
    package let reference: String?
    package let at: Moment

    package init(
        problem: Problem.ID, what: ProblemAction, status: ProblemStatus, by: Person.ID?, note: String?,
        amount: Money = .zero, remedy: Remedy? = nil, reference: String? = nil, at: Moment
    ) {
        self.problem = problem
        self.what = what
        self.status = status
        self.by = by
        self.note = note
        self.amount = amount
        self.remedy = remedy
        self.reference = reference
        self.at = at
    }
}

extension Problem {
    /// Takes a step of `ProblemStatus.workflow`, and returns what happened. The caller stores it together with its
    /// effect on units and money, in one transaction.
    /// - Parameter person: nil when time alone did it.
    /// - Throws: `WorkflowRefusal` where the table has no such step or a guard does not hold; `ProblemRefusal`.
    package mutating func take(_ step: ProblemStep, by person: Person.ID?, at now: Moment) throws -> ProblemEvent {
        var next = self
        next.remedy = step.remedy ?? remedy
        switch step.action {
        case .settle: next.refund += step.amount
        case .refund, .keepBack, .writeOff:
            guard step.amount.isPositive, step.amount <= left else { throw ProblemRefusal.moreThanLeft(left) }
            next.refunded += step.amount
        case .allowKeepingBack: next.mayKeepBack = true
        case .proposeWriteOff: next.writeOffBy = person
        default: break
        }
        let edge = try ProblemStatus.workflow.edge(from: status, on: step.action) {
            next.fulfils($0, step, by: person, at: now)
        }
        next.status = edge.to
        next.dueAt = step.dueAt ?? (edge.to == status ? dueAt : nil)
        next.version += 1
        self = next
        return ProblemEvent(
            problem: id, what: step.action, status: status, by: person, note: step.note, amount: step.amount,
            remedy: step.remedy, reference: step.reference, at: now)
    }

    private func fulfils(_ guarded: ProblemGuard, _ step: ProblemStep, by person: Person.ID?, at now: Moment) -> Bool {
        switch guarded {
        case .inTime: dueAt.map { now < $0 } ?? true
        case .tooLate: dueAt.map { now >= $0 } ?? false
        case .reasonGiven: !(step.note ?? "").isEmpty
        case .replacement: remedy?.kind == .replace
        case .moneyBack: remedy.map { $0.kind != .replace } ?? false
        case .beforePayment: place == .questioned || place == .disputed
        case .afterPayment: place == .contested
        case .somethingLeft: left.isPositive
        case .nothingLeft: !left.isPositive
        case .noParty: step.isByNoParty
        case .consentGiven: mayKeepBack
        case .twoPeople: writeOffBy != nil && person != nil && writeOffBy != person
        }
    }

    /// What time alone does to it now; nil as long as nobody is late.
    package func lateness(at now: Moment) -> ProblemAction? {
        guard let dueAt, now >= dueAt else { return nil }
        return [.silence, .late].first { status.allows($0) }
    }

    /// The payment of its units was returned by the bank, or made again: they are somewhere else now.
    package mutating func move(to place: UnitState) {
        self.place = place
        version += 1
    }

    /// Where units go that something is wrong with; nil for units of which nothing can be reported.
    package static func place(of state: UnitState) -> UnitState? {
        UnitState.workflow.edges.first { $0.from == state && $0.event == .report }?.to
    }

    /// What giving something back means for its units.
    /// - Parameter amount: nil for everything.
    package func givingBack(_ amount: Money?) -> LineStep {
        guard let amount else { return LineStep(position, place, .giveBack, units) }
        return place == .contested
            ? LineStep(position, place, .settle, units, refund: amount)
            : LineStep(position, place, .settle, units, credit: amount)
    }

    /// Nothing is wrong with its units any more, or nothing was.
    package var keeping: LineStep { LineStep(position, place, .settle, units) }
}

/// Why a problem cannot be reported, answered or paid for like that.
package enum ProblemRefusal: Refusal, Hashable {
    /// Too long after it came; what is dangerous may always be reported.
    case windowOver(days: Int)
    /// Of units in this state nothing can be reported.
    case nothingToReport
    /// A part of what the units cost is more than nothing and less than all of it.
    case amountNotPart(whole: Money)
    /// Somebody decides who is a party to it.
    case party
    /// More is to be booked than is still to be paid back; or whoever asks believes something else.
    case moreThanLeft(Money)
    /// More is kept back than is paid.
    case keptBackTooMuch(most: Money)
    /// Money that was paid is being paid back by the supplier: that has to be recorded first.
    case refundUnderWay
    /// Part of a payment is for units of a problem that another payment paid, too.
    case sharedWithOtherPayment
    /// The payment was returned before.
    case returnedBefore
    /// What is owed is no longer what the person was shown.
    case owedChanged(now: Money)

    package var code: String {
        switch self {
        case .windowOver: "problem.window-over"
        case .nothingToReport: "problem.nothing-to-report"
        case .amountNotPart: "problem.amount-not-part"
        case .party: "problem.party"
        case .moreThanLeft: "problem.more-than-left"
        case .keptBackTooMuch: "payment.kept-back-too-much"
        case .refundUnderWay: "payment.refund-under-way"
        case .sharedWithOtherPayment: "payment.shared-problem"
        case .returnedBefore: "payment.returned-before"
        case .owedChanged: "payment.owed-changed"
        }
    }
}

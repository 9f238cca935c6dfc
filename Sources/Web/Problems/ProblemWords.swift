import Orders
import Values

// The words of problems, in the voice of each of the three sides. No default anywhere: what is new does not compile
// until it has words.

extension ProblemKind {
    var words: String {
        switch self {
        case .damaged: "Damaged or broken"
        case .wrongItem: "Not what was ordered"
        case .notDelivered: "It did not come"
        case .workerDidNotCome: "The worker did not come"
        case .poorQuality: "Badly made or badly done"
        case .safety: "Dangerous: somebody was hurt or could have been"
        case .other: "Something else"
        }
    }
}

extension ProblemWish {
    var words: String {
        switch self {
        case .replace: "Send it again, or do it again"
        case .refund: "Take it back and give all the money back"
        case .partRefund: "I keep it, and some of the money comes back"
        case .credit: "Take it off what the supplier is paid next"
        }
    }
}

extension Remedy {
    var words: String {
        switch kind {
        case .replace: needsReturn ? "It comes again once the goods are back" : "It comes again"
        case .refund: needsReturn ? "All the money comes back once the goods are back" : "All the money comes back"
        case .partRefund: "\(amount ?? .zero) comes back; the goods are kept"
        }
    }
}

extension Reception {
    var words: String {
        switch self {
        case .received: "Everything came back"
        case .short: "Less came back than was promised"
        case .lost: "It was lost on the way"
        case .wrongItem: "Something else came back"
        case .notRequired: "It need not come back"
        }
    }
}

extension UnitState {
    /// Units of which something can be reported, as the holder knows them.
    var wordsOfDelivered: String {
        switch self {
        case .unconfirmed: "marked as delivered, not confirmed by you"
        case .received: "confirmed, not paid yet"
        case .paid: "confirmed and paid"
        case .open, .refused, .cancelledBefore, .toCome, .cancelledAfter, .questioned, .returned, .disputed, .credited,
            .contested, .refunded:
            rawValue
        }
    }
}

extension ProblemStatus {
    var words: String {
        switch self {
        case .open: "Waiting for the supplier"
        case .agreed: "Remedy agreed"
        case .replacing: "Replacement to come"
        case .disputed: "Not agreed"
        case .escalated: "Commissioner decides"
        case .resolvedPendingMoney: "Being settled"
        case .refunding: "Money to come back"
        case .overdue: "Refund overdue"
        case .closed: "Settled"
        case .withdrawn: "Withdrawn"
        }
    }

    var tag: StatusTag {
        switch self {
        case .open, .escalated: StatusTag(words, tone: .ask)
        case .agreed, .replacing, .resolvedPendingMoney, .refunding: StatusTag(words, tone: .info)
        case .disputed, .overdue: StatusTag(words, tone: .no)
        case .closed: StatusTag(words, tone: .yes)
        case .withdrawn: StatusTag(words, tone: .plain)
        }
    }
}

/// What one of the three reads about a problem: who has it now, and what happened.
struct ProblemWords {
    let side: ProblemSide
    let supplier: String
    /// For suppliers, the first name.
    let holder: String
    let commissioner: String

    private var theSupplier: String { side == .supplier ? "You" : supplier }
    private var theHolder: String { side == .holder ? "You" : holder }
    private var theCommissioner: String { side == .commissioner ? "You" : commissioner }

    func next(_ problem: Problem, at now: Moment) -> String {
        let isLate = problem.lateness(at: now) != nil
        let until = problem.dueAt.map { " by \($0.words)" } ?? ""
        switch problem.status {
        case .open, .agreed, .replacing, .disputed:
            if isLate { return "The time is over. \(theCommissioner) \(side == .commissioner ? "decide" : "decides")." }
            return pending(problem, until)
        case .escalated:
            return side == .commissioner
                ? "You decide. Hear both sides, and say why." : "\(commissioner) decides, after hearing both sides."
        case .resolvedPendingMoney: return "It is being settled."
        case .refunding, .overdue:
            let who = side == .supplier ? "You have" : "\(supplier) has"
            return problem.status == .overdue || isLate
                ? "\(who) to pay \(problem.left) back. It is overdue." : "\(who) to pay \(problem.left) back\(until)."
        case .closed: return "It is settled. Nothing more is to be done."
        case .withdrawn: return "\(theHolder) withdrew it. It counts as received."
        }
    }

    private func pending(_ problem: Problem, _ until: String) -> String {
        switch problem.status {
        case .open:
            side == .supplier
                ? "Please answer\(until). After that \(commissioner) decides."
                : "\(supplier) has to answer\(until). After that \(theCommissioner.lowercasedYou) decide\(s)."
        case .agreed:
            side == .supplier
                ? "Say what became of the goods once they are back\(until)."
                : "The goods go back to \(supplier)\(until)."
        case .replacing:
            side == .holder
                ? "It comes again\(until). Say so here once it is there."
                : side == .supplier
                    ? "Deliver it again\(until). \(holder) confirms it."
                    : "\(supplier) delivers again\(until), and \(holder) confirms it."
        case .disputed:
            side == .holder
                ? "\(supplier) does not agree. You can ask \(commissioner) to decide; it is asked\(until) anyway."
                : "\(theHolder) can ask \(theCommissioner.lowercasedYou) to decide. That happens\(until) anyway."
        case .escalated, .resolvedPendingMoney, .refunding, .overdue, .closed, .withdrawn: ""
        }
    }

    private var s: String { side == .commissioner ? "" : "s" }

    /// A step that has been taken.
    func done(_ event: ProblemEvent) -> String {
        switch event.what {
        case .agree: "\(theSupplier) agreed: \(event.remedy.map { $0.words.lowercasedFirst } ?? "")"
        case .refuse: "\(theSupplier) did not agree"
        case .silence: "Nobody acted in time, so \(theCommissioner.lowercasedYou) decide\(s)"
        case .escalate: "\(theHolder) asked \(theCommissioner.lowercasedYou) to decide"
        case .goodsBack:
            event.note == Reception.notRequired.rawValue
                ? "Nothing has to go back" : "What was to go back is settled"
        case .goodsMissing: "\(theSupplier) said that the goods did not come back as promised"
        case .replaced: "\(theHolder) confirmed the replacement"
        case .decideForHolder: "\(theCommissioner) decided: everything is given back"
        case .decideForSupplier: "\(theCommissioner) decided: nothing is given back"
        case .decideSplit: "\(theCommissioner) decided: \(event.remedy?.amount ?? .zero) is given back"
        case .settle:
            event.amount.isPositive
                ? "\(event.amount) has to be paid back" : "The money that was set aside went where it belongs"
        case .refund: "\(event.amount) came back"
        case .allowKeepingBack: "\(theSupplier) agreed that it is kept back from the next payment"
        case .keepBack: "\(event.amount) was kept back from a payment"
        case .late: "The refund did not come in time"
        case .proposeWriteOff: "\(theCommissioner) proposed not to wait for it any longer"
        case .writeOff: "\(event.amount) was written off: \(theCommissioner.lowercasedYou) bear\(s) the loss"
        case .withdraw: "\(theHolder) withdrew the problem"
        }
    }

    /// What somebody wrote with a step; nil where the words are only a code.
    func note(_ event: ProblemEvent) -> String? {
        event.note.flatMap { Reception(rawValue: $0)?.words ?? $0 }
    }
}

extension String {
    fileprivate var lowercasedYou: String { self == "You" ? "you" : self }
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

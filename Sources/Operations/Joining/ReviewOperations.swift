import Catalogue
import Identity
import Relational
import Storage
import Values

/// A commissioner's staff accept or reject what a supplier gave, or say that it does not count any more: who may which,
/// says `StaffStep`.
package struct DecideEvidence: Operation {
    package let supplier: Supplier.ID
    package let evidence: Evidence.ID
    package let event: EvidenceEvent
    /// Has to be said unless it is accepted; the supplier reads it.
    package let reason: String
    /// The last day for which it is accepted; nil for the longest that is possible.
    package let until: Day?

    package init(
        supplier: Supplier.ID, evidence: Evidence.ID, event: EvidenceEvent, reason: String = "", until: Day? = nil
    ) {
        self.supplier = supplier
        self.evidence = evidence
        self.event = event
        self.reason = reason
        self.until = until
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Evidence.ID {
        var clerk = try SupplierClerk(supplier, .decide(event), by: principal, tx, tools)
        let all = try clerk.checklist().evidence
        guard var found = all.first(where: { $0.id == evidence }), let row = Requirement[found.requirement],
            event != .replace
        else { throw NotFound() }
        let reason = try event == .accept
            ? Text.tidy(reason)
            : mustSay(reason, "reason", "Say why; the supplier reads it", most: Evidence.reasonCharactersMaximum)
        let before = found.status
        guard EvidenceStatus.workflow.allows(event, from: before) else { throw JoiningRefusal.decidedMeanwhile }
        let end = try lastDay(of: found, row, tools.today)
        let decision = Evidence.Decision(by: principal.person.id.text, at: tools.now, reason: reason)
        try found.decide(event, decision, until: end)
        guard try tx.joining.save(found, from: before) else { throw JoiningRefusal.decidedMeanwhile }
        if event == .accept { try tx.replace(all, by: found) }
        try clerk.noteChecks()
        if event != .accept {
            try clerk.tell(
                event == .reject ? .evidenceRejected : .evidenceRevoked, row.code.rawValue,
                occasion: found.id.text, to: .supplier)
        }
        return found.id
    }

    /// Accepted for as long as the paper holds, or until an earlier day; what is revoked has ended yesterday.
    private func lastDay(of found: Evidence, _ row: Requirement, _ today: Day) throws(FieldProblems) -> Day? {
        switch event {
        case .accept:
            let most = row.lastDay(from: today, expires: found.content.expires)
            return try row.checked(until, most: most, today) ?? most
        case .revoke: return today.adding(days: -1)
        case .reject, .replace: return nil
        }
    }
}

/// A commissioner's staff do without something that a supplier should show, for a time and a reason.
package struct WaiveRequirement: Operation {
    package let supplier: Supplier.ID
    package let requirement: Requirement.Code
    package let reason: String
    package let until: Day?

    package init(supplier: Supplier.ID, requirement: Requirement.Code, reason: String, until: Day?) {
        self.supplier = supplier
        self.requirement = requirement
        self.reason = reason
        self.until = until
    }

    package static let monthsMaximum = 12

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Evidence.ID {
        var clerk = try SupplierClerk(supplier, .waive, by: principal, tx, tools)
        let checklist = try clerk.checklist()
        guard let row = checklist.needed.first(where: { $0.code == requirement }) else { throw NotFound() }
        guard row.mayBeWaived else { throw JoiningRefusal.notWaivable }
        let reason = try mustSay(
            reason, "reason", "Say why it can be done without", most: Evidence.reasonCharactersMaximum)
        guard let until else { throw FieldProblems("until", "Enter the last day of the waiver") }
        let most = tools.today.adding(months: min(row.monthsMaximum ?? .max, Self.monthsMaximum))
        let waiver = Evidence(
            id: tools.new(), requirement: requirement, content: .init(), offeredBy: nil, offeredAt: tools.now,
            status: .waived,
            decision: .init(by: principal.person.id.text, at: tools.now, reason: reason),
            until: try row.checked(until, most: most, tools.today))
        try tx.joining.insert(waiver, of: supplier)
        try tx.replace(checklist.evidence, by: waiver)
        try clerk.noteChecks()
        return waiver.id
    }
}

/// A commissioner's staff say whether a supplier's yes may become a no, with which it has less to show.
package struct DecideAnswer: Operation {
    package let supplier: Supplier.ID
    package let question: Question
    package let agrees: Bool

    package init(supplier: Supplier.ID, question: Question, agrees: Bool) {
        self.supplier = supplier
        self.question = question
        self.agrees = agrees
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(supplier, .agree, by: principal, tx, tools)
        var profile = try tx.joining.profile(of: supplier)
        guard profile.wishes.remove(question) != nil else { throw JoiningRefusal.decidedMeanwhile }
        if agrees { profile.answers[question] = false }
        try tx.joining.save(profile, of: supplier)
        try clerk.noteChange()
        try clerk.noteChecks()
        try clerk.tell(
            agrees ? .answerAgreed : .answerKept, question.rawValue, occasion: "\(clerk.supplier.version)",
            to: .supplier)
        return supplier
    }
}

extension Requirement {
    /// - Throws: `FieldProblems` where a day is over, or later than the paper holds.
    fileprivate func checked(_ day: Day?, most: Day?, _ today: Day) throws(FieldProblems) -> Day? {
        guard let day else { return nil }
        if day < today { throw FieldProblems("until", "The last day must not be over") }
        if let most, day > most { throw FieldProblems("until", "The last day can be \(most.words) at most") }
        return day
    }
}

extension Transaction {
    /// What counted until now, and ends no later than what has come in its place, counts no more by itself.
    fileprivate func replace(_ all: [Evidence], by newer: Evidence) throws {
        for var older in all
        where older.requirement == newer.requirement && older.id != newer.id && older.status.counts
            && (newer.until == nil || older.until.map { $0 <= newer.until ?? $0 } ?? true)
        {
            let before = older.status
            try older.replace()
            guard try joining.save(older, from: before) else { throw JoiningRefusal.decidedMeanwhile }
        }
    }
}

/// A commissioner's staff have called a supplier back about its account, and say what came of it.
package struct DecideBankAccount: Operation {
    package let supplier: Supplier.ID
    package let account: BankAccount.ID
    package let event: BankAccountEvent
    /// Whom they spoke to, on which number, and what was confirmed; or why it is refused.
    package let words: String

    package init(supplier: Supplier.ID, account: BankAccount.ID, event: BankAccountEvent, words: String) {
        self.supplier = supplier
        self.account = account
        self.event = event
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> BankAccount.ID {
        let clerk = try SupplierClerk(supplier, .callBack(event), by: principal, tx, tools)
        let all = try tx.joining.accounts(of: supplier)
        guard var found = all.first(where: { $0.id == account }), event != .replace else { throw NotFound() }
        let words = try mustSay(
            words, "words", "Say whom you called on which number, and what they said",
            most: Evidence.reasonCharactersMaximum)
        let before = found.status
        try found.decide(event, by: principal.person.id.text, at: tools.now, words)
        if event == .confirm {
            for var older in all where older.status == .inUse {
                try older.replace()
                guard try tx.joining.save(older, from: .inUse) else { throw JoiningRefusal.decidedMeanwhile }
            }
        }
        guard try tx.joining.save(found, from: before) else { throw JoiningRefusal.decidedMeanwhile }
        try clerk.tell(
            event == .confirm ? .bankConfirmed : .bankRefused, occasion: found.id.text, to: .supplier)
        return found.id
    }
}

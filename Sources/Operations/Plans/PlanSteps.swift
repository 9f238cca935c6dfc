import Identity
import Plans
import Relational
import Storage
import Values

/// Stops a plan for a time, or for good, after notice.
package struct StopPlan: Operation {
    package enum How: String, Sendable, Encodable, CaseIterable {
        case suspend, end
    }

    package let plan: PlanVersionID
    package let how: How
    package let reason: String
    package let takesEffect: Day

    package init(plan: PlanVersionID, how: How, reason: String, takesEffect: Day) {
        self.plan = plan
        self.how = how
        self.reason = reason
        self.takesEffect = takesEffect
    }

    /// - Throws: `PlanRefusal.noticeTooShort`, `.reasonMissing`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (version, clerk) = try ownPlan(plan, tx, principal, tools)
        let action: PlanAction = how == .suspend ? .suspend : .end
        // Whether it can be stopped at all; its day is looked at below.
        _ = try PlanStatus.workflow.edge(from: version.status, on: action) { _ in true }
        let earliest = tools.today.adding(days: version.narrative.noticeDays)
        guard takesEffect >= earliest else { throw PlanRefusal.noticeTooShort(earliest: earliest) }
        let isNow = takesEffect <= tools.today
        try clerk.note(
            how == .suspend ? .suspend : .end, version, reason: reason, takesEffect: takesEffect, isDone: isNow)
        if isNow { try clerk.stop(version, action, on: takesEffect) }
        return plan
    }
}

/// A suspended plan goes on; or a stop that waits for its day is called off.
package struct ResumePlan: Operation {
    package let plan: PlanVersionID
    package let reason: String

    package init(plan: PlanVersionID, reason: String) {
        self.plan = plan
        self.reason = reason
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (version, clerk) = try ownPlan(plan, tx, principal, tools)
        let waits = try tx.planNotices.list(of: version.id).contains { !$0.isDone && $0.version == version.version }
        if !waits { _ = try PlanStatus.workflow.edge(from: version.status, on: .resume) { _ in true } }
        try tx.planNotices.settleWaiting(of: version.id, version: version.version)
        try clerk.note(.resume, version, reason: reason, takesEffect: tools.today, isDone: true)
        if version.status == .suspended { _ = try clerk.move(version, .resume) }
        return plan
    }
}

/// Moves free money of the current period from one line to another of the same budget.
package struct MovePlanMoney: Operation {
    package let plan: PlanVersionID
    package let from: PlanLine.ID
    package let to: PlanLine.ID
    package let amount: Money
    package let reason: String

    package init(plan: PlanVersionID, from: PlanLine.ID, to: PlanLine.ID, amount: Money, reason: String) {
        self.plan = plan
        self.from = from
        self.to = to
        self.amount = amount
        self.reason = reason
    }

    /// - Throws: `FieldProblems`, `PlanRefusal.lineShort`, `.reasonMissing`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (version, clerk) = try ownPlan(plan, tx, principal, tools)
        try mustBeInForce(version)
        var problems = FieldProblems()
        let (source, target) = (version[line: from], version[line: to])
        if source?.kind != .agreed { problems.add("from", "Choose an agreed line; emergency money stays set aside") }
        if target.map({ $0.kind == .extras }) ?? true || from == to { problems.add("to", "Choose another line") }
        if let source, let target, source.budget != target.budget {
            problems.add("to", "Choose a line of the same budget: money does not move between budgets")
        }
        if let source, source.allocation.period(containing: tools.today) == nil {
            problems.add("from", "Choose a line that runs today")
        }
        if let target, target.allocation.period(containing: tools.today) == nil {
            problems.add("to", "Choose a line that runs today")
        }
        if !amount.isPositive { problems.add("amount", "Enter how much, more than £0.00") }
        guard problems.isEmpty, let source, let target else { throw problems }
        try clerk.transfer(amount, from: source, to: target)
        try clerk.note(
            .transfer, version, reason: reason, about: "\(amount) from “\(source.title)” to “\(target.title)”. ",
            takesEffect: tools.today, isDone: true)
        return plan
    }
}

/// Gives a line more, once, in its current period.
package struct AddPlanMoney: Operation {
    package let plan: PlanVersionID
    package let line: PlanLine.ID
    package let amount: Money
    package let reason: String

    package init(plan: PlanVersionID, line: PlanLine.ID, amount: Money, reason: String) {
        self.plan = plan
        self.line = line
        self.amount = amount
        self.reason = reason
    }

    /// - Throws: `FieldProblems`, `PlanRefusal.fundShort`, `.reasonMissing`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (version, clerk) = try ownPlan(plan, tx, principal, tools)
        try mustBeInForce(version)
        var problems = FieldProblems()
        let target = version[line: line]
        if target.map({ $0.kind == .extras }) ?? true { problems.add("line", "Choose the line that gets more") }
        if let target, target.allocation.period(containing: tools.today) == nil {
            problems.add("line", "Choose a line that runs today")
        }
        if !amount.isPositive { problems.add("amount", "Enter how much, more than £0.00") }
        guard problems.isEmpty, let target else { throw problems }
        try clerk.add(amount, to: target)
        try clerk.note(
            .addition, version, reason: reason, about: "\(amount) to “\(target.title)”. ", takesEffect: tools.today,
            isDone: true)
        return plan
    }
}

private func mustBeInForce(_ plan: Plan) throws(PlanRefusal) {
    guard plan.status == .inForce else { throw .changedMeanwhile }
}

/// The holder asks for a change of their plan; a version that was put to them goes back to its authors.
package struct AskForPlanChange: Operation {
    package let plan: PlanVersionID
    package let words: String

    package init(plan: PlanVersionID, words: String) {
        self.plan = plan
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanRequest.ID {
        let authority = try principal.actingForHolder(to: .statement)
        guard let version = try tx.plans.find(plan.plan, version: plan.version), version.holder == authority.holder,
            version.status != .draft, version.status != .discarded
        else { throw NotFound() }
        let most = PlanRequest.wordsCharactersMaximum
        guard !words.isEmpty else { throw FieldProblems("words", "Write what should be different") }
        guard words.unicodeScalars.count <= most else {
            throw FieldProblems("words", "Write at most \(most) characters")
        }
        let request = PlanRequest(
            id: tools.new(), holder: version.holder, plan: version.id, version: version.version, words: words,
            askedBy: principal.person.id, askedAt: tools.now)
        try tx.planNotices.insert(request)
        if version.status == .proposed {
            guard authority.mayAgree else { return request.id }
            let clerk = PlanClerk(tx: tx, principal: principal, tools: tools, holder: try tx.holder(of: authority))
            _ = try clerk.move(version, .askForChange)
        }
        return request.id
    }
}

/// The commissioner's staff answer what a holder asked for.
package struct AnswerPlanRequest: Operation {
    package let request: PlanRequest.ID
    package let answer: String

    package init(request: PlanRequest.ID, answer: String) {
        self.request = request
        self.answer = answer
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanRequest.ID {
        let commissioner = try principal.actingForCommissioner()
        guard try tx.planNotices.request(request, of: commissioner) != nil else { throw NotFound() }
        let most = PlanRequest.wordsCharactersMaximum
        guard !answer.isEmpty else { throw FieldProblems("answer", "Write the answer; the holder reads it") }
        guard answer.unicodeScalars.count <= most
        else { throw FieldProblems("answer", "Write at most \(most) characters") }
        guard try tx.planNotices.answer(request, answer, by: principal.person.id, at: tools.now)
        else { throw PlanRefusal.changedMeanwhile }
        return request
    }
}

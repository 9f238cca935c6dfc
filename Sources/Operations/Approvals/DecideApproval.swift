import Identity
import Orders
import Relational
import Storage
import Values

/// One of a commissioner's staff decides on a request: all of it, a part of it line by line, or none of it.
package struct DecideApproval: Operation {
    package enum Decision: String, Sendable, Codable, CaseIterable {
        case approve
        case approvePart = "approve-part"
        case decline
    }

    package let approval: Approval.ID
    package let decision: Decision
    /// Where a part is approved: what of each line.
    package let lines: [LineDecision]
    /// Needed to decline.
    package let code: DecisionCode?
    /// Told to the holder; needed to decline.
    package let reason: String
    /// Of the content that the page showed: a decision is about nothing else.
    package let content: Digest

    package init(
        approval: Approval.ID, decision: Decision, lines: [LineDecision] = [], code: DecisionCode? = nil,
        reason: String, content: Digest
    ) {
        self.approval = approval
        self.decision = decision
        self.lines = lines
        self.code = code
        self.reason = reason
        self.content = content
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        var clerk = try ApprovalClerk(approval, tx, principal, tools)
        guard reason.unicodeScalars.count <= Approval.reasonCharactersMaximum
        else { throw FieldProblems("reason", "Write at most \(Approval.reasonCharactersMaximum) characters") }
        let mine = try decided(about: clerk.part.lines)
        var step = try DecisionStep(mine, by: principal.person.id, clerk, shown: content, at: tools.now)
        if decision == .decline, reason.isEmpty || code == nil { step.holding.remove(.reasonGiven) }
        try clerk.advance(step.action, note: reason.isEmpty ? nil : reason, holding: step.holding)
        try tx.approvals.insert(step.vote, on: approval)
        if step.isFinal { try settle(step, &clerk) }
        return approval
    }

    private func decided(about asked: [OrderLine]) throws -> ApprovalDecision {
        switch decision {
        case .approve: return .whole(asked, note: reason)
        case .decline: return .none(asked, code ?? .other, reason)
        case .approvePart:
            let decision = ApprovalDecision(lines: lines, note: reason)
            try decision.checked(against: asked)
            return decision
        }
    }

    /// What the decision does to the supplier order and its money.
    private func settle(_ step: DecisionStep, _ clerk: inout ApprovalClerk) throws {
        let tx = clerk.tx
        // What was granted before counts for what may be ordered on top of it.
        if step.action == .authorise { try clerk.authorise(step.merged, by: step.vote.person) }
        try tx.approvals.insert(step.merged, on: approval, round: step.vote.round, at: clerk.tools.now)
        switch step.action {
        case .approve, .approvePart:
            try clerk.mustStillBePossible()
            try clerk.send(step.merged)
        case .change, .changePart:
            try clerk.holdAgain()
            try clerk.mustStillBePossible()
            try clerk.send(step.merged)
        case .decline: try clerk.orders.drop(clerk.part, of: clerk.order)
        default: break
        }
    }
}

/// Which step of the request somebody's decision is, and which guards hold for it.
struct DecisionStep {
    let vote: ApprovalVote
    /// What all who have decided in this round agree on.
    let merged: ApprovalDecision
    let action: ApprovalAction
    var holding: Set<ApprovalGuard> = [.reasonGiven]

    var isFinal: Bool { action != .vote && action != .approveTier }

    init(
        _ mine: ApprovalDecision, by person: Person.ID, _ clerk: ApprovalClerk, shown: Digest, at now: Moment
    ) throws {
        let (approval, deciders) = (clerk.approval, try clerk.deciders())
        let earlier = try clerk.tx.approvals.votes(on: approval.id).filter { $0.round == approval.round }
        merged = earlier.reduce(mine) { $1.decision.lowered(by: $0) }
        let amount = merged.amount(of: clerk.part.lines)
        let standing = deciders.standing(of: person)
        var seat: Deciders.Seat?
        if case .may(let seats) = standing {
            seat = seats.first { $0.allows(amount) } ?? seats.first
            holding.formUnion([.mayDecide, .otherPerson])
            if seat?.allows(amount) ?? false { holding.insert(.withinLimit) }
        }
        if standing != .decidedBefore { holding.insert(.otherPerson) } else { holding.insert(.mayDecide) }
        if try clerk.isSame(shown) { holding.insert(.sameContent) }
        vote = ApprovalVote(
            round: approval.round, tier: approval.tier, person: person, onBehalfOf: seat?.onBehalfOf,
            role: seat?.role, decision: mine, at: now)
        if clerk.goesAlone { holding.insert(.goesAlone) }
        if approval.isLastTier { holding.insert(.lastTier) } else { holding.insert(.tierRemains) }
        action = DecisionStep.action(
            mine, merged, isComplete: deciders.completes(vote), clerk)
    }

    /// One who says no to all of it is enough; to say yes takes everybody who is needed.
    private static func action(
        _ mine: ApprovalDecision, _ merged: ApprovalDecision, isComplete: Bool, _ clerk: ApprovalClerk
    ) -> ApprovalAction {
        let (approval, asked) = (clerk.approval, clerk.part.lines)
        let isReview = approval.status == .reconsideration
        if merged.extent(of: asked) == .none || mine.extent(of: asked) == .none {
            return isReview ? .uphold : .decline
        }
        guard isComplete else { return .vote }
        guard approval.isLastTier else { return .approveTier }
        let isWhole = merged.extent(of: asked) == .whole
        guard isReview else { return isWhole ? .approve : .approvePart }
        return clerk.goesAlone ? isWhole ? .change : .changePart : .authorise
    }
}

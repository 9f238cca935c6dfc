import Identity
import Orders
import Relational
import Storage
import Values

/// One of the staff asks the holder something before deciding. The clock rests until they answer.
package struct AskAboutRequest: Operation {
    package let approval: Approval.ID
    package let question: String

    package init(approval: Approval.ID, question: String) {
        self.approval = approval
        self.question = question
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        var clerk = try ApprovalClerk(approval, tx, principal, tools)
        let text = try RequestText.checked(question, "question", "Write your question")
        var holding: Set<ApprovalGuard> = [.reasonGiven]
        if case .may = try clerk.deciders().standing(of: principal.person.id) { holding.insert(.mayDecide) }
        try clerk.advance(.ask, note: text, holding: holding)
        try tx.approvals.insertQuestion(text, on: approval, by: principal.person.id, at: tools.now)
        return approval
    }
}

/// The holder, or whoever may sign for them, answers. A late answer opens the request again, if the money is there.
package struct AnswerRequest: Operation {
    package let approval: Approval.ID
    package let answer: String

    package init(approval: Approval.ID, answer: String) {
        self.approval = approval
        self.answer = answer
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        let authority = try principal.actingForHolder(to: .sign)
        var clerk = try ApprovalClerk(own: approval, authority, tx, principal, tools)
        let text = try RequestText.checked(answer, "answer", "Write your answer")
        if clerk.approval.status(at: tools.now) == .closedNoAnswer {
            try clerk.openAgain(note: text)
        } else {
            try clerk.advance(.answer, note: text, holding: [.reasonGiven])
        }
        try tx.approvals.answer(text, on: approval, by: principal.person.id, at: tools.now)
        return approval
    }
}

/// The holder, their nominee or their representative asks that somebody else looks at a decision (reference, A7).
package struct AskForReview: Operation {
    package let approval: Approval.ID
    package let reason: String

    package init(approval: Approval.ID, reason: String) {
        self.approval = approval
        self.reason = reason
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        let authority = try principal.actingForHolder(to: .sign)
        guard authority.mayAgree else { throw AuthorityRefusal.mayNotAgree }
        var clerk = try ApprovalClerk(own: approval, authority, tx, principal, tools)
        let text = try RequestText.checked(reason, "reason", "Say why it should be looked at again")
        var holding: Set<ApprovalGuard> = [.reasonGiven]
        let isFirst = try !tx.orders.events(of: clerk.order.id).contains {
            $0.event.supplierOrder == clerk.part.id && $0.event.what == .approval(.askReview)
        }
        if isFirst { holding.insert(.firstReview) }
        try clerk.advance(.askReview, note: text, holding: holding)
        return approval
    }
}

/// One of the staff gives a request into the hands of somebody who may decide on it.
package struct AssignRequest: Operation {
    package let approval: Approval.ID
    package let to: Person.ID

    package init(approval: Approval.ID, to: Person.ID) {
        self.approval = approval
        self.to = to
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        var clerk = try ApprovalClerk(approval, tx, principal, tools)
        var holding: Set<ApprovalGuard> = []
        if case .may = try clerk.deciders().standing(of: to) { holding.insert(.mayDecide) }
        let name = try tx.people.find(to)?.name
        try clerk.assign(to: to, by: principal.person.id, note: name, holding: holding)
        return approval
    }
}

/// The holder asks again for what fell away without a decision against it: the same things go into the basket, to be
/// judged and signed afresh.
package struct AskAgain: Operation {
    package let approval: Approval.ID

    package init(approval: Approval.ID) {
        self.approval = approval
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        let authority = try principal.actingForHolder(to: .shop)
        let clerk = try ApprovalClerk(own: approval, authority, tx, principal, tools)
        guard clerk.approval.status.canBeAskedAgain else {
            throw WorkflowRefusal(
                workflow: Approval.workflow.name, state: clerk.approval.status.rawValue, event: "ask_again",
                unmet: nil, possible: [])
        }
        for line in clerk.part.lines {
            let add = AddToBasket(listing: line.listing, quantity: line.quantity, priceSeen: line.unitPrice)
            _ = try add.run(in: tx, as: principal, with: tools)
        }
        return approval
    }
}

extension ApprovalStatus {
    /// Ended without anybody saying no, or found otherwise on review.
    package var canBeAskedAgain: Bool {
        switch self {
        case .expired, .voided, .lapsed, .closedNoAnswer, .closed, .withdrawn, .changed: true
        default: false
        }
    }
}

extension ApprovalClerk {
    /// A request of the holder whom the person acts for.
    /// - Throws: `NotFound`.
    init(
        own id: Approval.ID, _ authority: Authority, _ tx: Transaction, _ principal: Principal, _ tools: Tools
    ) throws {
        guard let approval = try tx.approvals.find(id),
            try tx.orders.find(approval.order, of: authority.holder) != nil
        else { throw NotFound() }
        try self.init(approval, tx, by: principal.person.id, tools)
    }

    /// Closed for want of an answer, and answered late.
    fileprivate mutating func openAgain(note: String) throws {
        var holding: Set<ApprovalGuard> = [.reasonGiven]
        if goesAlone { holding.insert(.goesAlone) }
        try advance(.reopen, note: note, holding: holding)
        try holdAgain()
    }
}

enum RequestText {
    /// - Throws: `FieldProblems` where it is empty or too long.
    static func checked(_ typed: String, _ field: String, _ missing: String) throws(FieldProblems) -> String {
        let text = Text.tidy(typed)
        guard !text.isEmpty else { throw FieldProblems(field, missing) }
        guard text.unicodeScalars.count <= Approval.reasonCharactersMaximum
        else { throw FieldProblems(field, "Write at most \(Approval.reasonCharactersMaximum) characters") }
        return text
    }
}

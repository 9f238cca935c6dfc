import Values

/// What a supplier has given for one requirement, and what staff made of it. A renewal is a new one beside the old.
package struct Evidence: Sendable, Hashable {
    package typealias ID = Identifier<Evidence>

    /// What was given.
    package struct Content: Sendable, Hashable, Codable {
        package let number: String
        package let otherNumber: String
        package let words: String
        package let sum: Money?
        /// The last day for which the paper itself holds.
        package let expires: Day?

        package init(
            number: String = "", otherNumber: String = "", words: String = "", sum: Money? = nil, expires: Day? = nil
        ) {
            self.number = number
            self.otherNumber = otherNumber
            self.words = words
            self.sum = sum
            self.expires = expires
        }
    }

    /// What staff said of it, and who: people by their codes, because the catalogue knows none.
    package struct Decision: Sendable, Hashable {
        /// Nil where an import says it.
        package let by: String?
        package let at: Moment
        /// Empty where it was accepted and nothing had to be said.
        package let reason: String

        package init(by: String?, at: Moment, reason: String) {
            self.by = by
            self.at = at
            self.reason = reason
        }
    }

    package let id: ID
    package let requirement: Requirement.Code
    package let content: Content
    /// Nil for what was imported or waived.
    package let offeredBy: String?
    package let offeredAt: Moment
    package private(set) var status: EvidenceStatus
    package private(set) var decision: Decision?
    /// The last day for which it holds, as decided; nil where it has no end, or is not decided.
    package private(set) var until: Day?

    package init(
        id: ID, requirement: Requirement.Code, content: Content, offeredBy: String?, offeredAt: Moment,
        status: EvidenceStatus = .offered, decision: Decision? = nil, until: Day? = nil
    ) {
        self.id = id
        self.requirement = requirement
        self.content = content
        self.offeredBy = offeredBy
        self.offeredAt = offeredAt
        self.status = status
        self.decision = decision
        self.until = until
    }

    /// - Throws: `WorkflowRefusal`.
    package mutating func decide(
        _ event: EvidenceEvent, _ decision: Decision, until: Day?
    ) throws(WorkflowRefusal) {
        status = try EvidenceStatus.workflow.next(from: status, on: event)
        self.decision = decision
        self.until = until
    }

    /// Another has taken its place.
    package mutating func replace() throws(WorkflowRefusal) {
        status = try EvidenceStatus.workflow.next(from: status, on: .replace)
    }

    package static let reasonCharactersMaximum = 500
    /// Before the last day, the supplier is told when so many days are left.
    package static let warningDays = [60, 30, 7]
}

package enum EvidenceStatus: String, WorkflowWord, Codable {
    case offered
    case accepted
    case rejected
    /// Staff do without it, for a time and a reason.
    case waived
    /// Counted once, and does not any more.
    case revoked
    case replaced

    /// Does it count, as long as it is in date?
    package var counts: Bool { self == .accepted || self == .waived }
}

package enum EvidenceEvent: String, WorkflowWord, Codable {
    case accept, reject, revoke, replace
}

extension EvidenceStatus {
    /// A waiver has no paper that was offered before.
    package static let workflow = Workflow<EvidenceStatus, EvidenceEvent, Unguarded>(
        "evidence", start: .offered, orStart: [.waived, .accepted],
        [
            .init(.offered, .accept, to: .accepted),
            .init(.offered, .reject, to: .rejected),
            .init(.offered, .replace, to: .replaced),
            .init(.accepted, .revoke, to: .revoked),
            .init(.accepted, .replace, to: .replaced),
            .init(.waived, .revoke, to: .revoked),
            .init(.waived, .replace, to: .replaced),
        ])
}

import Values

/// Where a version of a plan stands (reference, workflow 4.8).
package enum PlanStatus: String, WorkflowWord, Codable {
    /// Being written by the commissioner's staff.
    case draft
    /// Agreed by the commissioner, waiting for the holder's agreement.
    case proposed
    /// Agreed by both, waiting for the day on which it takes effect.
    case agreed
    case inForce = "in-force"
    case suspended
    /// Replaced by a newer version.
    case superseded
    case ended
    /// Never came into force.
    case discarded
}

/// What can happen to a version of a plan.
package enum PlanAction: String, WorkflowWord, Codable {
    case propose
    case agree
    /// The holder wants something changed first.
    case askForChange = "ask-for-change"
    /// Back to the draft.
    case takeBack = "take-back"
    case discard
    case takeEffect = "take-effect"
    case supersede
    case suspend
    case resume
    case end
}

package enum PlanGuard: String, WorkflowGuard {
    case dayHasCome = "day_has_come"

    package var words: String {
        switch self {
        case .dayHasCome: "the day for it has come"
        }
    }
}

extension PlanStatus {
    /// The whole workflow, in one place.
    package static let workflow = Workflow<PlanStatus, PlanAction, PlanGuard>(
        "plan", start: .draft,
        [
            .init(.draft, .propose, to: .proposed),
            .init(.draft, .discard, to: .discarded),
            .init(.proposed, .agree, to: .agreed),
            .init(.proposed, .askForChange, to: .draft),
            .init(.proposed, .takeBack, to: .draft),
            .init(.proposed, .discard, to: .discarded),
            .init(
                .agreed, .takeEffect, if: [.dayHasCome],
                posts: ["ALLOCATE", "OPEN", "REDUCE", "RELEASE", "FUND_RESERVE_BACK"], to: .inForce),
            .init(.agreed, .takeBack, to: .draft),
            .init(.agreed, .discard, to: .discarded),
            .init(.inForce, .supersede, to: .superseded),
            .init(.inForce, .suspend, if: [.dayHasCome], to: .suspended),
            .init(.inForce, .end, if: [.dayHasCome], posts: endPostings, to: .ended),
            .init(.suspended, .resume, to: .inForce),
            .init(.suspended, .supersede, to: .superseded),
            .init(.suspended, .end, if: [.dayHasCome], posts: endPostings, to: .ended),
        ])

    /// Open requests are closed, and what is free goes back to the fund.
    private static let endPostings = ["RELEASE", "FUND_RESERVE_BACK", "REDUCE"]

    package func allows(_ action: PlanAction) -> Bool { Self.workflow.allows(action, from: self) }

    package var isAgreed: Bool {
        switch self {
        case .draft, .proposed, .discarded: false
        case .agreed, .inForce, .suspended, .superseded, .ended: true
        }
    }
}

/// Why a plan says no.
package enum PlanRefusal: Refusal, Hashable {
    /// Somebody else has changed it since it was read.
    case changedMeanwhile
    /// Another version is being written already.
    case draftExists
    /// Cutting or stopping needs notice; the first day on which it may take effect.
    case noticeTooShort(earliest: Day)
    /// Cutting or stopping needs a reason in writing.
    case reasonMissing
    /// The line has less free money than that.
    case lineShort(title: String, left: Money)
    /// The commissioner's fund has less than that.
    case fundShort

    package var code: String {
        switch self {
        case .changedMeanwhile: "plan.changed-meanwhile"
        case .draftExists: "plan.draft-exists"
        case .noticeTooShort: "plan.notice-too-short"
        case .reasonMissing: "plan.reason-missing"
        case .lineShort: "plan.line-short"
        case .fundShort: "plan.fund-short"
        }
    }
}

import Values

/// Where a version of a plan stands (reference, workflow 4.8).
package enum PlanStatus: String, Sendable, CaseIterable, Codable {
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
package enum PlanAction: String, Sendable, CaseIterable, Codable {
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

extension PlanStatus {
    /// The whole workflow, in one place. Nil: the action is not possible here.
    package func after(_ action: PlanAction) -> PlanStatus? {
        switch (self, action) {
        case (.draft, .propose): .proposed
        case (.draft, .discard), (.proposed, .discard), (.agreed, .discard): .discarded
        case (.proposed, .agree): .agreed
        case (.proposed, .askForChange), (.proposed, .takeBack), (.agreed, .takeBack): .draft
        case (.agreed, .takeEffect): .inForce
        case (.inForce, .supersede), (.suspended, .supersede): .superseded
        case (.inForce, .suspend): .suspended
        case (.suspended, .resume): .inForce
        case (.inForce, .end), (.suspended, .end): .ended
        default: nil
        }
    }

    package var isAgreed: Bool {
        switch self {
        case .draft, .proposed, .discarded: false
        case .agreed, .inForce, .suspended, .superseded, .ended: true
        }
    }
}

/// Why a plan says no.
package enum PlanRefusal: Refusal, Hashable {
    case notPossible(PlanAction, in: PlanStatus)
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
        case .notPossible: "plan.not-possible"
        case .changedMeanwhile: "plan.changed-meanwhile"
        case .draftExists: "plan.draft-exists"
        case .noticeTooShort: "plan.notice-too-short"
        case .reasonMissing: "plan.reason-missing"
        case .lineShort: "plan.line-short"
        case .fundShort: "plan.fund-short"
        }
    }
}

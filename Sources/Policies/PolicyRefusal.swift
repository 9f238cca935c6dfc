import Values

/// Why a commissioner's policy cannot be changed so.
package enum PolicyRefusal: Refusal, Hashable {
    /// There is one draft at a time, and somebody has begun it.
    case draftExists
    /// It was published or thrown away meanwhile.
    case noDraft
    /// Somebody else has saved the draft since it was read.
    case changedMeanwhile
    case full(maximum: Int)
    /// What was judged already stays judged.
    case startsInThePast(today: Day)
    case startsTooLate(latest: Day)

    package var code: String {
        switch self {
        case .draftExists: "policy.draft-exists"
        case .noDraft: "policy.no-draft"
        case .changedMeanwhile: "policy.changed-meanwhile"
        case .full: "policy.full"
        case .startsInThePast: "policy.starts-in-the-past"
        case .startsTooLate: "policy.starts-too-late"
        }
    }
}

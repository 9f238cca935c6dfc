import Values

/// Where a listing stands.
package enum ListingStatus: String, WorkflowWord {
    /// Being written; only its supplier sees it.
    case draft
    /// Waits for somebody of a commissioner's staff.
    case proposed
    /// They said what has to be put right first.
    case changesAsked = "changes_asked"
    /// In the shop.
    case live
    /// Not offered for a time, by its supplier.
    case paused
    /// They said no, for good.
    case rejected
    case withdrawn

    /// Its supplier changes it freely: nobody else has seen it, or they wait for something better.
    package var isWritten: Bool { self == .draft || self == .proposed || self == .changesAsked }
}

/// What happens to a listing.
package enum ListingAction: String, WorkflowWord, Codable {
    /// Changes what is offered; signed orders keep what they were signed with.
    case revise
    /// By its supplier.
    case propose, pause, resume, withdraw, restore
    /// By a commissioner's staff.
    case accept, askChanges = "ask_changes", reject

    /// What a supplier may do by itself, besides writing.
    package static let ofSuppliers: Set<ListingAction> = [.propose, .pause, .resume, .withdraw, .restore]
}

package enum ListingGuard: String, WorkflowGuard {
    /// What nobody accepted does not get into the shop by a way round.
    case accepted

    package var words: String {
        switch self {
        case .accepted: "it was accepted once"
        }
    }
}

extension ListingStatus {
    /// The whole workflow (reference, workflow 4.8). Changes of what is in the shop already are requests of their own
    /// (`ListingChangeStatus`); until they are accepted the listing stays as it is.
    package static let workflow = Workflow<ListingStatus, ListingAction, ListingGuard>(
        "listing", start: .draft, orStart: [.live],
        [
            .init(.draft, .revise, to: .draft),
            .init(.draft, .propose, to: .proposed),
            .init(.draft, .withdraw, to: .withdrawn),
            .init(.proposed, .revise, to: .proposed),
            .init(.proposed, .accept, to: .live),
            .init(.proposed, .askChanges, to: .changesAsked),
            .init(.proposed, .reject, to: .rejected),
            .init(.proposed, .withdraw, to: .withdrawn),
            .init(.changesAsked, .revise, to: .changesAsked),
            .init(.changesAsked, .propose, to: .proposed),
            .init(.changesAsked, .withdraw, to: .withdrawn),
            .init(.live, .revise, to: .live),
            .init(.live, .pause, to: .paused),
            .init(.live, .withdraw, to: .withdrawn),
            .init(.paused, .revise, to: .paused),
            .init(.paused, .resume, to: .live),
            .init(.paused, .withdraw, to: .withdrawn),
            .init(.withdrawn, .revise, to: .withdrawn),
            .init(.withdrawn, .restore, if: [.accepted], to: .live),
            .init(.withdrawn, .restore, to: .draft),
        ])
}

/// Where a change of something in the shop stands.
package enum ListingChangeStatus: String, WorkflowWord {
    case pending, accepted, refused, withdrawn
}

package enum ListingChangeAction: String, WorkflowWord, Codable {
    /// The supplier wants something else instead; whoever looks at it looks again.
    case amend
    case accept, refuse, withdraw
}

extension ListingChangeStatus {
    package static let workflow = Workflow<ListingChangeStatus, ListingChangeAction, Unguarded>(
        "listing-change", start: .pending,
        [
            .init(.pending, .amend, to: .pending),
            .init(.pending, .accept, to: .accepted),
            .init(.pending, .refuse, to: .refused),
            .init(.pending, .withdraw, to: .withdrawn),
        ])
}

import Values

/// Where a listing stands.
package enum ListingStatus: String, WorkflowWord {
    case live, withdrawn
}

/// What a supplier can do with a listing.
package enum ListingAction: String, WorkflowWord, Codable {
    /// Changes what is offered; signed orders keep what they were signed with.
    case revise
    case withdraw, restore
}

extension ListingStatus {
    /// The whole workflow (reference, workflow 4.8).
    package static let workflow = Workflow<ListingStatus, ListingAction, Unguarded>(
        "listing", start: .live,
        [
            .init(.live, .revise, to: .live),
            .init(.live, .withdraw, to: .withdrawn),
            .init(.withdrawn, .revise, to: .withdrawn),
            .init(.withdrawn, .restore, to: .live),
        ])
}

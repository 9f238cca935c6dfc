/// Where a listing stands.
package enum ListingStatus: String, CaseIterable, Sendable {
    case live, withdrawn
}

/// What a supplier can do with a listing, apart from editing it.
package enum ListingAction: String, CaseIterable, Sendable, Codable {
    case withdraw, restore
}

extension ListingStatus {
    /// The whole workflow. Nil: the action is not possible here.
    package func after(_ action: ListingAction) -> ListingStatus? {
        switch (self, action) {
        case (.live, .withdraw): .withdrawn
        case (.withdrawn, .restore): .live
        case (.live, .restore), (.withdrawn, .withdraw): nil
        }
    }
}

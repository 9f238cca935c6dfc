import Values

/// Why the catalogue says no.
package enum CatalogueRefusal: Refusal, Hashable {
    case notPossible(ListingAction, ListingStatus)
    /// Somebody else saved the listing since it was read.
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notPossible: "listing.not-possible"
        case .changedMeanwhile: "listing.changed-meanwhile"
        }
    }
}

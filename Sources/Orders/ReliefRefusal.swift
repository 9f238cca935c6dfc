import Values

/// Why a declaration of VAT relief is not taken.
package enum ReliefRefusal: Refusal, Hashable {
    /// The goods do not qualify by a declaration.
    case notForThis
    /// No budget of the plan makes the holder the buyer (reference, D5).
    case notTheBuyer
    /// One is on file for this supplier and these goods.
    case declaredAlready(ReliefDeclaration.ID)
    case revokedAlready

    package var code: String {
        switch self {
        case .notForThis: "relief.not-for-this"
        case .notTheBuyer: "relief.not-the-buyer"
        case .declaredAlready: "relief.declared-already"
        case .revokedAlready: "relief.revoked-already"
        }
    }
}

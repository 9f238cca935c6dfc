import Values

/// What the commissioner has recorded about a holder that stops or limits buying. Never shown to suppliers.
package struct HolderStanding: Sendable, Hashable, Codable {
    /// R39: nothing may be ordered while somebody looks into it.
    package var isOnHold: Bool
    /// R24: a court order excludes the person from direct payments (SI 2013/1617, Schedule).
    package var isExcludedFromDirectPayments: Bool
    /// R40.
    package var diedOn: Day?
    package var ties: [Tie]

    package init(
        isOnHold: Bool = false, isExcludedFromDirectPayments: Bool = false, diedOn: Day? = nil, ties: [Tie] = []
    ) {
        self.isOnHold = isOnHold
        self.isExcludedFromDirectPayments = isExcludedFromDirectPayments
        self.diedOn = diedOn
        self.ties = ties
    }

    /// Somebody close to the holder who would be paid through a supplier (R19 and R20).
    package struct Tie: Sendable, Hashable, Codable {
        package enum Kind: String, Sendable, CaseIterable, Codable {
            /// Lives in the same home (regulation 7 of SI 2013/1617; reference, X14).
            case household
            /// The holder's nominee or representative.
            case nominee
            /// Related to somebody who approves for the commissioner.
            case approver
        }

        package let kind: Kind
        package let name: String
        /// Code of the supplier through which the person is paid.
        package let supplier: String
        /// When the commissioner decided that it is necessary; nil while it has not.
        package let allowedOn: Day?

        package init(kind: Kind, name: String, supplier: String, allowedOn: Day?) {
            self.kind = kind
            self.name = name
            self.supplier = supplier
            self.allowedOn = allowedOn
        }
    }
}

import Values

/// The right of one person to act for one holder. A holder who acts in person has one too, of the kind `self`.
package struct Authority: Sendable, Hashable {
    package typealias ID = Identifier<Authority>

    package let id: ID
    package let person: Person.ID
    package let holder: Holder.ID
    package let kind: AuthorityKind
    /// The largest order that the person may sign; nil for no limit.
    package let signLimit: Money?
    /// What the person may do for the holder.
    package let scopes: Set<Scope>
    package let first: Day
    /// Nil while no end is set.
    package let last: Day?
    package let version: Int

    /// One thing that an authority may allow (reference, workflow 4.8).
    package enum Scope: String, Sendable, CaseIterable, Codable {
        case shop, sign
        /// See the budget, the statement and the plan.
        case statement
        /// Say that things came and visits took place.
        case confirm
    }

    package init(
        id: ID, person: Person.ID, holder: Holder.ID, kind: AuthorityKind, signLimit: Money?,
        scopes: Set<Scope> = Set(Scope.allCases), first: Day, last: Day?,
        version: Int = 1
    ) {
        self.id = id
        self.person = person
        self.holder = holder
        self.kind = kind
        self.signLimit = signLimit
        self.scopes = scopes
        self.first = first
        self.last = last
        self.version = version
    }

    package func isInForce(on day: Day) -> Bool {
        switch state(on: day) {
        case .active, .limited: true
        case .offered, .ended: false
        }
    }
}

/// In which capacity a person acts for a holder (NHS (Direct Payments) Regulations 2013; reference, A5).
package enum AuthorityKind: String, Sendable, CaseIterable, Codable {
    case holder = "self"
    case carer, nominee, representative, proxy

    package var words: String {
        switch self {
        case .holder: "in person"
        case .carer: "as carer"
        case .nominee: "as nominee"
        case .representative: "as representative"
        case .proxy: "as proxy"
        }
    }
}

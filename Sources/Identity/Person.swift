import Values

/// Somebody who can sign in.
package struct Person: Sendable, Hashable {
    package typealias ID = Identifier<Person>

    package let id: ID
    package let name: String
    package let email: EmailAddress
    package let role: Role
    /// The supplier or commissioner whose staff the person is; nil for holders and carers.
    package let organisation: Organisation.ID?

    package init(id: ID, name: String, email: EmailAddress, role: Role, organisation: Organisation.ID?) {
        self.id = id
        self.name = name
        self.email = email
        self.role = role
        self.organisation = organisation
    }
}

/// A supplier or a commissioner, as far as signing in is concerned.
package enum Organisation {
    package typealias ID = Identifier<Organisation>
}

/// What kind of workspace a person works in.
package enum Role: String, Sendable, CaseIterable, Codable {
    /// Has a budget of their own.
    case holder
    /// Acts for one or more holders: parent, partner, nominee, representative.
    case carer
    /// Works for a supplier.
    case supplier
    /// Works for a commissioner.
    case commissioner

    /// Holders and carers shop; what they may do for whom is said by their authorities.
    package var shops: Bool { self == .holder || self == .carer }
}

import Values

/// What somebody of a supplier's team is there for. A person may have several.
package enum SupplierRole: String, Sendable, CaseIterable, Codable {
    /// Everything, and who else is of the team.
    case owner
    case listings
    case orders
    case money

    package var words: String {
        switch self {
        case .owner: "Owner"
        case .listings: "Listings"
        case .orders: "Orders"
        case .money: "Money"
        }
    }

    /// The whole table of who may do what.
    package var duties: Set<SupplierDuty> {
        switch self {
        case .owner: Set(SupplierDuty.allCases)
        case .listings: [.listings, .places]
        case .orders: [.orders, .places]
        case .money: [.money]
        }
    }
}

/// A part of a supplier's work that is somebody's: each operation and each address belongs to one.
package enum SupplierDuty: String, Sendable, CaseIterable {
    case listings
    /// Orders with their messages, changes and problems: they hold names and addresses of holders.
    case orders
    /// Statements and what is owed.
    case money
    /// Where and when they work.
    case places
    /// The checklist and the bank account.
    case papers
    case team
    /// Where orders are sent: whoever chooses that chooses who gets names and addresses.
    case channels

    /// As in “That is for somebody who sees to …”.
    package var words: String {
        switch self {
        case .listings: "the listings"
        case .orders: "the orders"
        case .money: "the money"
        case .places: "places and closed days"
        case .papers: "the checklist and the bank account"
        case .team: "the team"
        case .channels: "where orders are sent"
        }
    }

    /// Who may, by the table.
    package var roles: [SupplierRole] { SupplierRole.allCases.filter { $0.duties.contains(self) } }
}

/// Somebody of a supplier's team.
package struct TeamMember: Sendable, Hashable {
    package let person: Person.ID
    package let name: String
    package let email: EmailAddress
    package let roles: Set<SupplierRole>

    package init(person: Person.ID, name: String, email: EmailAddress, roles: Set<SupplierRole>) {
        self.person = person
        self.name = name
        self.email = email
        self.roles = roles
    }
}

package enum TeamRefusal: Refusal, Hashable {
    /// Somebody else of the team sees to that.
    case notYours(SupplierDuty)
    /// A supplier without an owner would be locked out of its own house.
    case lastOwner
    /// Nobody is added before the supplier has been let in.
    case notApproved
    /// The address cannot be used, for whatever reason: why is not told.
    case addressNotPossible

    package var code: String {
        switch self {
        case .notYours: "team.not-yours"
        case .lastOwner: "team.last-owner"
        case .notApproved: "team.not-approved"
        case .addressNotPossible: "team.address-not-possible"
        }
    }
}

extension [TeamMember] {
    /// May somebody have these roles from now on, or none and so be gone?
    /// - Throws: `TeamRefusal.lastOwner`.
    package func mustKeepOwner(when person: Person.ID, has roles: Set<SupplierRole>) throws(TeamRefusal) {
        guard roles.contains(.owner) || contains(where: { $0.person != person && $0.roles.contains(.owner) })
        else { throw .lastOwner }
    }
}

extension Principal {
    /// - Throws: `TeamRefusal.notYours`.
    package func must(_ duty: SupplierDuty) throws(TeamRefusal) {
        guard may(duty) else { throw .notYours(duty) }
    }

    package func may(_ duty: SupplierDuty) -> Bool {
        team.contains { $0.duties.contains(duty) } && (lent?.contains(duty) ?? true)
    }

    /// Whether they can give a program a key for it.
    package func may(_ scope: SupplierScope) -> Bool { scope.duties.allSatisfy(may) }

    /// - Throws: `TeamRefusal.notYours`.
    package func must(_ scope: SupplierScope) throws(TeamRefusal) {
        if let other = SupplierDuty.allCases.first(where: { scope.duties.contains($0) && !may($0) }) {
            throw .notYours(other)
        }
    }
}

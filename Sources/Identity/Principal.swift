import Values

/// Who acts, in which capacity, for whom. Every read and write is scoped by it.
package struct Principal: Sendable, Hashable {
    package let person: Person
    package let capacity: Capacity

    package enum Capacity: Sendable, Hashable {
        /// Acts for a holder under an authority that is in force.
        case holder(Authority, name: String)
        /// A holder or carer who has not chosen for whom to act, or has no authority in force.
        case nobody
        case supplier(Organisation.ID, name: String)
        case commissioner(Commissioner.ID, name: String)
    }

    /// What a supplier's staff are there for; empty for everybody else.
    package let team: Set<SupplierRole>
    /// Their supplier has not been let in yet.
    package let isJoining: Bool
    /// For one request of a program: the duties that its key lends it. Nil for people themselves.
    package private(set) var lent: Set<SupplierDuty>?

    package init(person: Person, capacity: Capacity, team: Set<SupplierRole> = [], isJoining: Bool = false) {
        self.person = person
        self.capacity = capacity
        self.team = team
        self.isJoining = isJoining
    }

    /// The same person, for one request of a program that needs no more than these duties.
    package func lending(_ duties: Set<SupplierDuty>) -> Principal {
        var lessened = self
        lessened.lent = duties
        return lessened
    }

    /// The authority under which the person acts for a holder, if they do.
    package var authority: Authority? {
        if case .holder(let authority, _) = capacity { authority } else { nil }
    }
}

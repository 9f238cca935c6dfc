import Identity
import Relational
import Storage
import Values

/// Says which roles somebody of the staff has, and up to how much each of them reaches. A senior approver says it, of
/// others; the first role that a board gives is a senior approver's, and it keeps one: so that nobody can bring back
/// the time when nobody had a role and everybody could do everything.
package struct SetStaffPosts: Operation {
    package let person: Person.ID
    package let posts: [StaffPost]

    package init(person: Person.ID, posts: [StaffPost]) {
        self.person = person
        self.posts = posts
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let commissioner = try principal.actingForCommissioner()
        let members = try tx.staff.list(of: commissioner)
        guard members.contains(where: { $0.person == person }) else { throw NotFound() }
        guard person != principal.person.id else { throw StaffRefusal.ownRoles }
        guard members.isSenior(principal.person.id) else { throw StaffRefusal.notSenior }
        let staysSenior = members.contains { $0.person != person && $0[.seniorApprover] != nil }
        guard staysSenior || posts.contains(where: { $0.role == .seniorApprover })
        else { throw StaffRefusal.lastSenior }
        try tx.staff.set(posts, of: person)
        return person
    }
}

package enum StaffRefusal: Refusal, Hashable {
    /// Whoever could raise their own limit would have none.
    case ownRoles
    /// A board without a senior approver could not give roles any more.
    case lastSenior
    /// Another person's absence is theirs to arrange, or that of somebody who may decide as much.
    case notYours
    /// Whoever could take their own interest off the record would not be bound by it.
    case ownInterest
    case notSenior
    /// Reviews are for approvers.
    case notApprover
    /// Where suppliers are paid is for finance.
    case notFinance
    /// Letters to holders are for coordinators.
    case notCoordinator
    /// Works for the supplier, or has declared an interest in it.
    case interestInSupplier

    package var code: String {
        switch self {
        case .ownRoles: "staff.own-roles"
        case .lastSenior: "staff.last-senior"
        case .notYours: "staff.not-yours"
        case .ownInterest: "staff.own-interest"
        case .notSenior: "staff.not-senior"
        case .notApprover: "staff.not-approver"
        case .notFinance: "staff.not-finance"
        case .notCoordinator: "staff.not-coordinator"
        case .interestInSupplier: "staff.interest-in-supplier"
        }
    }
}

/// One of the staff names who decides in their place. Deputies and absences of others can be arranged by a senior
/// approver, so that nobody's illness stops requests.
package struct AddDelegation: Operation {
    package let from: Person.ID
    package let to: Person.ID
    package let kind: Delegation.Kind
    package let first: Day
    package let last: Day?

    package init(from: Person.ID, to: Person.ID, kind: Delegation.Kind, first: Day, last: Day?) {
        self.from = from
        self.to = to
        self.kind = kind
        self.first = first
        self.last = last
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Delegation.ID {
        let commissioner = try principal.actingForCommissioner()
        let staff = try tx.staff.list(of: commissioner)
        try staff.mustArrange(for: from, by: principal.person.id)
        guard staff.contains(where: { $0.person == from }), staff.contains(where: { $0.person == to })
        else { throw DelegationRefusal.notStaff }
        let delegation = Delegation(id: tools.new(), from: from, to: to, kind: kind, first: first, last: last)
        let live = try tx.staff.delegations(of: commissioner).filter { $0.last.map { $0 >= tools.today } ?? true }
        try delegation.mustFit(beside: live)
        try tx.staff.insert(delegation, of: commissioner)
        return delegation.id
    }
}

/// Takes a delegation back at once.
package struct RemoveDelegation: Operation {
    package let delegation: Delegation.ID

    package init(delegation: Delegation.ID) {
        self.delegation = delegation
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Delegation.ID {
        let commissioner = try principal.actingForCommissioner()
        guard let found = try tx.staff.delegations(of: commissioner).first(where: { $0.id == delegation })
        else { throw NotFound() }
        try tx.staff.list(of: commissioner).mustArrange(for: found.from, by: principal.person.id)
        guard try tx.staff.remove(delegation, of: commissioner) else { throw NotFound() }
        return delegation
    }
}

extension [StaffMember] {
    /// Everybody arranges their own absence; where somebody is a senior approver, they may arrange anybody's.
    fileprivate func mustArrange(for person: Person.ID, by other: Person.ID) throws(StaffRefusal) {
        guard person != other else { return }
        guard first(where: { $0.person == other })?[.seniorApprover] != nil else { throw .notYours }
    }
}

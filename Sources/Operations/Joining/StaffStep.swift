import Catalogue
import Identity
import Relational
import Storage
import Values

/// Something that a commissioner's staff do about a supplier. Suppliers are shared by all commissioners of an
/// installation, so that one look serves everybody; where a commissioner has roles, each step is for some of them.
package enum StaffStep: Sendable, Hashable {
    case move(SupplierAction)
    case decide(EvidenceEvent)
    case waive
    case callBack(BankAccountEvent)
    /// An answer that asks for less.
    case agree
    case grant
    case withdraw
    case reviewListing

    /// Who takes it, by the table. What stops a supplier for everybody's holders is for the same people, whether it is
    /// called a suspension or not; money is for finance.
    package var roles: Set<StaffRole> {
        switch self {
        case .move, .grant, .withdraw, .decide(.revoke): [.seniorApprover]
        case .callBack: [.finance, .seniorApprover]
        case .decide, .waive, .agree, .reviewListing: [.approver, .seniorApprover]
        }
    }

    /// Is it for this person, as far as roles go? For anybody while nobody has one.
    package func isFor(_ members: [StaffMember], _ person: Person.ID) -> Bool {
        let own = members.first { $0.person == person }?.posts ?? []
        return members.allSatisfy(\.posts.isEmpty) || own.contains { roles.contains($0.role) }
    }

    var refusal: StaffRefusal {
        switch self {
        case .move, .grant, .withdraw, .decide(.revoke): .notSenior
        case .callBack: .notFinance
        case .decide, .waive, .agree, .reviewListing: .notApprover
        }
    }

    /// Is it what the supplier would wish? Only then a name is enough to keep somebody out: suppliers choose the names
    /// of their team, and could otherwise choose who may stop them.
    package var isFavour: Bool {
        switch self {
        case .move(let action): action == .approve || action == .lift
        case .decide(let event): event == .accept
        case .callBack(let event): event == .confirm
        case .waive, .agree, .grant, .reviewListing: true
        case .withdraw: false
        }
    }
}

/// What keeps somebody of the staff from steps about one supplier, as it was read once.
package struct StaffObstacles: Sendable {
    let members: [StaffMember]
    let person: Person.ID
    /// Has the same name as somebody of the supplier's team.
    let isNamesake: Bool
    /// Has declared an interest that nobody has put on record as over.
    let hasInterest: Bool

    /// Why the step is not theirs; nil where it is.
    package subscript(step: StaffStep) -> StaffRefusal? {
        guard step.isFor(members, person) else { return step.refusal }
        return hasInterest || step.isFavour && isNamesake ? .interestInSupplier : nil
    }

    /// Does anything make them no neutral reader?
    var interest: StaffRefusal? { hasInterest || isNamesake ? .interestInSupplier : nil }
}

extension Reading {
    /// - Parameter person: of the commissioner's staff.
    package func obstacles(
        to person: Person.ID, of commissioner: Commissioner.ID, about supplier: Supplier.ID
    ) throws -> StaffObstacles {
        let members = try staff.list(of: commissioner)
        let sellers = Set(try staff.names(of: supplier.text).map(Name.comparable))
        let own = members.first { $0.person == person }
        return StaffObstacles(
            members: members, person: person,
            isNamesake: own.map { sellers.contains(Name.comparable($0.name)) } ?? false,
            hasInterest: try staff.interests(of: commissioner).contains {
                $0.isOpen && $0.person == person && $0.subject == .supplier(supplier.text)
            })
    }

    /// - Returns: the staff's commissioner.
    /// - Throws: `NotFound`, `StaffRefusal`.
    @discardableResult
    func must(_ step: StaffStep, about supplier: Supplier.ID, as principal: Principal) throws -> Commissioner.ID {
        let commissioner = try principal.actingForCommissioner()
        if let obstacle = try obstacles(to: principal.person.id, of: commissioner, about: supplier)[step] {
            throw obstacle
        }
        return commissioner
    }
}

import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

// Who can never decide about a holder and a supplier: one rule for requests, standing authorisations and problems.

extension Reading {
    /// The hard rules of the reference (workflow I16): no setting and no route overrides them. Ties know names, not
    /// accounts: whoever has the same name as somebody on record is excluded, too.
    package func exclusions(
        of members: [StaffMember], holder: Holder, supplier: Supplier.ID
    ) throws -> [Person.ID: Exclusion] {
        let acted = try staff.acted(for: holder.id)
        let close = Set(([holder.name] + holder.standing.ties.map(\.name)).map(Name.comparable))
        let sellers = Set(try staff.names(of: supplier.text).map(Name.comparable))
        let interests = try staff.interests(of: holder.commissioner).filter(\.isOpen)
        var found: [Person.ID: Exclusion] = [:]
        for member in members {
            let name = Name.comparable(member.name)
            if acted.contains(member.person) {
                found[member.person] = .actsForHolder
            } else if close.contains(name) {
                found[member.person] = .closeToHolder
            } else if sellers.contains(name) {
                found[member.person] = .supplierStaff
            } else if interests.contains(where: { interest in
                interest.person == member.person
                    && (interest.subject == .holder(holder.id) || interest.subject == .supplier(supplier.text))
            }) {
                found[member.person] = .interest
            }
        }
        return found
    }

    /// The same for a problem: whoever is a party to it is excluded as well.
    package func exclusion(
        of person: Person.ID, from problem: Problem, of order: Order, _ part: SupplierOrder, holder: Holder
    ) throws -> Exclusion? {
        if try problems.involved(in: problem, of: order).contains(person) { return .involved }
        let members = try staff.list(of: holder.commissioner)
        return try exclusions(of: members, holder: holder, supplier: part.supplier)[person]
    }
}

enum Name {
    /// Without case and surplus spaces, for finding the same person twice.
    static func comparable(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

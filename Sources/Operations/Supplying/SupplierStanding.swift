import Catalogue
import Identity
import Relational
import Storage
import Values

/// A commissioner's staff suspend a supplier, lift the suspension, or end the supplier's time here. Suppliers, like
/// categories, are shared by all commissioners of an installation: where there are roles, a senior approver does it,
/// and nobody who has an interest in the supplier.
package struct MoveSupplier: Operation {
    package let supplier: Supplier.ID
    /// Of the supplier as it was read.
    package let version: Int
    package let action: SupplierAction
    /// Stays on record.
    package let reason: String

    package init(supplier: Supplier.ID, version: Int, action: SupplierAction, reason: String) {
        self.supplier = supplier
        self.version = version
        self.action = action
        self.reason = reason
    }

    /// - Throws: `NotFound`; `FieldProblems`; `StaffRefusal`; `CatalogueRefusal.supplierChanged`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        let commissioner = try principal.actingForCommissioner()
        guard var supplier = try tx.suppliers.find(supplier) else { throw NotFound() }
        if let obstacle = try tx.obstacle(to: principal.person.id, of: commissioner, moving: supplier.id) {
            throw obstacle
        }
        let reason = try mustSayWhy()
        guard supplier.version == version else { throw CatalogueRefusal.supplierChanged }
        let nothingOpen = try tx.supplierOrders.openCount(of: supplier.id) == 0
        try supplier.perform(action) { name in
            switch name {
            case .nothingOpen: nothingOpen
            }
        }
        try tx.suppliers.save(supplier, revision: try tx.listings.nextRevision())
        try tx.suppliers.append(
            SupplierMove(action: action, reason: reason, by: principal.person.id, at: tools.now), of: supplier.id)
        return supplier.id
    }

    private func mustSayWhy() throws(FieldProblems) -> String {
        let (text, most) = (Text.tidy(reason), SupplierMove.reasonCharactersMaximum)
        guard !text.isEmpty else { throw FieldProblems("reason", "Say why; it stays on record") }
        guard text.unicodeScalars.count <= most
        else { throw FieldProblems("reason", "Write at most \(most) characters") }
        return text
    }
}

extension Reading {
    /// Why somebody of the staff may not move a supplier; nil where they may.
    package func obstacle(
        to person: Person.ID, of commissioner: Commissioner.ID, moving supplier: Supplier.ID
    ) throws -> StaffRefusal? {
        let members = try staff.list(of: commissioner)
        guard members.isSenior(person) else { return .notSenior }
        return try isInterested(person, members, of: commissioner, in: supplier) ? .interestInSupplier : nil
    }

    /// Whether somebody of the staff works for a supplier, or has declared an interest in it.
    func isInterested(
        _ person: Person.ID, _ members: [StaffMember], of commissioner: Commissioner.ID, in supplier: Supplier.ID
    ) throws -> Bool {
        let sellers = Set(try staff.names(of: supplier.text).map(Name.comparable))
        let isSeller = members.contains { $0.person == person && sellers.contains(Name.comparable($0.name)) }
        let hasInterest = try staff.interests(of: commissioner).contains {
            $0.isOpen && $0.person == person && $0.subject == .supplier(supplier.text)
        }
        return isSeller || hasInterest
    }
}

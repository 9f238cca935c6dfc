import Catalogue
import Identity
import Relational
import Storage
import Values

/// A commissioner's staff let a supplier in, send its application back or refuse it, suspend it, lift the suspension,
/// or end its time here. Suppliers, like categories, are shared by all commissioners of an installation: who may, says
/// `StaffStep`.
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
        var clerk = try SupplierClerk(supplier, .move(action), by: principal, tx, tools)
        // What the supplier itself does is not there for staff.
        guard !action.isTheirs else { throw NotFound() }
        let reason = try mustSay(
            reason, "reason", "Say why; it stays on record", most: SupplierMove.reasonCharactersMaximum)
        guard clerk.supplier.version == version else { throw CatalogueRefusal.supplierChanged }
        try clerk.move(action, reason, by: principal.person.id)
        return supplier
    }
}

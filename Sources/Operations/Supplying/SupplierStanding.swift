import Catalogue
import Identity
import Relational
import Storage
import Values

/// A commissioner's staff suspend a supplier, lift the suspension, or end the supplier's time here. Suppliers, like
/// categories, are shared by all commissioners of an installation.
package struct MoveSupplier: Operation {
    package let supplier: Supplier.ID
    /// Of the supplier as it was read.
    package let version: Int
    package let action: SupplierAction

    package init(supplier: Supplier.ID, version: Int, action: SupplierAction) {
        self.supplier = supplier
        self.version = version
        self.action = action
    }

    /// - Throws: `NotFound`; `CatalogueRefusal.supplierChanged`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        _ = try principal.actingForCommissioner()
        guard var supplier = try tx.suppliers.find(supplier) else { throw NotFound() }
        guard supplier.version == version else { throw CatalogueRefusal.supplierChanged }
        let nothingOpen = try tx.supplierOrders.openCount(of: supplier.id) == 0
        try supplier.perform(action) { name in
            switch name {
            case .nothingOpen: nothingOpen
            }
        }
        try tx.suppliers.save(supplier, revision: try tx.listings.nextRevision())
        return supplier.id
    }
}

import Catalogue
import Identity
import Orders
import Relational
import Values

/// One order as the holder's page shows it.
package struct OrderView: Sendable {
    package struct Part: Sendable {
        package let part: SupplierOrder
        package let supplier: Supplier
        package let approval: Approval?
        /// What the supplier offers and the holder has not answered.
        package let offer: ChangeOffer?
        /// The amendments that were signed.
        package let revisions: [OrderRevision]
        package let notes: [(note: OrderNote, name: String)]
        /// Goods that came with proof and are not confirmed.
        package let proved: [ProvedDelivery]
        /// Whether it was sealed for the supplier as a document of its own.
        package let hasDocument: Bool
        /// How the messages about it are getting to its supplier, oldest first.
        package let deliveries: [DeliveryItem]
    }

    package let order: Order
    package let signer: String
    package let parts: [Part]
    /// The name is nil where time alone acted.
    package let events: [(event: OrderEvent, name: String?)]
    package let holder: String
    /// Of those who did something: who acted for the holder, and is not the holder.
    package let actors: Set<Person.ID>
}

extension OrderStore {
    /// - Parameter order: found within the scope of whoever asks.
    package func view(of order: Order) throws -> OrderView {
        let parts = try access.supplierOrders.list(of: order.id)
        let suppliers = try access.suppliers.find(parts.map(\.supplier))
        let approvals = try access.approvals.list(of: order.id)
        return OrderView(
            order: order, signer: try access.people.find(order.signer)?.name ?? "",
            parts: try parts.compactMap { part in
                try suppliers[part.supplier].map { supplier in
                    OrderView.Part(
                        part: part, supplier: supplier, approval: approvals.first { $0.supplierOrder == part.id },
                        offer: try access.changeOffers.open(of: part.id),
                        revisions: try access.changeOffers.revisions(of: part.id),
                        notes: try access.orderNotes.list(of: part.id),
                        proved: try access.provedDeliveries.open(of: part.id),
                        hasDocument: try access.orderDocuments.exist(of: part.id),
                        deliveries: try access.deliveries.list(of: part.id))
                }
            },
            events: try events(of: order.id), holder: try access.holders.find(order.holder)?.name ?? "",
            actors: try actors(of: order))
    }

    private func actors(of order: Order) throws -> Set<Person.ID> {
        let rows = try access.connection.rows(
            """
            SELECT DISTINCT e.person_id FROM order_events e JOIN people p ON p.id = e.person_id
            WHERE e.order_id = \(order.id) AND p.organisation IS NULL AND NOT EXISTS (
                SELECT 1 FROM authorities a
                WHERE a.person_id = e.person_id AND a.holder_id = \(order.holder) AND a.kind = 'self')
            """)
        return Set(try rows.map { try $0.id("person_id") })
    }
}

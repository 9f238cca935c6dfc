import Identity
import Values

/// What somebody writes about one part of an order: read by its holder, its supplier and their commissioner, and by
/// nobody else. It belongs to the part, so that no other supplier of the order sees it.
package struct OrderNote: Sendable, Hashable {
    package typealias ID = Identifier<OrderNote>

    package enum Side: String, Sendable, CaseIterable {
        case holder, supplier, commissioner
    }

    package let id: ID
    package let supplierOrder: SupplierOrder.ID
    package let person: Person.ID
    package let side: Side
    package let text: String
    package let at: Moment

    package init(
        id: ID, supplierOrder: SupplierOrder.ID, person: Person.ID, side: Side, text: String, at: Moment
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.person = person
        self.side = side
        self.text = text
        self.at = at
    }

    package static let charactersMaximum = 500
}

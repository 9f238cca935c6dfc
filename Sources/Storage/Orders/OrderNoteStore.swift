import Orders
import Relational
import Values

/// What people write to each other about parts of orders.
package struct OrderNoteStore<Access: Reading> { let access: Access }

extension Reading {
    package var orderNotes: OrderNoteStore<Self> { OrderNoteStore(access: self) }
}

extension OrderNoteStore {
    /// Those about one part, oldest first, with the names of those who wrote them.
    package func list(of part: SupplierOrder.ID) throws -> [(note: OrderNote, name: String)] {
        try access.connection.rows(
            """
            SELECT n.*, p.name FROM order_notes n JOIN people p ON p.id = n.person_id
            WHERE n.supplier_order_id = \(part) ORDER BY n.id
            """
        ).map { row in
            let note = OrderNote(
                id: try row.id("id"), supplierOrder: part, person: try row.id("person_id"),
                side: try row.word("side"), text: try row.text("text"), at: try row.moment("at"))
            return (note, try row.text("name"))
        }
    }
}

extension OrderNoteStore where Access: Writing {
    package func insert(_ note: OrderNote) throws {
        try access.connection.run(
            """
            INSERT INTO order_notes (id, supplier_order_id, person_id, side, text, at)
            VALUES (\(note.id), \(note.supplierOrder), \(note.person), \(note.side.rawValue), \(note.text),
                \(note.at))
            """)
    }
}

extension SupplierOrderStore {
    /// When something happened to it last; nil where nothing has.
    package func lastStep(of part: SupplierOrder.ID) throws -> Moment? {
        try access.connection.row(
            "SELECT MAX(at) AS last FROM order_events WHERE supplier_order_id = \(part)"
        )?.optionalMoment("last")
    }
}

import Catalogue
import Identity
import Orders
import Relational
import Values

/// Suppliers' invoices.
package struct InvoiceStore<Access: Reading> { let access: Access }

extension Reading {
    package var invoices: InvoiceStore<Self> { InvoiceStore(access: self) }
}

/// An invoice with what its order is called: as lists show it.
package struct InvoiceItem: Sendable, Hashable {
    package let invoice: Invoice
    package let orderNumber: String
    package let supplier: String
}

extension InvoiceStore {
    /// All about one part, oldest first.
    package func list(of part: SupplierOrder.ID) throws -> [Invoice] {
        try invoices(
            try access.connection.rows("SELECT * FROM invoices WHERE supplier_order_id = \(part) ORDER BY id"))
    }

    package func find(_ id: Invoice.ID, of supplier: Supplier.ID) throws -> Invoice? {
        try invoices(
            try access.connection.rows("SELECT * FROM invoices WHERE id = \(id) AND supplier_id = \(supplier)")
        ).first
    }

    /// Under its supplier's number.
    package func find(number: String, of supplier: Supplier.ID) throws -> Invoice? {
        try invoices(
            try access.connection.rows("SELECT * FROM invoices WHERE supplier_id = \(supplier) AND number = \(number)")
        ).first
    }

    /// One about an order of a commissioner's holder.
    package func find(_ id: Invoice.ID, of commissioner: Commissioner.ID) throws -> InvoiceItem? {
        try items(
            try access.connection.rows(
                "\(sql: InvoiceColumns.all) WHERE i.id = \(id) AND h.commissioner_id = \(commissioner)")
        ).first
    }

    /// One of a supplier's, with what its order is called.
    package func item(_ id: Invoice.ID, of supplier: Supplier.ID) throws -> InvoiceItem? {
        try items(
            try access.connection.rows(
                "\(sql: InvoiceColumns.all) WHERE i.supplier_id = \(supplier) AND i.id = \(id)")
        ).first
    }

    /// A supplier's newest.
    /// - Parameters:
    ///   - part: only those about it.
    ///   - before: after this one in the list.
    package func list(
        of supplier: Supplier.ID, about part: SupplierOrder.ID? = nil, before: Invoice.ID? = nil, most: Int
    ) throws -> [InvoiceItem] {
        try items(
            try access.connection.rows(
                """
                \(sql: InvoiceColumns.all) WHERE i.supplier_id = \(supplier)
                    AND (\(part) IS NULL OR i.supplier_order_id = \(part)) AND (\(before) IS NULL OR i.id < \(before))
                ORDER BY i.id DESC LIMIT \(most)
                """))
    }

    /// Those that cannot be right, of a commissioner's holders' orders, oldest first.
    package func queries(of commissioner: Commissioner.ID, most: Int) throws -> [InvoiceItem] {
        try items(
            try access.connection.rows(
                """
                \(sql: InvoiceColumns.all) WHERE i.status = 'query' AND h.commissioner_id = \(commissioner)
                ORDER BY i.received_at, i.id LIMIT \(most)
                """))
    }

    /// The numbers of invoices, by the part that they are about.
    /// - Parameter statuses: `.matched` for those that what is owed now is paid for, and `.paid` for those that were.
    package func numbers(
        about parts: [SupplierOrder.ID], in statuses: [InvoiceStatus]
    ) throws -> [SupplierOrder.ID: [String]] {
        try numbers(
            try access.connection.rows(
                """
                SELECT supplier_order_id, number FROM invoices
                WHERE supplier_order_id IN (\(list: parts)) AND status IN (\(list: statuses.map(\.rawValue)))
                ORDER BY id
                """))
    }

    /// The numbers of invoices that were or will be paid, for all of a supplier.
    package func numbers(of supplier: Supplier.ID) throws -> [SupplierOrder.ID: [String]] {
        try numbers(
            try access.connection.rows(
                """
                SELECT supplier_order_id, number FROM invoices
                WHERE supplier_id = \(supplier) AND status IN ('matched', 'paid') ORDER BY id
                """))
    }

    private func numbers(_ rows: [Row]) throws -> [SupplierOrder.ID: [String]] {
        try rows.reduce(into: [:]) { found, row in
            found[try row.id("supplier_order_id"), default: []].append(try row.text("number"))
        }
    }

    /// When it came to stand as it does.
    package func lastMove(of id: Invoice.ID) throws -> Moment? {
        try access.connection.row("SELECT MAX(at) AS at FROM invoice_events WHERE invoice_id = \(id)")?
            .optionalMoment("at")
    }

    private func items(_ rows: [Row]) throws -> [InvoiceItem] {
        let names = try rows.map { (try $0.text("order_number"), try $0.text("supplier_name")) }
        return zip(try invoices(rows), names).map { InvoiceItem(invoice: $0, orderNumber: $1.0, supplier: $1.1) }
    }

    private func invoices(_ rows: [Row]) throws -> [Invoice] {
        // Most orders have none, and are asked at every step.
        if rows.isEmpty { return [] }
        let ids: [Invoice.ID] = try rows.map { try $0.id("id") }
        var lines: [Invoice.ID: [Invoice.Line]] = [:]
        for row in try access.connection.rows(
            "SELECT * FROM invoice_lines WHERE invoice_id IN (\(list: ids)) ORDER BY invoice_id, line")
        {
            lines[try row.id("invoice_id"), default: []].append(
                Invoice.Line(
                    position: try row.optionalInteger("position"), title: try row.text("title"),
                    units: try row.integer("units"), unitNet: try row.money("unit_net_pence"),
                    net: try row.money("net_pence"), basisPoints: try row.integer("vat_basis_points")))
        }
        return try rows.map { row in
            let id: Invoice.ID = try row.id("id")
            return Invoice(
                id: id, supplier: try row.id("supplier_id"), supplierOrder: try row.id("supplier_order_id"),
                number: try row.text("number"), issuedOn: try row.day("issued_on"),
                receivedAt: try row.moment("received_at"), origin: try row.word("origin"), lines: lines[id] ?? [],
                tax: try row.money("tax_pence"), total: try row.money("total_pence"),
                hasOtherSums: try row.integer("other_sums") == 1, status: try row.word("status"),
                problems: try row.json("problems"), note: try row.optionalText("note"),
                version: try row.integer("version"))
        }
    }
}

private enum InvoiceColumns {
    static let all: StaticString = """
        SELECT i.*, o.number AS order_number, s.name AS supplier_name FROM invoices i
        JOIN supplier_orders so ON so.id = i.supplier_order_id JOIN orders o ON o.id = so.order_id
        JOIN holders h ON h.id = o.holder_id JOIN suppliers s ON s.id = i.supplier_id
        """
}

extension InvoiceStore where Access: Writing {
    package func insert(_ invoice: Invoice) throws {
        try access.connection.run(
            """
            INSERT INTO invoices (id, supplier_id, supplier_order_id, number, issued_on, received_at, origin, tax_pence,
                total_pence, other_sums, status, problems, note, version)
            VALUES (\(invoice.id), \(invoice.supplier), \(invoice.supplierOrder), \(invoice.number),
                \(invoice.issuedOn), \(invoice.receivedAt), \(invoice.origin.rawValue), \(invoice.tax),
                \(invoice.total), \(invoice.hasOtherSums ? 1 : 0), \(invoice.status.rawValue),
                \(try StoredJSON.text(invoice.problems)), \(invoice.note), \(invoice.version))
            """)
        for (number, line) in invoice.lines.enumerated() {
            try access.connection.run(
                """
                INSERT INTO invoice_lines (invoice_id, line, position, title, units, unit_net_pence, net_pence,
                    vat_basis_points)
                VALUES (\(invoice.id), \(number + 1), \(line.position), \(line.title), \(line.units), \(line.unitNet),
                    \(line.net), \(line.basisPoints))
                """)
        }
    }

    /// Saves where it stands if nobody else has saved since it was read, and who moved it.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ invoice: Invoice, by person: Person.ID?, at now: Moment) throws {
        let changed = try access.connection.run(
            """
            UPDATE invoices SET status = \(invoice.status.rawValue), note = \(invoice.note),
                problems = \(try StoredJSON.text(invoice.problems)), version = \(invoice.version)
            WHERE id = \(invoice.id) AND version = \(invoice.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
        try access.connection.run(
            """
            INSERT INTO invoice_events (invoice_id, version, status, person_id, note, at)
            VALUES (\(invoice.id), \(invoice.version), \(invoice.status.rawValue), \(person), \(invoice.note), \(now))
            """)
    }
}

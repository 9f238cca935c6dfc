import Relational

/// What orders refer to: for each commissioner one holder with a plan, three suppliers with a listing each.
enum GeneratedTown {
    static let suppliers = ["care", "goods", "therapy"]

    static func build(in tx: Transaction) throws {
        try tx.connection.run(
            """
            INSERT INTO categories (id, title, summary, supplier_checks) VALUES ('01', 'Things', '', '')
            """)
        for supplier in suppliers { try build(supplier: supplier, in: tx) }
        for code in Generator.commissioners { try build(commissioner: code, in: tx) }
    }

    private static func build(supplier: String, in tx: Transaction) throws {
        try tx.connection.run(
            """
            INSERT INTO suppliers (id, name, description, reach, covered, email, telephone, status, version, revision)
            VALUES (\(supplier), \(supplier), '', 'national', '', 'x@example.org', '0115 496 0900', 'approved', 1, 1)
            """)
        try tx.connection.run(
            """
            INSERT INTO listings (id, supplier_id, category_id, title, description, unit, price_pence, vat, lead_days,
                delivery, cancellation, quantity_maximum, status, version, revision)
            VALUES (\(supplier), \(supplier), '01', 'A thing', '', 'each', 1000, 'E', 3, '', '', 9, 'live', 1, 1)
            """)
    }

    private static func build(commissioner code: String, in tx: Transaction) throws {
        try tx.connection.run(
            """
            INSERT INTO commissioners (id, name, email, telephone)
            VALUES (\(code), \(code), 'x@example.org', '0115 496 0900')
            """)
        try tx.connection.run(
            """
            INSERT INTO holders (id, name, known_as, born_on, address, postcode, telephone, commissioner_id, pseudonym)
            VALUES (\(code), 'Holder', 'Holder', '1980-01-01', '[]', 'NG7 2RD', '', \(code), \(code))
            """)
        try tx.connection.run(
            """
            INSERT INTO people (id, email, name, role) VALUES (\(code), \("\(code)@example.org"), 'Holder', 'holder')
            """)
        try tx.connection.run(
            """
            INSERT INTO authorities (id, person_id, holder_id, kind, first_day)
            VALUES (\(code), \(code), \(code), 'self', '2026-04-06')
            """)
        try tx.connection.run(
            """
            INSERT INTO plans (id, version, holder_id, first_day, last_day, takes_effect, status, revision, coordinator,
                coordinator_telephone, allows_splitting, narrative, agreements, budgets)
            VALUES (\(code), 1, \(code), '2026-04-06', '2027-04-05', '2026-04-06', 'in-force', 1, '', '', 1, '{}', '[]',
                '[]')
            """)
    }
}

import Ledger
import Relational
import Values

extension JournalStore {
    /// For people: what the owners of accounts are called, by their identifiers. A plan line is named with its holder,
    /// a supplier by its name, a supplier order by the number of its order; the commissioner's own accounts have none.
    package func owners(of accounts: [LedgerAccount]) throws -> [String: String] {
        let ids = Array(Set(accounts.map(\.owner))).filter { !$0.isEmpty }
        guard !ids.isEmpty else { return [:] }
        let rows = try access.connection.rows(
            """
            SELECT l.id, h.name || ': ' || l.title AS name, l.plan_version AS version FROM plan_lines l
            JOIN plans p ON p.id = l.plan_id AND p.version = l.plan_version JOIN holders h ON h.id = p.holder_id
            WHERE l.id IN (\(list: ids))
            UNION ALL SELECT id, name, 0 FROM suppliers WHERE id IN (\(list: ids))
            UNION ALL SELECT so.id, 'Order ' || o.number, 0 FROM supplier_orders so JOIN orders o ON o.id = so.order_id
            WHERE so.id IN (\(list: ids))
            ORDER BY version
            """)
        // The newest version of a plan has the words of today.
        return Dictionary(
            try rows.map { (try $0.text("id"), try $0.text("name")) }, uniquingKeysWith: { _, newest in newest })
    }
}

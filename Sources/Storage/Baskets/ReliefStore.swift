import Baskets
import Catalogue
import Identity
import Orders
import Relational
import Values

/// Declarations that no VAT is due.
package struct ReliefStore<Access: Reading> { let access: Access }

extension Reading {
    package var reliefs: ReliefStore<Self> { ReliefStore(access: self) }
}

extension ReliefStore {
    /// For the rules: which declarations are on file.
    package func inForce(of holder: Holder.ID) throws -> Set<ReliefKey> {
        Set(
            try access.connection.rows(
                """
                SELECT supplier_id, goods_id FROM relief_declarations
                WHERE holder_id = \(holder) AND revoked_at IS NULL
                """
            ).map { ReliefKey(supplier: try $0.id("supplier_id"), goods: try $0.id("goods_id")) })
    }

    /// Newest first, revoked ones too.
    package func list(of holder: Holder.ID) throws -> [ReliefDeclaration] {
        try access.connection.rows(
            "SELECT * FROM relief_declarations WHERE holder_id = \(holder) ORDER BY declared_at DESC, id"
        ).map { try ReliefStore.declaration($0) }
    }

    package func find(_ id: ReliefDeclaration.ID, of holder: Holder.ID) throws -> ReliefDeclaration? {
        try access.connection.row(
            "SELECT * FROM relief_declarations WHERE id = \(id) AND holder_id = \(holder)"
        ).map { try ReliefStore.declaration($0) }
    }

    /// The declaration under which a supplier was asked to leave VAT off at a moment.
    package func covering(
        _ holder: Holder.ID, supplier: Supplier.ID, goods: Catalogue.Category.ID, at moment: Moment
    ) throws -> ReliefDeclaration? {
        try access.connection.row(
            """
            SELECT * FROM relief_declarations
            WHERE holder_id = \(holder) AND supplier_id = \(supplier) AND goods_id = \(goods)
                AND declared_at <= \(moment) AND (revoked_at IS NULL OR revoked_at > \(moment))
            ORDER BY declared_at DESC LIMIT 1
            """
        ).map { try ReliefStore.declaration($0) }
    }

    private static func declaration(_ row: Row) throws -> ReliefDeclaration {
        ReliefDeclaration(
            id: try row.id("id"), holder: try row.id("holder_id"), supplier: try row.id("supplier_id"),
            goods: try row.id("goods_id"), name: try row.text("name"),
            address: try row.text("address").split(separator: "\n").map(String.init),
            condition: try row.text("condition"), declaredBy: try row.id("declared_by"),
            declaredAt: try row.moment("declared_at"),
            revokedAt: try row.optionalInteger("revoked_at").map { Moment(milliseconds: $0) })
    }
}

extension ReliefStore where Access: Writing {
    package func insert(_ declaration: ReliefDeclaration) throws {
        try access.connection.run(
            """
            INSERT INTO relief_declarations (id, holder_id, supplier_id, goods_id, name, address, condition,
                declared_by, declared_at)
            VALUES (\(declaration.id), \(declaration.holder), \(declaration.supplier), \(declaration.goods),
                \(declaration.name), \(declaration.address.joined(separator: "\n")), \(declaration.condition),
                \(declaration.declaredBy), \(declaration.declaredAt))
            """)
    }

    /// False when there is no such declaration in force.
    package func revoke(_ id: ReliefDeclaration.ID, by person: Person.ID, at now: Moment) throws -> Bool {
        try access.connection.run(
            """
            UPDATE relief_declarations SET revoked_by = \(person), revoked_at = \(now)
            WHERE id = \(id) AND revoked_at IS NULL
            """) == 1
    }
}

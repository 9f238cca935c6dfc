import Catalogue
import Identity
import Relational
import Values

/// A key with which a supplier's programs come in. The key itself is shown once and kept nowhere.
package struct SupplierKey: Sendable {
    package typealias ID = Identifier<SupplierKey>

    package let id: ID
    package let supplier: Supplier.ID
    /// Who made it: programs act in their name.
    package let person: Person.ID
    package let personName: String
    package let name: String
    package let scopes: Set<SupplierScope>
    /// The last day on which it counts; nil where it counts until it is revoked.
    package let endsOn: Day?
    package let madeAt: Moment
    package let usedAt: Moment?
    package let revokedAt: Moment?

    package static let nameCharactersMaximum = 80

    package func counts(on today: Day) -> Bool { revokedAt == nil && endsOn.map { today <= $0 } ?? true }
}

/// Suppliers' keys, by the digest of what their programs send.
package struct SupplierKeyStore<Access: Reading> { let access: Access }

extension Reading {
    package var supplierKeys: SupplierKeyStore<Self> { SupplierKeyStore(access: self) }
}

extension SupplierKeyStore {
    package func find(_ id: SupplierKey.ID, of supplier: Supplier.ID) throws -> SupplierKey? {
        try access.connection.row(
            """
            SELECT k.*, p.name AS person_name FROM supplier_keys k JOIN people p ON p.id = k.person_id
            WHERE k.id = \(id) AND k.supplier_id = \(supplier)
            """
        ).map(SupplierKeyStore.key)
    }

    /// One that has not been revoked; nil where it is not known or has been.
    package func find(_ digest: Digest) throws -> SupplierKey? {
        try access.connection.row(
            """
            SELECT k.*, p.name AS person_name FROM supplier_keys k JOIN people p ON p.id = k.person_id
            WHERE k.digest = \(digest) AND k.revoked_at IS NULL
            """
        ).map(SupplierKeyStore.key)
    }

    /// The newest first, those that were revoked included.
    package func list(of supplier: Supplier.ID) throws -> [SupplierKey] {
        try access.connection.rows(
            """
            SELECT k.*, p.name AS person_name FROM supplier_keys k JOIN people p ON p.id = k.person_id
            WHERE k.supplier_id = \(supplier) ORDER BY k.made_at DESC, k.id DESC
            """
        ).map(SupplierKeyStore.key)
    }

    private static func key(_ row: Row) throws -> SupplierKey {
        SupplierKey(
            id: try row.id("id"), supplier: try row.id("supplier_id"), person: try row.id("person_id"),
            personName: try row.text("person_name"), name: try row.text("name"),
            scopes: Set(text: try row.text("scopes")), endsOn: try row.optionalDay("ends_on"),
            madeAt: try row.moment("made_at"), usedAt: try row.optionalMoment("used_at"),
            revokedAt: try row.optionalMoment("revoked_at"))
    }
}

extension SupplierKeyStore where Access: Writing {
    package func insert(
        _ id: SupplierKey.ID, of supplier: Supplier.ID, by person: Person.ID, name: String,
        scopes: Set<SupplierScope>, endsOn: Day?, digest: Digest, at now: Moment
    ) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_keys (id, supplier_id, person_id, name, scopes, ends_on, digest, made_at)
            VALUES (\(id), \(supplier), \(person), \(name), \(scopes.text), \(endsOn), \(digest), \(now))
            """)
    }

    package func noteUse(of id: SupplierKey.ID, at now: Moment) throws {
        try access.connection.run("UPDATE supplier_keys SET used_at = \(now) WHERE id = \(id)")
    }

    /// - Returns: whether there was one to revoke.
    package func revoke(_ id: SupplierKey.ID, of supplier: Supplier.ID, at now: Moment) throws -> Bool {
        try access.connection.run(
            """
            UPDATE supplier_keys SET revoked_at = \(now)
            WHERE id = \(id) AND supplier_id = \(supplier) AND revoked_at IS NULL
            """) == 1
    }
}

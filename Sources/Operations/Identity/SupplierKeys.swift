import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier lets a program of its own in.
package struct MakeSupplierKey: Operation {
    package let name: String
    /// Of the key, which nobody keeps.
    package let digest: String

    package init(name: String, digest: Digest) {
        self.name = name
        self.digest = digest.text
    }

    /// A supplier has few programs; who wants more revokes those that are not used.
    package static let most = 20

    /// - Throws: `NotFound`; `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierKey.ID {
        let supplier = try principal.actingForSupplier(to: .listings)
        let name = Text.line(name)
        guard !name.isEmpty else { throw FieldProblems("name", "Say which program it is for") }
        guard name.unicodeScalars.count <= SupplierKey.nameCharactersMaximum
        else { throw FieldProblems("name", "Write at most \(SupplierKey.nameCharactersMaximum) characters") }
        let live = try tx.supplierKeys.list(of: supplier).count { $0.revokedAt == nil }
        guard live < Self.most else { throw FieldProblems("name", "You have \(Self.most) keys; revoke one first") }
        let id: SupplierKey.ID = tools.new()
        try tx.supplierKeys.insert(
            id, of: supplier, by: principal.person.id, name: name, digest: Digest(digest), at: tools.now)
        return id
    }
}

/// A supplier shuts a program of its own out again.
package struct RevokeSupplierKey: Operation {
    package let key: SupplierKey.ID

    package init(key: SupplierKey.ID) {
        self.key = key
    }

    /// - Throws: `NotFound`, also for another supplier's, and for one that was revoked already.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierKey.ID {
        guard try tx.supplierKeys.revoke(key, of: try principal.actingForSupplier(to: .listings), at: tools.now)
        else { throw NotFound() }
        return key
    }
}

extension Desk {
    /// Keys are noted as used at most once in so many minutes: a program may ask often.
    private static let noteMinutes = 10

    /// Who comes with a key: the person who made it, for as long as they work for the supplier; nil where the key is
    /// not known or has been revoked.
    package func principal(key: String) async throws -> Principal? {
        let now = clock()
        let found = try await database.read { snapshot -> (key: SupplierKey, principal: Principal)? in
            guard let known = try snapshot.supplierKeys.find(Digest(of: key)),
                let person = try snapshot.people.find(known.person)
            else { return nil }
            let principal = try Desk.principal(person, holder: nil, on: now.day, in: snapshot)
            guard case .supplier(let id, _) = principal.capacity, id.text == known.supplier.text else { return nil }
            return (known, principal)
        }
        guard let found else { return nil }
        if found.key.usedAt.map({ now >= $0.adding(minutes: Desk.noteMinutes) }) ?? true {
            do {
                try await database.write { try $0.supplierKeys.noteUse(of: found.key.id, at: now) }
            } catch is StorageUnavailable {
                // A full disk must not keep programs from reading.
            }
        }
        return found.principal
    }
}

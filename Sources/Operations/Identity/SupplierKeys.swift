import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier lets a program of its own in.
package struct MakeSupplierKey: Operation {
    package let name: String
    /// What it is for, in the order of the table.
    package let scopes: [SupplierScope]
    /// The last day on which it counts.
    package let endsOn: Day?
    /// Of the key, which nobody keeps.
    package let digest: String

    package init(name: String, scopes: Set<SupplierScope>, endsOn: Day? = nil, digest: Digest) {
        self.name = Text.line(name)
        self.scopes = SupplierScope.allCases.filter(scopes.contains)
        self.endsOn = endsOn
        self.digest = digest.text
    }

    /// A supplier has few programs; who wants more revokes those that are not used.
    package static let most = 20

    /// - Throws: `NotFound`; `FieldProblems`; `TeamRefusal.notYours` where a scope is of somebody else's work.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierKey.ID {
        let supplier = try principal.actingForSupplier()
        for scope in scopes { try principal.must(scope) }
        let problems = problems(on: tools.today)
        guard problems.isEmpty else { throw problems }
        let live = try tx.supplierKeys.list(of: supplier).count { $0.counts(on: tools.today) }
        guard live < Self.most else { throw FieldProblems("name", "You have \(Self.most) keys; revoke one first") }
        let id: SupplierKey.ID = tools.new()
        try tx.supplierKeys.insert(
            id, of: supplier, by: principal.person.id, name: name, scopes: Set(scopes), endsOn: endsOn,
            digest: Digest(digest), at: tools.now)
        return id
    }

    /// What is wrong with what was typed; told together with what else the form asks.
    package func problems(on today: Day) -> FieldProblems {
        var problems = FieldProblems()
        if name.isEmpty { problems.add("name", "Say which program it is for") }
        if name.unicodeScalars.count > SupplierKey.nameCharactersMaximum {
            problems.add("name", "Write at most \(SupplierKey.nameCharactersMaximum) characters")
        }
        if scopes.isEmpty { problems.add("scopes", "Choose what the program may do") }
        if let endsOn, endsOn < today { problems.add("ends", "The last day must not lie in the past") }
        return problems
    }
}

/// A supplier shuts a program of its own out again: whoever made its key, and whoever could have made it.
package struct RevokeSupplierKey: Operation {
    package let key: SupplierKey.ID

    package init(key: SupplierKey.ID) {
        self.key = key
    }

    /// - Throws: `NotFound`, also for another supplier's, and for one that was revoked already;
    ///   `TeamRefusal.notYours`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierKey.ID {
        let supplier = try principal.actingForSupplier()
        guard let known = try tx.supplierKeys.find(key, of: supplier), known.revokedAt == nil else { throw NotFound() }
        if known.person != principal.person.id {
            for scope in SupplierScope.allCases where known.scopes.contains(scope) { try principal.must(scope) }
        }
        guard try tx.supplierKeys.revoke(key, of: supplier, at: tools.now) else { throw NotFound() }
        return key
    }
}

/// A program of a supplier's, with the person in whose name it acts.
package struct Program: Sendable {
    package let key: SupplierKey
    package let principal: Principal
}

extension Desk {
    /// Keys are noted as used at most once in so many minutes: a program may ask often.
    private static let noteMinutes = 1

    /// Who comes with a key: in the name of the person who made it, for as long as they work for the supplier; nil
    /// where the key is not known, has been revoked or has ended.
    package func program(key: String) async throws -> Program? {
        let now = clock()
        let found = try await database.read { snapshot -> Program? in
            guard let known = try snapshot.supplierKeys.find(Digest(of: key)), known.counts(on: now.day),
                let person = try snapshot.people.find(known.person)
            else { return nil }
            let principal = try Desk.principal(person, holder: nil, on: now.day, in: snapshot)
            guard case .supplier(let id, _) = principal.capacity, id.text == known.supplier.text else { return nil }
            return Program(key: known, principal: principal)
        }
        guard let found else { return nil }
        if found.key.usedAt.map({ now >= $0.adding(minutes: Desk.noteMinutes) }) ?? true {
            do {
                try await database.write { try $0.supplierKeys.noteUse(of: found.key.id, at: now) }
            } catch is StorageUnavailable {
                // A full disk must not keep programs from reading.
            }
        }
        return found
    }
}

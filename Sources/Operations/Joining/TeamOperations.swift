import Catalogue
import Identity
import Relational
import Storage
import Values

/// Somebody new for a supplier's team, as it was typed.
package struct TeamMemberText: Sendable, Encodable {
    package var name: String
    package var email: String
    package var roles: Set<SupplierRole>

    package init(name: String = "", email: String = "", roles: Set<SupplierRole> = []) {
        self.name = name
        self.email = email
        self.roles = roles
    }

    private enum CodingKeys: CodingKey {
        case name, email, roles
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(email, forKey: .email)
        try container.encode(roles.map(\.rawValue).sorted(), forKey: .roles)
    }

    /// - Throws: `FieldProblems`.
    package func checked() throws(FieldProblems) -> (name: String, email: EmailAddress) {
        var problems = FieldProblems()
        let name = Text.line(name)
        if name.isEmpty { problems.add("name", "Enter the person’s name") }
        if name.unicodeScalars.count > 120 { problems.add("name", "Write at most 120 characters") }
        if roles.isEmpty { problems.add("roles", "Choose at least one role") }
        var address: EmailAddress?
        do { address = try EmailAddress(email) } catch { problems.add("email", "The e-mail address \(error)") }
        guard problems.isEmpty, let address else { throw problems }
        return (name, address)
    }
}

/// An owner adds somebody to the team. How they first sign in is told to the owner, once.
struct AddTeamMember: Operation {
    let text: TeamMemberText
    /// Of the start password: no part of what is asked, which a repeat has to match.
    let passwordHash: String

    private enum CodingKeys: CodingKey {
        case text
    }

    func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let clerk = try SupplierClerk(try principal.actingForSupplier(to: .team), tx, tools)
        // Before anybody has looked at who they are, nobody can try addresses here.
        guard clerk.supplier.status.isKnown else { throw TeamRefusal.notApproved }
        let (name, email) = try text.checked()
        // Whoever has the name of one of the staff keeps them from deciding about the supplier (workflow I16): no
        // supplier is to choose whom.
        guard try !tx.staff.names().contains(where: { Name.comparable($0) == Name.comparable(name) }) else {
            throw FieldProblems(
                "name", "Somebody who works for a commissioner has this name. Add a middle name or an initial")
        }
        let id = try tx.people.find(email: email).map { there in
            // Only who was of this team before, and is not any more, can come again.
            guard there.role == .supplier, there.organisation?.text == clerk.supplier.id.text,
                try tx.teams.roles(of: there.id).isEmpty
            else { throw TeamRefusal.addressNotPossible }
            try tx.teams.rename(there.id, name)
            try tx.teams.set(text.roles, of: there.id)
            return there.id
        } ?? insert(name, email, clerk.supplier.id, tx, tools)
        try tx.people.set(passwordHash: passwordHash, of: id)
        return id
    }

    private func insert(
        _ name: String, _ email: EmailAddress, _ supplier: Supplier.ID, _ tx: Transaction, _ tools: Tools
    ) throws -> Person.ID {
        let person = Person(
            id: tools.new(), name: name, email: email, role: .supplier, organisation: .init(supplier.text))
        try tx.people.insert(person, team: text.roles)
        return person.id
    }
}

/// An owner gives somebody of the team a new start password: the old one, and all sessions, are over.
struct ResetTeamPassword: Operation {
    let person: Person.ID
    let passwordHash: String

    private enum CodingKeys: CodingKey {
        case person
    }

    func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let supplier = try principal.actingForSupplier(to: .team)
        guard try tx.teams.list(of: supplier).contains(where: { $0.person == person }) else { throw NotFound() }
        try tx.people.set(passwordHash: passwordHash, of: person)
        return person
    }
}

/// An owner says what somebody of the team is there for.
package struct SetTeamRoles: Operation {
    package let person: Person.ID
    /// In the order of their names, so that the same asks the same.
    package let roles: [SupplierRole]

    package init(person: Person.ID, roles: Set<SupplierRole>) {
        self.person = person
        self.roles = SupplierRole.allCases.filter(roles.contains)
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let team = try tx.teams.list(of: try principal.actingForSupplier(to: .team))
        guard team.contains(where: { $0.person == person }) else { throw NotFound() }
        guard !roles.isEmpty else { throw FieldProblems("roles", "Choose at least one role") }
        try team.mustKeepOwner(when: person, has: Set(roles))
        try tx.teams.set(Set(roles), of: person)
        return person
    }
}

/// An owner takes somebody out of the team: they cannot sign in any more; what they did stays on record.
package struct RemoveTeamMember: Operation {
    package let person: Person.ID

    package init(person: Person.ID) {
        self.person = person
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let team = try tx.teams.list(of: try principal.actingForSupplier(to: .team))
        guard team.contains(where: { $0.person == person }) else { throw NotFound() }
        try team.mustKeepOwner(when: person, has: [])
        try tx.teams.shutOut(person)
        return person
    }
}

extension Desk {
    /// Somebody of a team and the password that they begin with; nil where a repeat of the form made nothing new.
    package struct NewMember: Sendable {
        package let person: Person.ID
        package let password: String?
    }

    package func addTeamMember(
        _ text: TeamMemberText, as principal: Principal, key: String
    ) async throws -> NewMember {
        _ = try text.checked()
        return try await withStartPassword { hash in
            try await perform(AddTeamMember(text: text, passwordHash: hash), as: principal, key: key)
        }
    }

    package func resetTeamPassword(
        _ person: Person.ID, as principal: Principal, key: String
    ) async throws -> NewMember {
        try await withStartPassword { hash in
            try await perform(ResetTeamPassword(person: person, passwordHash: hash), as: principal, key: key)
        }
    }

    private func withStartPassword(_ body: (_ hash: String) async throws -> Person.ID) async throws -> NewMember {
        let password = try StartPassword.make()
        let hash = try await door.hash(password, cost: passwordCost)
        let person = try await body(hash)
        let isNew = try await database.read { try $0.people.passwordHash(of: person) } == hash
        return NewMember(person: person, password: isNew ? password : nil)
    }
}

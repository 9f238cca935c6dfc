import Identity
import Relational
import Values

/// People who can sign in.
package struct PersonStore<Access: Reading> { let access: Access }

extension Reading {
    package var people: PersonStore<Self> { PersonStore(access: self) }
}

extension PersonStore {
    package func find(_ id: Person.ID) throws -> Person? {
        try access.connection.row("SELECT * FROM people WHERE id = \(id)").map(PersonStore.person)
    }

    package func find(email: EmailAddress) throws -> Person? {
        try access.connection.row("SELECT * FROM people WHERE email = \(email.text)").map(PersonStore.person)
    }

    /// The stored form of the password's hash; nil when nobody has set one.
    package func passwordHash(of id: Person.ID) throws -> String? {
        try access.connection.row("SELECT password_hash FROM people WHERE id = \(id)")?.optionalText("password_hash")
    }

    /// Everybody, by role and e-mail.
    package func list() throws -> [(person: Person, hasPassword: Bool)] {
        try access.connection.rows("SELECT * FROM people ORDER BY role, email").map {
            (try PersonStore.person($0), try $0.optionalText("password_hash") != nil)
        }
    }

    static func person(_ row: Row) throws -> Person {
        Person(
            id: try row.id("id"), name: try row.text("name"), email: try EmailAddress(try row.text("email")),
            role: try row.word("role"), organisation: try row.optionalID("organisation"))
    }
}

extension PersonStore where Access: Writing {
    /// - Parameter team: of a supplier's staff; who comes without being added by an owner is one.
    package func insert(_ person: Person, team: Set<SupplierRole> = [.owner]) throws {
        try access.connection.run(
            """
            INSERT INTO people (id, email, name, role, organisation)
            VALUES (\(person.id), \(person.email.text), \(person.name), \(person.role.rawValue), \(person.organisation))
            """)
        if person.role == .supplier { try access.teams.set(team, of: person.id) }
    }

    /// Sets the password and ends every session of the person.
    package func set(passwordHash: String, of id: Person.ID) throws {
        try access.connection.run("UPDATE people SET password_hash = \(passwordHash) WHERE id = \(id)")
        try access.connection.run("DELETE FROM sessions WHERE person_id = \(id)")
    }

    /// The same password, dearer to try; nothing where somebody has changed it meanwhile.
    package func raise(passwordHash old: String, to new: String, of id: Person.ID) throws {
        try access.connection.run(
            "UPDATE people SET password_hash = \(new) WHERE id = \(id) AND password_hash = \(old)")
    }

    /// Takes a row of `accounts.csv` in; people are known by their e-mail address.
    package func take(_ person: Person, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT * FROM people WHERE email = \(person.email.text)")
        guard let known else {
            try insert(person)
            try access.connection.run("UPDATE people SET source_digest = \(source) WHERE id = \(person.id)")
            return .added
        }
        guard try known.optionalText("source_digest") != source.text else { return .unchanged }
        try access.connection.run(
            """
            UPDATE people SET name = \(person.name), role = \(person.role.rawValue),
                organisation = \(person.organisation), source_digest = \(source)
            WHERE email = \(person.email.text)
            """)
        let before = try PersonStore.person(known)
        // Who comes to a supplier by the file is an owner there; who was there stays what they were made.
        if person.role == .supplier, before.organisation != person.organisation || before.role != .supplier {
            try access.teams.set([.owner], of: before.id)
        }
        return .changed
    }
}

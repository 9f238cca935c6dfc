import Identity
import Relational
import Values

/// Holders, the people who may act for them, and their commissioners.
package struct HolderStore<Access: Reading> { let access: Access }

extension Reading {
    package var holders: HolderStore<Self> { HolderStore(access: self) }
}

extension HolderStore {
    package func find(_ id: Holder.ID) throws -> Holder? {
        try access.connection.row("SELECT * FROM holders WHERE id = \(id)").map(HolderStore.holder)
    }

    package func commissioner(_ id: Commissioner.ID) throws -> Commissioner? {
        try access.connection.row("SELECT * FROM commissioners WHERE id = \(id)").map { row in
            Commissioner(
                id: try row.id("id"), name: try row.text("name"), email: try EmailAddress(try row.text("email")),
                telephone: try row.text("telephone"))
        }
    }

    /// For whom a person may act, with the holders' names, today or not: the page says which are in force.
    package func authorities(of person: Person.ID) throws -> [(authority: Authority, name: String)] {
        try access.connection.rows(
            """
            SELECT a.*, h.name AS holder_name FROM authorities a JOIN holders h ON h.id = a.holder_id
            WHERE a.person_id = \(person) ORDER BY h.name, a.id
            """
        ).map { (try HolderStore.authority($0), try $0.text("holder_name")) }
    }

    static func holder(_ row: Row) throws -> Holder {
        Holder(
            id: try row.id("id"), name: try row.text("name"), knownAs: try row.text("known_as"),
            dateOfBirth: try row.day("born_on"), address: try address(row), telephone: try row.text("telephone"),
            commissioner: try row.id("commissioner_id"), pseudonym: try row.text("pseudonym"))
    }

    static func address(_ row: Row) throws -> Address {
        Address(
            lines: try row.text("address").split(separator: "\n").map(String.init),
            postcode: try Postcode(try row.text("postcode")))
    }

    static func authority(_ row: Row) throws -> Authority {
        Authority(
            id: try row.id("id"), person: try row.id("person_id"), holder: try row.id("holder_id"),
            kind: try row.word("kind"), signLimit: try row.optionalMoney("sign_limit_pence"),
            first: try row.day("first_day"), last: try row.optionalDay("last_day"))
    }
}

extension HolderStore where Access: Writing {
    package func take(_ commissioner: Commissioner, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM commissioners WHERE id = \(commissioner.id)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO commissioners (id, name, email, telephone, source_digest)
            VALUES (\(commissioner.id), \(commissioner.name), \(commissioner.email.text), \(commissioner.telephone),
                \(source))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email,
                telephone = excluded.telephone, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }

    /// The pseudonym of a holder who is known already stays what it was.
    package func take(_ holder: Holder, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM holders WHERE id = \(holder.id)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO holders (id, name, known_as, born_on, address, postcode, telephone, commissioner_id, pseudonym,
                source_digest)
            VALUES (\(holder.id), \(holder.name), \(holder.knownAs), \(holder.dateOfBirth),
                \(holder.address.lines.joined(separator: "\n")), \(holder.address.postcode), \(holder.telephone),
                \(holder.commissioner), \(holder.pseudonym), \(source))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, known_as = excluded.known_as,
                born_on = excluded.born_on, address = excluded.address, postcode = excluded.postcode,
                telephone = excluded.telephone, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }

    package func take(_ authority: Authority, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row(
            """
            SELECT source_digest FROM authorities
            WHERE person_id = \(authority.person) AND holder_id = \(authority.holder)
            """)
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO authorities (id, person_id, holder_id, kind, sign_limit_pence, first_day, last_day,
                source_digest)
            VALUES (\(authority.id), \(authority.person), \(authority.holder), \(authority.kind.rawValue),
                \(authority.signLimit), \(authority.first), \(authority.last), \(source))
            ON CONFLICT (person_id, holder_id) DO UPDATE SET kind = excluded.kind,
                sign_limit_pence = excluded.sign_limit_pence, first_day = excluded.first_day,
                last_day = excluded.last_day, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }
}

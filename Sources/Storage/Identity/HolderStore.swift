import Identity
import Plans
import Relational
import Values

/// Holders, the people who may act for them, and their commissioners.
package struct HolderStore<Access: Reading> { let access: Access }

/// One person in a commissioner's list.
package struct DirectoryEntry: Sendable, Hashable {
    package let holder: Holder
    /// In force or suspended; nil where neither.
    package let plan: PlanStatus?
    /// Being written or waiting.
    package let coming: PlanStatus?
    package let reviewDue: Day?
    package let openRequests: Int
}

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

    package func authority(_ id: Authority.ID) throws -> Authority? {
        try access.connection.row("SELECT * FROM authorities WHERE id = \(id)").map(HolderStore.authority)
    }

    /// The right that a person has for a holder, whatever day it is.
    package func authority(of person: Person.ID, for holder: Holder.ID) throws -> Authority? {
        try access.connection.row(
            "SELECT * FROM authorities WHERE person_id = \(person) AND holder_id = \(holder)"
        ).map(HolderStore.authority)
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

    /// A commissioner's own holder; another's is not found.
    package func find(_ id: Holder.ID, of commissioner: Commissioner.ID) throws -> Holder? {
        try access.connection.row(
            "SELECT * FROM holders WHERE id = \(id) AND commissioner_id = \(commissioner)"
        ).map(HolderStore.holder)
    }

    /// Who may act for a holder, with names and addresses, today or not.
    package func authorities(for holder: Holder.ID) throws -> [(authority: Authority, person: Person)] {
        try access.connection.rows(
            "SELECT * FROM authorities WHERE holder_id = \(holder) ORDER BY kind, id"
        ).compactMap { row in
            let authority = try HolderStore.authority(row)
            return try access.people.find(authority.person).map { (authority, $0) }
        }
    }

    /// A commissioner's people by name, with where their plans stand: `most` of them after the first `skipping`.
    /// - Parameter words: part of a name or of a postcode; empty for all.
    package func directory(
        of commissioner: Commissioner.ID, words: String, skipping: Int, most: Int
    ) throws -> [DirectoryEntry] {
        let (pattern, joined) = HolderStore.patterns(words)
        return try access.connection.rows(
            """
            SELECT h.*,
                (SELECT status FROM plans p WHERE p.holder_id = h.id AND p.status IN ('in-force', 'suspended')
                    ORDER BY p.status LIMIT 1) AS standing_plan,
                (SELECT status FROM plans p WHERE p.holder_id = h.id AND p.status IN ('draft', 'proposed', 'agreed')
                    LIMIT 1) AS coming_plan,
                (SELECT narrative FROM plans p WHERE p.holder_id = h.id AND p.status = 'in-force') AS narrative,
                (SELECT COUNT(*) FROM plan_requests r WHERE r.holder_id = h.id AND r.answer IS NULL) AS requests
            FROM holders h
            WHERE h.commissioner_id = \(commissioner)
                AND (LOWER(h.name) LIKE \(pattern) OR LOWER(REPLACE(h.postcode, ' ', '')) LIKE \(joined))
            ORDER BY h.name, h.id LIMIT \(most) OFFSET \(skipping)
            """
        ).map { row in
            let narrative: Narrative? = try row.optionalJSON("narrative")
            return DirectoryEntry(
                holder: try HolderStore.holder(row),
                plan: try row.optionalText("standing_plan").flatMap(PlanStatus.init(rawValue:)),
                coming: try row.optionalText("coming_plan").flatMap(PlanStatus.init(rawValue:)),
                reviewDue: narrative?.nextReview, openRequests: try row.integer("requests"))
        }
    }

    /// How many people `directory` has for these words.
    package func count(of commissioner: Commissioner.ID, words: String) throws -> Int {
        let (pattern, joined) = HolderStore.patterns(words)
        return try access.connection.row(
            """
            SELECT COUNT(*) AS people FROM holders h
            WHERE h.commissioner_id = \(commissioner)
                AND (LOWER(h.name) LIKE \(pattern) OR LOWER(REPLACE(h.postcode, ' ', '')) LIKE \(joined))
            """)?.integer("people") ?? 0
    }

    /// For names, and for postcodes, which people write with and without a blank.
    private static func patterns(_ words: String) -> (name: String, postcode: String) {
        let plain = words.lowercased().filter { $0 != "%" && $0 != "_" }
        return ("%\(plain)%", "%\(plain.filter { $0 != " " })%")
    }

    static func holder(_ row: Row) throws -> Holder {
        Holder(
            id: try row.id("id"), name: try row.text("name"), knownAs: try row.text("known_as"),
            dateOfBirth: try row.day("born_on"), address: try address(row), telephone: try row.text("telephone"),
            commissioner: try row.id("commissioner_id"), pseudonym: try row.text("pseudonym"),
            standing: try row.optionalJSON("standing") ?? HolderStanding(), version: try row.integer("version"))
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
            scopes: try row.optionalText("scopes").map { text in
                Set(text.split(separator: ";").compactMap { Authority.Scope(rawValue: String($0)) })
            } ?? Set(Authority.Scope.allCases),
            first: try row.day("first_day"), last: try row.optionalDay("last_day"), version: try row.integer("version"))
    }
}

extension HolderStore where Access: Writing {
    /// Saves if nobody else has saved since that version was read.
    /// - Throws: `RecordRefusal.standingChanged`.
    package func save(_ standing: HolderStanding, of holder: Holder.ID, version: Int) throws {
        let changed = try access.connection.run(
            """
            UPDATE holders SET standing = \(try StoredJSON.text(standing)), version = version + 1
            WHERE id = \(holder) AND version = \(version)
            """)
        guard changed == 1 else { throw RecordRefusal.standingChanged }
    }

    /// Gives a right to somebody who has none for this holder.
    package func insert(_ authority: Authority) throws {
        try access.connection.run(
            """
            INSERT INTO authorities (id, person_id, holder_id, kind, sign_limit_pence, scopes, first_day, last_day,
                version)
            VALUES (\(authority.id), \(authority.person), \(authority.holder), \(authority.kind.rawValue),
                \(authority.signLimit), \(authority.scopes.map(\.rawValue).sorted().joinedList), \(authority.first),
                \(authority.last), \(authority.version))
            """)
    }

    /// Saves if nobody else has saved since it was read.
    /// - Throws: `RecordRefusal.authorityChanged`.
    package func save(_ authority: Authority) throws {
        let changed = try access.connection.run(
            """
            UPDATE authorities SET kind = \(authority.kind.rawValue), sign_limit_pence = \(authority.signLimit),
                scopes = \(authority.scopes.map(\.rawValue).sorted().joinedList), first_day = \(authority.first),
                last_day = \(authority.last), version = \(authority.version)
            WHERE id = \(authority.id) AND version = \(authority.version - 1)
            """)
        guard changed == 1 else { throw RecordRefusal.authorityChanged }
    }

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
                telephone = excluded.telephone, source_digest = excluded.source_digest, version = holders.version + 1
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
            INSERT INTO authorities (id, person_id, holder_id, kind, sign_limit_pence, scopes, first_day, last_day,
                source_digest)
            VALUES (\(authority.id), \(authority.person), \(authority.holder), \(authority.kind.rawValue),
                \(authority.signLimit), \(authority.scopes.map(\.rawValue).sorted().joinedList), \(authority.first),
                \(authority.last), \(source))
            ON CONFLICT (person_id, holder_id) DO UPDATE SET kind = excluded.kind,
                sign_limit_pence = excluded.sign_limit_pence, scopes = excluded.scopes, first_day = excluded.first_day,
                last_day = excluded.last_day, source_digest = excluded.source_digest, version = authorities.version + 1
            """)
        return known == nil ? .added : .changed
    }
}

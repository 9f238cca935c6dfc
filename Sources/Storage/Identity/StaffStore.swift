import Identity
import Relational
import Values

/// A commissioner's staff: their roles, deputies and interests.
package struct StaffStore<Access: Reading> { let access: Access }

extension Reading {
    package var staff: StaffStore<Self> { StaffStore(access: self) }
}

extension StaffStore {
    /// Everybody of a commissioner's staff with their roles, by name.
    package func list(of commissioner: Commissioner.ID) throws -> [StaffMember] {
        var posts: [Person.ID: [StaffPost]] = [:]
        for row in try access.connection.rows(
            """
            SELECT s.person_id, s.role, s.limit_pence FROM staff_posts s JOIN people p ON p.id = s.person_id
            WHERE p.organisation = \(commissioner) AND p.role = 'commissioner'
            """)
        {
            posts[try row.id("person_id"), default: []].append(
                StaffPost(try row.word("role"), limit: try row.optionalMoney("limit_pence")))
        }
        return try access.connection.rows(
            """
            SELECT id, name FROM people WHERE organisation = \(commissioner) AND role = 'commissioner'
            ORDER BY name, id
            """
        ).map { row in
            let id: Person.ID = try row.id("id")
            return StaffMember(person: id, name: try row.text("name"), posts: posts[id] ?? [])
        }
    }

    package func delegations(of commissioner: Commissioner.ID) throws -> [Delegation] {
        try access.connection.rows(
            """
            SELECT * FROM delegations WHERE commissioner_id = \(commissioner) ORDER BY first_day, id
            """
        ).map { row in
            Delegation(
                id: try row.id("id"), from: try row.id("from_id"), to: try row.id("to_id"),
                kind: try row.word("kind"), first: try row.day("first_day"), last: try row.optionalDay("last_day"))
        }
    }

    /// All that were ever declared, those that still hold first; by the name of who declared them.
    package func interests(of commissioner: Commissioner.ID) throws -> [StaffInterest] {
        try access.connection.rows(
            """
            SELECT i.*, COALESCE(h.name, s.name, '') AS subject_name FROM staff_interests i
            JOIN people p ON p.id = i.person_id
            LEFT JOIN holders h ON i.kind = 'holder' AND h.id = i.subject_id
            LEFT JOIN suppliers s ON i.kind = 'supplier' AND s.id = i.subject_id
            WHERE p.organisation = \(commissioner)
            ORDER BY i.withdrawn_at IS NOT NULL, p.name, i.kind, i.subject_id, i.number
            """
        ).map { row in
            let subject = try row.text("subject_id")
            let withdrawal = try row.optionalMoment("withdrawn_at").map { at in
                StaffInterest.Withdrawal(
                    by: try row.id("withdrawn_by"), at: at, words: try row.text("withdrawn_words"))
            }
            return StaffInterest(
                person: try row.id("person_id"),
                subject: try row.text("kind") == "holder" ? .holder(.init(subject)) : .supplier(subject),
                name: try row.text("subject_name"), words: try row.text("words"),
                declaredAt: try row.optionalMoment("declared_at"), withdrawal: withdrawal)
        }
    }

    /// Who acts for a holder, or has acted for them.
    package func acted(for holder: Holder.ID) throws -> Set<Person.ID> {
        Set(
            try access.connection.rows("SELECT person_id FROM authorities WHERE holder_id = \(holder)")
                .map { try $0.id("person_id") })
    }

    /// Names of those who are of a supplier's team now: some work for two organisations with two accounts.
    package func names(of supplier: String) throws -> Set<String> {
        Set(
            try access.connection.rows(
                """
                SELECT p.name FROM people p WHERE p.role = 'supplier' AND p.organisation = \(supplier)
                    AND EXISTS (SELECT 1 FROM supplier_posts t WHERE t.person_id = p.id)
                """
            ).map { try $0.text("name") })
    }

    /// Names of everybody who works for one of the commissioners.
    package func names() throws -> Set<String> {
        Set(
            try access.connection.rows("SELECT name FROM people WHERE role = 'commissioner'")
                .map { try $0.text("name") })
    }
}

extension StaffStore where Access: Writing {
    /// Puts these roles in the place of those that somebody has.
    package func set(_ posts: [StaffPost], of person: Person.ID) throws {
        try access.connection.run("DELETE FROM staff_posts WHERE person_id = \(person)")
        for post in posts {
            try access.connection.run(
                """
                INSERT INTO staff_posts (person_id, role, limit_pence)
                VALUES (\(person), \(post.role.rawValue), \(post.limit))
                """)
        }
    }

    /// Takes a row of `people/staff.csv` in.
    package func take(_ post: StaffPost, of person: Person.ID, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row(
            """
            SELECT source_digest FROM staff_posts WHERE person_id = \(person) AND role = \(post.role.rawValue)
            """)
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO staff_posts (person_id, role, limit_pence, source_digest)
            VALUES (\(person), \(post.role.rawValue), \(post.limit), \(source))
            ON CONFLICT (person_id, role)
                DO UPDATE SET limit_pence = excluded.limit_pence, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }

    package func insert(_ delegation: Delegation, of commissioner: Commissioner.ID) throws {
        try access.connection.run(
            """
            INSERT INTO delegations (id, commissioner_id, from_id, to_id, kind, first_day, last_day)
            VALUES (\(delegation.id), \(commissioner), \(delegation.from), \(delegation.to),
                \(delegation.kind.rawValue), \(delegation.first), \(delegation.last))
            """)
    }

    /// False where the commissioner has no such delegation.
    package func remove(_ id: Delegation.ID, of commissioner: Commissioner.ID) throws -> Bool {
        try access.connection.run(
            "DELETE FROM delegations WHERE id = \(id) AND commissioner_id = \(commissioner)") == 1
    }

    /// Says it in other words where it is on record already.
    package func insert(_ interest: StaffInterest) throws {
        let (kind, subject) = interest.subject.stored
        let changed = try access.connection.run(
            """
            UPDATE staff_interests SET words = \(interest.words)
            WHERE person_id = \(interest.person) AND kind = \(kind) AND subject_id = \(subject)
                AND withdrawn_at IS NULL
            """)
        guard changed == 0 else { return }
        try access.connection.run(
            """
            INSERT INTO staff_interests (person_id, kind, subject_id, number, words, declared_at)
            SELECT \(interest.person), \(kind), \(subject), COUNT(*) + 1, \(interest.words),
                \(interest.declaredAt) FROM staff_interests
            WHERE person_id = \(interest.person) AND kind = \(kind) AND subject_id = \(subject)
            """)
    }

    /// Puts on record that an interest is over. False where there is none that holds.
    package func withdraw(
        _ subject: StaffInterest.Subject, of person: Person.ID, _ withdrawal: StaffInterest.Withdrawal
    ) throws -> Bool {
        let (kind, id) = subject.stored
        return try access.connection.run(
            """
            UPDATE staff_interests SET withdrawn_at = \(withdrawal.at), withdrawn_by = \(withdrawal.by),
                withdrawn_words = \(withdrawal.words)
            WHERE person_id = \(person) AND kind = \(kind) AND subject_id = \(id) AND withdrawn_at IS NULL
            """) == 1
    }
}

extension StaffInterest.Subject {
    fileprivate var stored: (kind: String, id: String) {
        switch self {
        case .holder(let id): ("holder", id.text)
        case .supplier(let id): ("supplier", id)
        }
    }
}

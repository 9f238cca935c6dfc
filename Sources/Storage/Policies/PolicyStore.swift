import Identity
import Policies
import Relational
import Values

/// Commissioners' policies, version by version: published ones never change.
package struct PolicyStore<Access: Reading> { let access: Access }

/// A version with what its page needs to know.
package struct PolicyVersion: Sendable, Hashable {
    package enum Status: String, Sendable, CaseIterable, Codable {
        case draft, published
    }

    package let policy: CommissionerPolicy
    package let status: Status
    /// How often it has been saved.
    package let revision: Int
    package let writtenBy: String
    package let writtenAt: Moment
}

extension Reading {
    package var policies: PolicyStore<Self> { PolicyStore(access: self) }
}

extension PolicyStore {
    /// The newest published version that has taken effect by a day; nil where there is none.
    package func inForce(of commissioner: Commissioner.ID, on day: Day) throws -> CommissionerPolicy? {
        try access.connection.row(
            """
            SELECT * FROM policy_versions
            WHERE commissioner_id = \(commissioner) AND status = 'published' AND takes_effect <= \(day)
            ORDER BY takes_effect DESC, version DESC LIMIT 1
            """
        ).map { try PolicyStore.policy($0) }
    }

    /// Newest first.
    package func list(of commissioner: Commissioner.ID) throws -> [PolicyVersion] {
        try access.connection.rows(
            """
            SELECT v.*, p.name FROM policy_versions v JOIN people p ON p.id = v.person_id
            WHERE v.commissioner_id = \(commissioner) ORDER BY v.version DESC
            """
        ).map { try PolicyStore.version($0) }
    }

    package func find(_ version: Int, of commissioner: Commissioner.ID) throws -> PolicyVersion? {
        try access.connection.row(
            """
            SELECT v.*, p.name FROM policy_versions v JOIN people p ON p.id = v.person_id
            WHERE v.commissioner_id = \(commissioner) AND v.version = \(version)
            """
        ).map { try PolicyStore.version($0) }
    }

    private static func version(_ row: Row) throws -> PolicyVersion {
        PolicyVersion(
            policy: try policy(row), status: try row.word("status"), revision: try row.integer("revision"),
            writtenBy: try row.text("name"), writtenAt: try row.moment("written_at"))
    }

    /// A draft has no day yet; it is read as if it took effect on the last day there is.
    private static func policy(_ row: Row) throws -> CommissionerPolicy {
        CommissionerPolicy(
            commissioner: try row.id("commissioner_id"), version: try row.integer("version"),
            takesEffect: try row.optionalDay("takes_effect") ?? Day(number: .max / 2),
            rules: try PolicyTexts.rules.read(try row.text("rules")),
            settings: try PolicyTexts.settings.read(try row.text("settings")),
            routes: try PolicyTexts.routes.read(try row.text("routes")))
    }
}

/// A few dozen commissioners have one policy in force each; every judgement asks for one of them.
private enum PolicyTexts {
    static let rules = JSONMemory<[PolicyRule]>(capacity: 500)
    static let settings = JSONMemory<PolicySettings>(capacity: 500)
    static let routes = JSONMemory<[ApprovalRoute]>(capacity: 500)
}

extension PolicyStore where Access: Writing {
    /// Stores a new draft. - Throws: `ConstraintViolation` when there is one already; callers check before.
    package func insertDraft(_ policy: CommissionerPolicy, by person: Person.ID, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO policy_versions (commissioner_id, version, status, takes_effect, rules, settings, routes,
                revision, person_id, written_at)
            VALUES (\(policy.commissioner), \(policy.version), 'draft', NULL, \(try StoredJSON.text(policy.rules)),
                \(try StoredJSON.text(policy.settings)), \(try StoredJSON.text(policy.routes)), 1, \(person), \(now))
            """)
    }

    /// Saves the draft if nobody else has saved it since it was read; false otherwise.
    package func saveDraft(
        _ policy: CommissionerPolicy, revision: Int, by person: Person.ID, at now: Moment
    ) throws -> Bool {
        try access.connection.run(
            """
            UPDATE policy_versions SET rules = \(try StoredJSON.text(policy.rules)),
                settings = \(try StoredJSON.text(policy.settings)), routes = \(try StoredJSON.text(policy.routes)),
                revision = revision + 1, person_id = \(person),
                written_at = \(now)
            WHERE commissioner_id = \(policy.commissioner) AND version = \(policy.version) AND status = 'draft'
                AND revision = \(revision)
            """) == 1
    }

    /// Publishes the draft from a day on; false when it has changed since it was read.
    package func publish(
        _ version: Int, of commissioner: Commissioner.ID, from day: Day, revision: Int, by person: Person.ID,
        at now: Moment
    ) throws -> Bool {
        try access.connection.run(
            """
            UPDATE policy_versions SET status = 'published', takes_effect = \(day), revision = revision + 1,
                person_id = \(person), written_at = \(now)
            WHERE commissioner_id = \(commissioner) AND version = \(version) AND status = 'draft'
                AND revision = \(revision)
            """) == 1
    }

    /// Throws a draft away; published versions stay.
    package func discardDraft(of commissioner: Commissioner.ID) throws {
        try access.connection.run(
            "DELETE FROM policy_versions WHERE commissioner_id = \(commissioner) AND status = 'draft'")
    }
}

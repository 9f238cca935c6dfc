import Identity
import Orders
import Relational
import Values

/// Standing authorisations and their uses.
package struct StandingStore<Access: Reading> { let access: Access }

extension Reading {
    package var standing: StandingStore<Self> { StandingStore(access: self) }
}

extension StandingStore {
    package func find(
        _ id: StandingAuthorisation.ID, of commissioner: Commissioner.ID
    ) throws -> StandingAuthorisation? {
        try access.connection.row(
            """
            SELECT * FROM standing_authorisations WHERE id = \(id) AND commissioner_id = \(commissioner)
            """
        ).map(StandingStore.authorisation)
    }

    /// Those of a holder that can be used, oldest first.
    package func active(of holder: Holder.ID) throws -> [StandingAuthorisation] {
        try access.connection.rows(
            """
            SELECT * FROM standing_authorisations WHERE holder_id = \(holder) AND status = 'active' ORDER BY id
            """
        ).map(StandingStore.authorisation)
    }

    /// All of a commissioner, newest first, with the names of the holders.
    package func list(
        of commissioner: Commissioner.ID
    ) throws -> [(authorisation: StandingAuthorisation, holder: String)] {
        try access.connection.rows(
            """
            SELECT s.*, h.name FROM standing_authorisations s JOIN holders h ON h.id = s.holder_id
            WHERE s.commissioner_id = \(commissioner) ORDER BY s.id DESC
            """
        ).map { (try StandingStore.authorisation($0), try $0.text("name")) }
    }

    /// Those whose last day is over, and which do not say so yet.
    package func over(on today: Day) throws -> [(id: StandingAuthorisation.ID, commissioner: Commissioner.ID)] {
        try access.connection.rows(
            """
            SELECT id, commissioner_id FROM standing_authorisations
            WHERE last_day < \(today) AND status IN ('proposed', 'active', 'paused') ORDER BY id
            """
        ).map { (try $0.id("id"), try $0.id("commissioner_id")) }
    }

    /// What it was used for and was not turned down afterwards: what never came has used up nothing.
    package func uses(of id: StandingAuthorisation.ID) throws -> [StandingAuthorisation.Use] {
        try access.connection.rows(
            """
            SELECT u.* FROM standing_uses u JOIN approvals a ON a.id = u.approval_id
            JOIN supplier_orders so ON so.id = a.supplier_order_id
            WHERE u.authorisation_id = \(id) AND so.status NOT IN ('declined', 'cancelled', 'not_sent')
            ORDER BY u.day, u.approval_id
            """
        ).map { row in
            .init(
                approval: try row.id("approval_id"), amount: try row.money("amount_pence"), day: try row.day("day"))
        }
    }

    private static func authorisation(_ row: Row) throws -> StandingAuthorisation {
        StandingAuthorisation(
            id: try row.id("id"), holder: try row.id("holder_id"), caps: try row.json("caps"),
            words: try row.text("words"), grantedBy: try row.id("granted_by"),
            grantedAt: try row.moment("granted_at"), confirmedBy: try row.optionalID("confirmed_by"),
            status: try row.word("status"), version: try row.integer("version"))
    }
}

extension StandingStore where Access: Writing {
    package func insert(_ authorisation: StandingAuthorisation, commissioner: Commissioner.ID) throws {
        try access.connection.run(
            """
            INSERT INTO standing_authorisations (id, commissioner_id, holder_id, caps, last_day, words, granted_by,
                granted_at, confirmed_by, status, version)
            VALUES (\(authorisation.id), \(commissioner), \(authorisation.holder),
                \(try StoredJSON.text(authorisation.caps)), \(authorisation.caps.last), \(authorisation.words),
                \(authorisation.grantedBy), \(authorisation.grantedAt), \(authorisation.confirmedBy),
                \(authorisation.status.rawValue), \(authorisation.version))
            """)
    }

    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ authorisation: StandingAuthorisation) throws {
        let changed = try access.connection.run(
            """
            UPDATE standing_authorisations SET status = \(authorisation.status.rawValue),
                confirmed_by = \(authorisation.confirmedBy), version = \(authorisation.version)
            WHERE id = \(authorisation.id) AND version = \(authorisation.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }

    package func insert(_ use: StandingAuthorisation.Use, of id: StandingAuthorisation.ID) throws {
        try access.connection.run(
            """
            INSERT INTO standing_uses (approval_id, authorisation_id, amount_pence, day)
            VALUES (\(use.approval), \(id), \(use.amount), \(use.day))
            """)
    }
}

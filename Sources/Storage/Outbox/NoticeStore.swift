import Identity
import Outbox
import Plans
import Relational
import Values

/// What people are told, and what they go out in.
package struct NoticeStore<Access: Reading> { let access: Access }

extension Reading {
    package var notices: NoticeStore<Self> { NoticeStore(access: self) }
}

extension NoticeStore {
    /// For whom something has to go out by now, the longest waiting first.
    package func addresseesDue(at now: Moment, most: Int) throws -> [Message.Recipient] {
        try access.connection.rows(NoticeQuestions.addresseesDue(at: now, most: most))
            .map { try $0.recipient("addressee") }
    }

    /// What waits for somebody, due or not, oldest first.
    package func waiting(for addressee: Message.Recipient) throws -> [PersonalNotice] {
        try access.connection.rows(NoticeQuestions.waiting(for: addressee)).map { try $0.notice() }
    }

    package func find(_ id: PersonalNotice.ID) throws -> PersonalNotice? {
        try access.connection.row("SELECT * FROM personal_notices WHERE id = \(id)").map { try $0.notice() }
    }

    package func find(
        from source: PersonalNotice.Source, to addressee: Message.Recipient
    ) throws -> PersonalNotice? {
        try access.connection.row(
            "SELECT * FROM personal_notices WHERE addressee = \(addressee.code) AND source = \(source.code)"
        ).map { try $0.notice() }
    }

    package func find(_ id: PersonalNotice.ID, of addressee: Message.Recipient) throws -> PersonalNotice? {
        try access.connection.row(
            "SELECT * FROM personal_notices WHERE id = \(id) AND addressee = \(addressee.code)"
        ).map { try $0.notice() }
    }

    /// What a bulletin brings, oldest first.
    package func list(in bulletin: Bulletin.ID) throws -> [PersonalNotice] {
        try access.connection.rows("SELECT * FROM personal_notices WHERE bulletin_id = \(bulletin) ORDER BY id")
            .map { try $0.notice() }
    }

    package func bulletin(_ id: Bulletin.ID) throws -> Bulletin? {
        try access.connection.row("SELECT * FROM bulletins WHERE id = \(id)").map { row in
            Bulletin(
                id: try row.id("id"), addressee: try row.recipient("addressee"),
                isDaily: try row.integer("is_daily") == 1, madeAt: try row.moment("made_at"))
        }
    }

    /// What has to be told to somebody of a commissioner's holders and could not be, until somebody has seen to it:
    /// oldest first.
    package func held(of commissioner: Commissioner.ID, most: Int) throws -> [PersonalNotice] {
        try access.connection.rows(NoticeQuestions.held(of: commissioner, most: most)).map { try $0.notice() }
    }

    package func isSeenTo(_ id: PersonalNotice.ID) throws -> Bool {
        try access.connection.row("SELECT 1 AS found FROM notices_seen_to WHERE notice_id = \(id)") != nil
    }

    /// Things done to plans that nobody has been told of, with the holders, oldest first.
    package func unroutedPlanNotices(
        most: Int
    ) throws -> [(id: PlanNotice.ID, kind: PlanNotice.Kind, holder: Holder.ID)] {
        try access.connection.rows(
            """
            SELECT n.id, n.kind, p.holder_id FROM plan_notices n
            JOIN plans p ON p.id = n.plan_id AND p.version = n.plan_version
            WHERE n.routed_at IS NULL ORDER BY n.id LIMIT \(most)
            """
        ).map { (try $0.id("id"), try $0.word("kind"), try $0.id("holder_id")) }
    }

    /// Rights to act that ended by themselves not long ago, and of whose end nobody has been told.
    package func lapsed(on today: Day, since first: Day, most: Int) throws -> [Authority] {
        try access.connection.rows(NoticeQuestions.lapsed(on: today, since: first, most: most))
            .map(HolderStore<Access>.authority)
    }

    /// Whether it still stands: what was called off is gone.
    package func hasPlanNotice(_ id: PlanNotice.ID) throws -> Bool {
        try access.connection.row("SELECT 1 AS found FROM plan_notices WHERE id = \(id)") != nil
    }
}

extension NoticeStore where Access: Writing {
    /// Unique by whom it is for and what it comes from: saying it again does nothing.
    package func insert(_ notice: PersonalNotice) throws {
        try access.connection.run(
            """
            INSERT INTO personal_notices (id, addressee, source, kind, hearing, topic, is_for_staff, holder_id, at,
                due_at, is_daily, bulletin_id, dropped)
            VALUES (\(notice.id), \(notice.addressee.code), \(notice.source.code), \(notice.kind.code),
                \(notice.hearing.rawValue), \(notice.topic.rawValue), \(notice.isForStaff ? 1 : 0), \(notice.holder),
                \(notice.at), \(notice.dueAt), \(notice.isDaily ? 1 : 0), \(notice.bulletin),
                \(notice.dropped?.rawValue))
            ON CONFLICT (addressee, source) DO NOTHING
            """)
    }

    package func save(_ notice: PersonalNotice) throws {
        try access.connection.run(
            """
            UPDATE personal_notices SET due_at = \(notice.dueAt), is_daily = \(notice.isDaily ? 1 : 0),
                bulletin_id = \(notice.bulletin), dropped = \(notice.dropped?.rawValue)
            WHERE id = \(notice.id)
            """)
    }

    package func insert(_ bulletin: Bulletin) throws {
        try access.connection.run(
            """
            INSERT INTO bulletins (id, addressee, is_daily, made_at)
            VALUES (\(bulletin.id), \(bulletin.addressee.code), \(bulletin.isDaily ? 1 : 0), \(bulletin.madeAt))
            """)
    }

    /// Somebody of the staff has told who has to know, or found that nobody has.
    package func noteSeenTo(_ id: PersonalNotice.ID, by person: Person.ID, _ note: String, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO notices_seen_to (notice_id, person_id, note, at)
            VALUES (\(id), \(person), \(note), \(now))
            """)
    }

    package func markRouted(_ notices: [PlanNotice.ID], at now: Moment) throws {
        try access.connection.run(
            "UPDATE plan_notices SET routed_at = \(now) WHERE id IN (\(list: notices)) AND routed_at IS NULL")
    }
}

extension Row {
    func notice() throws -> PersonalNotice {
        guard let source = PersonalNotice.Source(code: try text("source")),
            let kind = NoticeKind(code: try text("kind"))
        else { throw DecodingFailure(column: "source", problem: "no notice") }
        return PersonalNotice(
            id: try id("id"), addressee: try recipient("addressee"), source: source, kind: kind,
            hearing: try word("hearing"), topic: try word("topic"), isForStaff: try integer("is_for_staff") == 1,
            holder: try id("holder_id"), at: try moment("at"), dueAt: try moment("due_at"),
            isDaily: try integer("is_daily") == 1, bulletin: try optionalID("bulletin_id"),
            dropped: try optionalText("dropped").flatMap(PersonalNotice.Dropped.init(rawValue:)))
    }
}

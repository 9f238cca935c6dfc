import Identity
import Outbox
import Relational
import Values

/// What is asked again and again while the server runs: each is to cost as much as what it finds, however many have
/// been told already.
package enum NoticeQuestions {
    /// So many notices are looked at for each addressee that is asked for; who has more is found again.
    private static let noticesOfEach = 50

    static func addresseesDue(at now: Moment, most: Int) -> Statement {
        """
        SELECT due.addressee, MIN(due.due_at) AS since FROM (SELECT addressee, due_at FROM personal_notices
            WHERE bulletin_id IS NULL AND dropped IS NULL AND due_at <= \(now)
            ORDER BY due_at LIMIT \(most * noticesOfEach)) due
        GROUP BY due.addressee ORDER BY since, due.addressee LIMIT \(most)
        """
    }

    static func waiting(for addressee: Message.Recipient) -> Statement {
        """
        SELECT * FROM personal_notices
        WHERE addressee = \(addressee.code) AND bulletin_id IS NULL AND dropped IS NULL ORDER BY id
        """
    }

    static func held(of commissioner: Commissioner.ID, most: Int) -> Statement {
        """
        SELECT n.* FROM personal_notices n JOIN holders h ON h.id = n.holder_id
        WHERE n.dropped = 'held' AND h.commissioner_id = \(commissioner)
            AND NOT EXISTS (SELECT 1 FROM notices_seen_to s WHERE s.notice_id = n.id)
        ORDER BY n.id LIMIT \(most)
        """
    }

    static func lapsed(on today: Day, since first: Day, most: Int) -> Statement {
        """
        SELECT a.* FROM authorities a
        WHERE a.last_day < \(today) AND a.last_day >= \(first)
            AND NOT EXISTS (SELECT 1 FROM personal_notices n WHERE n.addressee = 'person:' || a.person_id
                AND n.source IN ('lapse:' || a.id || '/' || a.last_day, 'right:' || a.id || '/' || a.version)
                AND n.kind = 'right/ended')
        ORDER BY a.id LIMIT \(most)
        """
    }

    /// Each with the table that it is about and the index that it has to be answered from.
    package static var all: [(question: Statement, table: String, index: String)] {
        let now = Moment(milliseconds: 0)
        return [
            (addresseesDue(at: now, most: 1), "personal_notices", "personal_notices_waiting"),
            (waiting(for: .person(.init("p"))), "personal_notices", "personal_notices_of_addressee"),
            (held(of: .init("c"), most: 1), "n", "personal_notices_held"),
            (lapsed(on: now.day, since: now.day, most: 1), "a", "authorities_by_last_day"),
            (DeliveryStore<Snapshot>.question(ofEndpointsDueAt: now), "d", "deliveries_due"),
            (BulletinQuestions.toPost(for: .init("c"), skipping: 0, most: 1), "d", "deliveries_of_bulletins"),
            (BulletinQuestions.unreached(of: .init("c"), most: 1), "d", "deliveries_of_bulletins"),
            (BulletinQuestions.lettersWaiting, "d", "deliveries_of_bulletins"),
        ]
    }
}

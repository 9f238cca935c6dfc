import Identity
import Outbox
import Relational
import Values

/// A bulletin on its way to one person, as the commissioner's staff look at it: never what it says.
package struct BulletinItem: Sendable, Hashable {
    package let delivery: Delivery
    package let addressee: Message.Recipient
    package let channel: Channel
    /// An e-mail address, a number, or the lines of an address.
    package let address: String
    /// Whose matters it is about; with several, one of them.
    package let holder: Holder.ID
    package let madeAt: Moment
    /// What the newest attempt came to; nil before the first.
    package let last: DeliveryAttempt?
    /// By what way the same did not arrive before; nil where nothing else was tried.
    package let failed: Channel?
}

/// A text message that was written down in the place of being sent.
package struct LoggedText: Sendable, Hashable {
    package let text: TextMessage
    package let at: Moment
}

extension DeliveryStore {
    /// Letters that wait to be printed and posted, the oldest first.
    package func toPost(for commissioner: Commissioner.ID, skipping: Int, most: Int) throws -> [BulletinItem] {
        try access.connection.rows(BulletinQuestions.toPost(for: commissioner, skipping: skipping, most: most))
            .map(bulletinItem)
    }

    package func toPostCount(for commissioner: Commissioner.ID) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(DISTINCT d.id) AS letters \(sql: BulletinColumns.from)
            WHERE e.channel = 'letter' AND d.status = 'waiting' AND d.bulletin_id IS NOT NULL
                AND h.commissioner_id = \(commissioner)
            """)?.integer("letters") ?? 0
    }

    /// One of them, whatever has become of it.
    package func bulletinItem(_ id: Delivery.ID, of commissioner: Commissioner.ID) throws -> BulletinItem? {
        try access.connection.row(
            """
            \(sql: BulletinColumns.all) WHERE d.id = \(id) AND h.commissioner_id = \(commissioner) GROUP BY d.id
            """
        ).map(bulletinItem)
    }

    /// What did not arrive at people, and nobody has told them otherwise, the oldest first.
    package func unreached(of commissioner: Commissioner.ID, most: Int) throws -> [BulletinItem] {
        try access.connection.rows(BulletinQuestions.unreached(of: commissioner, most: most)).map(bulletinItem)
    }

    /// All letters that wait to be posted, whoever is to post them.
    package func lettersWaiting() throws -> [Delivery.ID] {
        try access.connection.rows(BulletinQuestions.lettersWaiting).map { try $0.id("id") }
    }

    /// The newest that went to a person.
    package func latest(to person: Person.ID, by channel: Channel) throws -> Delivery? {
        try access.connection.row(
            """
            SELECT d.* FROM endpoints e JOIN deliveries d ON d.endpoint_id = e.id
            WHERE e.owner = \(Message.Recipient.person(person).code) AND e.channel = \(channel.rawValue)
            ORDER BY d.id DESC LIMIT 1
            """
        ).map { try $0.delivery() }
    }

    private func bulletinItem(_ row: Row) throws -> BulletinItem {
        let delivery = try row.delivery()
        return BulletinItem(
            delivery: delivery, addressee: try row.recipient("addressee"), channel: try row.word("channel"),
            address: try row.text("address"), holder: try row.id("holder_id"), madeAt: try row.moment("made_at"),
            last: try attempts(of: delivery.id).last,
            failed: try row.optionalText("failed").flatMap(Channel.init(rawValue:)))
    }
}

extension DeliveryStore where Access: Writing {
    /// It was put into the post.
    package func notePosted(_ id: Delivery.ID, by person: Person.ID, at now: Moment) throws {
        try access.connection.run(
            "INSERT INTO letters_posted (delivery_id, person_id, at) VALUES (\(id), \(person), \(now))")
    }
}

private enum BulletinColumns {
    static let all: StaticString = """
        SELECT d.*, b.addressee, b.made_at, e.channel, e.address, MIN(n.holder_id) AS holder_id,
            (SELECT MIN(f.channel) FROM deliveries o JOIN endpoints f ON f.id = o.endpoint_id
                WHERE o.bulletin_id = d.bulletin_id AND o.id <> d.id AND o.status = 'dead') AS failed
        FROM deliveries d JOIN bulletins b ON b.id = d.bulletin_id JOIN endpoints e ON e.id = d.endpoint_id
        JOIN personal_notices n ON n.bulletin_id = b.id JOIN holders h ON h.id = n.holder_id
        """
    static let from: StaticString = """
        FROM deliveries d JOIN bulletins b ON b.id = d.bulletin_id JOIN endpoints e ON e.id = d.endpoint_id
        JOIN personal_notices n ON n.bulletin_id = b.id JOIN holders h ON h.id = n.holder_id
        """
}

/// What is asked often, as text that a test can look at.
enum BulletinQuestions {
    static func toPost(for commissioner: Commissioner.ID, skipping: Int, most: Int) -> Statement {
        """
        \(sql: BulletinColumns.all) WHERE e.channel = 'letter' AND d.status = 'waiting'
            AND d.bulletin_id IS NOT NULL AND h.commissioner_id = \(commissioner)
        GROUP BY d.id ORDER BY d.id LIMIT \(most) OFFSET \(skipping)
        """
    }

    static func unreached(of commissioner: Commissioner.ID, most: Int) -> Statement {
        """
        \(sql: BulletinColumns.all) WHERE d.status = 'dead' AND d.bulletin_id IS NOT NULL
            AND h.commissioner_id = \(commissioner)
            AND NOT EXISTS (SELECT 1 FROM deliveries other WHERE other.bulletin_id = d.bulletin_id
                AND other.status IN ('waiting', 'delivered', 'settled'))
        GROUP BY d.id ORDER BY d.id LIMIT \(most)
        """
    }

    static var lettersWaiting: Statement {
        """
        SELECT d.id FROM deliveries d JOIN endpoints e ON e.id = d.endpoint_id
        WHERE d.status = 'waiting' AND d.bulletin_id IS NOT NULL AND e.channel = 'letter' ORDER BY d.id
        """
    }
}

/// Text messages where no provider is set up.
package struct TextLog<Access: Reading> { let access: Access }

extension Reading {
    package var textLog: TextLog<Self> { TextLog(access: self) }
}

extension TextLog {
    /// The newest about a commissioner's holders.
    package func latest(of commissioner: Commissioner.ID, most: Int) throws -> [LoggedText] {
        try access.connection.rows(
            """
            SELECT t.number, t.words, t.at FROM text_log t
            WHERE EXISTS (SELECT 1 FROM deliveries d JOIN personal_notices n ON n.bulletin_id = d.bulletin_id
                JOIN holders h ON h.id = n.holder_id WHERE d.id = t.delivery_id AND h.commissioner_id = \(commissioner))
            ORDER BY t.at DESC, t.delivery_id DESC LIMIT \(most)
            """
        ).map { row in
            LoggedText(
                text: TextMessage(number: try row.text("number"), words: try row.text("words")),
                at: try row.moment("at"))
        }
    }
}

extension TextLog where Access: Writing {
    package func append(_ text: TextMessage, of delivery: Delivery.ID, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO text_log (delivery_id, sequence, number, words, at)
            SELECT \(delivery), COALESCE(MAX(sequence), 0) + 1, \(text.number), \(text.words), \(now)
            FROM text_log WHERE delivery_id = \(delivery)
            """)
    }
}

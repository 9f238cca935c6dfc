import Catalogue
import Identity
import Relational
import Values

/// Who did what to a listing, and when.
package struct ListingEvent: Sendable {
    package enum What: String, Sendable, CaseIterable {
        case drafted, added, revised, imported
        case proposed, accepted, changesAsked = "changes_asked", rejected
        case paused, resumed, withdrawn, restored
        case changeAsked = "change_asked", changeAccepted = "change_accepted", changeRefused = "change_refused"
        case changeWithdrawn = "change_withdrawn"
        case priceSet = "price_set", priceRecalled = "price_recalled"
        case counted

        package init(_ action: ListingAction) {
            switch action {
            case .revise: self = .revised
            case .propose: self = .proposed
            case .pause: self = .paused
            case .resume: self = .resumed
            case .withdraw: self = .withdrawn
            case .restore: self = .restored
            case .accept: self = .accepted
            case .askChanges: self = .changesAsked
            case .reject: self = .rejected
            }
        }
    }

    package let what: What
    /// Nil: an import did it.
    package let person: String?
    package let note: String?
    package let at: Moment
    package internal(set) var fields: [FieldChange] = []
}

/// What a reviewer answered about a listing.
package struct ListingAnswer: Sendable {
    package let listing: Listing.ID
    package let title: String
    package let what: ListingEvent.What
    package let note: String?
    package let at: Moment
}

/// The history of listings: only ever added to.
package struct ListingHistory<Access: Reading> { let access: Access }

extension Reading {
    package var listingHistory: ListingHistory<Self> { ListingHistory(access: self) }
}

extension ListingHistory {
    /// The newest first.
    package func list(of listing: Listing.ID, most: Int) throws -> [ListingEvent] {
        let rows = try access.connection.rows(
            """
            SELECT e.*, p.name AS person_name FROM listing_events e LEFT JOIN people p ON p.id = e.person_id
            WHERE e.listing_id = \(listing) ORDER BY e.sequence DESC LIMIT \(most)
            """)
        let fields = try access.connection.rows(
            """
            SELECT * FROM listing_event_fields WHERE listing_id = \(listing)
                AND sequence IN (\(list: try rows.map { try $0.integer("sequence") })) ORDER BY sequence, position
            """)
        var bySequence: [Int: [FieldChange]] = [:]
        for row in fields {
            bySequence[try row.integer("sequence"), default: []].append(try ListingChangeStore<Access>.field(row))
        }
        return try rows.map { row in
            var event = ListingEvent(
                what: try row.word("what"), person: try row.optionalText("person_name"),
                note: try row.optionalText("note"), at: try row.moment("at"))
            event.fields = bySequence[try row.integer("sequence")] ?? []
            return event
        }
    }

    /// What reviewers have answered a supplier since a moment, the newest first.
    package func answers(to supplier: Supplier.ID, since: Moment, most: Int) throws -> [ListingAnswer] {
        let question = ListingHistory.question(ofAnswersTo: supplier, since: since, most: most)
        return try access.connection.rows(question).map { row in
            ListingAnswer(
                listing: try row.id("listing_id"), title: try row.text("title"), what: try row.word("what"),
                note: try row.optionalText("note"), at: try row.moment("at"))
        }
    }

    /// Some days' answers to everybody are few, and a supplier's listings may be many: the answers come first.
    package static func question(ofAnswersTo supplier: Supplier.ID, since: Moment, most: Int) -> Statement {
        """
        SELECT e.*, l.title FROM listing_events e CROSS JOIN listings l
        WHERE l.id = e.listing_id AND e.at >= \(since) AND l.supplier_id = \(supplier) AND e.what IN
            ('accepted', 'changes_asked', 'rejected', 'change_accepted', 'change_refused')
        ORDER BY e.at DESC, e.listing_id, e.sequence DESC LIMIT \(most)
        """
    }

    /// What a reviewer said last about a listing that is not in the shop yet; nil where nobody has.
    package func lastAnswer(about listing: Listing.ID) throws -> ListingEvent? {
        let row = try access.connection.row(
            """
            SELECT e.*, p.name AS person_name FROM listing_events e LEFT JOIN people p ON p.id = e.person_id
            WHERE e.listing_id = \(listing) AND e.what IN ('changes_asked', 'rejected', 'change_refused')
            ORDER BY e.sequence DESC LIMIT 1
            """)
        return try row.map { row in
            ListingEvent(
                what: try row.word("what"), person: try row.optionalText("person_name"),
                note: try row.optionalText("note"), at: try row.moment("at"))
        }
    }
}

extension ListingHistory where Access: Writing {
    /// - Parameter fields: what changed with it.
    package func append(
        _ what: ListingEvent.What, to listing: Listing.ID, by person: Person.ID?, note: String? = nil,
        fields: [FieldChange] = [], at now: Moment
    ) throws {
        let row = try access.connection.row(
            """
            INSERT INTO listing_events (listing_id, sequence, what, person_id, note, at)
            SELECT \(listing), COALESCE(MAX(sequence), 0) + 1, \(what.rawValue), \(person), \(note), \(now)
            FROM listing_events WHERE listing_id = \(listing) RETURNING sequence
            """)
        let sequence = try row?.integer("sequence") ?? 1
        for (position, change) in fields.enumerated() {
            try access.connection.run(
                """
                INSERT INTO listing_event_fields
                VALUES (\(listing), \(sequence), \(position), \(change.field), \(change.before), \(change.after))
                """)
        }
    }
}

import Identity
import Outbox
import Relational
import Values

/// What people have chosen to be told, and who gets copies.
package struct NoticeSettingsStore<Access: Reading> { let access: Access }

extension Reading {
    package var noticeSettings: NoticeSettingsStore<Self> { NoticeSettingsStore(access: self) }
}

extension NoticeSettingsStore {
    /// As they have chosen, or as it is for those who have not.
    package func find(_ person: Person) throws -> NoticeSettings {
        let untouched = NoticeSettings.untouched(for: person.role)
        let row = try access.connection.row("SELECT * FROM notice_settings WHERE person_id = \(person.id)")
        guard let row else { return untouched }
        let paces: [String: NoticePace] = try row.json("paces")
        return NoticeSettings(
            way: try row.word("way"), hour: try row.integer("hour"),
            paces: Dictionary(
                uniqueKeysWithValues: paces.compactMap { word, pace in
                    NoticeTopic(rawValue: word).map { ($0, pace) }
                }),
            standard: untouched.standard, chosenAt: try row.moment("chosen_at"), version: try row.integer("version"))
    }

    /// Who of those that help a holder gets copies.
    package func copies(about holder: Holder.ID) throws -> Set<Person.ID> {
        Set(
            try access.connection.rows("SELECT person_id FROM carer_copies WHERE holder_id = \(holder)")
                .map { try $0.id("person_id") })
    }
}

extension NoticeSettingsStore where Access: Writing {
    /// - Returns: false where they have changed since they were read.
    package func save(_ settings: NoticeSettings, of person: Person.ID) throws -> Bool {
        var paces: [String: NoticePace] = [:]
        for (topic, pace) in settings.paces { paces[topic.rawValue] = pace }
        let text = try StoredJSON.text(paces)
        return try access.connection.run(
            """
            INSERT INTO notice_settings (person_id, way, hour, paces, chosen_at, version)
            VALUES (\(person), \(settings.way.rawValue), \(settings.hour), \(text), \(settings.chosenAt),
                \(settings.version + 1))
            ON CONFLICT (person_id) DO UPDATE SET way = excluded.way, hour = excluded.hour, paces = excluded.paces,
                chosen_at = excluded.chosen_at, version = excluded.version
            WHERE notice_settings.version = \(settings.version)
            """) == 1
    }

    package func setCopies(
        _ gets: Bool, to person: Person.ID, about holder: Holder.ID, by decider: Person.ID, at now: Moment
    ) throws {
        try access.connection.run(
            "DELETE FROM carer_copies WHERE holder_id = \(holder) AND person_id = \(person)")
        guard gets else { return }
        try access.connection.run(
            """
            INSERT INTO carer_copies (holder_id, person_id, decided_by, at)
            VALUES (\(holder), \(person), \(decider), \(now))
            """)
    }
}

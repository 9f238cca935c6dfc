import Values

/// A signed-in browser. Only the digest of its secret is stored.
package struct Session: Sendable, Hashable {
    package let person: Person.ID
    /// For whom the person acts, once chosen.
    package let holder: Holder.ID?
    package let startedAt: Moment
    package let seenAt: Moment

    package init(person: Person.ID, holder: Holder.ID?, startedAt: Moment, seenAt: Moment) {
        self.person = person
        self.holder = holder
        self.startedAt = startedAt
        self.seenAt = seenAt
    }

    /// Unused for this long, a session ends.
    package static let idleMinutesMaximum = 60
    /// However busy, a session ends after this.
    package static let lifeMinutesMaximum = 12 * 60
    /// Use is noted at most this often, so that reading pages hardly ever writes.
    package static let seenMinutesMinimum = 5

    package func isLive(at now: Moment) -> Bool {
        now < seenAt.adding(minutes: Session.idleMinutesMaximum)
            && now < startedAt.adding(minutes: Session.lifeMinutesMaximum)
    }

    package func needsNote(at now: Moment) -> Bool {
        now >= seenAt.adding(minutes: Session.seenMinutesMinimum)
    }
}

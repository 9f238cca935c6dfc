import Values

/// A signed-in browser. Only the digest of its secret is stored.
package struct Session: Sendable, Hashable {
    package typealias ID = Identifier<Session>

    /// By which the person can end it; it opens nothing.
    package let id: ID
    package let person: Person.ID
    /// For whom the person acts, once chosen.
    package let holder: Holder.ID?
    /// Such as “Firefox on Windows”; empty where the browser did not say.
    package let device: String
    package let startedAt: Moment
    package let seenAt: Moment

    package init(id: ID, person: Person.ID, holder: Holder.ID?, device: String, startedAt: Moment, seenAt: Moment) {
        self.id = id
        self.person = person
        self.holder = holder
        self.device = device
        self.startedAt = startedAt
        self.seenAt = seenAt
    }

    /// Use is noted at most this often, so that reading pages hardly ever writes.
    package static let seenMinutesMinimum = 5

    package func isLive(at now: Moment, _ limits: SessionLimits) -> Bool { now < end(limits) }

    /// When it ends if nothing more is done in it.
    package func end(_ limits: SessionLimits) -> Moment {
        min(seenAt.adding(minutes: limits.idleMinutes), startedAt.adding(minutes: limits.lifeMinutes))
    }

    package func needsNote(at now: Moment) -> Bool {
        now >= seenAt.adding(minutes: Session.seenMinutesMinimum)
    }
}

/// How long a session lasts: the more a workspace shows of others, the shorter (OWASP ASVS 5.0, 7.1.1 and 7.3).
package struct SessionLimits: Sendable, Hashable {
    /// Unused for this long, it ends.
    package let idleMinutes: Int
    /// However busy, it ends after this.
    package let lifeMinutes: Int

    private init(idle: Int, life: Int) {
        idleMinutes = idle
        lifeMinutes = life
    }

    /// The whole table.
    package static func of(_ role: Role) -> SessionLimits {
        switch role {
        case .holder, .carer: SessionLimits(idle: 60, life: 12 * 60)
        case .supplier: SessionLimits(idle: 45, life: 10 * 60)
        case .commissioner: SessionLimits(idle: 30, life: 10 * 60)
        }
    }

    /// Of whoever may stay longest.
    package static let longest = of(.holder)
}

import Identity
import Values

/// One attempt to deliver, as it is kept.
package struct DeliveryAttempt: Sendable, Hashable {
    package let at: Moment
    package let outcome: AttemptOutcome

    package init(at: Moment, outcome: AttemptOutcome) {
        self.at = at
        self.outcome = outcome
    }
}

/// What somebody did about a delivery.
package struct DeliveryNote: Sendable, Hashable {
    package enum What: String, Sendable, CaseIterable {
        /// They telephoned.
        case called
        /// It goes another way.
        case rerouted
        /// It is tried again.
        case retried
    }

    package let what: What
    package let person: Person.ID
    package let words: String
    package let at: Moment

    package init(_ what: What, by person: Person.ID, _ words: String = "", at: Moment) {
        self.what = what
        self.person = person
        self.words = words
        self.at = at
    }

    package static let charactersMaximum = 500
}

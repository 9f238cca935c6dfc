import Identity
import Values

/// Something that the commissioner did to a plan in force, with its reason: told to the holder, who may ask for a
/// review (NHS (Direct Payments) Regulations 2013 as amended by SI 2013/2354; reference, A7).
package struct PlanNotice: Sendable, Hashable {
    package typealias ID = Identifier<PlanNotice>

    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// A new version gives less.
        case cut
        case suspend, resume, end
        /// Money went from one line to another.
        case transfer
        /// A line got more, once.
        case addition

        /// Does it take something away? Then notice applies.
        package var takesAway: Bool { self == .cut || self == .suspend || self == .end }
    }

    package let id: ID
    package let plan: Plan.ID
    package let version: Int
    package let kind: Kind
    package let reason: String
    package let toldOn: Day
    package let takesEffect: Day
    package let by: Person.ID
    /// Whether it has been carried out: suspensions and ends wait for their day.
    package let isDone: Bool

    package init(
        id: ID, plan: Plan.ID, version: Int, kind: Kind, reason: String, toldOn: Day, takesEffect: Day,
        by: Person.ID, isDone: Bool
    ) {
        self.id = id
        self.plan = plan
        self.version = version
        self.kind = kind
        self.reason = reason
        self.toldOn = toldOn
        self.takesEffect = takesEffect
        self.by = by
        self.isDone = isDone
    }

    package static let reasonCharactersMaximum = 1_000
}

/// What a holder asks to be changed in their plan, and what was answered.
package struct PlanRequest: Sendable, Hashable {
    package typealias ID = Identifier<PlanRequest>

    package let id: ID
    package let holder: Holder.ID
    package let plan: Plan.ID
    package let version: Int
    package let words: String
    package let askedBy: Person.ID
    package let askedAt: Moment
    package let answer: String?
    package let answeredAt: Moment?

    package init(
        id: ID, holder: Holder.ID, plan: Plan.ID, version: Int, words: String, askedBy: Person.ID, askedAt: Moment,
        answer: String? = nil, answeredAt: Moment? = nil
    ) {
        self.id = id
        self.holder = holder
        self.plan = plan
        self.version = version
        self.words = words
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.answer = answer
        self.answeredAt = answeredAt
    }

    package static let wordsCharactersMaximum = 1_000
}

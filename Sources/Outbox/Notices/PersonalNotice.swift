import Identity
import Plans
import Values

/// One thing that one person is told, once: unique by whom it is for and by what it comes from.
package struct PersonalNotice: Sendable, Hashable {
    package typealias ID = Identifier<PersonalNotice>

    /// What it comes from.
    package enum Source: Sendable, Hashable {
        case message(Message.ID)
        case plan(PlanNotice.ID)
        /// A right to act, as its version has it.
        case right(Authority.ID, version: Int)
        /// A right to act whose last day is over.
        case lapse(Authority.ID, last: Day)

        package var code: String {
            switch self {
            case .message(let id): "message:\(id)"
            case .plan(let id): "plan:\(id)"
            case .right(let id, let version): "right:\(id)/\(version)"
            case .lapse(let id, let last): "lapse:\(id)/\(last)"
            }
        }

        package init?(code: String) {
            guard let colon = code.firstIndex(of: ":") else { return nil }
            let rest = String(code[colon...].dropFirst())
            switch code[..<colon] {
            case "message": self = .message(.init(rest))
            case "plan": self = .plan(.init(rest))
            case "right":
                guard let slash = rest.lastIndex(of: "/"), let version = Int(rest[slash...].dropFirst())
                else { return nil }
                self = .right(.init(String(rest[..<slash])), version: version)
            case "lapse":
                guard let slash = rest.lastIndex(of: "/") else { return nil }
                do {
                    self = .lapse(.init(String(rest[..<slash])), last: try Day(String(rest[slash...].dropFirst())))
                } catch {
                    return nil
                }
            default: return nil
            }
        }
    }

    /// Why it was not sent after all. It is on the pages anyway.
    package enum Dropped: String, Sendable, CaseIterable {
        /// It was done, or its time was over, before it went out.
        case overtaken
        /// They have no right to know of it any more.
        case noRight = "no-right"
        /// They have chosen to hear no more of it.
        case notWanted = "not-wanted"
        /// There is no way to reach them.
        case noWay = "no-way"
        /// It has to be said, and there is nobody who may know it, or no way to whoever may: staff see to it.
        case held
    }

    package let id: ID
    /// A person; or the holder themselves, where nobody who decides for them signs in: they are written to.
    package let addressee: Message.Recipient
    package let source: Source
    package let kind: NoticeKind
    package let hearing: Hearing
    package let topic: NoticeTopic
    package let isForStaff: Bool
    package let holder: Holder.ID
    package let at: Moment
    package private(set) var dueAt: Moment
    /// It waits to go out together with others.
    package private(set) var isDaily: Bool
    package private(set) var bulletin: Bulletin.ID?
    package private(set) var dropped: Dropped?

    package init(
        id: ID, addressee: Message.Recipient, source: Source, kind: NoticeKind, hearing: Hearing, topic: NoticeTopic,
        isForStaff: Bool, holder: Holder.ID, at: Moment, dueAt: Moment, isDaily: Bool, bulletin: Bulletin.ID? = nil,
        dropped: Dropped? = nil
    ) {
        self.id = id
        self.addressee = addressee
        self.source = source
        self.kind = kind
        self.hearing = hearing
        self.topic = topic
        self.isForStaff = isForStaff
        self.holder = holder
        self.at = at
        self.dueAt = dueAt
        self.isDaily = isDaily
        self.bulletin = bulletin
        self.dropped = dropped
    }

    /// Why it goes out whatever they have chosen; staff have chosen their work, and nobody needs a copy.
    package var duty: NoticeDuty? { isForStaff ? nil : kind.holderRule?.duty(for: hearing) }

    /// It goes out at another time.
    package mutating func put(off to: Moment, at now: Moment) {
        dueAt = to
        isDaily = to > now
    }

    package mutating func drop(_ why: Dropped) { dropped = why }
    package mutating func go(in bulletin: Bulletin.ID) { self.bulletin = bulletin }
}

/// What goes out to somebody in one piece by one way: a notice, or those of a day.
package struct Bulletin: Sendable, Hashable {
    package typealias ID = Identifier<Bulletin>

    package let id: ID
    package let addressee: Message.Recipient
    package let isDaily: Bool
    package let madeAt: Moment

    package init(id: ID, addressee: Message.Recipient, isDaily: Bool, madeAt: Moment) {
        self.id = id
        self.addressee = addressee
        self.isDaily = isDaily
        self.madeAt = madeAt
    }

    /// For how long it is tried, in minutes: as long as the longest-lived of what is in it.
    package static func minutes(for kinds: [NoticeKind]) -> Int {
        kinds.map { kind in
            guard case .message(let kind) = kind else { return Message.Kind.requestApproved.deliveryMinutes }
            return kind.deliveryMinutes
        }.max() ?? 0
    }
}

import Policies
import Values

/// What a request remembers of time.
package struct RequestClock: Sendable, Hashable {
    /// When the days began to count: on asking, on opening again, and on asking for a review.
    package private(set) var startedAt: Moment
    /// When the present status began.
    package private(set) var since: Moment
    /// How long it has rested until then, in milliseconds.
    package private(set) var rested: Int
    /// How often a decision was due and nobody answered.
    package private(set) var level: Int
    /// How many reminders have been told since it was last passed on.
    package private(set) var reminders: Int

    package init(startedAt: Moment, since: Moment? = nil, rested: Int = 0, level: Int = 0, reminders: Int = 0) {
        self.startedAt = startedAt
        self.since = since ?? startedAt
        self.rested = rested
        self.level = level
        self.reminders = reminders
    }

    mutating func move(_ action: ApprovalAction, from old: ApprovalStatus, to new: ApprovalStatus, at now: Moment) {
        switch action {
        case .remind: reminders += 1
        case .escalate: (level, reminders) = (level + 1, 0)
        case .reopen, .askReview: self = RequestClock(startedAt: now)
        default:
            guard old != new else { return }
            if old.rests { rested += max(0, now.milliseconds - since.milliseconds) }
            since = now
            reminders = 0
        }
    }
}

extension ApprovalStatus {
    /// The commissioner's clock stands still: somebody else has to do something.
    package var rests: Bool { self == .infoWanted || self == .paused }
}

/// The times of one request, from its clock and the policy's days.
package struct RequestHours: Sendable, Hashable {
    private let status: ApprovalStatus
    private let clock: RequestClock
    private let times: ApprovalTimes

    init(_ status: ApprovalStatus, _ clock: RequestClock, _ times: ApprovalTimes) {
        (self.status, self.clock, self.times) = (status, clock, times)
    }

    /// Told of a request at these per cents of its time; when all of it is over, it is passed on.
    static let reminders = [50, 80]
    /// So long a suspended supplier's requests keep their money (reference, workflow 4.3).
    static let pauseWorkingDays = 10

    /// Closed for want of an answer, it can be opened again for so many days.
    static let reopenDays = 28

    private static let day = 86_400_000

    /// Resting moves what is due, by so much at most.
    private var moved: Int {
        let most = times.pauseDays * RequestHours.day
        return status.rests ? most : min(clock.rested, most)
    }

    private func after(_ days: Int) -> Moment {
        Moment(milliseconds: clock.startedAt.milliseconds + days * RequestHours.day + moved)
    }

    /// When a decision is due. While it rests: the latest that this may become.
    package var dueAt: Moment { after(times.decisionDays * (clock.level + 1)) }
    /// While it rests: the latest that this may become.
    package var expiresAt: Moment { after(times.longestDays) }
    /// Of the question that is open.
    package var answerBy: Moment? { status == .infoWanted ? day(times.questionDays) : nil }
    /// Of an approval that has not been used.
    package var validUntil: Moment? {
        status == .approved || status == .partApproved ? day(times.validDays) : nil
    }
    /// Until when the holder can answer late, or have it looked at by somebody else.
    package var windowEndsAt: Moment? {
        switch status {
        case .closedNoAnswer: day(RequestHours.reopenDays)
        case .declined, .partApproved, .usedPart: day(times.reviewDays)
        default: nil
        }
    }

    /// Of a supplier's suspension.
    package var pauseEndsAt: Moment? {
        guard status == .paused else { return nil }
        let today = clock.since.day
        return Moment(startOf: today.adding(workingDays: RequestHours.pauseWorkingDays))
    }

    private func day(_ days: Int) -> Moment { clock.since.adding(minutes: days * 24 * 60) }

    /// When the next thing happens by itself; nil where nothing does.
    package var strikesAt: Moment? {
        switch status {
        case .pending, .reconsideration: min(reminderAt ?? dueAt, dueAt, expiresAt)
        case .infoWanted: [reminderAt, answerBy, expiresAt].compactMap(\.self).min()
        case .paused: pauseEndsAt
        case .approved, .partApproved: validUntil
        default: nil
        }
    }

    /// The next reminder before what is due.
    private var reminderAt: Moment? {
        guard RequestHours.reminders.indices.contains(clock.reminders) else { return nil }
        let percent = RequestHours.reminders[clock.reminders]
        let (days, end) =
            status == .infoWanted ? (times.questionDays, answerBy ?? expiresAt) : (times.decisionDays, dueAt)
        return Moment(milliseconds: end.milliseconds - days * RequestHours.day * (100 - percent) / 100)
    }

    /// What has to happen by now, the gravest first; nil where nothing has.
    package func demand(at now: Moment) -> ApprovalAction? {
        guard let strikesAt, now >= strikesAt else { return nil }
        switch status {
        case .pending, .reconsideration:
            return now >= expiresAt ? .expire : now >= dueAt ? .escalate : .remind
        case .infoWanted:
            if now >= expiresAt { return .expire }
            return answerBy.map { now >= $0 } ?? false ? .closeUnanswered : .remind
        case .paused: return .giveUp
        default: return .lapse
        }
    }

    /// The guards of time that hold.
    package func guards(at now: Moment) -> Set<ApprovalGuard> {
        var found: Set<ApprovalGuard> = []
        if now < expiresAt { found.insert(.inTime) } else { found.insert(.lifeOver) }
        if now >= dueAt { found.insert(.isDue) } else { found.insert(.notDueYet) }
        if let answerBy, now >= answerBy { found.insert(.answerOverdue) }
        if let validUntil, now >= validUntil { found.insert(.notUsedInTime) }
        if let pauseEndsAt, now >= pauseEndsAt { found.insert(.pauseOver) }
        if let windowEndsAt, now < windowEndsAt { found.insert(.withinWindow) }
        return found
    }
}

extension Day {
    /// Monday to Friday; bank holidays count as working days, so that nobody waits for less than was said.
    func adding(workingDays: Int) -> Day {
        var (day, left) = (self, workingDays)
        while left > 0 {
            day = day.adding(days: 1)
            if (1...5).contains(day.weekday) { left -= 1 }
        }
        return day
    }
}

import Identity
import Values

/// How soon somebody is told.
package enum NoticePace: String, Sendable, CaseIterable, Codable {
    case atOnce = "at-once"
    /// Together with everything else, once a day.
    case daily
    case off
}

/// By what way people are told besides the pages.
package enum NoticeWay: String, Sendable, CaseIterable, Codable {
    case email
    /// On paper: the commissioner's staff print and post it.
    case letter
    /// A text message to a mobile phone.
    case text
    /// Only what has to be sent; the rest is on the pages.
    case pages

    /// Nil where nothing is sent.
    package var channel: Channel? {
        switch self {
        case .email: .email
        case .letter: .letter
        case .text: .text
        case .pages: nil
        }
    }
}

/// What somebody wants to be told, how, and when.
package struct NoticeSettings: Sendable, Hashable {
    package var way: NoticeWay
    /// Of the clock in the United Kingdom, at which what goes out once a day goes out.
    package var hour: Int
    /// For the topics that somebody has chosen otherwise than `standard` has them.
    package var paces: [NoticeTopic: NoticePace]
    /// What goes for every topic that is not in `paces`.
    package let standard: NoticePace
    /// When they last said so themselves; what a link in a letter switched off does not count.
    package var chosenAt: Moment
    /// Nought for what nobody has chosen yet.
    package let version: Int

    package init(
        way: NoticeWay, hour: Int, paces: [NoticeTopic: NoticePace], standard: NoticePace,
        chosenAt: Moment = Moment(milliseconds: 0), version: Int
    ) {
        self.way = way
        self.hour = hour
        self.paces = paces
        self.standard = standard
        self.chosenAt = chosenAt
        self.version = version
    }

    package static let hours = 0...23

    /// As long as somebody has chosen nothing: staff, who are in the tool all day, get one letter a day.
    package static func untouched(for role: Role) -> NoticeSettings {
        NoticeSettings(
            way: .email, hour: 8, paces: [:], standard: role == .commissioner ? .daily : .atOnce, version: 0)
    }

    package subscript(topic: NoticeTopic) -> NoticePace { paces[topic] ?? standard }

    /// When something goes out; nil where it does not. What must be sent goes at once where its topic is off. Copies
    /// come once a day at most. What has to be answered before the day's letter goes out goes at once.
    /// - Parameter deadline: until when something is asked of them.
    package func dueAt(
        topic: NoticeTopic, hearing: Hearing, duty: NoticeDuty?, deadline: Moment?, at now: Moment
    ) -> Moment? {
        var pace = self[topic]
        if way == .pages { pace = .off }
        if pace == .off { return duty == nil ? nil : now }
        if hearing == .copy { pace = .daily }
        guard pace == .daily else { return now }
        let next = now.next(hour: hour)
        if hearing == .act, let deadline, deadline <= next.adding(minutes: NoticeSettings.answerMinutes) { return now }
        return next
    }

    /// So long somebody needs at least to do what is asked, counted from when they are told.
    static let answerMinutes = 12 * 60
}

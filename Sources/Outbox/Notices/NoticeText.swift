import Values

/// In which language people are written to. English is there; Welsh gets its texts when somebody has written them, and
/// is offered to nobody before.
package enum Language: String, Sendable, CaseIterable {
    case english = "en-GB"
    case welsh = "cy"

    /// What is written in it so far; English where nothing is.
    package var texts: NoticeTexts {
        switch self {
        case .english, .welsh: .english
        }
    }
}

/// What one kind of notice says. `{order}` stands for the order's number, `{commissioner}` for the commissioner's name.
package struct NoticeText: Sendable, Hashable {
    /// After “Your order 7K3M9-2QXRT: ”. It names nobody and nothing: anybody may see it over a shoulder.
    package let subject: String
    package let happened: String
    /// What can be done about it by who may; nil where there is nothing.
    package let step: String?

    init(_ subject: String, _ happened: String, _ step: String? = nil) {
        self.subject = subject
        self.happened = happened
        self.step = step
    }

    func filled(order: String, commissioner: String) -> NoticeText {
        let fill = { (text: String) in
            text.replacing("{order}", with: order).replacing("{commissioner}", with: commissioner)
        }
        return NoticeText(subject, fill(happened), step.map(fill))
    }
}

/// All words of notices in one language.
package struct NoticeTexts: Sendable {
    /// For the holder's side, and for the commissioner's staff.
    let holder: [NoticeKind: NoticeText]
    let staff: [NoticeKind: NoticeText]
    let frame: NoticeFrame

    package func text(_ kind: NoticeKind, forStaff isForStaff: Bool) -> NoticeText {
        (isForStaff ? staff : holder)[kind] ?? frame.news
    }
}

/// The words around what happened, the same for every kind.
package struct NoticeFrame: Sendable {
    /// As in “Your order 7K3M9-2QXRT”.
    let ownOrder: String
    let order: String
    let ownPlan: String
    let plan: String
    let account: String
    let answerNeeded: String
    /// Before and after the time.
    let answerBy: String
    let greeting: String
    let read: String
    let daily: String
    let dailyWaiting: String
    let why: [Hearing: String]
    let change: String
    let unsubscribe: String
    let duty: String
    /// After the number of what is not in the letter.
    let more: String
    /// For what nothing else is written.
    let news: NoticeText
    /// Of text messages.
    let sender: String
    let day: @Sendable (Day) -> String
    let moment: @Sendable (Moment) -> String
    /// On paper: before a name, a day, a reason, a telephone number and an address.
    let aboutWhom: String
    let countsFrom: String
    let reason: String
    let paperRead: String
    let paperAloud: String
    let paperChange: String
}

import Values

/// What somebody is told, written out: for an e-mail, for paper, and for a telephone. The subject names the order and
/// nobody; what it is about stands behind the link, which asks to sign in.
package struct NoticeLetter: Sendable {
    /// One notice in it.
    package struct Item: Sendable {
        package let kind: NoticeKind
        package let hearing: Hearing
        package let isForStaff: Bool
        /// It is the reader's own order or plan.
        package let isOwn: Bool
        /// Nil where it is about no order.
        package let orderNumber: String?
        /// Until when something is asked of the reader.
        package let deadline: Moment?
        package let link: String
        /// On paper only: whom it is about, where that is not the reader, and the reasons of what was decided.
        package var holderName: String?
        package var grounds: Grounds?

        package init(
            kind: NoticeKind, hearing: Hearing, isForStaff: Bool, isOwn: Bool, orderNumber: String?,
            deadline: Moment?, link: String
        ) {
            self.kind = kind
            self.hearing = hearing
            self.isForStaff = isForStaff
            self.isOwn = isOwn
            self.orderNumber = orderNumber
            self.deadline = deadline
            self.link = link
        }

        var duty: NoticeDuty? { isForStaff ? nil : kind.holderRule?.duty(for: hearing) }
    }

    /// Why something was decided.
    package struct Grounds: Sendable, Hashable {
        /// From when it counts; nil for at once.
        let from: Day?
        let reason: String

        package init(from: Day?, reason: String) {
            self.from = from
            self.reason = reason
        }
    }

    package let reader: String
    package let commissioner: String
    package let items: [Item]
    package let isDaily: Bool
    /// Of the page on which people choose what they are told.
    package let settingsLink: String
    /// Turns such e-mails off; nil where everything in it has to be sent.
    package let unsubscribeLink: String?
    package let language: Language

    package init(
        reader: String, commissioner: String, items: [Item], isDaily: Bool, settingsLink: String,
        unsubscribeLink: String?, language: Language = .english
    ) {
        self.reader = reader
        self.commissioner = commissioner
        // What waits for an answer stands first.
        self.items = items.filter { $0.hearing == .act } + items.filter { $0.hearing != .act }
        self.isDaily = isDaily
        self.settingsLink = settingsLink
        self.unsubscribeLink = unsubscribeLink
        self.language = language
    }

    private var texts: NoticeTexts { language.texts }
    private var frame: NoticeFrame { texts.frame }

    package var subject: String {
        guard isDaily else { return items.first.map(title) ?? frame.daily }
        let waiting = items.count { $0.hearing == .act }
        return "\(frame.daily): \(items.count)" + (waiting > 0 ? ", \(waiting) \(frame.dailyWaiting)" : "")
    }

    /// `Your order 7K3M9-2QXRT: an answer is needed`.
    private func title(_ item: Item) -> String {
        let asks = item.hearing == .act && item.deadline != nil
        return "\(about(item)): \(asks ? frame.answerNeeded : words(item).subject)"
    }

    private func about(_ item: Item) -> String {
        if let number = item.orderNumber { return "\(item.isOwn ? frame.ownOrder : frame.order) \(number)" }
        if case .plan = item.kind { return item.isOwn ? frame.ownPlan : frame.plan }
        return frame.account
    }

    private func words(_ item: Item) -> NoticeText {
        texts.text(item.kind, forStaff: item.isForStaff)
            .filled(order: item.orderNumber ?? "", commissioner: commissioner)
    }

    /// What happened, what can be done, and until when.
    package func paragraphs(of item: Item) -> [String] {
        let words = words(item)
        let deadline = item.hearing == .act ? item.deadline.map { "\(frame.answerBy) \(frame.moment($0))." } : nil
        return [words.happened, item.hearing == .copy ? nil : words.step, deadline].compactMap(\.self)
    }

    /// Why it came: the reasons of all that is in it, each once.
    package var reasons: [String] {
        let hearings = Set(items.filter { !$0.isForStaff }.map(\.hearing)).sorted()
        let duty = items.contains { $0.duty != nil } ? [frame.duty] : []
        return hearings.compactMap { frame.why[$0] } + (unsubscribeLink == nil ? duty : [])
    }

    /// More nobody reads in one letter.
    package static let itemsMaximum = 50
    package var shown: ArraySlice<Item> { items.prefix(NoticeLetter.itemsMaximum) }
    /// Says how many are left out; nil where none is.
    package var more: String? {
        items.count > shown.count ? "\(items.count - shown.count) \(frame.more)" : nil
    }

    package var greeting: String { "\(frame.greeting) \(reader)," }
    package func heading(of item: Item) -> String { title(item) }

    private var shape: LetterShape {
        var ways = [LetterShape.Way(words: frame.change, address: settingsLink)]
        if let unsubscribeLink { ways.append(.init(words: frame.unsubscribe, address: unsubscribeLink)) }
        return LetterShape(
            title: frame.daily, language: language, greeting: greeting,
            parts: shown.map { item in
                LetterShape.Part(
                    heading: items.count > 1 ? title(item) : nil, paragraphs: paragraphs(of: item),
                    link: .init(words: frame.read, address: item.link))
            },
            close: [more].compactMap(\.self) + reasons, ways: ways)
    }

    package var text: String { shape.text }
    package var html: String { shape.html }

    /// For a telephone: what the subject says, and where. Where that does not fit into one message, it is left out
    /// where.
    package func message(site: String) -> String {
        let words = "\(frame.sender): \(subject)."
        let whole = "\(words) \(site)"
        return whole.utf16.count <= NoticeLetter.messageCharacters(whole) ? whole : words
    }

    /// Of one text message (3GPP TS 23.038): letters outside of the plain ones make all of them longer.
    private static func messageCharacters(_ text: String) -> Int { text.utf8.allSatisfy { $0 < 0x80 } ? 160 : 70 }
}

// MARK: - On paper

extension NoticeLetter {
    /// What is said about an item where nothing lies behind a link.
    package func paperParagraphs(of item: Item) -> [String] {
        let about = item.holderName.map { "\(frame.aboutWhom) \($0)." }
        let from = item.grounds?.from.map { "\(frame.countsFrom) \(frame.day($0))." }
        let reason = item.grounds.map { "\(frame.reason) \($0.reason)" }
        return [about].compactMap(\.self) + paragraphs(of: item) + [from, reason].compactMap(\.self)
    }

    /// How to read more, why it came, and how to change what comes.
    package func paperClose(telephone: String) -> [String] {
        ["\(frame.paperRead) \(telephone). \(frame.paperAloud)"] + reasons + ["\(frame.paperChange) \(settingsLink)."]
    }

    package func written(on day: Day) -> String { frame.day(day) }
}

import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

extension Reading {
    /// Why a notice is not to go out now; nil where nothing is against it. Asked when it sets out and again before
    /// each attempt: rights end, and what was asked is done.
    func obstacle(to notice: PersonalNotice, at now: Moment) throws -> PersonalNotice.Dropped? {
        guard try hasRight(to: notice, on: now.day) else { return .noRight }
        switch notice.source {
        case .message(let id):
            guard let message = try outbox.find(id), try isOpen(message, at: now) else { return .overtaken }
        case .plan(let id):
            guard try notices.hasPlanNotice(id) else { return .overtaken }
        case .right, .lapse: break
        }
        guard notice.duty == nil, case .person(let id) = notice.addressee, let person = try people.find(id)
        else { return nil }
        let settings = try noticeSettings.find(person)
        return settings.way == .pages || settings[notice.topic] == .off ? .notWanted : nil
    }

    private func hasRight(to notice: PersonalNotice, on day: Day) throws -> Bool {
        guard case .person(let id) = notice.addressee else { return true }
        guard let person = try people.find(id) else { return false }
        if notice.isForStaff {
            let commissioner = try holders.find(notice.holder)?.commissioner
            return person.role == .commissioner && person.organisation?.text == commissioner?.text
        }
        // Whoever may do nothing any more is told that.
        if case .right = notice.kind { return true }
        guard let authority = try holders.authority(of: id, for: notice.holder), authority.isInForce(on: day)
        else { return false }
        var signer: Person.ID?
        if case .message(let message) = notice.source {
            signer = try outbox.find(message).flatMap { try orders.find($0.order) }?.signer
        }
        let copies = try noticeSettings.copies(about: notice.holder)
        return notice.kind.holderRule?
            .hearing(of: authority, isSigner: signer == id, getsCopies: copies.contains(id)) != nil
    }

    /// What a bulletin says now; nil where nothing of it is to be said any more.
    package func noticeLetter(
        in bulletin: Bulletin, at now: Moment, _ settings: RoutingSettings
    ) throws -> NoticeLetter? {
        let standing = try notices.list(in: bulletin.id).filter { try obstacle(to: $0, at: now) == nil }
        guard let first = standing.first, let holder = try holders.find(first.holder) else { return nil }
        let items = try standing.map { try item($0, settings) }
        let topics = Set(standing.map(\.topic))
        var unsubscribe: String?
        if case .person(let id) = bulletin.addressee, standing.contains(where: { $0.duty == nil }) {
            let wish = NoticeLinks.Wish(person: id, topic: topics.count == 1 ? topics.first : nil)
            unsubscribe = "\(settings.publicURL)/unsubscribe/\(settings.links.token(for: wish, at: bulletin.madeAt))"
        }
        return NoticeLetter(
            reader: try name(of: bulletin.addressee), commissioner: try holders.commissioner(holder.commissioner)?.name
                ?? "", items: items, isDaily: bulletin.isDaily,
            settingsLink: "\(settings.publicURL)/account/notices", unsubscribeLink: unsubscribe)
    }

    private func item(_ notice: PersonalNotice, _ settings: RoutingSettings) throws -> NoticeLetter.Item {
        var (number, deadline): (String?, Moment?)
        if case .message(let id) = notice.source, let message = try outbox.find(id) {
            number = try orders.find(message.order)?.number
            deadline = try self.deadline(of: message)
        }
        var isOwn = false
        if case .person(let id) = notice.addressee {
            isOwn = try holders.authority(of: id, for: notice.holder)?.kind == .holder
        }
        if case .holder = notice.addressee { isOwn = true }
        return NoticeLetter.Item(
            kind: notice.kind, hearing: notice.hearing, isForStaff: notice.isForStaff, isOwn: isOwn,
            orderNumber: number, deadline: deadline, link: "\(settings.publicURL)/notices/\(notice.id)")
    }

    package func name(of addressee: Message.Recipient) throws -> String {
        switch addressee {
        case .person(let id): try people.find(id)?.name ?? ""
        case .holder(let id): try holders.find(id)?.name ?? ""
        case .supplier, .commissioner: ""
        }
    }

    /// What goes out for a bulletin by the way that was chosen.
    func pack(
        _ bulletin: Bulletin.ID, to endpoint: Endpoint, at now: Moment, _ settings: RoutingSettings
    ) throws -> Packed {
        guard let bulletin = try notices.bulletin(bulletin) else { return .notWanted }
        guard let letter = try noticeLetter(in: bulletin, at: now, settings) else { return .overtaken }
        switch endpoint.channel {
        case .email:
            return .ready(.letter(try mail(letter, bulletin, to: endpoint)))
        case .text:
            return .text(TextMessage(number: endpoint.address, words: letter.message(site: settings.publicURL)))
        // Somebody posts it.
        case .letter, .webhook: return .notWanted
        }
    }

    private func mail(_ letter: NoticeLetter, _ bulletin: Bulletin, to endpoint: Endpoint) throws -> Letter {
        let headers = letter.unsubscribeLink.map { link in
            [("List-Unsubscribe", "<\(link)>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
        }
        return Letter(
            to: try EmailAddress(endpoint.address), subject: letter.subject, text: letter.text, html: letter.html,
            files: [], messageID: "\(bulletin.id)@holdfast", at: bulletin.madeAt, headers: headers ?? [])
    }
}

extension Desk {
    /// Writes a text message down in the place of sending it.
    package func log(_ text: TextMessage, of delivery: Delivery.ID) async throws {
        let now = clock()
        try await database.write { try $0.textLog.append(text, of: delivery, at: now) }
    }
}

extension Writing {
    /// Nothing of a bulletin is to be said any more.
    /// - Returns: false where something stands again meanwhile: it goes out at the next look.
    func drop(_ bulletin: Bulletin.ID, at now: Moment) throws -> Bool {
        for var notice in try notices.list(in: bulletin) {
            guard let why = try obstacle(to: notice, at: now) else { return false }
            notice.drop(why)
            try notices.save(notice)
        }
        return true
    }
}

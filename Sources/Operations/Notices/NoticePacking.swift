import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

extension Reading {
    /// What of a bulletin is still to be said, and how its reader hears of each.
    /// - Parameter commissioner: whose holders' matters are looked at; nil for all.
    package func standing(
        in bulletin: Bulletin.ID, at now: Moment, of commissioner: Commissioner.ID? = nil
    ) throws -> [(notice: PersonalNotice, hearing: Hearing)] {
        try notices.list(in: bulletin).compactMap { notice in
            guard notice.dropped == nil, try obstacle(to: notice, at: now) == nil,
                let hearing = try hearing(of: notice, on: now.day),
                try commissioner == nil || holders.find(notice.holder)?.commissioner == commissioner
            else { return nil }
            return (notice, hearing)
        }
    }

    /// What a bulletin says now; nil where nothing of it is to be said any more.
    func noticeLetter(
        in bulletin: Bulletin, at now: Moment, _ settings: RoutingSettings
    ) throws -> NoticeLetter? {
        let standing = try standing(in: bulletin.id, at: now)
        let items = try standing.map { try item($0.notice, $0.hearing, settings) }
        let topics = Set(standing.map(\.notice).filter { $0.duty == nil }.map(\.topic))
        var unsubscribe: String?
        if case .person(let id) = bulletin.addressee, !topics.isEmpty, let person = try people.find(id) {
            let wish = NoticeLinks.Wish(of: person, topics: topics, at: bulletin.madeAt)
            unsubscribe = "\(settings.publicURL)/unsubscribe/\(settings.links.token(for: wish))"
        }
        return try letter(bulletin, standing.first?.notice, items, settings, unsubscribe: unsubscribe)
    }

    /// The same on paper, as the staff of one commissioner post it: nothing about others' holders is in it. Nothing
    /// lies behind a link there, so it says whom it is about, and gives what was decided its reasons.
    package func paperLetter(
        in bulletin: Bulletin, of commissioner: Commissioner.ID, at now: Moment, _ settings: RoutingSettings
    ) throws -> NoticeLetter? {
        let standing = try standing(in: bulletin.id, at: now, of: commissioner)
        let items = try standing.map { notice, hearing in
            var item = try item(notice, hearing, settings)
            item.holderName = item.isOwn ? nil : try holders.find(notice.holder)?.name
            item.grounds = try grounds(of: notice)
            return item
        }
        return try letter(bulletin, standing.first?.notice, items, settings, unsubscribe: nil)
    }

    private func letter(
        _ bulletin: Bulletin, _ first: PersonalNotice?, _ items: [NoticeLetter.Item], _ settings: RoutingSettings,
        unsubscribe: String?
    ) throws -> NoticeLetter? {
        guard let first, let holder = try holders.find(first.holder) else { return nil }
        return NoticeLetter(
            reader: try name(of: bulletin.addressee),
            commissioner: try holders.commissioner(holder.commissioner)?.name ?? "", items: items,
            isDaily: bulletin.isDaily, settingsLink: "\(settings.publicURL)/account/notices",
            unsubscribeLink: unsubscribe)
    }

    private func item(
        _ notice: PersonalNotice, _ hearing: Hearing, _ settings: RoutingSettings
    ) throws -> NoticeLetter.Item {
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
            kind: notice.kind, hearing: hearing, isForStaff: notice.isForStaff, isOwn: isOwn,
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
            return .ready(.letter(try mail(letter, bulletin, to: try address(of: endpoint))))
        case .text:
            let mustGo = try standing(in: bulletin.id, at: now).contains { $0.notice.duty != nil }
            // It set out when somebody still sent them: it goes another way.
            guard settings.texts.carries(mustGo: mustGo) else { return .tooLate }
            return .text(TextMessage(number: endpoint.address, words: letter.message(site: settings.publicURL)))
        // Somebody posts it.
        case .letter, .webhook: return .notWanted
        }
    }

    /// As its owner is known now: the mailbox that they had when it set out may be somebody else's.
    private func address(of endpoint: Endpoint) throws -> EmailAddress {
        if endpoint.isStandard, case .person(let id) = endpoint.owner, let person = try people.find(id) {
            return person.email
        }
        return try EmailAddress(endpoint.address)
    }

    private func mail(_ letter: NoticeLetter, _ bulletin: Bulletin, to address: EmailAddress) throws -> Letter {
        let headers = letter.unsubscribeLink.map { link in
            [("List-Unsubscribe", "<\(link)>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
        }
        return Letter(
            to: address, subject: letter.subject, text: letter.text, html: letter.html, files: [],
            messageID: "\(bulletin.id)@holdfast", at: bulletin.madeAt, headers: headers ?? [])
    }
}

extension Desk {
    /// Writes a text message down in the place of sending it.
    package func log(_ text: TextMessage, of delivery: Delivery.ID) async throws {
        let now = clock()
        try await database.write { try $0.textLog.append(text, of: delivery, at: now) }
    }

    /// Takes out of what is on its way whatever is not to be said to its reader any more, for good, and tells those who
    /// have to be told in their place.
    func weed(_ delivery: Delivery.ID) async throws {
        let now = clock()
        let found = try await database.read { try $0.weeds(in: delivery, at: now) }
        guard !found.isEmpty else { return }
        try await database.write { [identifiers] tx in
            let router = NoticeRouter(tx: tx, identifiers: identifiers, now: now)
            for (notice, why) in try tx.weeds(in: delivery, at: now) { try router.drop(notice, why) }
        }
    }
}

extension Reading {
    fileprivate func weeds(
        in delivery: Delivery.ID, at now: Moment
    ) throws -> [(notice: PersonalNotice, why: PersonalNotice.Dropped)] {
        guard let found = try deliveries.find(delivery), found.status == .waiting, let bulletin = found.bulletin
        else { return [] }
        return try notices.list(in: bulletin).filter { $0.dropped == nil }.compactMap { notice in
            try obstacle(to: notice, at: now).map { (notice, $0) }
        }
    }
}

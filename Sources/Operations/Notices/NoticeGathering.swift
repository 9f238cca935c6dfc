import Identity
import Outbox
import Relational
import Storage
import Values

extension Desk {
    private static let gatheredAtOnce = 100

    /// Sets out whatever is due to people: what is to be told at once by itself, what is told once a day together.
    /// - Returns: how many bulletins were made.
    @discardableResult
    package func gatherNotices(_ settings: RoutingSettings) async throws -> Int {
        let now = clock()
        let isAny = try await database.read { try !$0.notices.addresseesDue(at: now, most: 1).isEmpty }
        guard isAny else { return 0 }
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        var made = 0
        while true {
            // Looked for in the transaction: another worker may have been quicker.
            let (found, count) = try await database.write { [identifiers, sealer] tx in
                let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
                let addressees = try tx.notices.addresseesDue(at: now, most: Desk.gatheredAtOnce)
                let gatherer = NoticeGatherer(tx: tx, settings: settings, tools: tools)
                return (addressees.count, try addressees.reduce(0) { try $0 + gatherer.gather(for: $1) })
            }
            made += count
            guard found == Desk.gatheredAtOnce else { return made }
        }
    }
}

extension Desk {
    private static let lapseDays = 7

    /// Tells those whose right to act has ended by itself. Whoever was not told within a week knows by now.
    package func strikeNoticeClock() async throws {
        let now = clock()
        let first = now.day.adding(days: -Desk.lapseDays)
        let find = { @Sendable (store: NoticeStore<Snapshot>) in
            try store.lapsed(on: now.day, since: first, most: Desk.gatheredAtOnce)
        }
        guard try await !database.read({ try find($0.notices) }).isEmpty else { return }
        try await database.write { [identifiers] tx in
            for authority in try tx.notices.lapsed(on: now.day, since: first, most: Desk.gatheredAtOnce) {
                guard let last = authority.last else { continue }
                try tx.notices.insert(
                    PersonalNotice(
                        id: identifiers.new(at: now), addressee: .person(authority.person),
                        source: .lapse(authority.id, last: last), kind: .right(.ended), hearing: .know, topic: .rights,
                        isForStaff: false, holder: authority.holder, at: now, dueAt: now, isDaily: false))
            }
        }
    }
}

/// Puts what waits for somebody into bulletins, and those on their way.
struct NoticeGatherer {
    let tx: Transaction
    let settings: RoutingSettings
    let tools: Tools

    /// - Returns: how many bulletins set out.
    func gather(for addressee: Message.Recipient) throws -> Int {
        let due = try tx.notices.waiting(for: addressee).filter { $0.dueAt <= tools.now }
        var wanted: [PersonalNotice] = []
        for var notice in due {
            guard let why = try tx.obstacle(to: notice, at: tools.now) else {
                wanted.append(notice)
                continue
            }
            notice.drop(why)
            try tx.notices.save(notice)
        }
        let daily = wanted.filter(\.isDaily)
        let pieces = wanted.filter { !$0.isDaily }.map { [$0] } + (daily.isEmpty ? [] : [daily])
        return try pieces.count { try send($0, to: addressee) }
    }

    /// - Returns: whether there is a way.
    private func send(_ notices: [PersonalNotice], to addressee: Message.Recipient) throws -> Bool {
        let mustGo = notices.contains { $0.duty != nil }
        guard let endpoint = try tx.endpoint(for: addressee, mustGo: mustGo, settings, tools) else {
            for var notice in notices {
                notice.drop(.noWay)
                try tx.notices.save(notice)
            }
            return false
        }
        let bulletin = Bulletin(
            id: tools.new(), addressee: addressee, isDaily: notices.contains(where: \.isDaily), madeAt: tools.now)
        try tx.notices.insert(bulletin)
        for var notice in notices {
            notice.go(in: bulletin.id)
            try tx.notices.save(notice)
        }
        // Paper waits for a person, however long that takes.
        let minutes = endpoint.channel == .letter ? Self.paperMinutes : Bulletin.minutes(for: notices.map(\.kind))
        try tx.deliveries.insert(
            Delivery(
                id: tools.new(), cargo: .bulletin(bulletin.id), endpoint: endpoint.id, at: tools.now,
                minutes: minutes))
        return true
    }

    private static let paperMinutes = 366 * 24 * 60
}

extension Writing {
    /// Where somebody is reached: as they have chosen; what has to be sent goes by e-mail, or on paper, where they have
    /// chosen nothing that works.
    fileprivate func endpoint(
        for addressee: Message.Recipient, mustGo: Bool, _ settings: RoutingSettings, _ tools: Tools
    ) throws -> Endpoint? {
        switch addressee {
        case .holder(let id):
            return try holders.find(id).flatMap { try paper(for: addressee, at: $0.address, tools) }
        case .person(let id):
            guard let person = try people.find(id) else { return nil }
            let way = try noticeSettings.find(person).way
            var chosen: [Channel] = way.channel.map { [$0] } ?? []
            if mustGo || way != .pages { chosen += [.email] }
            if mustGo { chosen += [.letter] }
            for channel in chosen {
                if let found = try endpoint(of: person, by: channel, settings, tools) { return found }
            }
            return nil
        case .supplier, .commissioner: return nil
        }
    }

    private func endpoint(
        of person: Person, by channel: Channel, _ settings: RoutingSettings, _ tools: Tools
    ) throws -> Endpoint? {
        let owner = Message.Recipient.person(person.id)
        switch channel {
        case .email:
            guard settings.hasMail else { return nil }
            return try mail(of: person, tools)
        case .letter:
            if let typed = try endpoints.list(of: owner).first(where: { $0.channel == .letter && !$0.isStandard }) {
                return typed
            }
            let own = try holders.authorities(of: person.id).first { $0.authority.kind == .holder }
            return try own.flatMap { try holders.find($0.authority.holder) }
                .flatMap { try paper(for: owner, at: $0.address, tools) }
        case .text:
            return try endpoints.list(of: owner).first { $0.channel == .text && $0.status == .active }
        case .webhook: return nil
        }
    }

    private func mail(of person: Person, _ tools: Tools) throws -> Endpoint? {
        try standard(.person(person.id), .email, at: person.email.text, tools)
    }

    /// The address on record.
    private func paper(for owner: Message.Recipient, at address: Address, _ tools: Tools) throws -> Endpoint? {
        try standard(owner, .letter, at: address.allLines.joined(separator: "\n"), tools)
    }

    /// The one that follows what is on record; made where it is missing.
    private func standard(
        _ owner: Message.Recipient, _ channel: Channel, at address: String, _ tools: Tools
    ) throws -> Endpoint? {
        if var known = try endpoints.list(of: owner).first(where: { $0.channel == channel && $0.isStandard }) {
            if known.address != address {
                known.follow(address)
                try endpoints.save(known)
            }
            return known.status == .active ? known : nil
        }
        let made = Endpoint(
            id: tools.new(), owner: owner, channel: channel, address: address, isStandard: true, scope: .everything,
            madeAt: tools.now)
        try endpoints.insert(made)
        return made
    }
}

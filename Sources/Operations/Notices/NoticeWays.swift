import Identity
import Outbox
import Relational
import Storage
import Values

/// By what way somebody is reached.
struct NoticeWays {
    let tx: Transaction
    let settings: RoutingSettings
    let identifiers: Identifiers
    let now: Moment

    /// As they have chosen; what has to be sent goes by e-mail, or on paper, where they have chosen nothing that works.
    /// - Parameter tried: what did not bring it.
    func endpoint(
        for addressee: Message.Recipient, mustGo: Bool, besides tried: Set<Endpoint.ID> = []
    ) throws -> Endpoint? {
        switch addressee {
        case .holder: return try paper(for: addressee, besides: tried)
        case .person(let id):
            guard let person = try tx.people.find(id) else { return nil }
            let way = try tx.noticeSettings.find(person).way
            var chosen: [Channel] = way.channel.map { [$0] } ?? []
            if mustGo || way != .pages { chosen += [.email] }
            if mustGo { chosen += [.letter] }
            for channel in chosen {
                let found = try endpoint(of: person, by: channel, mustGo: mustGo, besides: tried)
                if let found { return found }
            }
            return nil
        case .supplier, .commissioner: return nil
        }
    }

    private func endpoint(
        of person: Person, by channel: Channel, mustGo: Bool, besides tried: Set<Endpoint.ID>
    ) throws -> Endpoint? {
        let owner = Message.Recipient.person(person.id)
        switch channel {
        case .email:
            guard settings.hasMail else { return nil }
            return try standard(owner, .email, at: person.email.text, besides: tried)
        case .letter:
            let typed = try tx.endpoints.list(of: owner).first { $0.channel == .letter && !$0.isStandard }
            if let typed { return tried.contains(typed.id) ? nil : typed }
            return try paper(for: owner, besides: tried)
        case .text:
            guard settings.texts.carries(mustGo: mustGo) else { return nil }
            return try tx.endpoints.list(of: owner)
                .first { $0.channel == .text && $0.status == .active && !tried.contains($0.id) }
        case .webhook: return nil
        }
    }

    private func paper(for owner: Message.Recipient, besides tried: Set<Endpoint.ID>) throws -> Endpoint? {
        try tx.address(of: owner).flatMap { try standard(owner, .letter, at: $0.onPaper, besides: tried) }
    }

    /// The one that follows what is on record; made where it is missing.
    private func standard(
        _ owner: Message.Recipient, _ channel: Channel, at address: String, besides tried: Set<Endpoint.ID>
    ) throws -> Endpoint? {
        if var known = try tx.endpoints.list(of: owner).first(where: { $0.channel == channel && $0.isStandard }) {
            guard known.status == .active, !tried.contains(known.id) else { return nil }
            if known.address != address {
                known.follow(address)
                try tx.endpoints.save(known)
            }
            return known
        }
        let made = Endpoint(
            id: identifiers.new(at: now), owner: owner, channel: channel, address: address, isStandard: true,
            scope: .everything, madeAt: now)
        try tx.endpoints.insert(made)
        return made
    }
}

extension NoticeWays {
    /// Sets a bulletin out.
    func send(_ bulletin: Bulletin.ID, of kinds: [NoticeKind], to endpoint: Endpoint) throws {
        let minutes = endpoint.channel == .letter ? NoticeWays.paperMinutes : Bulletin.minutes(for: kinds)
        try tx.deliveries.insert(
            Delivery(
                id: identifiers.new(at: now), cargo: .bulletin(bulletin), endpoint: endpoint.id, at: now,
                minutes: minutes))
    }

    /// Paper waits for a person, however long that takes.
    private static let paperMinutes = 366 * 24 * 60

    /// What did not arrive and has to be sent goes another way, in the end on paper; the rest waits for somebody to
    /// telephone.
    func sendElsewhere(_ delivery: Delivery) throws {
        guard delivery.status == .dead, let id = delivery.bulletin, let bulletin = try tx.notices.bulletin(id)
        else { return }
        let notices = try tx.standing(in: id, at: now).map(\.notice)
        guard notices.contains(where: { $0.duty != nil }) else { return }
        let tried = Set(try tx.deliveries.list(of: delivery.cargo).map(\.endpoint))
        let endpoint = try endpoint(for: bulletin.addressee, mustGo: true, besides: tried)
        if let endpoint { try send(id, of: notices.map(\.kind), to: endpoint) }
    }
}

extension Reading {
    /// Where the commissioner knows somebody to live: holders only.
    func address(of owner: Message.Recipient) throws -> Address? {
        switch owner {
        case .holder(let id): return try holders.find(id)?.address
        case .person(let id): return try ownHolder(of: id)?.address
        case .supplier, .commissioner: return nil
        }
    }

    /// Where a letter on record has to go now; nil where it is on its way there, or to an address that was typed.
    func newAddress(of delivery: Delivery) throws -> String? {
        guard let endpoint = try endpoints.find(delivery.endpoint), endpoint.isStandard,
            let lines = try address(of: endpoint.owner)?.onPaper, lines != endpoint.address
        else { return nil }
        return lines
    }
}

extension Address {
    fileprivate var onPaper: String { allLines.joined(separator: "\n") }
}

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
        var made = 0
        while true {
            // Looked for in the transaction: another worker may have been quicker.
            let (found, count) = try await database.write { [identifiers] tx in
                let addressees = try tx.notices.addresseesDue(at: now, most: Desk.gatheredAtOnce)
                let gatherer = NoticeGatherer(
                    tx: tx, ways: NoticeWays(tx: tx, settings: settings, identifiers: identifiers, now: now))
                return (addressees.count, try addressees.reduce(0) { try $0 + gatherer.gather(for: $1) })
            }
            made += count
            guard found == Desk.gatheredAtOnce else { return made }
        }
    }
}

extension Desk {
    private static let lapseDays = 7

    /// Tells those whose right to act has ended by itself, and looks through the letters that wait to be posted.
    /// Whoever was not told within a week knows by now.
    package func strikeNoticeClock() async throws {
        try await tellOfLapses()
        try await reviseLetters()
    }

    private func tellOfLapses() async throws {
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

    /// Paper is not packed by a program: what is not to be said any more is taken out of it here, where nothing is left
    /// nobody has to post it, and it goes where its reader lives now.
    private func reviseLetters() async throws {
        let now = clock()
        for id in try await database.read({ try $0.deliveries.lettersWaiting() }) {
            try await weed(id)
            guard try await database.read({ try $0.revision(of: id, at: now) }) != nil else { continue }
            try await database.write { tx in
                guard var delivery = try tx.deliveries.find(id) else { return }
                switch try tx.revision(of: id, at: now) {
                case .none: break
                case .settled:
                    try delivery.settle()
                    try tx.deliveries.save(delivery)
                case .moved(let address):
                    guard var endpoint = try tx.endpoints.find(delivery.endpoint) else { return }
                    endpoint.follow(address)
                    try tx.endpoints.save(endpoint)
                }
            }
        }
    }
}

/// What is to be done about a letter that waits to be posted.
private enum LetterRevision {
    /// Nothing of it is to be said any more.
    case settled
    case moved(to: String)
}

extension Reading {
    fileprivate func revision(of id: Delivery.ID, at now: Moment) throws -> LetterRevision? {
        guard let delivery = try deliveries.find(id), delivery.status == .waiting, let bulletin = delivery.bulletin
        else { return nil }
        if try standing(in: bulletin, at: now).isEmpty { return .settled }
        return try newAddress(of: delivery).map { .moved(to: $0) }
    }
}

/// Puts what waits for somebody into bulletins, and those on their way.
struct NoticeGatherer {
    let tx: Transaction
    let ways: NoticeWays

    /// - Returns: how many bulletins set out.
    func gather(for addressee: Message.Recipient) throws -> Int {
        let due = try tx.notices.waiting(for: addressee).filter { $0.dueAt <= ways.now }
        let router = NoticeRouter(tx: tx, identifiers: ways.identifiers, now: ways.now)
        var wanted: [PersonalNotice] = []
        for notice in due {
            if let why = try tx.obstacle(to: notice, at: ways.now) {
                try router.drop(notice, why)
            } else {
                wanted.append(notice)
            }
        }
        let pieces = wanted.filter { !$0.isDaily }.map { [$0] } + (try byCommissioner(wanted.filter(\.isDaily)))
        return try pieces.count { try send($0, to: addressee) }
    }

    /// Each commissioner writes its own letter: its staff post it, and telephone about it.
    private func byCommissioner(_ daily: [PersonalNotice]) throws -> [[PersonalNotice]] {
        var pieces: [(commissioner: Commissioner.ID?, notices: [PersonalNotice])] = []
        for notice in daily {
            let commissioner = try tx.holders.find(notice.holder)?.commissioner
            if let index = pieces.firstIndex(where: { $0.commissioner == commissioner }) {
                pieces[index].notices.append(notice)
            } else {
                pieces.append((commissioner, [notice]))
            }
        }
        return pieces.map(\.notices)
    }

    /// - Returns: whether there is a way. What has to be sent and has none is kept for the staff.
    private func send(_ notices: [PersonalNotice], to addressee: Message.Recipient) throws -> Bool {
        let mustGo = notices.contains { $0.duty != nil }
        guard let endpoint = try ways.endpoint(for: addressee, mustGo: mustGo) else {
            for var notice in notices {
                notice.drop(notice.duty == nil ? .noWay : .held)
                try tx.notices.save(notice)
            }
            return false
        }
        let bulletin = Bulletin(
            id: ways.identifiers.new(at: ways.now), addressee: addressee,
            isDaily: notices.contains(where: \.isDaily), madeAt: ways.now)
        try tx.notices.insert(bulletin)
        for var notice in notices {
            notice.go(in: bulletin.id)
            try tx.notices.save(notice)
        }
        try ways.send(bulletin.id, of: notices.map(\.kind), to: endpoint)
        return true
    }
}

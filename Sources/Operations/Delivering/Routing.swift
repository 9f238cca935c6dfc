import Catalogue
import Cryptography
import Identity
import Outbox
import Relational
import Storage
import Values

/// How messages leave this installation: what `Desk` is told once, at start.
package struct RoutingSettings: Sendable {
    /// Where people reach the site, without a slash at the end: letters and webhooks link there.
    package let publicURL: String
    package let schedule: RetrySchedule
    /// Without a mail server no letters are written.
    package let hasMail: Bool
    package let texts: TextService
    /// Plain http is taken for webhooks too: for a trial on one machine.
    package let allowsPlainWebhooks: Bool
    /// Where the secrets of webhooks lie.
    package let strongbox: Strongbox
    /// Makes the links in people's letters that need no signing in.
    package let links: NoticeLinks

    package init(
        publicURL: String, schedule: RetrySchedule = .standard, hasMail: Bool, texts: TextService = .none,
        allowsPlainWebhooks: Bool = false, strongbox: Strongbox, links: NoticeLinks
    ) {
        self.publicURL = publicURL
        self.schedule = schedule
        self.hasMail = hasMail
        self.texts = texts
        self.allowsPlainWebhooks = allowsPlainWebhooks
        self.strongbox = strongbox
        self.links = links
    }

    /// The same, where people reach the site elsewhere.
    package func reached(at publicURL: String) -> RoutingSettings {
        RoutingSettings(
            publicURL: publicURL, schedule: schedule, hasMail: hasMail, texts: texts,
            allowsPlainWebhooks: allowsPlainWebhooks, strongbox: strongbox, links: links)
    }
}

/// What becomes of text messages.
package enum TextService: Sendable, Hashable {
    /// Nobody sends any, so nobody is offered them.
    case none
    /// For a trial: they are written down in the place of being sent.
    case log
    /// Somebody sends them.
    case provider

    /// Whether people may choose them.
    package var isOffered: Bool { self != .none }

    /// - Parameter mustGo: what is only written down has reached nobody.
    func carries(mustGo: Bool) -> Bool { self == .provider || self == .log && !mustGo }
}

/// Keeps what is secret and has to be read again: in the database it lies sealed (AES-256-GCM), and opens for whom it
/// was sealed only.
package struct Strongbox: Sendable {
    private let box: SecretBox
    /// Gives as many bytes as it is asked for.
    private let random: @Sendable (Int) -> [UInt8]

    package init(_ box: SecretBox, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.box = box
        self.random = random
    }

    func seal(_ secret: [UInt8], for owner: Message.Recipient) throws -> String {
        Base64URL.encode(try box.seal(secret, for: owner.code, nonce: random(SecretBox.nonceBytes)))
    }

    func open(_ sealed: String, for owner: Message.Recipient) throws -> [UInt8] {
        guard let bytes = Base64URL.decode(sealed) else { throw CryptographyFailure.notOpened }
        return try box.open(bytes, for: owner.code)
    }

    /// A webhook's secret as whoever checks types it in.
    /// - Throws: `CryptographyFailure.notOpened`.
    package func written(_ sealed: String, for owner: Message.Recipient) throws -> String {
        WebhookSignature.written(try open(sealed, for: owner))
    }

    /// A new secret of a webhook.
    func newSecret() -> [UInt8] { random(WebhookSignature.secretBytes) }
}

/// Sets messages out on their ways: to each endpoint of a supplier, and as notices to people, at the moment it is
/// looked at.
enum Router {
    static func route(
        _ messages: [Message], in tx: Transaction, _ settings: RoutingSettings, with tools: Tools
    ) throws {
        var known: [Message.Recipient: [Endpoint]] = [:]
        let people = NoticeRouter(tx: tx, identifiers: tools.identifiers, now: tools.now)
        for message in messages {
            guard case .supplier(let supplier) = message.recipient else {
                try people.route(message)
                continue
            }
            let endpoints = try known[message.recipient] ?? endpoints(of: supplier, in: tx, settings, tools)
            known[message.recipient] = endpoints
            for endpoint in endpoints where endpoint.takes(message.kind) {
                guard endpoint.channel != .email || settings.hasMail else { continue }
                try tx.deliveries.insert(
                    Delivery(
                        id: tools.new(), message: message.id, endpoint: endpoint.id, at: tools.now,
                        minutes: message.kind.deliveryMinutes))
            }
        }
        try tx.outbox.markRouted(messages.map(\.id), at: tools.now)
    }

    /// A supplier's, with the e-mail address it is known by among them, as it is now.
    private static func endpoints(
        of supplier: Supplier.ID, in tx: Transaction, _ settings: RoutingSettings, _ tools: Tools
    ) throws -> [Endpoint] {
        guard let known = try tx.suppliers.find(supplier) else { return [] }
        return try tx.endpoints.standing(of: .supplier(supplier), at: known.email, with: tools)
    }
}

extension EndpointStore<Transaction> {
    /// All of an owner's. The standard one, which follows the address the owner is known by, is made where it is
    /// missing.
    func standing(of owner: Message.Recipient, at email: EmailAddress, with tools: Tools) throws -> [Endpoint] {
        var endpoints = try list(of: owner)
        if let index = endpoints.firstIndex(where: \.isStandard) {
            guard endpoints[index].address != email.text else { return endpoints }
            endpoints[index].follow(email.text)
            try save(endpoints[index])
        } else {
            let endpoint = Endpoint(
                id: tools.new(), owner: owner, channel: .email, address: email.text, isStandard: true, scope: .toDo,
                madeAt: tools.now)
            try insert(endpoint)
            endpoints.append(endpoint)
        }
        return endpoints
    }
}

extension Desk {
    private static let routedAtOnce = 200

    /// Sets all new messages out, a bounded number in each transaction.
    /// - Returns: how many there were.
    @discardableResult
    package func routeMessages(_ settings: RoutingSettings) async throws -> Int {
        var routed = 0
        while true {
            let count = try await routeSome(settings)
            routed += count
            guard count == Desk.routedAtOnce else { return routed }
        }
    }

    private func routeSome(_ settings: RoutingSettings) async throws -> Int {
        // Looking costs nobody anything; writing keeps others waiting.
        let isAny = try await database.read {
            try !$0.outbox.unrouted(most: 1).isEmpty || !$0.notices.unroutedPlanNotices(most: 1).isEmpty
        }
        guard isAny else { return 0 }
        let now = clock()
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        return try await database.write { [identifiers, sealer] tx in
            let messages = try tx.outbox.unrouted(most: Desk.routedAtOnce)
            let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
            try Router.route(messages, in: tx, settings, with: tools)
            let plans = try tx.notices.unroutedPlanNotices(most: Desk.routedAtOnce)
            let people = NoticeRouter(tx: tx, identifiers: identifiers, now: now)
            for notice in plans { try people.route(notice.id, notice.kind, of: notice.holder) }
            try tx.notices.markRouted(plans.map(\.id), at: now)
            return max(messages.count, plans.count)
        }
    }

    /// What is due, by the endpoint it goes to: at most so many for each.
    /// - Parameter isWanted: whether anything is looked for at an endpoint.
    package func dueDeliveries(
        most: Int, where isWanted: @escaping @Sendable (Endpoint.ID, Channel) -> Bool
    ) async throws -> [(endpoint: Endpoint.ID, channel: Channel, deliveries: [Delivery.ID])] {
        let now = clock()
        return try await database.read { snapshot in
            try snapshot.deliveries.endpointsDue(at: now).filter { isWanted($0.id, $0.channel) }.map { endpoint in
                (
                    endpoint.id, endpoint.channel,
                    try snapshot.deliveries.due(for: endpoint.id, at: now, most: most)
                )
            }
        }
    }

    /// Writes down what an attempt came to. An endpoint that wants nothing any more gets nothing any more.
    /// - Parameter thousandths: chance from 0 to 999.
    package func note(
        _ outcome: AttemptOutcome, of id: Delivery.ID, _ settings: RoutingSettings, thousandths: Int
    ) async throws {
        let now = clock()
        try await database.write { [identifiers] tx in
            // The attempt was made, whatever has become of the delivery meanwhile.
            try tx.deliveries.append(outcome, to: id, at: now)
            guard var delivery = try tx.deliveries.find(id), delivery.status == .waiting else { return }
            try delivery.note(outcome, schedule: settings.schedule, thousandths: thousandths, at: now)
            try tx.deliveries.save(delivery)
            try NoticeWays(tx: tx, settings: settings, identifiers: identifiers, now: now).sendElsewhere(delivery)
            if outcome.isGone, var endpoint = try tx.endpoints.find(delivery.endpoint), endpoint.status == .active {
                try endpoint.perform(.endForGood)
                try tx.endpoints.save(endpoint)
                guard case .supplier(let supplier) = endpoint.owner else { return }
                try tx.supplierNotices.insert(
                    SupplierNotice(
                        id: identifiers.new(at: now), supplier: supplier, kind: .endpointGone,
                        subject: endpoint.channel.rawValue, recipient: endpoint.owner,
                        occasion: "\(endpoint.id)/\(endpoint.version)", at: now))
            }
        }
    }

    /// Nobody tries any more what waits for an endpoint that is gone, or too long for one that is paused.
    package func giveUpStranded(_ settings: RoutingSettings) async throws {
        let now = clock()
        while true {
            let stranded = try await database.read { try $0.deliveries.stranded(at: now, most: Desk.routedAtOnce) }
            guard !stranded.isEmpty else { return }
            try await database.write { [identifiers] tx in
                let ways = NoticeWays(tx: tx, settings: settings, identifiers: identifiers, now: now)
                for id in stranded { try ways.giveUp(id) }
            }
        }
    }
}

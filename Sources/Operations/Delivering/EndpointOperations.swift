import Catalogue
import Identity
import Outbox
import Relational
import Storage
import Values

/// A supplier says where else its orders are sent.
package struct AddEndpoint: Operation {
    package let channel: Channel
    package let address: String
    package let scope: Endpoint.Scope
    /// Of a webhook, sealed; nil for other channels.
    package let secret: String?
    package let allowsPlain: Bool

    /// - Parameter allowsPlain: whether the installation takes webhooks without encryption.
    package init(
        channel: Channel, address: String, scope: Endpoint.Scope, secret: String?, allowsPlain: Bool
    ) {
        self.channel = channel
        self.address = address
        self.scope = scope
        self.secret = secret
        self.allowsPlain = allowsPlain
    }

    /// Enough for every branch of a large supplier; each order goes to all of them.
    package static let most = 10

    /// - Throws: `NotFound`; `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Endpoint.ID {
        let supplier = try principal.actingForSupplier(to: .channels)
        let owner = Message.Recipient.supplier(supplier)
        let address = try checked()
        let known = try tx.endpoints.list(of: owner)
        guard !known.contains(where: { $0.channel == channel && $0.address == address })
        else { throw FieldProblems(channel.rawValue, "Your orders are sent there already") }
        guard known.count(where: { !$0.isStandard }) < Self.most
        else { throw FieldProblems(channel.rawValue, "You have \(Self.most) addresses; remove one first") }
        let endpoint = Endpoint(
            id: tools.new(), owner: owner, channel: channel, address: address, scope: scope, secret: secret,
            madeAt: tools.now)
        try tx.endpoints.insert(endpoint)
        return endpoint.id
    }

    private func checked() throws(FieldProblems) -> String {
        switch channel {
        case .email:
            do {
                return try EmailAddress(address).text
            } catch {
                throw FieldProblems(channel.rawValue, "Enter an e-mail address, like orders@shop.example")
            }
        case .webhook:
            do {
                return try WebAddress(address, allowsPlain: allowsPlain).text
            } catch {
                throw FieldProblems(channel.rawValue, error.words)
            }
        case .letter, .text:
            throw FieldProblems(channel.rawValue, "Orders are sent by e-mail or to a program")
        }
    }
}

extension WebAddressProblem {
    fileprivate var words: String {
        switch self {
        case .notAnAddress: "Enter the address of a program, like https://orders.shop.example/holdfast"
        case .notEncrypted: "The address must begin with https://"
        case .holdsAName: "Leave name and password out of the address; the signature says who sends it"
        }
    }
}

/// A supplier pauses, resumes or removes an address, or says what goes there.
package struct ChangeEndpoint: Operation {
    package let endpoint: Endpoint.ID
    package let version: Int
    package let event: EndpointEvent?
    package let scope: Endpoint.Scope?

    package init(
        endpoint: Endpoint.ID, version: Int, event: EndpointEvent? = nil, scope: Endpoint.Scope? = nil
    ) {
        self.endpoint = endpoint
        self.version = version
        self.event = event
        self.scope = scope
    }

    /// - Throws: `NotFound`; `WorkflowRefusal`; `DeliveryRefusal.changedMeanwhile`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Endpoint.ID {
        var found = try tx.endpoints.own(endpoint, as: principal, seen: version)
        if let event {
            // That an endpoint is gone, it says itself.
            guard event != .endForGood else { throw NotFound() }
            try found.perform(event)
            try tx.endpoints.save(found)
        }
        if let scope, scope != found.scope {
            found.choose(scope)
            try tx.endpoints.save(found)
        }
        return endpoint
    }
}

/// A supplier gets a new secret for a webhook; the old one signs beside it for a day.
package struct RotateEndpointSecret: Operation {
    package let endpoint: Endpoint.ID
    package let version: Int
    /// Sealed.
    package let secret: String

    package init(endpoint: Endpoint.ID, version: Int, secret: String) {
        self.endpoint = endpoint
        self.version = version
        self.secret = secret
    }

    /// - Throws: `NotFound`, also for what has no secret; `DeliveryRefusal.changedMeanwhile`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Endpoint.ID {
        var found = try tx.endpoints.own(endpoint, as: principal, seen: version)
        guard found.channel == .webhook, found.status != .removed else { throw NotFound() }
        found.rotate(to: secret, at: tools.now)
        try tx.endpoints.save(found)
        return endpoint
    }
}

extension EndpointStore<Transaction> {
    fileprivate func own(_ id: Endpoint.ID, as principal: Principal, seen: Int) throws -> Endpoint {
        let supplier = try principal.actingForSupplier(to: .channels)
        guard let endpoint = try find(id, of: .supplier(supplier)), endpoint.status != .removed
        else { throw NotFound() }
        guard endpoint.version == seen else { throw DeliveryRefusal.changedMeanwhile }
        return endpoint
    }
}

/// A new secret of a webhook, once to be shown and for ever sealed.
package struct NewSecret: Sendable {
    /// As whoever checks types it in.
    package let written: String
    package let sealed: String

    package init(for supplier: Supplier.ID, strongbox: Strongbox) throws {
        let secret = strongbox.newSecret()
        written = WebhookSignature.written(secret)
        sealed = try strongbox.seal(secret, for: .supplier(supplier))
    }
}

import Values

/// Where messages to somebody go: an address by one channel.
package struct Endpoint: Sendable, Hashable {
    package typealias ID = Identifier<Endpoint>

    /// Which of the messages to its owner go there.
    package enum Scope: String, Sendable, CaseIterable, Codable {
        case everything
        /// What its owner has to do something about.
        case toDo = "to-do"
    }

    package let id: ID
    package let owner: Message.Recipient
    package let channel: Channel
    /// An e-mail address, or a web address.
    package private(set) var address: String
    /// It follows the address that its owner is known by.
    package let isStandard: Bool
    package private(set) var scope: Scope
    package private(set) var status: EndpointStatus
    /// What webhooks are signed with, sealed; nil for other channels.
    package private(set) var secret: String?
    /// The one before, sealed, and until when it signs as well.
    package private(set) var formerSecret: String?
    package private(set) var formerUntil: Moment?
    package let madeAt: Moment
    package private(set) var version: Int

    package init(
        id: ID, owner: Message.Recipient, channel: Channel, address: String, isStandard: Bool = false, scope: Scope,
        status: EndpointStatus = .active, secret: String? = nil, formerSecret: String? = nil,
        formerUntil: Moment? = nil, madeAt: Moment, version: Int = 1
    ) {
        self.id = id
        self.owner = owner
        self.channel = channel
        self.address = address
        self.isStandard = isStandard
        self.scope = scope
        self.status = status
        self.secret = secret
        self.formerSecret = formerSecret
        self.formerUntil = formerUntil
        self.madeAt = madeAt
        self.version = version
    }

    /// For so long both secrets sign, so that whoever checks them can change over.
    package static let rotationHours = 24

    package func takes(_ kind: Message.Kind) -> Bool {
        status == .active && (scope == .everything || kind.asksTheSupplier)
    }

    /// Its owner is reached elsewhere now.
    package mutating func follow(_ address: String) {
        self.address = address
        version += 1
    }

    package mutating func choose(_ scope: Scope) {
        self.scope = scope
        version += 1
    }

    /// - Throws: `WorkflowRefusal`.
    package mutating func perform(_ event: EndpointEvent) throws(WorkflowRefusal) {
        status = try EndpointStatus.workflow.next(from: status, on: event) { name in
            switch name {
            case .notStandard: !isStandard
            }
        }
        if status == .removed { (secret, formerSecret, formerUntil) = (nil, nil, nil) }
        version += 1
    }

    /// A new secret signs from now on, and the old one beside it for a while.
    /// - Parameter sealed: as the installation seals what it keeps.
    package mutating func rotate(to sealed: String, at now: Moment) {
        (formerSecret, formerUntil) = (secret, now.adding(minutes: Endpoint.rotationHours * 60))
        secret = sealed
        version += 1
    }

    /// Sealed secrets that sign now, the newest first.
    package func secrets(at now: Moment) -> [String] {
        let former = formerUntil.map { now < $0 } ?? false ? formerSecret : nil
        return [secret, former].compactMap { $0 }
    }
}

package enum EndpointStatus: String, WorkflowWord {
    case active
    /// Its owner wants nothing there for now.
    case paused
    /// It answered that it wants nothing any more.
    case gone
    case removed
}

package enum EndpointEvent: String, WorkflowWord, Codable {
    case pause, resume, remove
    case endForGood = "end_for_good"
}

package enum EndpointGuard: String, WorkflowGuard {
    case notStandard = "not_standard"

    package var words: String { "it is not the address that its owner is known by" }
}

extension EndpointStatus {
    package static let workflow = Workflow<EndpointStatus, EndpointEvent, EndpointGuard>(
        "endpoint", start: .active,
        [
            .init(.active, .pause, to: .paused),
            .init(.active, .endForGood, to: .gone),
            .init(.active, .remove, if: [.notStandard], to: .removed),
            .init(.paused, .resume, to: .active),
            .init(.paused, .remove, if: [.notStandard], to: .removed),
            .init(.gone, .resume, to: .active),
            .init(.gone, .remove, if: [.notStandard], to: .removed),
        ])
}

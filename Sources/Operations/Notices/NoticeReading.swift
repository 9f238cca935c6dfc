import Identity
import Outbox
import Relational
import Storage
import Values

extension Desk {
    /// Carries out what a link in a letter stands for, without signing in; it does nothing else.
    /// - Returns: what it was; nil where the link is not from here, was changed, or is too old.
    @discardableResult
    package func follow(_ token: String, isBack: Bool, _ links: NoticeLinks) async throws -> NoticeLinks.Wish? {
        let now = clock()
        guard let wish = links.wish(token, at: now) else { return nil }
        let principal = try await database.read { snapshot -> Principal? in
            guard let person = try snapshot.people.find(wish.person) else { return nil }
            return try Desk.principal(person, holder: nil, on: now.day, in: snapshot)
        }
        guard let principal else { return nil }
        _ = try await perform(
            StopNotices(topic: wish.topic, isBack: isBack), as: principal, key: newIdentifier())
        return wish
    }
}

/// What the page says about how somebody is told.
package struct NoticeStanding: Sendable {
    package let settings: NoticeSettings
    package let number: String
    package let address: [String]
    /// The commissioner knows where they live.
    package let hasAddressOnRecord: Bool
    /// The newest letter by this way did not reach them.
    package let unreached: [Channel]
}

/// Somebody who helps a holder.
package struct CopyReader: Sendable {
    package let person: Person
    package let kind: AuthorityKind
    package let gets: Bool
}

extension Reading {
    package func noticeStanding(of person: Person) throws -> NoticeStanding {
        let typed = try endpoints.list(of: .person(person.id)).filter { !$0.isStandard }
        let address = { (channel: Channel) in typed.first { $0.channel == channel }?.address ?? "" }
        return NoticeStanding(
            settings: try noticeSettings.find(person), number: address(.text),
            address: address(.letter).split(separator: "\n").map(String.init),
            hasAddressOnRecord: try hasAddressOnRecord(person),
            unreached: try [Channel.email, .text].filter {
                try deliveries.latest(to: person.id, by: $0)?.status == .dead
            })
    }

    /// Those who help a holder, and whether they get copies.
    package func copyReaders(of holder: Holder.ID, on day: Day) throws -> [CopyReader] {
        let copies = try noticeSettings.copies(about: holder)
        return try holders.authorities(for: holder).filter { $0.authority.isInForce(on: day) && !$0.authority.mayAgree }
            .map { CopyReader(person: $0.person, kind: $0.authority.kind, gets: copies.contains($0.person.id)) }
    }
}

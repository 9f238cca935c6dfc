import Identity
import Outbox
import Relational
import Storage
import Values

/// What a link in a letter may do now.
package enum NoticeLinkStanding: Sendable, Hashable {
    /// It is not from here, was changed, is too old, or its letter went to an address that is not theirs any more.
    case unknown
    /// Nothing was chosen since the letter was made: it does what it is for.
    case fresh(NoticeLinks.Wish)
    /// Its reader has chosen since: it does nothing before they have been asked about that choice.
    case older(NoticeLinks.Wish, chosenAt: Moment)
}

extension Desk {
    package func standing(of token: String, _ links: NoticeLinks) async throws -> NoticeLinkStanding {
        let now = clock()
        guard let wish = links.wish(token, at: now) else { return .unknown }
        return try await database.read { snapshot in
            guard let person = try snapshot.people.find(wish.person), wish.isOf(person) else { return .unknown }
            let chosen = try snapshot.noticeSettings.find(person).chosenAt
            return chosen <= wish.madeAt ? .fresh(wish) : .older(wish, chosenAt: chosen)
        }
    }

    /// Carries out what a link in a letter stands for, without signing in; it does nothing else.
    /// - Parameter seen: the choice that its reader was asked about, by when it was made; nil where nobody was.
    /// - Returns: what became of it: `older` where nothing was done.
    @discardableResult
    package func follow(
        _ token: String, isBack: Bool, seen: Moment?, _ links: NoticeLinks
    ) async throws -> NoticeLinkStanding {
        let standing = try await standing(of: token, links)
        let (wish, against): (NoticeLinks.Wish, Moment)
        switch standing {
        case .fresh(let found): (wish, against) = (found, found.madeAt)
        case .older(let found, let chosen) where chosen == seen: (wish, against) = (found, chosen)
        case .unknown, .older: return standing
        }
        let now = clock()
        let principal = try await database.read { snapshot -> Principal in
            guard let person = try snapshot.people.find(wish.person) else { throw NotFound() }
            return try Desk.principal(person, holder: nil, on: now.day, in: snapshot)
        }
        let topics = NoticeTopic.allCases.filter(wish.topics.contains)
        let stop = StopNotices(topics: topics, isBack: isBack, against: against)
        _ = try await perform(stop, as: principal, key: newIdentifier())
        return .fresh(wish)
    }
}

/// What the page says about how somebody is told.
package struct NoticeStanding: Sendable {
    package let settings: NoticeSettings
    package let number: String
    package let address: [String]
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

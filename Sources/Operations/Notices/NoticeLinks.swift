import Cryptography
import Identity
import Outbox
import Values

/// The links in letters that turn something off without signing in (RFC 8058): whoever has the letter has the link, so
/// it can do nothing else.
package struct NoticeLinks: Sendable {
    /// What such a link stands for: no more e-mails about what was in one letter, to one person at one address.
    package struct Wish: Sendable, Hashable {
        package let person: Person.ID
        /// What could be switched off in the letter.
        package let topics: Set<NoticeTopic>
        /// Of the address that the letter went to.
        let address: String
        /// When the letter was made: what its reader has chosen since is newer.
        package let madeAt: Moment

        package init(of person: Person, topics: Set<NoticeTopic>, at now: Moment) {
            self.init(person: person.id, topics: topics, address: Wish.digest(of: person), madeAt: now)
        }

        fileprivate init(person: Person.ID, topics: Set<NoticeTopic>, address: String, madeAt: Moment) {
            self.person = person
            self.topics = topics
            self.address = address
            self.madeAt = madeAt
        }

        /// Whether the letter went to where this person is reached now.
        func isOf(_ person: Person) -> Bool { person.id == self.person && Wish.digest(of: person) == address }

        private static func digest(of person: Person) -> String {
            String(Digest(of: person.email.text).text.prefix(32))
        }
    }

    private let key: [UInt8]

    /// - Parameter key: 32 bytes that are used for nothing else.
    package init(key: [UInt8]) {
        self.key = key
    }

    /// People find letters long after they came.
    package static let lifeDays = 180
    private static let bytesMaximum = 600

    package func token(for wish: Wish) -> String {
        let topics = wish.topics.map(\.rawValue).sorted().joined(separator: ",")
        let bytes = Array("\(wish.madeAt.milliseconds)\n\(topics)\n\(wish.address)\n\(wish.person)".utf8)
        return "\(Base64URL.encode(bytes)).\(Base64URL.encode(HMAC.sha256(key: key, message: bytes)))"
    }

    /// What it stands for; nil where it is not from here, was changed, or is too old.
    package func wish(_ token: String, at now: Moment) -> Wish? {
        guard token.utf8.count <= NoticeLinks.bytesMaximum else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64URL.decode(String(parts[0])),
            let seal = Base64URL.decode(String(parts[1])),
            ConstantTime.equal(seal, HMAC.sha256(key: key, message: bytes))
        else { return nil }
        let words = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard words.count == 4, let made = Int(words[0]) else { return nil }
        let wish = Wish(
            person: .init(words[3]), topics: Set(words[1].split(separator: ",").compactMap {
                NoticeTopic(rawValue: String($0))
            }), address: words[2], madeAt: Moment(milliseconds: made))
        let ends = wish.madeAt.adding(minutes: NoticeLinks.lifeDays * 24 * 60)
        return now <= ends && !wish.topics.isEmpty ? wish : nil
    }
}

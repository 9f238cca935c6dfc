import Cryptography
import Identity
import Outbox
import Values

/// The links in letters that turn something off without signing in (RFC 8058): whoever has the letter has the link, so
/// it can do nothing else.
package struct NoticeLinks: Sendable {
    /// What such a link stands for.
    package struct Wish: Sendable, Hashable {
        package let person: Person.ID
        /// Nil for everything.
        package let topic: NoticeTopic?

        package init(person: Person.ID, topic: NoticeTopic?) {
            self.person = person
            self.topic = topic
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
    private static let everything = "everything"

    package func token(for wish: Wish, at now: Moment) -> String {
        let ends = now.second + NoticeLinks.lifeDays * 86_400
        let text = "\(ends)\n\(wish.topic?.rawValue ?? NoticeLinks.everything)\n\(wish.person)"
        let bytes = Array(text.utf8)
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
            .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, let ends = Int(words[0]), now.second <= ends else { return nil }
        let topic = NoticeTopic(rawValue: String(words[1]))
        guard topic != nil || words[1] == NoticeLinks.everything else { return nil }
        return Wish(person: .init(String(words[2])), topic: topic)
    }
}

import Cryptography
import Hummingbird
import Identity
import Synchronization
import Values

/// Who stands at the door of the people: counts tries, in memory; a start of the program forgets them.
final class SignInGate: Sendable {
    private let throttle = Mutex(GuessThrottle())

    /// - Returns: how many seconds to wait; nil where the try may go on.
    func begin(_ counters: [GuessThrottle.Counter], at now: Moment) -> Int? {
        throttle.withLock { $0.begin(counters, at: now) }
    }

    func succeed(_ counters: [GuessThrottle.Counter]) {
        throttle.withLock { $0.succeed(counters) }
    }
}

/// A browser remembers with which names people have signed in by it, in a way that only this site can have written and
/// that tells nobody the names. It opens nothing: it keeps strangers' guesses from making its people wait.
struct KnownBrowser: Sendable, Hashable {
    private let mark: String
    /// The last one to sign in comes first.
    private let proofs: [String]

    private static let peopleMaximum = 6
    static let days = 365

    /// - Parameter cookie: as it was sent; nil for what cannot be ours.
    init?(cookie: String?) {
        guard let parts = cookie?.split(separator: "."), (2...(1 + Self.peopleMaximum)).contains(parts.count),
            parts.allSatisfy({ $0.utf8.count == 22 })
        else { return nil }
        mark = String(parts[0])
        proofs = parts.dropFirst().map(String.init)
    }

    /// One that nobody has signed in with before.
    init() throws {
        mark = Base64URL.encode(try RandomBytes.make(16))
        proofs = []
    }

    private init(mark: String, proofs: [String]) {
        self.mark = mark
        self.proofs = proofs
    }

    var cookie: String { ([mark] + proofs).joined(separator: ".") }

    /// - Parameter name: the digest of what is typed to sign in with.
    func counter(for name: Digest, key: [UInt8]) -> GuessThrottle.Counter {
        .account(name, browser: proofs.contains(proof(of: name, key)) ? mark : nil)
    }

    /// After somebody has signed in.
    func knowing(_ name: Digest, key: [UInt8]) -> KnownBrowser {
        let proof = proof(of: name, key)
        let all = [proof] + proofs.filter { $0 != proof }
        return KnownBrowser(mark: mark, proofs: Array(all.prefix(Self.peopleMaximum)))
    }

    private func proof(of name: Digest, _ key: [UInt8]) -> String {
        let tag = HMAC.sha256(key: key, message: Array("known browser \(mark) \(name.text)".utf8))
        return Base64URL.encode(Array(tag.prefix(16)))
    }
}

extension Front {
    var browserCookieName: String { settings.behindTLS ? "__Host-holdfast-browser" : "holdfast-browser" }

    /// What is counted when somebody tries to sign in with this name from there.
    func counters(
        for typed: String, _ browser: KnownBrowser?, from address: String
    ) -> (name: Digest, all: [GuessThrottle.Counter]) {
        let name = Digest(of: Text.line(typed).lowercased())
        let account = browser?.counter(for: name, key: settings.formSecret) ?? .account(name, browser: nil)
        return (name, [account, .network(Network(of: address).text)])
    }

    /// What is wrong with the password that somebody who is signed in has typed again; nil where it is theirs. Guessing
    /// is slowed down as at the door, and makes nobody else wait.
    func passwordProblem(
        _ form: Form, of visit: Visit, empty: String = "Enter your password"
    ) async throws -> String? {
        guard let person = visit.principal?.person else { throw SignInNeeded() }
        let password = form.raw("password")
        if password.isEmpty { return empty }
        let counter = GuessThrottle.Counter.account(
            Digest(of: person.id.text), browser: Digest(of: visit.secret).text)
        if let seconds = signInGate.begin([counter], at: desk.now) {
            return "Too many tries. Wait \(SignInPage.time(seconds))"
        }
        guard try await desk.confirms(password, person: person) else { return "That is not your password" }
        signInGate.succeed([counter])
        return nil
    }

    func browserCookie(_ browser: KnownBrowser) -> Cookie {
        Cookie(
            name: browserCookieName, value: browser.cookie, maxAge: KnownBrowser.days * 86_400, path: "/",
            secure: settings.behindTLS, httpOnly: true, sameSite: .lax)
    }
}

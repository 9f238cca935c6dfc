import DoorSupport
import Identity
import SceneSupport
import Testing
import TestSupport
import Values
@testable import Web

/// Guessing at the door is slow, and locks nobody out.
@Suite("Guessing at the door") struct SignInGateTests {
    private func tries(_ browser: Browser, _ password: String, as email: String = "ann@example.org") async throws {
        try await browser.visit("/sign-in")
        browser.fill("email", email)
        browser.fill("password", password)
        try await browser.press("Sign in")
    }

    @Test(arguments: ["ann@example.org", "nobody@example.org"])
    func `after five wrong passwords a stranger waits, whether there is such an account or not`(
        email: String
    ) async throws {
        let scene = try await Scene()
        let stranger = Browser(scene)
        for _ in 1...5 {
            try await tries(stranger, "wrong password", as: email)
            #expect(stranger.status == 422)
        }
        try await tries(stranger, Player.password, as: email)
        #expect(stranger.status == 429)
        #expect(stranger.reply.header("Retry-After") == "2")
        #expect(
            stranger.problem(of: "email")
                == "Too many tries. Wait 2 seconds, or use a browser with which you have signed in before")
        #expect(try await scene.rows("SELECT digest FROM sessions").isEmpty)
        scene.clock.advance(minutes: 1)
        try await tries(stranger, "wrong password", as: email)
        #expect(stranger.status == 422)
        try await tries(stranger, "wrong password", as: email)
        #expect(stranger.reply.header("Retry-After") == "4")
    }

    @Test func `Ann’s own browser does not wait for a stranger’s tries, and a new one does until they stop`()
        async throws
    {
        let scene = try await Scene()
        let door = Door(scene)
        let (own, stranger, new) = (Browser(door), Browser(door), Browser(door))
        try await own.signIn(.ann)
        try await own.press("Sign out")
        for _ in 1...6 { try await tries(stranger, "wrong password") }
        #expect(stranger.status == 429)
        try await tries(new, Player.password)
        #expect(new.status == 429)
        try await tries(own, Player.password)
        #expect(own.address == "/home")
        scene.clock.advance(minutes: 1)
        try await tries(new, Player.password)
        #expect(new.address == "/home")
        // What she knows is forgiven: her slips count anew.
        try await new.press("Sign out")
        try await tries(new, "wrong password")
        #expect(new.status == 422)
    }

    @Test func `a session that somebody took does not guess her password at signing either`() async throws {
        let scene = try await Scene()
        let door = Door(scene)
        let (thief, ann) = (Browser(door), Browser(door))
        try await thief.signIn(.ann)
        try await thief.visit("/account/password")
        for number in 1...6 {
            thief.fill("password", "wrong \(number)")
            thief.fill("new-password", "seaweed holds the rock")
            try await thief.press("Change password")
            #expect(
                thief.problem(of: "password")
                    == (number < 6 ? "That is not your password" : "Too many tries. Wait 2 seconds"))
        }
        try await ann.signIn(.ann)
        try await ann.visit("/account/password")
        ann.fill("password", Player.password)
        ann.fill("new-password", "seaweed holds the rock")
        try await ann.press("Change password")
        #expect(ann.address == "/account?done=password-changed")
        try await thief.visit("/home")
        #expect(thief.heading == "Sign in")
    }

    @Test(arguments: ["", "a.b", "x", String(repeating: "a", count: 22), "a..b", String(repeating: "a.", count: 40)])
    func `a mark of a browser that is not ours is no mark`(cookie: String) {
        #expect(KnownBrowser(cookie: cookie) == nil)
    }

    @Test func `a browser remembers six people, names none of them, and cannot be written by others`() throws {
        let (key, other) = (Array(repeating: UInt8(1), count: 32), Array(repeating: UInt8(2), count: 32))
        var browser = try KnownBrowser()
        let names = (0..<7).map { Digest(of: "\($0)@example.org") }
        for name in names { browser = browser.knowing(name, key: key) }
        let read = try #require(KnownBrowser(cookie: browser.cookie))
        let known = names.filter { read.counter(for: $0, key: key) != .account($0, browser: nil) }
        #expect(known == Array(names.dropFirst()))
        #expect(read.counter(for: names[6], key: other) == .account(names[6], browser: nil))
        #expect(!browser.cookie.contains(names[6].text))
    }
}

@Suite("Where a request comes from") struct ClientAddressTests {
    private let middleware = ClientAddress(
        trusted: ["10.0.0.0/8", "127.0.0.1", "2001:db8::/32"].compactMap { AddressRange($0) })

    /// The other end of the connection, what is forwarded, and who it is.
    @Test(arguments: [
        ("203.0.113.9", "", "203.0.113.9"), ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.7", "198.51.100.7"), ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "6.6.6.6, 198.51.100.7", "198.51.100.7"), ("10.1.2.3", "198.51.100.7, 10.9.9.9", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7,2001:db8::1", "198.51.100.7"), ("10.1.2.3", "rubbish", "10.1.2.3"),
        ("10.1.2.3", "198.51.100.7, rubbish", "10.1.2.3"), ("10.1.2.3", "10.0.0.0/8", "10.1.2.3"),
        ("::ffff:10.1.2.3", "198.51.100.7", "198.51.100.7"), ("", "198.51.100.7", ""),
    ]) func `is what the last proxy that is trusted says, and nobody else`(
        peer: String, forwarded: String, client: String
    ) {
        #expect(middleware.client(behind: peer, forwardedFor: forwarded) == client)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("0.0.0.0/0", "8.8.8.8", true),
        ("192.0.2.128/25", "192.0.2.129", true), ("192.0.2.128/25", "192.0.2.127", false),
        ("2001:db8::/32", "2001:db8:9::1", true), ("2001:db8::/32", "2001:db9::1", false), ("::1", "::1", true),
        ("10.0.0.0/8", "::1", false), ("10.0.0.0/8", "", false),
    ]) func `a range holds what begins like it`(range: String, address: String, holds: Bool) throws {
        #expect(try #require(AddressRange(range)).holds(address) == holds)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "localhost", "10.0.0", "1.2.3.4/8/8", "10.0.0.0/"])
    func `what is no range is none`(text: String) {
        #expect(AddressRange(text) == nil)
    }
}

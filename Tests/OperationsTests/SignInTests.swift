import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Signing in, and how long it lasts.
@Suite("Sign-in") struct SignInTests {
    private func signIn(_ scene: Scene, _ who: Player) async throws -> String {
        try #require(try await scene.desk.signIn(email: who.person.email.text, password: Player.password)).secret
    }

    @Test func `the right password begins a session; only its digest is stored`() async throws {
        let scene = try await Scene()
        let signedIn = try #require(
            try await scene.desk.signIn(email: " ANN@example.org ", password: Player.password))
        #expect(signedIn.person == Player.ann.person)
        #expect(signedIn.secret.count == 43)
        let principal = try #require(try await scene.desk.principal(secret: signedIn.secret))
        #expect(principal == (try await scene.principal(.ann)))
        let stored = try await scene.rows("SELECT digest FROM sessions").map { try $0.text("digest") }
        #expect(stored == [Digest(of: signedIn.secret).text])
    }

    @Test(arguments: [
        ("ann@example.org", "wrong"), ("ann@example.org", ""), ("ann@example.org", Player.password + " "),
        ("nobody@example.org", Player.password), ("", ""), ("not an address", Player.password),
        ("ann@example.org' OR '1'='1", Player.password),
    ]) func `anything else does not`(email: String, password: String) async throws {
        let scene = try await Scene()
        #expect(try await scene.desk.signIn(email: email, password: password) == nil)
        #expect(try await scene.rows("SELECT digest FROM sessions").isEmpty)
    }

    @Test func `somebody without a password cannot sign in`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE people SET password_hash = NULL WHERE id = 'p-ann'")
        for password in ["", Player.password] {
            #expect(try await scene.desk.signIn(email: "ann@example.org", password: password) == nil)
        }
    }

    @Test func `everybody comes in their own capacity`() async throws {
        let scene = try await Scene()
        for (who, capacity): (Player, Principal.Capacity) in [
            (.bilal, .commissioner("TAD", name: World.tad.name)),
            (.petra, .supplier("trent", name: "Trent Neuro Physio")),
            (.nora, .nobody), (.rex, .nobody),
        ] {
            let secret = try await signIn(scene, who)
            #expect(try await scene.desk.principal(secret: secret)?.capacity == capacity, "\(who)")
        }
        let tom = try await scene.desk.principal(secret: try await signIn(scene, .tom))
        #expect(tom?.authority?.holder == "h-ann")
        #expect(tom?.authority?.kind == .carer)
    }

    @Test func `a carer for two chooses one, and only one of their own`() async throws {
        let scene = try await Scene()
        let secret = try await signIn(scene, .nora)
        await #expect(throws: NotFound.self) {
            try await scene.desk.choose("h-zara", as: Player.nora.person, secret: secret)
        }
        try await scene.desk.choose("h-finn", as: Player.nora.person, secret: secret)
        #expect(try await scene.desk.principal(secret: secret)?.authority?.holder == "h-finn")
        try await scene.desk.choose("h-ann", as: Player.nora.person, secret: secret)
        #expect(try await scene.desk.principal(secret: secret)?.authority?.holder == "h-ann")
        await #expect(throws: NotFound.self) {
            try await scene.desk.choose("h-ann", as: Player.rex.person, secret: secret)
        }
    }

    @Test func `an hour without use ends a session`() async throws {
        let scene = try await Scene()
        let secret = try await signIn(scene, .ann)
        scene.clock.advance(minutes: 59)
        #expect(try await scene.desk.principal(secret: secret) != nil)
        scene.clock.advance(minutes: 59)
        #expect(try await scene.desk.principal(secret: secret) != nil)
        scene.clock.advance(minutes: 60)
        #expect(try await scene.desk.principal(secret: secret) == nil)
    }

    @Test func `twelve hours end it, however busy`() async throws {
        let scene = try await Scene()
        let secret = try await signIn(scene, .ann)
        for _ in 0..<23 {
            scene.clock.advance(minutes: 30)
            #expect(try await scene.desk.principal(secret: secret) != nil)
        }
        scene.clock.advance(minutes: 30)
        #expect(try await scene.desk.principal(secret: secret) == nil)
    }

    @Test func `signing out ends it, and nobody else's`() async throws {
        let scene = try await Scene()
        let (one, two) = (try await signIn(scene, .ann), try await signIn(scene, .ann))
        try await scene.desk.signOut(secret: one)
        #expect(try await scene.desk.principal(secret: one) == nil)
        #expect(try await scene.desk.principal(secret: two) != nil)
        #expect(try await scene.desk.principal(secret: "") == nil)
    }

    @Test func `an authority that ends takes the session's capacity with it`() async throws {
        let scene = try await Scene()
        let secret = try await signIn(scene, .tom)
        try await scene.run("UPDATE authorities SET last_day = '2026-10-05' WHERE id = 'a-tom'")
        #expect(try await scene.desk.principal(secret: secret)?.capacity == .nobody)
    }

    @Test func `the password that signing asks for is the person's own`() async throws {
        let scene = try await Scene()
        #expect(try await scene.desk.confirms(Player.password, person: Player.ann.person))
        #expect(try await !scene.desk.confirms("wrong", person: Player.ann.person))
        #expect(try await !scene.desk.confirms("", person: Player.ann.person))
    }
}

import Cryptography
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Ann's own account: her password, and where she is signed in.
@Suite("Own account") struct OwnAccountTests {
    private let new = "seaweed holds the rock"

    private func signIn(_ scene: Scene, _ who: Player, on device: String = "") async throws -> String {
        try #require(
            try await scene.desk.signIn(email: who.person.email.text, password: Player.password, device: device)
        ).secret
    }

    private func change(_ scene: Scene, to new: String, key: String = "k-1") async throws -> String {
        try await scene.desk.changePassword(
            to: new, as: try await scene.principal(.ann), device: "Firefox on Linux", key: key
        ).secret
    }

    private func fields(_ body: () async throws -> Void) async throws -> [String] {
        do {
            try await body()
            return []
        } catch let problems as FieldProblems {
            return problems.problems.map(\.field)
        }
    }

    @Test func `a new password ends every session, begins one here, and only it opens from now on`() async throws {
        let scene = try await Scene()
        let (here, there) = (try await signIn(scene, .ann), try await signIn(scene, .ann))
        let tom = try await signIn(scene, .tom)
        let begun = try await change(scene, to: new)
        #expect(try await scene.desk.principal(secret: here) == nil)
        #expect(try await scene.desk.principal(secret: there) == nil)
        #expect(try await scene.desk.principal(secret: tom) != nil)
        #expect(try await scene.desk.principal(secret: begun)?.authority?.holder == "h-ann")
        #expect(try await scene.desk.signIn(email: "ann@example.org", password: Player.password) == nil)
        #expect(try await scene.desk.signIn(email: "ann@example.org", password: new) != nil)
        let said = try await scene.rows("SELECT * FROM audit_records WHERE operation = 'ChangePassword'")
        #expect(try said.map { try $0.text("actor") } == ["p-ann"])
    }

    @Test(arguments: ["", "short", "annmarsh 1"])
    func `a password that is none is told at its field, and nothing changes`(password: String) async throws {
        let scene = try await Scene()
        let secret = try await signIn(scene, .ann)
        #expect(try await fields { _ = try await change(scene, to: password) } == ["new-password"])
        #expect(try await scene.desk.principal(secret: secret) != nil)
        #expect(try await scene.desk.signIn(email: "ann@example.org", password: Player.password) != nil)
    }

    @Test func `a password stored more cheaply than today is stored anew when it is right, and no session ends`()
        async throws
    {
        let scene = try await Scene()
        let cheap = try #require(ScryptCost(n: 2, r: 1, p: 1))
        let old = try PasswordHash.make(password: Player.password, salt: Array(repeating: 3, count: 16), cost: cheap)
        try await scene.run("UPDATE people SET password_hash = \(old.text) WHERE id = 'p-ann'")
        #expect(try await scene.desk.signIn(email: "ann@example.org", password: "wrong") == nil)
        #expect(try await stored(scene) == old.text)
        let secret = try await signIn(scene, .ann)
        let raised = try #require(PasswordHash(text: try await stored(scene)))
        #expect(raised.cost == .quick)
        #expect(raised.verifies(Player.password))
        let again = try await signIn(scene, .ann)
        #expect(try await stored(scene) == raised.text)
        for one in [secret, again] { #expect(try await scene.desk.principal(secret: one) != nil) }
    }

    private func stored(_ scene: Scene) async throws -> String {
        try await scene.database.read { try $0.people.passwordHash(of: "p-ann") } ?? ""
    }

    @Test func `she sees where she is signed in, ends one, and then all others`() async throws {
        let scene = try await Scene()
        let here = try await signIn(scene, .ann, on: "Firefox on Windows")
        let phone = try await signIn(scene, .ann, on: "Safari on an iPhone")
        let library = try await signIn(scene, .ann, on: "")
        let found = try await scene.desk.signIns(of: Player.ann.person, secret: here)
        #expect(found.here.device == "Firefox on Windows")
        #expect(Set(found.others.map(\.device)) == ["", "Safari on an iPhone"])
        let lost = try #require(found.others.first { $0.device.isEmpty })
        try await scene.perform(EndSession(session: lost.id), as: .ann)
        #expect(try await scene.desk.principal(secret: library) == nil)
        #expect(try await scene.desk.principal(secret: phone) != nil)
        try await scene.perform(EndOtherSessions(than: found.here.id), as: .ann)
        #expect(try await scene.desk.principal(secret: phone) == nil)
        #expect(try await scene.desk.signIns(of: Player.ann.person, secret: here).others.isEmpty)
    }

    @Test func `nobody ends a session of somebody else, or looks at one`() async throws {
        let scene = try await Scene()
        let (ann, tom) = (try await signIn(scene, .ann), try await signIn(scene, .tom))
        let session = try await scene.desk.signIns(of: Player.ann.person, secret: ann).here
        await #expect(throws: NotFound.self) { try await scene.perform(EndSession(session: session.id), as: .tom) }
        await #expect(throws: NotFound.self) {
            _ = try await scene.desk.signIns(of: Player.tom.person, secret: ann)
        }
        try await scene.perform(EndOtherSessions(than: session.id), as: .tom)
        #expect(try await scene.desk.principal(secret: ann) != nil)
        #expect(try await scene.desk.principal(secret: tom) == nil)
    }

    @Test func `a session that has run out is not shown`() async throws {
        let scene = try await Scene()
        _ = try await signIn(scene, .ann, on: "Chrome on Android")
        scene.clock.advance(minutes: 60)
        let here = try await signIn(scene, .ann)
        #expect(try await scene.desk.signIns(of: Player.ann.person, secret: here).others.isEmpty)
    }
}

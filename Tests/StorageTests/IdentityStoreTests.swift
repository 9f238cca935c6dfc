import Identity
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@Suite("Identity stores") struct IdentityStoreTests {
    @Test func `people, holders, authorities and commissioners come back`() async throws {
        let scene = try await Scene()
        try await scene.database.read { snapshot in
            for player in Player.allCases {
                #expect(try snapshot.people.find(player.person.id) == player.person)
                #expect(try snapshot.people.find(email: player.person.email) == player.person)
                let authorities = try snapshot.holders.authorities(of: player.person.id).map(\.authority)
                #expect(Set(authorities) == Set(World.authorities.filter { $0.person == player.person.id }))
            }
            for holder in World.holders { #expect(try snapshot.holders.find(holder.id) == holder) }
            for board in [World.tad, World.syb] { #expect(try snapshot.holders.commissioner(board.id) == board) }
            #expect(try snapshot.people.find("nobody") == nil)
            #expect(try snapshot.holders.find("nobody") == nil)
            #expect(try snapshot.holders.commissioner("nobody") == nil)
            #expect(try snapshot.people.list().count == Player.allCases.count)
        }
    }

    @Test func `an e-mail address belongs to one person`() async throws {
        let scene = try await Scene()
        let other = Person(
            id: "p-9", name: "Other Ann", email: Player.ann.person.email, role: .holder, organisation: nil)
        await #expect(throws: ConstraintViolation.self) {
            try await scene.database.write { try $0.people.insert(other) }
        }
    }

    @Test func `a new password ends every session of the person, and of nobody else`() async throws {
        let scene = try await Scene()
        let now = scene.clock.now
        let sessions = try await scene.database.write { tx in
            for (who, secret): (Player, String) in [(.ann, "1"), (.ann, "2"), (.tom, "3")] {
                let session = Session(
                    id: .init(secret), person: who.person.id, holder: nil, device: "", startedAt: now, seenAt: now)
                try tx.sessions.insert(session, digest: Digest(of: secret))
            }
            try tx.people.set(passwordHash: "new", of: Player.ann.person.id)
            #expect(try tx.people.passwordHash(of: Player.ann.person.id) == "new")
            return try ["1", "2", "3"].map { try tx.sessions.find(Digest(of: $0))?.person }
        }
        #expect(sessions == [nil, nil, Player.tom.person.id])
    }

    @Test func `a session is found by its digest, noted, chosen for and deleted`() async throws {
        let scene = try await Scene()
        let (now, digest) = (scene.clock.now, Digest(of: "secret"))
        let later = now.adding(minutes: 7)
        try await scene.database.write { tx in
            let session = Session(
                id: "s-1", person: Player.nora.person.id, holder: nil, device: "Firefox on Windows", startedAt: now,
                seenAt: now)
            try tx.sessions.insert(session, digest: digest)
            #expect(try tx.sessions.find(digest) == session)
            try tx.sessions.note(seenAt: later, digest: digest)
            try tx.sessions.choose("h-finn", digest: digest)
            let changed = Session(
                id: session.id, person: session.person, holder: "h-finn", device: session.device, startedAt: now,
                seenAt: later)
            #expect(try tx.sessions.find(digest) == changed)
            try tx.sessions.deleteUnused(since: later)
            #expect(try tx.sessions.find(digest) == changed)
            try tx.sessions.deleteUnused(since: later.adding(seconds: 1))
            #expect(try tx.sessions.find(digest) == nil)
        }
    }

    @Test func `people, holders and authorities are taken once, changed once, and keep who they are`() async throws {
        let scene = try await Scene()
        let (a, b) = (Digest(of: "a"), Digest(of: "b"))
        let renamed = Person(
            id: "another", name: "Ann Marsh-Lee", email: Player.ann.person.email, role: .holder, organisation: nil)
        let ann = World.holders[0]
        let moved = Holder(
            id: ann.id, name: ann.name, knownAs: "Annie", dateOfBirth: ann.dateOfBirth, address: ann.address,
            telephone: "1", commissioner: ann.commissioner, pseudonym: "H-OTHER")
        let limit = Authority(
            id: "another", person: Player.tom.person.id, holder: ann.id, kind: .nominee, signLimit: nil,
            first: Cast.today, last: Cast.today)
        let outcomes = try await scene.database.write { tx in
            try [
                tx.people.take(renamed, source: a), tx.people.take(renamed, source: a),
                tx.people.take(renamed, source: b), tx.holders.take(moved, source: a),
                tx.holders.take(moved, source: a), tx.holders.take(limit, source: b), tx.holders.take(limit, source: b),
                tx.holders.take(World.tad, source: a), tx.holders.take(World.tad, source: a),
            ]
        }
        #expect(
            outcomes == [
                .changed, .unchanged, .changed, .changed, .unchanged, .changed, .unchanged, .changed, .unchanged,
            ])
        try await scene.database.read { snapshot throws in
            #expect(try snapshot.people.find(Player.ann.person.id)?.name == "Ann Marsh-Lee")
            #expect(try snapshot.holders.find("h-ann")?.knownAs == "Annie")
            #expect(try snapshot.holders.find("h-ann")?.pseudonym == "H-7Q2K")
            let authority = try snapshot.holders.authorities(of: Player.tom.person.id).first?.authority
            #expect(authority?.id == "a-tom")
            #expect(authority?.kind == .nominee)
            #expect(authority?.signLimit == nil)
        }
    }
}

import Catalogue
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Whoever saves over what they have not seen is refused; in the update itself, not only before it (workflow R3).
@Suite("Stale writers") struct StaleWriterTests {
    @Test func `a right that somebody else has changed is not written over`() async throws {
        let scene = try await Scene()
        try await scene.perform(PlanPeopleTests.right(.tom, version: 1), as: .bilal)
        let before = try await scene.fingerprint()
        for version in [1, 3, nil] {
            let code = await refusal {
                try await scene.perform(PlanPeopleTests.right(.tom, scopes: [.statement], version: version), as: .joan)
            }
            #expect(code == "authority.changed-meanwhile", "\(version ?? -1)")
        }
        #expect(try await scene.changes(since: before) == [])
        try await scene.perform(PlanPeopleTests.right(.tom, scopes: [.statement], version: 2), as: .joan)
    }

    @Test func `a right for somebody who has one meanwhile is not given twice`() async throws {
        let scene = try await Scene()
        let code = await refusal { try await scene.perform(PlanPeopleTests.right(.dana, version: 1), as: .bilal) }
        #expect(code == "authority.changed-meanwhile", "there is none to change")
        try await scene.perform(PlanPeopleTests.right(.dana, version: nil), as: .bilal)
        let again = await refusal { try await scene.perform(PlanPeopleTests.right(.dana, version: nil), as: .joan) }
        #expect(again == "authority.changed-meanwhile")
    }

    @Test func `the store itself refuses the second of two that read the same right`() async throws {
        let scene = try await Scene()
        try await scene.database.write { tx in
            let there = try #require(try tx.holders.authority(of: "p-tom", for: "h-ann"))
            let next = try there.becoming(there, on: Cast.today)
            try tx.holders.save(next)
            #expect(throws: RecordRefusal.authorityChanged) { try tx.holders.save(next) }
            try tx.holders.save(HolderStanding(isOnHold: true), of: "h-ann", version: 1)
            #expect(throws: RecordRefusal.standingChanged) {
                try tx.holders.save(HolderStanding(), of: "h-ann", version: 1)
            }
            var supplier = try #require(try tx.suppliers.find("trent"))
            try supplier.perform(.suspend) { _ in true }
            try tx.suppliers.save(supplier, revision: 9)
            #expect(throws: CatalogueRefusal.supplierChanged) { try tx.suppliers.save(supplier, revision: 9) }
        }
    }

    @Test func `what stops buying is not written over`() async throws {
        let scene = try await Scene()
        let hold = SetHolderStanding(holder: "h-ann", standing: HolderStanding(isOnHold: true), version: 1)
        try await scene.perform(hold, as: .bilal)
        let code = await refusal {
            try await scene.perform(
                SetHolderStanding(holder: "h-ann", standing: HolderStanding(), version: 1), as: .joan)
        }
        #expect(code == "holder.changed-meanwhile")
        #expect(try await scene.database.read { try $0.holders.find("h-ann")?.standing.isOnHold } == true)
    }
}

@Suite("Standing of suppliers") struct SupplierStandingTests {
    private func status(_ scene: Scene, _ id: Supplier.ID = "trent") async throws -> SupplierStatus? {
        try await scene.database.read { try $0.suppliers.find(id)?.status }
    }

    @Test func `a supplier is suspended and comes back; orders wait untouched`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let suspend = MoveSupplier(supplier: "trent", version: 1, action: .suspend, reason: "Why")
        try await scene.perform(suspend, as: .bilal)
        #expect(try await status(scene) == .suspended)
        #expect(try await scene.standing(of: order) == ["trent direct sent"])
        try await scene.fill(.ann, [("neuro", 1)])
        #expect(try await scene.checkout().judgement.isBlocked)
        let stale = await refusal {
            let lift = MoveSupplier(supplier: "trent", version: 1, action: .lift, reason: "Why")
            try await scene.perform(lift, as: .quinn)
        }
        #expect(stale == "supplier.changed-meanwhile")
        try await scene.perform(MoveSupplier(supplier: "trent", version: 2, action: .lift, reason: "Why"), as: .quinn)
        #expect(try await !scene.checkout().judgement.isBlocked)
    }

    @Test func `a supplier is ended when nothing is open, and that is the end`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let end = MoveSupplier(supplier: "trent", version: 1, action: .end, reason: "Why")
        #expect(await refusal { try await scene.perform(end, as: .bilal) } == "supplier.nothing-open")
        try await scene.cancel(part)
        try await scene.perform(end, as: .bilal)
        for action in SupplierAction.allCases {
            let code = await refusal {
                try await scene.perform(
                    MoveSupplier(supplier: "trent", version: 2, action: action, reason: "Why"), as: .bilal)
            }
            #expect(code == (action.isTheirs ? "NotFound" : "supplier.not-possible"), "\(action)")
        }
        #expect(try await status(scene) == .ended)
    }

    @Test func `nobody but a commissioner's staff moves a supplier`() async throws {
        let scene = try await Scene()
        let suspend = MoveSupplier(supplier: "trent", version: 1, action: .suspend, reason: "Why")
        for who in Player.allCases where who.role != .commissioner && who != .nora {
            #expect(await refusal { try await scene.perform(suspend, as: who) } == "NotFound", "\(who)")
        }
        #expect(try await status(scene) == .approved)
    }
}

import Baskets
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// A basket that lies still is put aside, and nothing in it is lost (reference, workflow 4.1).
@Suite("Saved lists") struct SavedListTests {
    private func current(_ scene: Scene, _ holder: Holder.ID = "h-ann") async throws -> Basket? {
        try await scene.database.read { try $0.baskets.current(of: holder) }
    }

    private func saved(_ scene: Scene) async throws -> [Basket] {
        try await scene.database.read { try $0.baskets.saved(of: "h-ann") }
    }

    @Test(arguments: [(0, false), (29, false), (30, true), (300, true)])
    func `after thirty days untouched, and not before`(days: Int, isPutAside: Bool) async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2), ("lights", 1)])
        let before = try #require(try await current(scene))
        scene.clock.advance(days: days)
        #expect(try await scene.desk.archiveBaskets() == (isPutAside ? 1 : 0))
        #expect(try await scene.desk.archiveBaskets() == 0)
        #expect(try await current(scene)?.lines == (isPutAside ? nil : before.lines))
        #expect(try await saved(scene).map(\.lines) == (isPutAside ? [before.lines] : []))
        #expect(try await scene.audit().contains("ArchiveBasket by clock for h-ann") == isPutAside)
    }

    @Test func `whoever does something with it begins the month anew`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2)])
        scene.clock.advance(days: 29)
        let line = try #require(try await current(scene)?.lines.first)
        try await scene.perform(ChangeBasketLine(line: line.id, quantity: 1), as: .tom)
        scene.clock.advance(days: 29)
        #expect(try await scene.desk.archiveBaskets() == 0)
        scene.clock.advance(days: 1)
        #expect(try await scene.desk.archiveBaskets() == 1)
    }

    @Test func `a list is taken up again, and is the basket that it was`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2), ("lights", 1)])
        let before = try #require(try await current(scene))
        scene.clock.advance(days: 31)
        _ = try await scene.desk.archiveBaskets()
        #expect(await refusal { try await scene.perform(TakeUpSavedList(list: before.id), as: .zara) } == "NotFound")
        try await scene.perform(TakeUpSavedList(list: before.id), as: .tom)
        #expect(try await current(scene)?.lines == before.lines)
        #expect(try await saved(scene) == [])
        #expect(try await scene.desk.archiveBaskets() == 0, "it has just been touched")
        try await scene.perform(try await scene.signing(), as: .ann)
        for list in [before.id] {
            let code = await refusal { try await scene.perform(TakeUpSavedList(list: list), as: .ann) }
            #expect(code == "basket.not-possible", "it is an order now")
        }
        try await scene.expectSound()
    }

    @Test func `beside a basket it is put into that, which keeps what it has, and the list stays`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2), ("lights", 1)])
        let old = try #require(try await current(scene))
        scene.clock.advance(days: 31)
        _ = try await scene.desk.archiveBaskets()
        try await scene.fill(.ann, [("neuro", 5), ("visit", 1)])
        for _ in 1...2 { try await scene.perform(TakeUpSavedList(list: old.id), as: .ann) }
        let lines = try #require(try await current(scene)?.lines)
        #expect(lines.map { "\($0.listing) \($0.quantity)" } == ["neuro 5", "visit 1", "lights 1"])
        #expect(try await saved(scene).map(\.lines) == [old.lines])
    }

    @Test func `an open basket is no saved list`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2)])
        let open = try #require(try await current(scene))
        let code = await refusal { try await scene.perform(TakeUpSavedList(list: open.id), as: .ann) }
        #expect(code == "basket.not-possible")
        #expect(try await current(scene) == open)
    }
}

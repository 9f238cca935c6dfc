import Operations
import Orders
import SceneSupport
import Storage
import Testing

@Suite("What a supplier sees") struct SupplierViewTests {
    @Test func `where Ann lives is shown to her supplier while something is to come, and no longer`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent").id
        let isShown = {
            let view = try await scene.database.read { try $0.supplierOrders.view(part, of: "trent") }
            return try #require(view).place != nil
        }
        #expect(try await isShown())
        try await scene.perform(AcceptOrder(part: part), as: .petra)
        #expect(try await isShown())
        try await scene.perform(DeliverOrder(part: part), as: .petra)
        #expect(try await isShown())
        try await scene.perform(ConfirmDelivery(part: part), as: .ann)
        #expect(try await !isShown())
    }

    @Test func `a supplier who declines is not told any more where Ann lives`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent").id
        try await scene.perform(DeclineOrder(part: part, note: "I am away"), as: .petra)
        let view = try await scene.database.read { try $0.supplierOrders.view(part, of: "trent") }
        #expect(try #require(view).place == nil)
    }
}

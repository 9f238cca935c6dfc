import Catalogue
import Identity
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What is not yours is not there, through every finder and view that has a scope.
@Suite("Scopes") struct ScopeTests {
    private struct Signed {
        let scene: Scene
        let order: Order.ID
        let sent: SupplierOrder
        let asked: SupplierOrder
        let approval: Approval
    }

    /// Ann's order: a session at Trent that has been sent, lights at Meadow that wait for TAD.
    private func signed() async throws -> Signed {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let asked = try await scene.part(of: order, "meadow", .asked)
        return Signed(
            scene: scene, order: order, sent: try await scene.part(of: order, "trent"), asked: asked,
            approval: try await scene.approval(of: asked.id))
    }

    @Test func `an order is found by its holder only`() async throws {
        let signed = try await signed()
        try await signed.scene.database.read { snapshot throws in
            #expect(try snapshot.orders.find(signed.order, of: "h-ann")?.id == signed.order)
            #expect(try snapshot.orders.list(of: "h-ann", most: 50).map(\.id) == [signed.order])
            for other: Holder.ID in ["h-zara", "h-finn", "nobody", ""] {
                #expect(try snapshot.orders.find(signed.order, of: other) == nil)
                #expect(try snapshot.orders.list(of: other, most: 50).isEmpty)
            }
            #expect(try snapshot.orders.find("nothing", of: "h-ann") == nil)
        }
    }

    @Test func `a part is found by its supplier only, and only once it has been sent`() async throws {
        let signed = try await signed()
        let every = SupplierOrderStatus.allCases
        try await signed.scene.database.read { snapshot throws in
            #expect(try snapshot.supplierOrders.find(signed.sent.id, of: "trent") == signed.sent)
            #expect(try snapshot.supplierOrders.view(signed.sent.id, of: "trent")?.id == signed.sent.id)
            #expect(try snapshot.supplierOrders.inbox(of: "trent", statuses: every).items.map(\.id) == [signed.sent.id])
            #expect(try snapshot.supplierOrders.count(of: "trent", status: .sent) == 1)
            for other: Supplier.ID in ["careful", "meadow", "lapsed", "nobody"] {
                #expect(try snapshot.supplierOrders.find(signed.sent.id, of: other) == nil)
                #expect(try snapshot.supplierOrders.view(signed.sent.id, of: other) == nil)
                #expect(try snapshot.supplierOrders.inbox(of: other, statuses: every).items.isEmpty)
                #expect(try snapshot.supplierOrders.count(of: other, status: .sent) == 0)
            }
            #expect(try snapshot.supplierOrders.find(signed.asked.id, of: "meadow") == nil)
            #expect(try snapshot.supplierOrders.view(signed.asked.id, of: "meadow") == nil)
        }
    }

    @Test func `what was not approved never reaches the supplier`() async throws {
        let signed = try await signed()
        try await signed.scene.decide(signed.asked, .decline, reason: "Not now")
        try await signed.scene.database.read { snapshot throws in
            #expect(try snapshot.supplierOrders.find(signed.asked.id, of: "meadow") == nil)
            #expect(try snapshot.supplierOrders.view(signed.asked.id, of: "meadow") == nil)
            let inbox = try snapshot.supplierOrders.inbox(of: "meadow", statuses: SupplierOrderStatus.allCases)
            #expect(inbox.items.isEmpty)
        }
    }

    @Test func `a request is found by its commissioner only`() async throws {
        let signed = try await signed()
        let (now, today) = (signed.scene.clock.now, signed.scene.clock.now.day)
        try await signed.scene.database.read { snapshot throws in
            #expect(try snapshot.approvals.find(signed.approval.id, of: "TAD") == signed.approval)
            let view = try #require(try snapshot.approvals.view(signed.approval.id, of: "TAD", on: today))
            #expect(view.part == signed.asked)
            #expect(view.holder.id == "h-ann")
            #expect(view.requester == "Ann Marsh")
            #expect(view.plan == World.annPlan)
            #expect(try snapshot.approvals.queue(of: "TAD", .team, at: now).items.map(\.id) == [signed.approval.id])
            #expect(try snapshot.approvals.queue(of: "TAD", .decided, at: now).items.isEmpty)
            #expect(try snapshot.approvals.waitingCount(of: "TAD") == 1)
            for other: Commissioner.ID in ["SYB", "nobody"] {
                #expect(try snapshot.approvals.find(signed.approval.id, of: other) == nil)
                #expect(try snapshot.approvals.view(signed.approval.id, of: other, on: today) == nil)
                #expect(try snapshot.approvals.queue(of: other, .team, at: now).items.isEmpty)
                #expect(try snapshot.approvals.waitingCount(of: other) == 0)
            }
        }
    }

    @Test func `what is due for payment is seen by its commissioner only`() async throws {
        let signed = try await signed()
        try await signed.scene.answer(signed.sent, .accept)
        try await signed.scene.answer(signed.sent, .deliver)
        try await signed.scene.confirm(signed.sent)
        try await signed.scene.database.read { snapshot throws in
            let due = try snapshot.supplierOrders.payments(due: "TAD").items
            #expect(due.map(\.id) == [signed.sent.id])
            #expect(due.map(\.pseudonym) == ["H-7Q2K"])
            #expect(due.map(\.owed) == [Cast.pounds("80")])
            #expect(try snapshot.supplierOrders.payments(due: "SYB").items.isEmpty)
        }
    }

    @Test func `a supplier's view tells nothing but what it needs`() async throws {
        let signed = try await signed()
        let view = try #require(
            try await signed.scene.database.read { try $0.supplierOrders.view(signed.sent.id, of: "trent") })
        let told = String(reflecting: view)
        #expect(told.contains("Lenton Boulevard"))
        for secret in ["Marsh", "1961", "l-physio", "Therapy", "H-7Q2K", "lights", "Meadow", "It helps me walk"] {
            #expect(!told.contains(secret), "\(secret)")
        }
    }
}

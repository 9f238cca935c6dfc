import Catalogue
import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Whatever people do, in whatever order: the books stay sound, and nothing is stuck.
@Suite("Random walks") struct WalkTests {
    private static let walks = 200
    private static let stepsOfAWalk = 7

    @Test func `after any walk the books are sound, and every order can end`() async throws {
        // A scene for ten walks: later walks begin where earlier ones ended.
        for batch in 0..<Self.walks / 10 {
            let scene = try await Scene()
            for walk in 0..<10 {
                let seed = UInt64(batch * 10 + walk)
                try await Self.walk(scene, seed: seed)
                let verification = try await scene.verification()
                #expect(verification.differences == [], "seed \(seed)")
                if !verification.isSound { return }
            }
            #expect(try await Self.statuses(scene).allSatisfy { $0.isOver || Self.hasExit($0) })
        }
    }

    private static func hasExit(_ status: SupplierOrderStatus) -> Bool {
        !SupplierOrderStatus.workflow.isEnd(status)
    }

    private static func statuses(_ scene: Scene) async throws -> [SupplierOrderStatus] {
        try await scene.rows("SELECT status FROM supplier_orders").compactMap {
            SupplierOrderStatus(rawValue: try $0.text("status"))
        }
    }

    private static func walk(_ scene: Scene, seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<stepsOfAWalk {
            do {
                try await step(scene, using: &random)
            } catch is any Refusal {
                // Refusals are answers, too.
            } catch is NotFound {
            }
        }
    }

    private static func step(_ scene: Scene, using random: inout SplitMix64) async throws {
        let buyers: [Player] = [.ann, .ann, .tom, .dana, .zara]
        let buyer = buyers.randomElement(using: &random) ?? .ann
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2:
            let listing = World.listings.randomElement(using: &random)?.id ?? "neuro"
            let quantity = Int.random(in: 1...4, using: &random)
            try await scene.perform(AddToBasket(listing: listing, quantity: quantity), as: buyer)
        case 3...4:
            let together: Order.Together = Bool.random(using: &random) ? .sendNow : .keepTogether
            guard try await scene.hasBasket(buyer) else { return }
            try await scene.perform(try await scene.signing(buyer, together: together), as: buyer)
        case 5:
            let text = Int.random(in: 20...200, using: &random)
            try await scene.reprice("neuro", String(text))
        case 6: scene.clock.advance(minutes: Int.random(in: 1...4_000, using: &random))
        default: try await move(scene, using: &random)
        }
    }

    /// Takes any step with any part, as whoever it is for.
    private static func move(_ scene: Scene, using random: inout SplitMix64) async throws {
        let rows = try await scene.rows("""
            SELECT s.id, s.supplier_id, o.holder_id FROM supplier_orders s JOIN orders o ON o.id = s.order_id
            WHERE s.status NOT IN ('paid', 'declined', 'cancelled', 'not_sent') ORDER BY s.id
            """)
        guard let row = rows.randomElement(using: &random) else { return }
        let id = SupplierOrder.ID(try row.text("id"))
        guard let part = try await scene.database.read({ try $0.supplierOrders.find(id) }),
            part.status != .awaitingApproval || part.route == .asked
        else { return }
        let holders: [String: Player] = ["h-ann": .ann, "h-finn": .dana, "h-zara": .zara]
        let holder = holders[try row.text("holder_id")] ?? .ann
        let board: Player = holder == .zara ? .quinn : .bilal
        switch (part.status, Int.random(in: 0..<4, using: &random)) {
        case (.awaitingApproval, 0): try await scene.decide(part, .decline, as: board)
        case (.awaitingApproval, 1): try await scene.withdraw(part, as: holder)
        case (.awaitingApproval, _): try await scene.decide(part, .approve, as: board)
        case (.sent, 0): try await scene.cancel(part, as: holder)
        case (.sent, 1): try await scene.answer(part, .decline, note: "No")
        case (.sent, _): try await scene.answer(part, .accept)
        case (.accepted, _): try await scene.answer(part, .deliver)
        case (.delivered, _): try await scene.confirm(part, as: holder)
        default: try await scene.pay(part, as: board)
        }
    }
}

extension Scene {
    fileprivate func hasBasket(_ who: Player) async throws -> Bool {
        guard let authority = try await principal(who).authority else { return false }
        return try await database.read { try $0.baskets.lineCount(of: authority.holder) } > 0
    }
}

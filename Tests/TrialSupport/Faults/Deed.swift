import Catalogue
import Operations
import Orders
import Plans
import SceneSupport
import Storage
import TestSupport
import Values

/// One thing that somebody does, with the state of affairs in which they do it. What it needs it finds in the
/// database, so that another process can do it as well.
package struct Deed: Sendable {
    package typealias Act = @Sendable (Scene) async throws -> Void

    package let name: String
    package let prepare: Act
    package let act: Act

    package init(_ name: String, prepare: @escaping Act = { _ in }, act: @escaping Act) {
        self.name = name
        self.prepare = prepare
        self.act = act
    }

    /// Every kind of operation that moves an order, its money, a request, a plan or a basket; a new one gets a row.
    package static let all: [Deed] = orders + suppliers + afterwards + requests + plans + others

    package static func named(_ name: String) -> Deed? { all.first { $0.name == name } }

    static let everything: [(Listing.ID, Int)] = [
        ("neuro", 2), ("visit", 2), ("rollator", 1), ("ramp", 1), ("lights", 1),
    ]

    private static let orders: [Deed] = [
        Deed("sign an order of three suppliers, with a request") { scene in
            try await scene.fill(.ann, everything)
        } act: { scene in
            try await scene.perform(try await scene.signing(), as: .ann)
        },
        Deed("sign an order that is kept together") { scene in
            try await scene.fill(.ann, everything)
        } act: { scene in
            try await scene.perform(try await scene.signing(together: .keepTogether), as: .ann)
        },
        Deed("cancel what was sent") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.cancel(try await scene.only("trent"))
        },
        Deed("ask to cancel what was accepted") { scene in
            try await scene.sign(.ann, everything)
            try await scene.answer(try await scene.only("trent"), .accept)
        } act: { scene in
            let part = try await scene.only("trent")
            try await scene.perform(AskToCancel(part: part.id, version: part.version, note: "I am away"), as: .ann)
        },
        Deed("confirm receipt") { try await $0.delivered() } act: { scene in
            try await scene.confirm(try await scene.only("trent"))
        },
        Deed("pay") { scene in
            try await scene.delivered()
            try await scene.confirm(try await scene.only("trent"))
        } act: { scene in
            try await scene.pay(try await scene.only("trent"))
        },
    ]

    private static let suppliers: [Deed] = [
        Deed("accept") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.answer(try await scene.only("trent"), .accept)
        },
        Deed("decline") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.answer(try await scene.only("trent"), .decline, note: "Fully booked")
        },
        Deed("deliver") { scene in
            try await scene.sign(.ann, everything)
            try await scene.answer(try await scene.only("trent"), .accept)
        } act: { scene in
            try await scene.answer(try await scene.only("trent"), .deliver)
        },
    ]

    /// What happens to an order that was accepted.
    private static let afterwards: [Deed] = [
        Deed("close short") { scene in
            try await scene.sign(.ann, everything)
            try await scene.answer(try await scene.only("trent"), .accept)
        } act: { scene in
            let part = try await scene.only("trent")
            try await scene.perform(
                CloseShort(part: part.id, version: part.version, note: "Our therapist is ill"), as: .petra)
        },
        Deed("agree to cancel") { scene in
            try await scene.sign(.ann, everything)
            try await scene.answer(try await scene.only("trent"), .accept)
            let part = try await scene.only("trent")
            try await scene.perform(AskToCancel(part: part.id, version: part.version, note: "I am away"), as: .ann)
        } act: { scene in
            let part = try await scene.only("trent")
            try await scene.perform(
                AnswerCancellation(part: part.id, version: part.version, answer: .agree), as: .petra)
        },
        Deed("put an order on hold") { scene in
            try await scene.sign(.ann, everything)
            try await scene.answer(try await scene.only("trent"), .accept)
        } act: { scene in
            let part = try await scene.only("trent")
            try await scene.perform(
                PutOnHold(part: part.id, version: part.version, note: "We look into it"), as: .bilal)
        },
        Deed("stop an order that is on hold") { scene in
            try await scene.sign(.ann, everything)
            try await scene.answer(try await scene.only("trent"), .accept)
            let part = try await scene.only("trent")
            try await scene.perform(
                PutOnHold(part: part.id, version: part.version, note: "We look into it"), as: .bilal)
        } act: { scene in
            let part = try await scene.only("trent")
            try await scene.perform(
                ReviewOrder(part: part.id, version: part.version, outcome: .stop, note: "It cannot go on"), as: .bilal)
        },
        Deed("let orders lapse that nobody answered") { try await $0.sign(.ann, everything) } act: { scene in
            scene.clock.now = Cast.now.adding(minutes: 60 * 24 * 60)
            let moved = try await scene.desk.strikeOrderClock()
            guard moved > 0 else { throw TrialFailure("nothing lapsed") }
        },
    ]

    private static let requests: [Deed] = [
        Deed("approve a request") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.decide(try await scene.only("meadow", .asked), .approve)
        },
        Deed("approve, and let go what was kept together") { scene in
            try await scene.fill(.ann, everything)
            try await scene.perform(try await scene.signing(together: .keepTogether), as: .ann)
        } act: { scene in
            try await scene.decide(try await scene.only("meadow", .asked), .approve)
        },
        Deed("decline a request") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.decide(try await scene.only("meadow", .asked), .decline)
        },
        Deed("withdraw a request") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.withdraw(try await scene.only("meadow", .asked))
        },
    ]
}

extension Scene {
    /// The part from this supplier of the only order.
    func only(_ supplier: Supplier.ID, _ route: SupplierOrder.Route = .direct) async throws -> SupplierOrder {
        guard let row = try await rows("SELECT id FROM orders ORDER BY id LIMIT 1").first
        else { throw TrialFailure("there is no order") }
        return try await part(of: Order.ID(try row.text("id")), supplier, route)
    }

    /// Ann's order with Trent Neuro Physio has come.
    fileprivate func delivered() async throws {
        try await sign(.ann, Deed.everything)
        try await answer(try await only("trent"), .accept)
        try await answer(try await only("trent"), .deliver)
    }
}

import Baskets
import Catalogue
import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Every operation by everybody it is not for: not found, and nothing changed.
@Suite("Access") struct AccessTests {
    /// One thing that can be asked, with those who may ask it. Nora acts as nobody here: she has not chosen.
    struct Asked: Sendable, CustomTestStringConvertible {
        let name: String
        let allowed: Set<Player>
        let ask: @Sendable (Scene, Things, Player) async throws -> Void

        var testDescription: String { name }
    }

    /// What the operations are asked about: all of it Ann's, at TAD, with Trent and Meadow.
    struct Things: Sendable {
        let line: BasketLine.ID
        let declaration: Digest
        let sent: SupplierOrder
        let delivered: SupplierOrder
        let received: SupplierOrder
        let asked: SupplierOrder
        let approval: Approval
        let relief: ReliefDeclaration.ID
    }

    static let family: Set<Player> = [.ann, .tom]

    static let all: [Asked] = [
        Asked(name: "change a basket line", allowed: family) { scene, things, who in
            try await scene.perform(ChangeBasketLine(line: things.line, quantity: 2), as: who)
        },
        Asked(name: "remove a basket line", allowed: family) { scene, things, who in
            try await scene.perform(ChangeBasketLine(line: things.line, quantity: 0), as: who)
        },
        Asked(name: "accept a price", allowed: family) { scene, things, who in
            try await scene.perform(AcceptPrice(line: things.line, price: Cast.pounds("120")), as: who)
        },
        Asked(name: "arrange a basket line", allowed: family) { scene, things, who in
            try await scene.perform(ArrangeBasketLine(line: things.line), as: who)
        },
        Asked(name: "take a VAT declaration back", allowed: family) { scene, things, who in
            try await scene.perform(RevokeRelief(declaration: things.relief), as: who)
        },
        Asked(name: "sign", allowed: family) { scene, things, who in
            let order = SignOrder(declaration: things.declaration, together: .sendNow, requests: [:])
            try await scene.perform(order, as: who)
        },
        Asked(name: "cancel", allowed: family) { scene, things, who in try await scene.cancel(things.sent, as: who) },
        Asked(name: "confirm", allowed: family) { scene, things, who in
            try await scene.confirm(things.delivered, as: who)
        },
        Asked(name: "withdraw a request", allowed: family) { scene, things, who in
            try await scene.withdraw(things.asked, as: who)
        },
        Asked(name: "accept an order", allowed: [.petra]) { scene, things, who in
            try await scene.perform(AcceptOrder(part: things.sent.id), as: who)
        },
        Asked(name: "decline an order", allowed: [.petra]) { scene, things, who in
            try await scene.perform(DeclineOrder(part: things.sent.id, note: "No"), as: who)
        },
        Asked(name: "accept an order that waits for approval", allowed: []) { scene, things, who in
            try await scene.perform(AcceptOrder(part: things.asked.id), as: who)
        },
        Asked(name: "approve", allowed: [.bilal, .joan]) { scene, things, who in
            let approval = things.approval
            let decision = DecideApproval(
                approval: approval.id, decision: .approve, reason: "", content: approval.content)
            try await scene.perform(decision, as: who)
        },
        Asked(name: "record a payment", allowed: [.bilal, .joan]) { scene, things, who in
            try await scene.pay(things.received, as: who)
        },
        Asked(name: "revise a listing", allowed: [.petra]) { scene, _, who in
            let text = ListingText(Cast.session.terms)
            try await scene.perform(ReviseListing(listing: "neuro", version: 1, text: text), as: who)
        },
        Asked(name: "withdraw a listing", allowed: [.petra]) { scene, _, who in
            try await scene.perform(MoveListing(listing: "neuro", version: 1, action: .withdraw), as: who)
        },
        Asked(name: "add a listing", allowed: [.petra, .carol, .milo, .lars]) { scene, _, who in
            try await scene.perform(AddListing(text: ListingText(Cast.session.terms)), as: who)
        },
        Asked(name: "put into the basket", allowed: [.ann, .tom, .dana, .zara]) { scene, _, who in
            try await scene.perform(AddToBasket(listing: "ramp", quantity: 1), as: who)
        },
    ]

    private func things(_ scene: Scene) async throws -> Things {
        let first = try await scene.sign(.ann, [("neuro", 1), ("visit", 1), ("rollator", 1), ("lights", 1)])
        let delivered = try await scene.part(of: first, "careful")
        let received = try await scene.part(of: first, "meadow")
        for part in [delivered, received] {
            try await scene.answer(part, .accept)
            try await scene.answer(part, .deliver)
        }
        try await scene.confirm(received)
        try await scene.makeHolderBuyer()
        let relief = try await scene.declare()
        try await scene.fill(.ann, [("rollator", 1)])
        let checkout = try await scene.checkout()
        let asked = try await scene.part(of: first, "meadow", .asked)
        return Things(
            line: try #require(checkout.basket.lines.first?.id), declaration: checkout.declaration.digest,
            sent: try await scene.part(of: first, "trent"), delivered: delivered, received: received, asked: asked,
            approval: try await scene.approval(of: asked.id), relief: relief)
    }

    @Test(arguments: all) func `only those may whom it is for`(asked: Asked) async throws {
        let scene = try await Scene()
        let things = try await things(scene)
        let before = try await scene.fingerprint()
        for who in Player.allCases where !asked.allowed.contains(who) {
            let code = await refusal { try await asked.ask(scene, things, who) }
            let isShown = asked.name == "sign" && who.role.shops
            #expect(
                code == "NotFound" || code == "basket.no-such-line" && who.role.shops
                    || isShown && ["order.changed-since-shown", "order.blocked"].contains(code),
                "\(who) gets \(code)")
            #expect(try await scene.changes(since: before) == [], "\(who)")
        }
        if let who = asked.allowed.sorted(by: { $0.rawValue < $1.rawValue }).first {
            #expect(await refusal { try await asked.ask(scene, things, who) } == "done", "\(who)")
        }
        try await scene.expectSound()
    }

    @Test func `identifiers that do not exist are not found`() async throws {
        let scene = try await Scene()
        let asked: [@Sendable () async throws -> Void] = [
            { try await scene.perform(AddToBasket(listing: "nothing", quantity: 1), as: .ann) },
            { try await scene.perform(AddToBasket(listing: "old-rollator", quantity: 1), as: .ann) },
            { try await scene.perform(CancelSupplierOrder(part: "nothing"), as: .ann) },
            { try await scene.perform(ConfirmDelivery(part: ""), as: .ann) },
            { try await scene.perform(WithdrawRequest(part: "' OR 1=1"), as: .ann) },
            { try await scene.perform(AcceptOrder(part: "nothing"), as: .petra) },
            { try await scene.perform(RecordPayment(part: "nothing", reference: "x"), as: .bilal) },
            { try await scene.perform(MoveListing(listing: "nothing", version: 1, action: .withdraw), as: .petra) },
            {
                try await scene.perform(
                    DecideApproval(approval: "nothing", decision: .approve, reason: "", content: Digest("")),
                    as: .bilal)
            },
        ]
        let before = try await scene.fingerprint()
        for ask in asked { #expect(await refusal(of: ask) == "NotFound") }
        #expect(try await scene.changes(since: before) == [])
    }
}

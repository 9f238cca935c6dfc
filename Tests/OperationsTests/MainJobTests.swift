import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// From the basket to the payment, with every penny at every step.
@Suite("Main job") struct MainJobTests {
    @Test func `an order in the plan goes from basket to paid, and the money with it`() async throws {
        let scene = try await Scene()
        let pot = "l-physio:2026-10-06"
        let accounts = [
            "available:\(pot)", "held:\(pot)", "committed:\(pot)", "payable:trent", "in_transit:trent", "cash",
        ]
        var story: [String] = []
        func tell(_ step: String) async throws { story.append("\(step): \(try await scene.balances(accounts))") }
        try await scene.fill(.ann, [("neuro", 2)])
        try await tell("basket")
        let order = try await scene.sign(.ann)
        let part = try await scene.part(of: order, "trent")
        try await tell("signed")
        try await scene.answer(part, .accept)
        try await tell("accepted")
        try await scene.answer(part, .deliver, note: "Left with Ann")
        try await tell("delivered")
        try await scene.confirm(part)
        try await tell("confirmed")
        try await scene.pay(part)
        try await tell("paid")
        // available, held, committed, payable, in transit, cash
        #expect(
            story == [
                "basket: - - - - - 20000.00",
                "signed: 240.00 160.00 - - - 20000.00",
                "accepted: 240.00 0.00 160.00 - - 20000.00",
                "delivered: 240.00 0.00 160.00 - - 20000.00",
                "confirmed: 240.00 0.00 0.00 160.00 - 20000.00",
                "paid: 240.00 0.00 0.00 0.00 0.00 19840.00",
            ])
        let standing = OrderStanding(
            stage: .closed, approval: .noneNeeded, supply: .delivered, money: .paid, attention: .none,
            attentionDue: nil)
        #expect(try await scene.order(order).standing == standing)
        try await scene.expectSound()
    }

    @Test func `everybody concerned is told once, and every step is on record`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let sent = try await scene.part(of: order, "trent")
        let asked = try await scene.part(of: order, "meadow", .asked)
        try await scene.answer(sent, .accept)
        try await scene.answer(sent, .deliver)
        try await scene.confirm(sent)
        try await scene.pay(sent)
        try await scene.decide(asked, .approve)
        try await scene.cancel(asked)
        #expect(
            try await scene.messages() == [
                "order-sent → supplier:trent", "request-made → commissioner:TAD", "order-accepted → holder:h-ann",
                "delivered → holder:h-ann", "receipt-confirmed → supplier:trent",
                "receipt-confirmed → commissioner:TAD", "paid → supplier:trent", "request-approved → holder:h-ann",
                "order-sent → supplier:meadow", "order-cancelled → supplier:meadow",
            ])
        #expect(
            try await scene.audit() == [
                "AddToBasket by p-ann for h-ann", "AddToBasket by p-ann for h-ann", "SignOrder by p-ann for h-ann",
                "AcceptOrder by p-petra", "DeliverOrder by p-petra", "ConfirmDelivery by p-ann for h-ann",
                "RecordPayment by p-bilal", "DecideApproval by p-bilal", "CancelSupplierOrder by p-ann for h-ann",
            ])
        let events = try await scene.database.read { snapshot in
            try snapshot.orders.events(of: order).map { "\($0.event.what.code) \($0.name ?? "-")" }
        }
        #expect(
            events == [
                "order.signed Ann Marsh", "supplier-order.send Ann Marsh", "supplier-order.accept Petra Novak",
                "supplier-order.deliver Petra Novak", "supplier-order.confirm Ann Marsh",
                "supplier-order.pay Bilal Rahman", "approval.approve Bilal Rahman", "supplier-order.send Bilal Rahman",
                "approval.use Bilal Rahman", "supplier-order.cancel Ann Marsh",
            ])
        try await scene.expectSound()
    }

    @Test func `several suppliers and lines make one order with a part for each`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("visit", 2), ("rollator", 1), ("ramp", 1)])
        #expect(
            try await scene.standing(of: order) == ["trent direct sent", "careful direct sent", "meadow direct sent"])
        #expect(try await scene.order(order).total == Cast.pounds("440"))
        #expect(
            try await scene.balances([
                "held:l-physio:2026-10-06", "held:l-care:2026-10-05", "held:l-mobility:2026-04-06",
                "held:l-ramp:2026-04-06",
            ]) == "80.00 60.00 120.00 180.00")
        try await scene.expectSound()
    }

    @Test func `a decline and a cancellation give the money back`() async throws {
        let scene = try await Scene()
        let pot = ["available:l-physio:2026-10-06", "held:l-physio:2026-10-06"]
        let first = try await scene.sign(.ann, [("neuro", 3)])
        #expect(try await scene.balances(pot) == "160.00 240.00")
        try await scene.answer(try await scene.part(of: first, "trent"), .decline, note: "Fully booked")
        #expect(try await scene.balances(pot) == "400.00 0.00")
        #expect(try await scene.order(first).standing.stage == .cancelled)
        let second = try await scene.sign(.ann, [("neuro", 5)])
        #expect(try await scene.balances(pot) == "0.00 400.00")
        try await scene.cancel(try await scene.part(of: second, "trent"))
        #expect(try await scene.balances(pot) == "400.00 0.00")
        try await scene.expectSound()
    }

    @Test func `after the supplier has accepted, the holder cannot simply cancel`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.cancel(part) } == "supplier-order.not-possible")
        let late = await refusal { try await scene.answer(part, .decline, note: "Too late") }
        #expect(late == "supplier-order.not-possible")
        #expect(await refusal { try await scene.answer(part, .accept) } == "supplier-order.not-possible")
        #expect(await refusal { try await scene.confirm(part) } == "supplier-order.not-possible")
        #expect(await refusal { try await scene.pay(part) } == "supplier-order.something-owed")
        #expect(try await scene.changes(since: before) == [])
        try await scene.expectSound()
    }

    @Test func `to decline, a supplier has to say why`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent")
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.answer(part, .decline) } == "order.reason-missing")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `a payment needs a reference that a bank can carry`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        let before = try await scene.fingerprint()
        for reference in ["", String(repeating: "x", count: 36)] {
            #expect(await refusal { try await scene.pay(part, reference: reference) } == "FieldProblems")
        }
        #expect(try await scene.changes(since: before) == [])
        try await scene.pay(part, reference: String(repeating: "x", count: 35))
        #expect(await refusal { try await scene.pay(part, reference: "again") } == "supplier-order.not-possible")
        try await scene.expectSound()
    }

    @Test func `the money of one week is not the money of the next`() async throws {
        let scene = try await Scene()
        let first = try await scene.sign(.ann, [("visit", 4)])
        try await scene.answer(try await scene.part(of: first, "careful"), .accept)
        scene.clock.advance(days: 7)
        let second = try await scene.sign(.ann, [("visit", 4)])
        try await scene.answer(try await scene.part(of: second, "careful"), .accept)
        #expect(
            try await scene.balances(["available:l-care:2026-10-05", "committed:l-care:2026-10-05"]) == "0.00 120.00")
        #expect(
            try await scene.balances(["available:l-care:2026-10-12", "committed:l-care:2026-10-12"]) == "0.00 120.00")
        try await scene.expectSound()
    }

    @Test func `a listing that changes afterwards does not touch what was signed`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let signed = try await scene.part(of: order, "trent")
        var text = ListingText(Cast.session.terms)
        text.price = "500"
        text.title = "Something else"
        try await scene.perform(ReviseListing(listing: "neuro", version: 1, text: text), as: .petra)
        #expect(try await scene.part(of: order, "trent") == signed)
        try await scene.expectSound()
    }
}

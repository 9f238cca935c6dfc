import Operations
import Orders
import SceneSupport
import Testing
import TestSupport

/// What the pages say of what time does to an order.
@Suite("Pages of orders and time") struct OrderClockPageTests {
    private static func browser(_ scene: Scene, _ who: Player) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `proof is asked of goods only, and the holder reads what silence will mean`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("ramp", 1), ("neuro", 1)])
        let (ramp, session) = (try await scene.part(of: order, "meadow"), try await scene.part(of: order, "trent"))
        for part in [ramp, session] { try await scene.answer(part, .accept) }
        let petra = try await Self.browser(scene, .petra)
        try await petra.visit("/supplier/orders/\(session.id)")
        #expect(!petra.page.text.contains("Proof of delivery"))
        let milo = try await Self.browser(scene, .milo)
        try await milo.visit("/supplier/orders/\(ramp.id)")
        milo.fill("proof", String(repeating: "x", count: 201))
        try await milo.press("Mark as delivered")
        #expect(milo.problem(of: "proof") != nil)
        milo.fill("proof", "Taken in by M. Green")
        try await milo.press("Mark as delivered")
        #expect(milo.page.text.contains("If Ann says nothing, this counts as received on 16 October 2026."))
        let ann = try await Self.browser(scene, .ann)
        try await ann.visit("/orders/\(order)")
        for text in ["came with proof: “Taken in by M. Green”", "this counts as received on 16 October 2026"] {
            #expect(ann.page.text.contains(text), "\(text)")
        }
        try await ann.press("Yes, it came as ordered")
        #expect(!ann.page.text.contains("came with proof"))
    }

    @Test func `a request to cancel that nobody answers is on the commissioner's list, and can still be answered`()
        async throws
    {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await scene.perform(AskToCancel(part: part.id), as: .ann)
        scene.clock.advance(days: OrderLimits.cancelAnswerDays)
        _ = try await scene.desk.strikeOrderClock()
        let bilal = try await Self.browser(scene, .bilal)
        try await bilal.visit("/order-book")
        #expect(bilal.page.text.contains("Cancelling not answered"))
        let number = try await scene.order(order).number
        try await bilal.follow(number)
        #expect(bilal.page.text.contains("Call them, or put it on hold and decide."))
        let ann = try await Self.browser(scene, .ann)
        try await ann.visit("/orders/\(order)")
        #expect(ann.page.text.contains("Your commissioner sees to it."))
        let petra = try await Self.browser(scene, .petra)
        try await petra.visit("/supplier/orders")
        #expect(petra.page.text.contains("answer overdue"))
        try await petra.visit("/supplier/orders/\(part.id)")
        // The terms allow no fee, so none is asked for.
        #expect(!petra.page.all("input").contains { $0["name"] == "fee" })
        petra.fill("reply", "agree")
        try await petra.press("Send your answer")
        #expect(try await scene.part(of: order, "trent").status == .cancelled)
    }

    @Test func `the list says what an order costs now, where that is not what was signed`() async throws {
        let scene = try await Scene()
        let whole = try await scene.sign(.ann, [("neuro", 1)])
        let order = try await scene.sign(.ann, [("neuro", 2)])
        let part = try await scene.part(of: order, "trent")
        try await scene.perform(AcceptOrder(part: part.id, units: [1: 1], note: "Only one."), as: .petra)
        let ann = try await Self.browser(scene, .ann)
        try await ann.visit("/orders")
        let rows = ann.page.all("tr").map(\.text)
        let numbers = (try await scene.order(order).number, try await scene.order(whole).number)
        #expect(rows.first { $0.contains(numbers.0) }?.contains("now £80.00") == true)
        #expect(rows.first { $0.contains(numbers.1) }?.contains("now") == false)
    }

    @Test func `only what is wrong is waited for: nobody is told that it is paid`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        let ann = try await Self.browser(scene, .ann)
        for (state, words) in [
            (UnitState.received, "The money that it is about is set aside"),
            (.paid, "A problem with something that is paid for is being settled"),
        ] {
            if state == .paid { try await scene.pay(part) }
            let problem = try await scene.perform(
                ReportProblem(
                    part: part.id, position: 1, state: state, units: 1, kind: .poorQuality, wish: .refund,
                    words: "It was too short."), as: .ann)
            try await ann.visit("/orders/\(order)")
            #expect(ann.page.text.contains(words))
            #expect(!ann.page.text.contains("Your commissioner pays the supplier"))
            try await scene.perform(WithdrawProblem(problem: problem), as: .ann)
        }
    }
}

import Baskets
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What time does to supplier orders: it reminds, it lets lapse, it asks the commissioner. It decides nothing.
@Suite("The clock of supplier orders") struct OrderClockTests {
    private static let day = 1_440

    private static func sent(_ scene: Scene, _ sessions: Int = 2) async throws -> SupplierOrder {
        try await scene.part(of: try await scene.sign(.ann, [("neuro", sessions)]), "trent")
    }

    private static func strike(_ scene: Scene, after minutes: Int = 0) async throws {
        scene.clock.advance(minutes: minutes)
        _ = try await scene.desk.strikeOrderClock()
    }

    private static func now(_ scene: Scene, _ part: SupplierOrder) async throws -> SupplierOrder {
        try await scene.part(of: part.order, "trent")
    }

    private static func reminders(_ scene: Scene, to recipient: String = "supplier:trent") async throws -> Int {
        try await scene.messages().count { $0 == "answer-reminder → \(recipient)" }
    }

    /// Accepted, and asked to cancel both sessions.
    private static func asked(_ scene: Scene) async throws -> SupplierOrder {
        let part = try await sent(scene)
        try await scene.answer(part, .accept)
        try await scene.perform(AskToCancel(part: part.id, note: "I am in hospital."), as: .ann)
        return try await now(scene, part)
    }

    // MARK: Reminders

    @Test func `a supplier is reminded at half and at four fifths of its time, each once, and then it lapses`()
        async throws
    {
        let scene = try await Scene()
        let part = try await Self.sent(scene)
        let time = OrderLimits.answerDays * Self.day
        var told: [Int] = []
        var passed = 0
        for moment in [time / 2 - 1, time / 2, time * 4 / 5 - 1, time * 4 / 5, time - 1] {
            try await Self.strike(scene, after: moment - passed)
            try await Self.strike(scene)
            passed = moment
            told.append(try await Self.reminders(scene))
        }
        #expect(told == [0, 1, 1, 2, 2])
        #expect(try await Self.now(scene, part).status == .sent)
        let steps = try await scene.database.read { try $0.orders.events(of: part.order) }.map(\.event)
        #expect(steps.count { $0.what == .supplierOrder(.remind) && $0.by == nil } == 2)
        try await Self.strike(scene, after: 1)
        #expect(try await Self.now(scene, part).status == .lapsed)
        #expect(try await Self.reminders(scene) == 2)
        try await scene.expectSound()
    }

    @Test func `a clock that was late reminds once of what it missed, and of nothing that is over`() async throws {
        let scene = try await Scene()
        let part = try await Self.sent(scene)
        try await Self.strike(scene, after: OrderLimits.answerDays * Self.day * 9 / 10)
        #expect(try await (Self.reminders(scene), Self.now(scene, part).reminders) == (1, 2))
        let other = try await Scene()
        let late = try await Self.sent(other)
        try await Self.strike(other, after: OrderLimits.answerDays * Self.day)
        #expect(try await (Self.reminders(other), Self.now(other, late).status) == (0, .lapsed))
    }

    @Test func `a reminder leaves the page that is open as it is; an answer ends the reminders`() async throws {
        let scene = try await Scene()
        let part = try await Self.sent(scene)
        try await Self.strike(scene, after: OrderLimits.answerDays * Self.day / 2)
        #expect(try await Self.reminders(scene) == 1)
        try await scene.perform(AcceptOrder(part: part.id, version: part.version), as: .petra)
        try await Self.strike(scene, after: 20 * Self.day)
        #expect(try await Self.reminders(scene) == 1)
    }

    @Test func `a holder is reminded of a change that is offered, a supplier of a request to cancel`() async throws {
        let scene = try await Scene()
        let part = try await Self.sent(scene)
        try await scene.offer(part, price: "70", quantity: 2)
        try await Self.strike(scene, after: OrderLimits.consentDays * Self.day / 2)
        #expect(try await Self.reminders(scene, to: "holder:h-ann") == 1)
        let other = try await Scene()
        _ = try await Self.asked(other)
        try await Self.strike(other, after: OrderLimits.cancelAnswerDays * Self.day / 2)
        #expect(try await Self.reminders(other) == 1)
    }

    // MARK: Requests to cancel

    @Test func `what a supplier does not answer about cancelling goes to the commissioner, and is not decided`()
        async throws
    {
        let scene = try await Scene()
        let part = try await Self.asked(scene)
        let time = OrderLimits.cancelAnswerDays * Self.day
        try await Self.strike(scene, after: time - 1)
        #expect(try await scene.order(part.order).standing.attention == .supplier)
        let money = ["available:l-physio:2026-10-06", "committed:l-physio:2026-10-06"]
        let before = try await scene.balances(money)
        try await Self.strike(scene, after: 1)
        try await Self.strike(scene, after: 60 * Self.day)
        let now = try await Self.now(scene, part)
        #expect((now.status, now.count(.toCome), now.expiresAt) == (.cancelOverdue, 2, nil))
        #expect(try await scene.balances(money) == before)
        #expect(try await scene.order(part.order).standing.attention == .commissioner)
        let told = try await scene.messages().filter { $0.hasPrefix("cancel-overdue") }
        #expect(
            told == [
                "cancel-overdue → holder:h-ann", "cancel-overdue → supplier:trent", "cancel-overdue → commissioner:TAD",
            ])
        let book = try await scene.database.read { try $0.orders.book(of: "TAD") }
        #expect(book.cancelOverdue.map(\.order) == [part.order] && book.onHold.isEmpty)
        #expect(try await scene.database.read { try $0.orders.book(of: "SYB").cancelOverdue }.isEmpty)
        try await scene.expectSound()
    }

    @Test(arguments: [AnswerCancellation.Reply.agree, .refuse])
    func `answer and clock cross: the answer still counts, and a page from before the clock is told so`(
        _ reply: AnswerCancellation.Reply
    ) async throws {
        let status: SupplierOrderStatus = reply == .agree ? .cancelled : .accepted
        for clockFirst in [true, false] {
            let scene = try await Scene()
            let seen = try await Self.asked(scene)
            scene.clock.advance(days: OrderLimits.cancelAnswerDays)
            func answer(_ version: Int?) async throws {
                try await scene.perform(
                    AnswerCancellation(part: seen.id, version: version, answer: reply, note: "On its way."),
                    as: .petra)
            }
            if clockFirst {
                try await Self.strike(scene)
                let before = try await scene.fingerprint()
                #expect(await refusal { try await answer(seen.version) } == "order.changed-meanwhile")
                #expect(try await scene.changes(since: before) == [])
                try await answer(try await Self.now(scene, seen).version)
            } else {
                try await answer(seen.version)
                try await Self.strike(scene)
            }
            #expect(try await Self.now(scene, seen).status == status)
            try await scene.expectSound()
        }
    }

    @Test func `the commissioner can put an order on hold that a supplier does not answer about, and stop it`()
        async throws
    {
        let scene = try await Scene()
        let part = try await Self.asked(scene)
        try await Self.strike(scene, after: OrderLimits.cancelAnswerDays * Self.day)
        try await scene.perform(PutOnHold(part: part.id, version: nil, note: "They do not answer."), as: .bilal)
        try await scene.perform(
            ReviewOrder(part: part.id, version: nil, outcome: .stop, note: "It ends here."), as: .bilal)
        #expect(try await Self.now(scene, part).status == .cancelled)
        #expect(try await scene.balance("available:l-physio:2026-10-06") == "400.00")
        try await scene.expectSound()
    }

    @Test func `what happens beside a request to cancel leaves the supplier's time to answer as it was`() async throws {
        let scene = try await Scene()
        let part = try await Self.sent(scene)
        try await scene.answer(part, .accept)
        try await scene.perform(DeliverOrder(part: part.id, units: [1: 1]), as: .petra)
        try await scene.perform(AskToCancel(part: part.id, note: ""), as: .ann)
        let limit = try #require(try await Self.now(scene, part).expiresAt)
        scene.clock.advance(minutes: 90)
        try await scene.confirm(part)
        let now = try await Self.now(scene, part)
        #expect((now.status, now.expiresAt, now.count(.received)) == (.cancelAsked, limit, 1))
    }

    /// Free until ten days before: Ann asks eleven days before, and Trent Neuro Physio answers nine days before.
    @Test func `the day of asking counts for the fee, not the day of the answer`() async throws {
        for (daysBefore, fee, code) in [(11, "0.01", "order.fee-above-terms"), (9, "40.01", "order.fee-above-terms"),
            (9, "40.00", "done"), (11, "0.00", "done")]
        {
            let scene = try await Scene()
            try await scene.run("UPDATE listings SET cancel_free_days = 10, cancel_fee_percent = 50 WHERE id = 'neuro'")
            try await scene.fill(.ann, [("neuro", 1)])
            let line = try #require(try await scene.database.read { try $0.baskets.current(of: "h-ann")?.lines.first })
            let first = Cast.today.adding(days: 20)
            try await scene.perform(
                ArrangeBasketLine(line: line.id, schedule: Schedule(first: first), contribution: .zero), as: .ann)
            let part = try await scene.part(of: try await scene.sign(.ann), "trent")
            try await scene.answer(part, .accept)
            scene.clock.advance(days: 20 - daysBefore)
            try await scene.perform(AskToCancel(part: part.id), as: .ann)
            scene.clock.advance(days: 2)
            let answer = AnswerCancellation(part: part.id, version: nil, answer: .agree, fee: Cast.pounds(fee))
            #expect(await refusal { try await scene.perform(answer, as: .petra) } == code, "\(daysBefore) \(fee)")
            if code == "done" {
                #expect(try await scene.balance("payable:trent") == (fee == "0.00" ? "-" : fee))
            }
            try await scene.expectSound()
        }
    }
}

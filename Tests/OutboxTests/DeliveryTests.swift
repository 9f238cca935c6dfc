import Outbox
import TestSupport
import Testing
import Values

@Suite("Deliveries") struct DeliveryTests {
    private let start = Moment(milliseconds: 1_000_000)

    private func delivery(minutes: Int = 77 * 60) -> Delivery {
        Delivery(id: .init("d-1"), message: .init("m-1"), endpoint: .init("e-1"), at: start, minutes: minutes)
    }

    private func answered(_ status: Int, after seconds: Int = 0) -> AttemptOutcome {
        AttemptOutcome(.answered, status: status, milliseconds: 5, retryAfterSeconds: seconds)
    }

    @Test func `what each answer means for the message`() {
        let table: [(AttemptOutcome, AttemptOutcome.Verdict)] = [
            (answered(200), .arrived), (answered(204), .arrived), (answered(250), .arrived),
            (answered(299), .arrived), (answered(301), .again(afterSeconds: 0)),
            (answered(400), .again(afterSeconds: 0)), (answered(404), .again(afterSeconds: 0)),
            (answered(410), .refusedForGood), (answered(429, after: 90), .again(afterSeconds: 90)),
            (answered(450), .again(afterSeconds: 0)), (answered(500), .again(afterSeconds: 0)),
            (answered(550), .refusedForGood), (answered(554), .refusedForGood),
            (answered(503, after: 1_000_000), .again(afterSeconds: 86_400)),
            (AttemptOutcome(.timeout, milliseconds: 20_000), .again(afterSeconds: 0)),
            (AttemptOutcome(.forbiddenAddress, milliseconds: 1), .again(afterSeconds: 0)),
        ]
        for (outcome, verdict) in table { #expect(outcome.verdict == verdict, "\(outcome)") }
    }

    @Test func `a message that is never taken is tried ten times in three days, and a person is told after the fifth`()
        throws
    {
        var (delivery, now, calls) = (delivery(), start, 0)
        while delivery.status == .waiting {
            now = delivery.dueAt
            try delivery.note(answered(500), schedule: .standard, thousandths: 500, at: now)
            if delivery.callSince == nil { calls += 1 }
        }
        #expect(delivery.attempts == 10)
        #expect(calls == 4)
        #expect(delivery.status == .dead)
        // 3 days, 3 hours, 35 minutes and 5 seconds.
        #expect((now.milliseconds - start.milliseconds) / 1_000 == 272_105)
    }

    @Test func `whoever takes it at the sixth attempt need not be telephoned`() throws {
        var delivery = delivery()
        for _ in 1...5 {
            try delivery.note(answered(503), schedule: .standard, thousandths: 0, at: delivery.dueAt)
        }
        #expect(delivery.callSince != nil)
        try delivery.note(answered(200), schedule: .standard, thousandths: 0, at: delivery.dueAt)
        #expect(delivery.status == .delivered)
        #expect(delivery.callSince == nil)
    }

    @Test func `nothing is tried past its deadline`() throws {
        var delivery = delivery(minutes: 10)
        try delivery.note(answered(500), schedule: .standard, thousandths: 0, at: start)
        try delivery.note(answered(500), schedule: .standard, thousandths: 0, at: delivery.dueAt)
        #expect(delivery.status == .waiting)
        try delivery.note(answered(500), schedule: .standard, thousandths: 0, at: delivery.dueAt)
        #expect(delivery.status == .dead)
        #expect(delivery.callSince != nil)
    }

    @Test func `an endpoint that asks for more time gets it`() throws {
        var delivery = delivery()
        try delivery.note(answered(429, after: 3_600), schedule: .standard, thousandths: 0, at: start)
        #expect(delivery.dueAt == start.adding(minutes: 60))
    }

    @Test func `what is dead or has arrived can set out again, and what was settled cannot`() throws {
        var delivery = delivery()
        try delivery.note(answered(410), schedule: .standard, thousandths: 0, at: start)
        #expect(delivery.status == .dead)
        try delivery.retry(at: start.adding(minutes: 5), minutes: 60)
        #expect(delivery.attempts == 0)
        #expect(delivery.callSince == nil)
        try delivery.settle()
        #expect(throws: WorkflowRefusal.self) { try delivery.retry(at: start, minutes: 60) }
        #expect(throws: WorkflowRefusal.self) {
            try delivery.note(answered(200), schedule: .standard, thousandths: 0, at: start)
        }
    }

    @Test func `pauses differ by a tenth at most, and never by less or more`() throws {
        try forAll { random in
            let thousandths = Int.random(in: 0...999, using: &random)
            for attempt in 1...9 {
                let plain = RetrySchedule.standard.pauses[attempt]
                let pause = RetrySchedule.standard.pause(after: attempt, thousandths: thousandths) ?? 0
                #expect((plain - plain / 10...plain + plain / 10).contains(pause))
            }
        }
    }

    @Test func `a schedule is read as it is set up, and anything else is refused with the word that is wrong`() throws {
        #expect(try RetrySchedule("0s,5s,5m,2h,150ms").pauses == [0, 5_000, 300_000, 7_200_000, 150])
        #expect(try RetrySchedule("0s,5s,5m,30m,2h,5h,10h,14h,20h,24h") == .standard)
        let wrong = ["", "5", "s", "-5s", "5s,,5s", "5d", "1.5s", "99999s", "5s;6s"]
        for text in wrong { #expect(throws: ScheduleProblem.self, "\(text)") { try RetrySchedule(text) } }
    }

    @Test func `after three failures in a row one at a time goes ahead, later and later, until one arrives`() {
        var breaker = CircuitBreaker()
        for _ in 1...2 { breaker.note(success: false, at: start) }
        #expect(breaker.allowance(usual: 4, at: start) == 1)
        breaker.note(success: false, at: start)
        #expect(breaker.allowance(usual: 4, at: start) == 0)
        #expect(breaker.allowance(usual: 4, at: start.adding(seconds: 5)) == 1)
        var now = start
        for _ in 1...20 {
            now = now.adding(minutes: 10)
            #expect(breaker.allowance(usual: 4, at: now) == 1)
            breaker.note(success: false, at: now)
            #expect(breaker.allowance(usual: 4, at: now) == 0)
        }
        #expect(breaker.failingSince == start)
        breaker.note(success: true, at: now)
        #expect(breaker.allowance(usual: 4, at: now) == 4)
        #expect(breaker.failingSince == nil)
    }

    @Test func `every message to a supplier has an event that programs know it by, and no two the same`() {
        let events = Message.Kind.allCases.map(\.event)
        #expect(Set(events).count == events.count)
        #expect(Message.Kind.orderSent.event == "order.sent")
        #expect(Message.Kind.paid.event == "order.paid")
        #expect(Message.Kind.supplierReviewPublished.event == "supplier.review_published")
        for event in events { #expect(event.wholeMatch(of: /[a-z]+\.[a-z_]+/) != nil, "\(event)") }
    }
}

import Identity
import Orders
import Policies
import TestSupport
import Testing
import Values

/// Time reminds, passes on and ends. Every limit is tried just before, at it and after it.
@Suite("The clock of requests") struct RequestClockTests {
    private let start = Cast.now

    private func after(_ days: Int, seconds: Int = 0) -> Moment {
        start.adding(minutes: days * 24 * 60).adding(seconds: seconds)
    }

    private func request(_ status: ApprovalStatus = .pending, _ times: ApprovalTimes = ApprovalTimes()) -> Approval {
        Approval(
            id: "r-1", order: "o-1", supplierOrder: "s-1", content: Digest(of: "content"),
            requestedBy: Cast.annPerson.id, requestedAt: start,
            terms: .init(route: .anybody, times: times), status: status)
    }

    private func strike(_ request: inout Approval, at now: Moment) throws -> [ApprovalAction] {
        var done: [ApprovalAction] = []
        while let action = request.hours.demand(at: now) {
            _ = try request.perform(action, by: Cast.annPerson.id, at: now)
            done.append(action)
        }
        return done
    }

    @Test func `reminders come at half and four fifths, the next level at the due day, the end at the longest life`()
        throws
    {
        var request = request()
        let table: [(Moment, [ApprovalAction])] = [
            (after(5, seconds: -1), []), (after(5), [.remind]), (after(5, seconds: 1), []),
            (after(8, seconds: -1), []), (after(8), [.remind]), (after(10, seconds: -1), []),
            (after(10), [.escalate]), (after(15, seconds: -1), []), (after(15), [.remind]), (after(18), [.remind]),
            (after(20), [.escalate]), (after(30), [.escalate]), (after(40), [.escalate]),
            (after(42, seconds: -1), []), (after(42), [.expire]), (after(400), []),
        ]
        for (now, expected) in table { #expect(try strike(&request, at: now) == expected, "\(now.words)") }
        #expect(request.status == .expired)
    }

    @Test func `a late clock skips reminders, and never makes what is over usable`() throws {
        var late = request()
        #expect(try strike(&late, at: after(10)) == [.escalate])
        var later = request()
        #expect(later.status(at: after(42, seconds: -1)) == .pending)
        #expect(later.status(at: after(42)) == .expired)
        #expect(throws: WorkflowRefusal.self) {
            try later.perform(
                .approve, by: Cast.bilal.id, at: after(42),
                holding: [.mayDecide, .sameContent, .withinLimit, .lastTier])
        }
        #expect(try strike(&later, at: after(42)) == [.expire])
    }

    @Test func `a question stops the clock until it is answered, and moves the due day by as much`() throws {
        var request = request()
        _ = try request.perform(.ask, by: Cast.bilal.id, at: after(3), holding: [.mayDecide, .reasonGiven])
        #expect(request.hours.answerBy == after(17))
        #expect(try strike(&request, at: after(10, seconds: -1)) == [])
        #expect(try strike(&request, at: after(10)) == [.remind])
        _ = try request.perform(.answer, by: Cast.annPerson.id, at: after(12), holding: [.reasonGiven])
        #expect(request.hours.dueAt == after(19))
        #expect(request.hours.expiresAt == after(51))
        #expect(try strike(&request, at: after(14, seconds: -1)) == [])
        #expect(try strike(&request, at: after(14)) == [.remind])
    }

    @Test func `pauses move the due day only so far`() throws {
        var request = request(.pending, ApprovalTimes(questionDays: 40, pauseDays: 28))
        _ = try request.perform(.ask, by: Cast.bilal.id, at: after(1), holding: [.mayDecide, .reasonGiven])
        _ = try request.perform(.answer, by: Cast.annPerson.id, at: after(31), holding: [.reasonGiven])
        #expect(request.hours.dueAt == after(38))
        #expect(request.hours.expiresAt == after(70))
    }

    @Test func `without an answer it is closed on the day, not before`() throws {
        var request = request()
        _ = try request.perform(.ask, by: Cast.bilal.id, at: after(3), holding: [.mayDecide, .reasonGiven])
        #expect(try strike(&request, at: after(17, seconds: -1)) == [.remind, .remind])
        #expect(request.status(at: after(17)) == .closedNoAnswer)
        #expect(try strike(&request, at: after(17)) == [.closeUnanswered])
    }

    @Test func `an approval that is not used lapses on its day`() throws {
        var request = request()
        _ = try request.perform(
            .approve, by: Cast.bilal.id, at: after(2), holding: [.mayDecide, .sameContent, .withinLimit, .lastTier])
        #expect(request.hours.validUntil == after(30))
        #expect(try strike(&request, at: after(30, seconds: -1)) == [])
        #expect(try strike(&request, at: after(30)) == [.lapse])
    }

    @Test func `a supplier's suspension pauses it for ten working days`() throws {
        var request = request()
        _ = try request.perform(.pause, by: Cast.annPerson.id, at: start)
        // 6 October 2026 is a Tuesday: ten working days later it is Tuesday, 20 October.
        #expect(start.day == Cast.day("2026-10-06"))
        #expect(request.hours.pauseEndsAt == Moment(startOf: Cast.day("2026-10-20")))
        let end = Moment(startOf: Cast.day("2026-10-20"))
        #expect(try strike(&request, at: end.adding(seconds: -1)) == [])
        #expect(try strike(&request, at: end) == [.giveUp])
    }

    @Test func `a review is asked for within its days, and has time of its own`() throws {
        for (now, isPossible) in [(after(28, seconds: -1), true), (after(28), false)] {
            var request = request(.declined)
            let allowed: Set<ApprovalGuard> = [.firstReview, .reasonGiven]
            if isPossible {
                _ = try request.perform(.askReview, by: Cast.annPerson.id, at: now, holding: allowed)
                #expect((request.status, request.round) == (.reconsideration, 2))
                #expect(request.hours.dueAt == now.adding(minutes: 10 * 24 * 60))
            } else {
                #expect(throws: WorkflowRefusal.self) {
                    try request.perform(.askReview, by: Cast.annPerson.id, at: now, holding: allowed)
                }
            }
        }
    }

    @Test func `whatever happens when, the clock comes to rest and nothing strikes before its time`() throws {
        try forAll { random in
            var request = request()
            var now = start
            for _ in 0..<40 {
                now = now.adding(minutes: Int.random(in: 1...4_000, using: &random))
                let due = request.hours.strikesAt.map { $0 <= now } ?? false
                let done = try strike(&request, at: now)
                #expect(done.isEmpty == !due)
                let possible = Approval.workflow.events(from: request.status).filter { !$0.isByTime }
                if let action = possible.randomElement(using: &random), Bool.random(using: &random) {
                    do {
                        _ = try request.perform(
                            action, by: Cast.bilal.id, at: now,
                            holding: Set(ApprovalGuard.allCases).subtracting([.inTime, .withinWindow]))
                    } catch let refusal as WorkflowRefusal {
                        #expect(refusal.unmet != nil)
                    }
                }
                if let strikes = request.hours.strikesAt {
                    #expect(strikes > now || request.hours.demand(at: now) != nil)
                }
            }
        }
    }
}

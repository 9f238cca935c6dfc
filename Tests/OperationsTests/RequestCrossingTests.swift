import Identity
import Operations
import Orders
import Plans
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Events that cross: whichever comes first counts, and the other one either still fits or changes nothing.
@Suite("Crossing events of requests") struct RequestCrossingTests {
    enum Event: String, CaseIterable, Sendable {
        case approve, approvePart, decline, declineByJoan, withdraw, ask, clock, suspension
        case lineRemoved, lineCut, lineRaised, covered

        func happens(_ scene: Scene, _ part: SupplierOrder) async throws {
            switch self {
            case .approve: try await scene.decide(part, .approve)
            case .approvePart:
                try await scene.decide(
                    part,
                    lines: [
                        LineDecision(
                            position: part.lines[0].position, units: 1, code: .fewerAreEnough, text: "One is enough.")
                    ])
            case .decline: try await scene.decide(part, .decline)
            case .declineByJoan: try await scene.decide(part, .decline, as: .joan)
            case .withdraw: try await scene.withdraw(part)
            case .ask:
                let id = try await scene.approval(of: part.id).id
                try await scene.perform(AskAboutRequest(approval: id, question: "Why?"), as: .joan)
            case .clock: try await scene.strikeRequests(after: 42)
            case .suspension:
                try await scene.run("UPDATE suppliers SET status = 'suspended' WHERE id = 'meadow'")
                try await scene.strikeRequests()
            case .lineRemoved: try await scene.change(.removeLine("l-mobility"), after: 28)
            case .lineCut: try await scene.change(.line(.ann("l-mobility", amount: "500")), after: 28)
            case .lineRaised: try await scene.change(.line(.ann("l-mobility", amount: "700")))
            case .covered: try await scene.change(.line(.ann("l-mobility", amount: "700", above: "400")))
            }
        }

        var isOfPlan: Bool { [.lineRemoved, .lineCut, .lineRaised, .covered].contains(self) }
    }

    static let pairs: [(Event, Event)] = Event.allCases.flatMap { first in
        Event.allCases.filter { $0 != first }.map { (first, $0) }
    }

    @Test(arguments: pairs) func `both orders of every pair leave one outcome and sound books`(
        first: Event, second: Event
    ) async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 3)])
        let part = try await scene.part(of: order, "meadow", .asked)
        try await first.happens(scene, part)
        let between = try await scene.status(of: part)
        let before = try await scene.fingerprint()
        let answer = await refusal { try await second.happens(scene, part) }
        if answer != "done", !second.isOfPlan { #expect(try await scene.changes(since: before) == []) }
        let after = try await scene.status(of: part)
        let isEnd = Approval.workflow.isEnd(between) || between == .usedPart || between == .declined
        if isEnd { #expect(after == between, "\(answer)") }
        let isOut = try await scene.part(of: order, "meadow", .asked).status == .sent
        #expect(isOut == [.used, .usedPart, .notNeeded].contains(after), "\(after)")
        try await scene.expectSound()
        let held = try await scene.balance("held:l-mobility:2026-04-06")
        let isHeld = isOut || after.isOpen
        #expect((held != "0.00") == isHeld, "\(after) \(held)")
    }

    @Test func `twenty people decide at once: one of them does`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        let approval = try await scene.approval(of: part.id)
        let principals = [try await scene.principal(.bilal), try await scene.principal(.joan)]
        let codes = await withTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask {
                    await refusal {
                        _ = try await scene.desk.perform(
                            DecideApproval(
                                approval: approval.id, decision: number % 2 == 0 ? .approve : .decline, code: .other,
                                reason: "Mine", content: approval.content),
                            as: principals[number % 2], key: "cross-\(number)")
                    }
                }
            }
            var found: [String] = []
            for await code in group { found.append(code) }
            return found
        }
        #expect(codes.filter { $0 == "done" }.count == 1)
        #expect(Set(codes) == ["done", "approval.not-possible"])
        try await scene.expectSound()
    }

    @Test func `changed content never goes out`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        let approval = try await scene.approval(of: part.id)
        try await scene.dropGuards()
        try await scene.run("UPDATE order_lines SET quantity = quantity + 1, extra_pence = extra_pence * 2")
        let decided = DecideApproval(
            approval: approval.id, decision: .approve, reason: "", content: approval.content)
        #expect(await refusal { try await scene.perform(decided, as: .bilal) } == "approval.same-content")
        #expect(try await scene.part(of: part.order, "meadow", .asked).status == .awaitingApproval)
    }
}

extension Scene {
    /// A version of the plan with one thing different takes effect so many days later: what takes something away
    /// needs notice.
    fileprivate func change(_ edit: PlanEdit, after days: Int = 0) async throws {
        _ = try await agreed(from: clock.now.day.adding(days: days), edit)
        try await strike(after: days)
    }
}

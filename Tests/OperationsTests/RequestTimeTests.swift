import Identity
import Operations
import Orders
import Policies
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Questions, reminders, ends and reviews, with the money at each step.
@Suite("Requests and time") struct RequestTimeTests {
    private func ask(_ scene: Scene, _ part: SupplierOrder) async throws {
        let id = try await scene.approval(of: part.id).id
        try await scene.perform(AskAboutRequest(approval: id, question: "Which room?"), as: .bilal)
    }

    private func answer(_ scene: Scene, _ part: SupplierOrder) async throws {
        let id = try await scene.approval(of: part.id).id
        try await scene.perform(AnswerRequest(approval: id, answer: "The hall."), as: .ann)
    }

    @Test func `a question waits for its answer, and nobody decides meanwhile`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await ask(scene, part)
        #expect(try await scene.status(of: part) == .infoWanted)
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.not-possible")
        try await answer(scene, part)
        #expect(await refusal { try await answer(scene, part) } == "approval.not-possible")
        let id = try await scene.approval(of: part.id).id
        let asked = try await scene.database.read { try $0.approvals.questions(on: id) }
        #expect(asked.map(\.question) == ["Which room?"])
        #expect(asked.map(\.answer) == ["The hall."])
        try await scene.decide(part, .approve)
        try await scene.expectSound()
    }

    @Test func `without an answer the money is free, and a late answer holds it again`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await ask(scene, part)
        try await scene.strikeRequests(after: 14)
        #expect(try await scene.status(of: part) == .closedNoAnswer)
        #expect(try await scene.balance("fund_reserved") == "0.00")
        scene.clock.advance(days: 27)
        try await answer(scene, part)
        #expect(try await scene.status(of: part) == .pending)
        #expect(try await scene.balance("fund_reserved") == "60.00")
        try await scene.decide(part, .approve, as: .joan)
        #expect(try await scene.part(of: part.order, "meadow", .asked).status == .sent)
        try await scene.expectSound()
    }

    @Test func `too late an answer is refused`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await ask(scene, part)
        try await scene.strikeRequests(after: 14)
        scene.clock.advance(days: 28)
        #expect(await refusal { try await answer(scene, part) } == "approval.within-window")
    }

    @Test func `reminders are told once each, and after the longest life the money is free`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        for _ in 0..<41 { try await scene.strikeRequests(after: 1) }
        let told = try await scene.messages().filter { $0.hasPrefix("request-") && $0.hasSuffix("TAD") }
        #expect(told.filter { $0.hasPrefix("request-reminder") }.count == 8)
        #expect(told.filter { $0.hasPrefix("request-passed-on") }.count == 4)
        #expect(try await scene.balance("fund_reserved") == "60.00")
        try await scene.strikeRequests(after: 1)
        #expect(try await scene.status(of: part) == .expired)
        #expect(try await scene.balance("fund_reserved") == "0.00")
        #expect(try await scene.messages().filter { $0 == "request-ended → holder:h-ann" }.count == 1)
        try await scene.strikeRequests(after: 100)
        try await scene.expectSound()
        let id = try await scene.approval(of: part.id).id
        try await scene.perform(AskAgain(approval: id), as: .ann)
        #expect(try await scene.checkout().basket.lines.map(\.listing) == ["lights"])
    }

    @Test func `an end that the clock has not struck yet is an end all the same`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        scene.clock.advance(days: 42)
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.in-time")
        #expect(await refusal { try await scene.decide(part, .decline) } == "approval.in-time")
        try await scene.strikeRequests()
        #expect(try await scene.status(of: part) == .expired)
    }

    @Test func `a suspended supplier pauses a request, and lifting it brings it back for a fresh look`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await scene.run("UPDATE suppliers SET status = 'suspended' WHERE id = 'meadow'")
        try await scene.strikeRequests()
        #expect(try await scene.status(of: part) == .paused)
        try await scene.strikeRequests(after: 5)
        try await scene.run("UPDATE suppliers SET status = 'approved' WHERE id = 'meadow'")
        try await scene.strikeRequests()
        let approval = try await scene.approval(of: part.id)
        #expect((approval.status, approval.round) == (.pending, 2))
        #expect(approval.hours.dueAt == approval.requestedAt.adding(minutes: 15 * 24 * 60))
        try await scene.decide(part, .approve)
        try await scene.expectSound()
    }

    @Test func `after ten working days of suspension the money is free`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await scene.run("UPDATE suppliers SET status = 'suspended' WHERE id = 'meadow'")
        try await scene.strikeRequests()
        try await scene.strikeRequests(after: 13)
        #expect(try await scene.status(of: part) == .paused)
        try await scene.strikeRequests(after: 1)
        #expect(try await scene.status(of: part) == .voided)
        #expect(try await scene.balance("fund_reserved") == "0.00")
        try await scene.expectSound()
    }

    // MARK: - Reviews

    private func review(_ scene: Scene, _ part: SupplierOrder, as who: Player = .ann) async throws {
        let id = try await scene.approval(of: part.id).id
        try await scene.perform(AskForReview(approval: id, reason: "I fell twice."), as: who)
    }

    @Test func `somebody else looks at a refusal, and can let it go out with the money held again`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await scene.decide(part, .decline)
        #expect(await refusal { try await review(scene, part, as: .tom) } == "authority.may-not-agree")
        try await review(scene, part)
        #expect(try await scene.balance("fund_reserved") == "0.00")
        #expect(await refusal { try await scene.decide(part, .approve, as: .bilal) } == "approval.other-person")
        try await scene.decide(part, .approve, as: .joan)
        #expect(try await scene.part(of: part.order, "meadow", .asked).status == .sent)
        #expect(try await scene.status(of: part) == .used)
        #expect(try await scene.balance("held:l-extras:2026-04-06") == "60.00")
        try await scene.expectSound()
    }

    @Test func `declined twice it is final here`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await scene.decide(part, .decline)
        try await review(scene, part)
        try await scene.decide(part, .decline, as: .joan)
        #expect(try await scene.status(of: part) == .upheld)
        #expect(await refusal { try await review(scene, part) } == "approval.not-possible")
        try await scene.expectSound()
    }

    @Test func `what was cut of an order that went out can be ordered without asking after a review`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 3)])
        let part = try await scene.part(of: order, "meadow", .asked)
        try await scene.decide(
            part,
            lines: [
                LineDecision(
                    position: part.lines[0].position, units: 2, code: .fewerAreEnough, text: "Two are enough.")
            ])
        try await review(scene, part)
        try await scene.decide(part, .approve, as: .joan)
        #expect(try await scene.status(of: part) == .changed)
        let standing = try await scene.database.read { try $0.standing.active(of: "h-ann") }
        #expect(standing.map(\.caps.perUse) == [Cast.pounds("120")])
        try await scene.expectSound()
    }
}

import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// The page with which a supplier's day begins.
@Suite("A supplier's today") struct SupplierTodayTests {
    private func today(_ scene: Scene, _ who: Player = .petra) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `on the first day it says what will be here`() async throws {
        let petra = try await today(try await Scene())
        #expect(petra.address == "/supplier")
        for words in ["Nobody has sent you an order yet.", "Your first order comes here"] {
            #expect(petra.page.text.contains(words), "\(words)")
        }
        #expect(!petra.page.text.contains("Your money"))
    }

    @Test func `what must be answered comes first, then deliveries, messages and money`() async throws {
        let scene = try await Scene()
        let asked = try await scene.sign(.ann, [("neuro", 1)])
        let coming = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.answer(coming, .accept)
        let come = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(come, .accept)
        try await scene.answer(come, .deliver)
        try await scene.perform(WriteOrderNote(part: come.id, text: "Please ring twice."), as: .ann)
        scene.clock.advance(days: 2)
        let part = try #require(come.lines.first)
        _ = try await scene.perform(
            ReportProblem(
                part: come.id, position: part.position, state: .unconfirmed, units: 1, kind: .poorQuality,
                wish: .refund, words: "Too short."), as: .ann)
        let petra = try await today(scene)
        let text = petra.page.text
        let number = try await scene.order(asked).number
        for words in [
            "2 things to answer", "New order", number, "Answer a problem", "Messages to answer", "Accepted £240.00",
            "Your last 90 days", "You answered 2 of 2 orders in time.", "You declined none of 2 orders",
        ] { #expect(text.contains(words), "\(words)") }
        // The order must be answered within three days of its signing, the problem within five of its report.
        let (order, problem) = (text.firstRange(of: "New order"), text.firstRange(of: "Answer a problem"))
        #expect(try #require(order).lowerBound < (try #require(problem)).lowerBound)
        try await scene.perform(WriteOrderNote(part: come.id, text: "We will."), as: .petra)
        try await petra.visit("/supplier")
        #expect(petra.page.text.contains("You have answered every message."))
        let carol = try await today(scene, .carol)
        #expect(!carol.page.text.contains(number))
    }

    @Test func `figures are those of the steps and payments, in words and numbers`() async throws {
        let scene = try await Scene()
        for late in [false, true] {
            let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1)]), "meadow")
            try await scene.answer(part, .accept)
            let lead = try #require(part.lines.first).leadDays
            scene.clock.advance(days: late ? lead + 1 : lead)
            try await scene.answer(part, .deliver)
            try await scene.confirm(part)
            scene.clock.advance(days: 5)
            try await scene.pay(part, reference: "BACS-\(late)")
        }
        let declined = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1)]), "meadow")
        try await scene.answer(declined, .decline, note: "None left.")
        let figures = try await scene.desk.look {
            try $0.snapshot.supplierOrders.figures(of: "meadow", until: $0.today)
        }
        #expect([figures.answered, figures.declined, figures.dated, figures.late, figures.paid] == [3, 1, 2, 1, 2])
        let milo = try await today(scene, .milo)
        for words in [
            "You declined 1 of 3 orders that you answered.", "1 of 2 orders came later than you promised.",
            "the middle of 2 payments",
        ] { #expect(milo.page.text.contains(words), "\(words)") }
        scene.clock.advance(days: 200)
        let later = try await scene.desk.look {
            try $0.snapshot.supplierOrders.figures(of: "meadow", until: $0.today)
        }
        #expect(later.isEmpty)
    }

    @Test func `papers that run out are told of in time`() async throws {
        let scene = try await Scene()
        for (until, words) in [
            (Cast.today.adding(days: 61), nil), (Cast.today.adding(days: 60), "Your insurance runs out on"),
            (Cast.today.adding(days: -1), "Your insurance ran out on"),
        ] as [(Day, String?)] {
            try await scene.run("UPDATE suppliers SET insured_until = \(until.description) WHERE id = 'trent'")
            let text = try await today(scene).page.text
            #expect(text.contains("Your insurance") == (words != nil))
            if let words { #expect(text.contains(words)) }
        }
    }
}

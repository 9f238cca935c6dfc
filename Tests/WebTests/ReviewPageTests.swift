import Operations
import Orders
import SceneSupport
import Testing

/// Reviews of suppliers by their links and buttons: written, read, replied to, refused and written anew.
@Suite("Review pages") struct ReviewPageTests {
    private func browser(_ scene: Scene, _ who: Player, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        return browser
    }

    /// Ann's session at Trent has come.
    private func received(_ scene: Scene) async throws -> Order.ID {
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        return order
    }

    @Test func `Ann is asked to leave out what is private, is refused, writes anew, and is read by others`()
        async throws
    {
        let scene = try await Scene()
        let order = try await received(scene)
        let ann = try await browser(scene, .ann, at: "/orders/\(order)")
        try await ann.follow("Say what you think of this supplier Trent Neuro Physio")
        try await ann.press("Send review")
        #expect(ann.problem(of: "stars") == "Choose how it was")
        ann.fill("stars", "4")
        ann.fill("text", "They helped with my dementia. Call me on 0115 496 0123.")
        try await ann.press("Send review")
        #expect(ann.status == 422)
        for words in ["a telephone number", "“dementia”, which says something about health", "I mean it as it is"] {
            #expect(ann.page.text.contains(words), "\(words)")
        }
        ann.fill("meant", "yes")
        try await ann.press("Send review")
        #expect(ann.notices == ["Success: Sent"])

        let bilal = try await browser(scene, .bilal, at: "/reviews")
        try await bilal.follow("Trent Neuro Physio")
        #expect(bilal.page.text.contains("Look at this with care"))
        #expect(!bilal.page.text.contains("Ann"))
        bilal.fill("decision-review", "refuse")
        try await bilal.press("Decide")
        #expect(bilal.problem(of: "reason-review") == "Say why")
        bilal.fill("decision-review", "refuse")
        bilal.fill("reason-review", "Please leave your illness out.")
        try await bilal.press("Decide")
        #expect(bilal.page.text.contains("Nothing waits to be read"))

        try await ann.visit("/home")
        #expect(ann.page.text.contains("Your review of Trent Neuro Physio was not published"))
        try await ann.visit("/orders/\(order)")
        try await ann.follow("Say what you think of this supplier Trent Neuro Physio")
        #expect(ann.page.text.contains("Please leave your illness out."))
        ann.fill("text", "They came <b>on time</b> & listened.")
        try await ann.press("Send this text instead")
        #expect(ann.notices == ["Success: Sent"])
    }

    @Test func `a published review is read by others with the month and the reply, and without a name`() async throws {
        let scene = try await Scene()
        let order = try await received(scene)
        let part = try await scene.part(of: order, "trent")
        let id = try await scene.perform(
            WriteSupplierReview(part: part.id, stars: 4, text: "They came <b>on time</b>."), as: .ann)
        try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .publish), as: .bilal)
        let petra = try await browser(scene, .petra, at: "/supplier/reviews")
        #expect(petra.page.text.contains("Somebody who bought here · October 2026"))
        #expect(!petra.page.text.contains("Ann"))
        try await petra.visit("/supplier/reviews/\(id)")
        petra.fill("text", "Thank you, write to petra@trent.example.")
        try await petra.press("Send reply")
        #expect(petra.page.text.contains("an e-mail address"))
        petra.fill("text", "Thank you.")
        try await petra.press("Send reply")
        #expect(petra.notices == ["Success: Sent"])

        let dana = try await browser(scene, .dana, at: "/suppliers/trent")
        for words in [
            "Good: 4 out of 5", "They came <b>on time</b>.",
            "One review. An average is shown once 3 people have written.",
        ] {
            #expect(dana.page.text.contains(words), "\(words)")
        }
        #expect(!dana.page.text.contains("Thank you."))
        let bilal = try await browser(scene, .bilal, at: "/reviews/\(id)")
        bilal.fill("decision-reply", "publish")
        try await bilal.press("Decide about the reply")
        try await dana.visit("/suppliers/trent/reviews")
        #expect(dana.page.text.contains("Reply of Trent Neuro Physio Thank you."))

        let ann = try await browser(scene, .ann, at: "/orders/\(order)/parts/\(part.id)/review")
        try await ann.press("Take it back")
        #expect(ann.notices == ["Success: Taken back"])
        try await dana.visit("/suppliers/trent")
        #expect(!dana.page.text.contains("on time"))
    }
}

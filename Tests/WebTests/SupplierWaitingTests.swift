import Catalogue
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// What waits for staff about suppliers, and what suppliers read of where they stand.
@Suite("Where suppliers stand") struct SupplierWaitingTests {
    private func browser(_ scene: Scene, _ who: Player, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        return browser
    }

    private static let account = EnterBankAccount(
        text: .init(holder: "Trent Physio", sortCode: "30-99-21", number: "12345678"))

    @Test func `staff find all that waits in one list, decide it from there, and read what they were told`()
        async throws
    {
        let scene = try await Scene()
        let bilal = try await browser(scene, .bilal, at: "/supplier-book")
        #expect(bilal.page.text.contains("Nothing waits for you"))
        let paper = EvidenceText(
            number: "NM-448812", sum: "5000000", expires: Cast.day("2027-09-30"))
        try await scene.perform(OfferEvidence(requirement: .publicLiability, text: paper), as: .petra)
        scene.clock.advance(minutes: 5)
        try await scene.perform(Self.account, as: .petra)
        try await bilal.visit("/supplier-book")
        try await bilal.follow("Waiting for you (2)")
        #expect(bilal.page.text.contains("2 things, the longest waiting first."))
        try await bilal.follow("To be looked at: public liability insurance Trent Neuro Physio")
        bilal.fill("event", "accept")
        try await bilal.press("Save decision")
        try await bilal.visit("/supplier-book/waiting")
        try await bilal.follow("A new bank account: call back Trent Neuro Physio")
        #expect(bilal.page.text.contains("12345678"))
        try await bilal.visit("/supplier-book/messages")
        for words in ["Trent Neuro Physio: A new bank account was entered", "Something new was given for public"] {
            #expect(bilal.page.text.contains(words), "\(words)")
        }
    }

    @Test func `who may not decide about an account does not read it`() async throws {
        let scene = try await Scene()
        try await scene.perform(Self.account, as: .petra)
        try await scene.posts("p-joan", [.init(.approver)])
        let joan = try await browser(scene, .joan, at: "/supplier-book/trent/papers/bank-account")
        #expect(joan.page.text.contains("That is for finance or a senior approver"))
        #expect(!joan.reply.body.contains("12345678"))
        try await joan.visit("/supplier-book/trent/papers/public-liability")
        #expect(joan.form(to: "/supplier-book/trent/papers/public-liability") == nil)
    }

    @Test func `a yes that is to become a no is agreed to on the page of the papers`() async throws {
        let scene = try await Scene()
        try await scene.database.write { try $0.joining.save(SupplierProfile(kind: .therapist), of: "trent") }
        let petra = try await browser(scene, .petra, at: "/supplier/papers/questions")
        #expect(petra.page.text.contains("your yes stays until we have agreed"))
        for yes in ["yes", "no"] {
            for question in try await scene.database.read({ try $0.joining.checklist(of: "trent").asked }) {
                petra.fill(question.rawValue, question == .employs ? yes : "no")
            }
            try await petra.press("Save")
            try await petra.visit("/supplier/papers/questions")
        }
        #expect(petra.page.text.contains("We have not agreed to the no yet."))
        let bilal = try await browser(scene, .bilal, at: "/supplier-book/waiting")
        try await bilal.follow("It wants to answer a question otherwise Trent Neuro Physio")
        #expect(bilal.page.text.contains("employers’ liability insurance"))
        try await bilal.press("Agree to the no Do you employ anybody?")
        #expect(bilal.notices == ["Success: Decision saved"])
        try await petra.visit("/supplier/standing")
        #expect(petra.page.text.contains("Your answer is now no to the question: Do you employ anybody?"))
    }

    @Test func `whoever is of the team reads for whom they may sell, and why nobody can buy`() async throws {
        let scene = try await Scene()
        try await scene.run("DELETE FROM supplier_posts WHERE person_id = 'p-petra'")
        try await scene.run("INSERT INTO supplier_posts VALUES ('p-petra', 'listings')")
        let petra = try await browser(scene, .petra, at: "/supplier/standing")
        #expect(petra.links.contains("/supplier/standing") && !petra.links.contains("/supplier/papers"))
        #expect(petra.page.text.contains("In force"))
        try await petra.follow("Places and closed days")
        try await petra.follow("What you are approved for")
        #expect(petra.status == 200 && petra.address == "/supplier/standing")
        try await scene.perform(
            WithdrawSupplierApproval(supplier: "trent", number: 1, reason: "Only until the review."), as: .bilal)
        try await scene.run(
            """
            UPDATE suppliers SET insured_until = NULL, papers_until = '2026-01-01', cqc_until = '2026-10-20'
            WHERE id = 'trent'
            """)
        try await petra.visit("/supplier/standing")
        for words in [
            "Only until the review.", "We have not seen your insurance",
            "Something else that you have to show ran out on 1 January 2026",
            "Your registration with the Care Quality Commission runs out on 20 October 2026",
        ] { #expect(petra.page.text.contains(words), "\(words)") }
        #expect(!petra.page.text.contains("You are not approved for anything now"))
        try await scene.perform(
            WithdrawSupplierApproval(supplier: "trent", number: 2, reason: "Here too."), as: .quinn)
        try await petra.visit("/supplier/standing")
        #expect(petra.page.text.contains("You are not approved for anything now"))
        try await petra.visit("/supplier/listings/neuro")
        for words in [
            "No commissioner has approved you for this", "We have not seen your insurance",
            "Something that you have to show is missing or has run out",
        ] { #expect(petra.page.text.contains(words), "\(words)") }
    }

    @Test func `finance reads where to pay, and that another account waits`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        let bilal = try await browser(scene, .bilal, at: "/payments")
        #expect(bilal.page.text.contains("No account confirmed"))
        let id = try await scene.perform(Self.account, as: .petra)
        try await bilal.visit("/payments")
        #expect(bilal.page.text.contains("A new account waits for a call back"))
        #expect(!bilal.reply.body.contains("12345678"))
        try await scene.perform(
            DecideBankAccount(supplier: "trent", account: id, event: .confirm, words: "Called."), as: .bilal)
        try await bilal.visit("/payments")
        #expect(bilal.page.text.contains("30-99-21, 12345678") && !bilal.page.text.contains("No account confirmed"))
        try await scene.posts("p-joan", [.init(.approver)])
        let joan = try await browser(scene, .joan, at: "/payments")
        #expect(joan.page.text.contains("account ending 5678") && !joan.reply.body.contains("12345678"))
    }

    @Test func `what keeps a request from being approved is said before anybody tries`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 3)]), "meadow", .asked)
        let request = try await scene.approval(of: part.id).id
        let bilal = try await browser(scene, .bilal, at: "/requests/\(request)")
        #expect(bilal.page.text.contains("Approved for this"))
        try await scene.run("UPDATE suppliers SET insured_until = '2026-01-01' WHERE id = 'meadow'")
        try await bilal.visit("/requests/\(request)")
        #expect(bilal.page.text.contains("The insurance of Meadow Mobility ran out on 1 January 2026: this can’t be"))
        #expect(!bilal.page.text.contains("Approved for this"))
    }

    @Test func `what is about to run out is not hidden by what ran out long ago`() async throws {
        let scene = try await Scene()
        try await scene.run(
            """
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60)
            INSERT INTO supplier_evidence (id, supplier_id, requirement, number, other_number, words, offered_at,
                status, decided_at, reason, until)
            SELECT 'old-' || n, 'trent', 'legal-form', '', '', '', 0, 'accepted', 0, '', '2025-01-01' FROM n
            """)
        scene.clock.now = Moment(startOf: Cast.day("2027-03-24")).adding(minutes: 600)
        let bilal = try await browser(scene, .bilal, at: "/supplier-book/ending")
        #expect(bilal.page.text.contains("7 days left"))
        try await bilal.follow("Next page")
        #expect(bilal.page.text.contains("Ran out") && !bilal.page.text.contains("7 days left"))
    }

    @Test func `the main place asks for no telephone of its own`() async throws {
        let scene = try await Scene()
        let petra = try await browser(scene, .petra, at: "/supplier/places/0")
        #expect(petra.form(to: "/supplier/places/0")?.all("input").contains { $0["name"] == "telephone" } == false)
        try await petra.visit("/supplier/places/new")
        #expect(petra.form(to: "/supplier/places")?.all("input").contains { $0["name"] == "telephone" } == true)
    }
}

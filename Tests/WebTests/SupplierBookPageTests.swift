import Catalogue
import Identity
import Operations
import Orders
import SceneSupport
import Testing

/// Suppliers as the commissioner's staff look after them, and interests, by their links and buttons.
@Suite("Supplier book pages") struct SupplierBookPageTests {
    private func browser(_ scene: Scene, _ who: Player, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        return browser
    }

    @Test func `Bilal sees what is open and what becomes of it, suspends the supplier, and lifts it again`()
        async throws
    {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 1)])
        _ = try await scene.askForLights()
        let number = try await scene.order(order).number
        let bilal = try await browser(scene, .bilal, at: "/supplier-book")
        try await bilal.follow("Meadow Mobility")
        for words in [
            number, "Ann Marsh", "Something would not come", "What is booked goes on until you decide",
            "After ten working days the money is free", "People keep their care",
        ] { #expect(bilal.page.text.contains(words), "\(words)") }
        try await bilal.press("Confirm")
        #expect(bilal.status == 422)
        #expect(bilal.problem(of: "action") == "Choose what to do")
        bilal.fill("action", "suspend")
        try await bilal.press("Confirm")
        #expect(bilal.status == 422)
        #expect(bilal.problem(of: "reason") == "Say why; it stays on record")
        bilal.fill("reason", "Two complaints about brakes.")
        try await bilal.press("Confirm")
        #expect(bilal.notices == ["Success: The supplier’s standing is changed"])
        for words in ["Suspended", "Two complaints about brakes.", "Nothing new can be ordered"] {
            #expect(bilal.page.text.contains(words), "\(words)")
        }
        _ = try await scene.desk.strikeOrderClock()
        #expect(try await scene.part(of: order, "meadow").status == .onHold)
        bilal.fill("action", "lift")
        bilal.fill("reason", "The brakes are mended.")
        try await bilal.press("Confirm")
        #expect(bilal.page.text.contains("Takes orders"))
        #expect(bilal.page.text.contains("Suspension lifted"))
    }

    @Test func `who looks at an older page is shown how it stands now, and nothing happens`() async throws {
        let scene = try await Scene()
        let bilal = try await browser(scene, .bilal, at: "/supplier-book/meadow")
        try await scene.perform(
            MoveSupplier(supplier: "meadow", version: 1, action: .suspend, reason: "Brakes"), as: .joan)
        bilal.fill("action", "suspend")
        bilal.fill("reason", "Brakes")
        try await bilal.press("Confirm")
        #expect(bilal.status == 409)
        #expect(bilal.page.text.contains("Lift the suspension"))
        #expect(try await scene.database.read { try $0.suppliers.moves(of: "meadow").count } == 1)
    }

    @Test func `a supplier is moved by a senior approver who has no interest in it`() async throws {
        let scene = try await Scene()
        let move = MoveSupplier(supplier: "meadow", version: 1, action: .suspend, reason: "Brakes")
        try await scene.perform(DeclareInterest(subject: .supplier("meadow"), words: "Shares"), as: .bilal)
        #expect(await refusal { try await scene.perform(move, as: .bilal) } == "staff.interest-in-supplier")
        try await scene.posts("p-bilal", [.init(.seniorApprover)])
        #expect(await refusal { try await scene.perform(move, as: .joan) } == "staff.not-senior")
        let joan = try await browser(scene, .joan, at: "/supplier-book/meadow")
        #expect(joan.page.text.contains("That is for a senior approver"))
        #expect(joan.form(to: "/supplier-book/meadow/standing") == nil)
        try await scene.posts("p-joan", [.init(.seniorApprover)])
        try await scene.perform(move, as: .joan)
    }

    @Test func `Joan puts on record that Bilal's interest is over`() async throws {
        let scene = try await Scene()
        try await scene.perform(DeclareInterest(subject: .supplier("meadow"), words: "Shares"), as: .bilal)
        let bilal = try await browser(scene, .bilal, at: "/staff")
        #expect(bilal.form(to: "/staff/interests/withdrawal") == nil)
        let joan = try await browser(scene, .joan, at: "/staff")
        try await joan.press("Put on record that it is over")
        #expect(joan.status == 422)
        #expect(joan.problem(of: "over-p-bilal-meadow") == "Say why it is over")
        joan.fill("over-p-bilal-meadow", "The shares are sold.")
        try await joan.press("Put on record that it is over")
        #expect(joan.notices == ["Success: Recorded"])
        #expect(joan.page.text.contains("The shares are sold."))
    }

    /// Sixty requests like the oldest one.
    private func addSixty(_ scene: Scene) async throws {
        try await scene.run(
            """
            WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 60)
            INSERT INTO supplier_orders (id, order_id, supplier_id, route, budget_id, management, position, status,
                expires_at, version, reminders)
            SELECT 'x' || n || so.id, so.order_id, so.supplier_id, so.route,
                'budget-' || n, so.management, so.position, so.status, so.expires_at, so.version, so.reminders
            FROM more, (SELECT * FROM supplier_orders ORDER BY id LIMIT 1) so
            """)
        try await scene.run(
            """
            INSERT INTO order_lines (supplier_order_id, position, listing_id, category_id, title, unit, quantity,
                schedule, times, unit_net_pence, vat, relieved, unit_price_pence, extra_pence, contribution_pence,
                lead_days, delivery, cancellation, cancel_free_days, cancel_fee_percent, rules, request_reason,
                request_outcome_id, replaces)
            SELECT so.id, l.position, l.listing_id, l.category_id, l.title, l.unit, l.quantity, l.schedule, l.times,
                l.unit_net_pence, l.vat, l.relieved, l.unit_price_pence, l.extra_pence,
                l.contribution_pence, l.lead_days, l.delivery, l.cancellation, l.cancel_free_days,
                l.cancel_fee_percent, l.rules, l.request_reason, l.request_outcome_id, l.replaces
            FROM supplier_orders so JOIN order_lines l ON l.supplier_order_id = (SELECT MIN(supplier_order_id)
                FROM approvals) WHERE so.id LIKE 'x%'
            """)
        try await scene.run(
            """
            INSERT INTO approvals (id, order_id, supplier_order_id, commissioner_id, content_digest, requested_by,
                requested_at, terms, status, version, round, tier, assignee_id, started_at, since, rested, level,
                reminders, due_at, expires_at, valid_until, strikes_at, plan_version)
            SELECT 'a' || so.id, a.order_id, so.id, a.commissioner_id, a.content_digest,
                a.requested_by, a.requested_at, a.terms, a.status, a.version, a.round, a.tier, a.assignee_id,
                a.started_at, a.since, a.rested, a.level, a.reminders, a.due_at, a.expires_at, a.valid_until,
                a.strikes_at, a.plan_version
            FROM supplier_orders so, (SELECT * FROM approvals ORDER BY id LIMIT 1) a WHERE so.id LIKE 'x%'
            """)
    }

    @Test func `more requests than fit on a page are turned over`() async throws {
        let scene = try await Scene()
        for _ in 0..<3 { _ = try await scene.askForLights() }
        try await addSixty(scene)
        let bilal = try await browser(scene, .bilal, at: "/requests")
        #expect(bilal.page.text.contains("All (63)"))
        #expect(bilal.page.text.contains("1 to 50 of 63 requests."))
        try await bilal.follow("Next page")
        #expect(bilal.page.text.contains("51 to 63 of 63 requests."))
        #expect(!bilal.page.text.contains("Next page"))
        try await bilal.follow("Previous page")
        #expect(bilal.page.text.contains("1 to 50 of 63 requests."))
        for place in ["after=rubbish", "after=", "before=1~x", "after=9999999999999~z"] {
            try await bilal.visit("/requests?show=team&\(place)")
            #expect(bilal.status == 200, "\(place)")
        }
    }
}

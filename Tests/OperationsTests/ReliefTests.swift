import Baskets
import Catalogue
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// VAT relief: a declaration of its own, to one supplier for one class of goods, until it is taken back.
@Suite("VAT relief") struct ReliefTests {
    private func rollator(_ scene: Scene) async throws -> Verdict {
        try #require(try await scene.checkout().judgement.verdicts.first { $0.wish.listing.id == "rollator" })
    }

    @Test func `Ann declares once, and pays Meadow Mobility no VAT from then on`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        try await scene.fill(.ann, [("rollator", 2)])
        #expect(try await rollator(scene).funding?.unitPrice == Cast.pounds("120"))
        try await scene.declare()
        let funding = try #require(try await rollator(scene).funding)
        #expect(funding.unitPrice == Cast.pounds("100"))
        #expect(funding.isRelieved)
        let order = try await scene.sign(.ann)
        let line = try #require(try await scene.part(of: order, "meadow").lines.first)
        #expect(line.isRelieved)
        #expect((line.total, line.tax) == (Cast.pounds("200"), .zero))
        #expect(try await scene.order(order).total == Cast.pounds("200"))
        #expect(try await scene.balance("held:l-mobility:2026-04-06") == "200.00")
        try await scene.expectSound()
    }

    @Test func `after it is taken back VAT is charged again, and what was signed keeps its price`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let declaration = try await scene.declare()
        let order = try await scene.sign(.ann, [("rollator", 1)])
        scene.clock.advance(minutes: 1)
        try await scene.perform(RevokeRelief(declaration: declaration), as: .tom)
        try await scene.fill(.ann, [("rollator", 1)])
        #expect(try await rollator(scene).funding?.unitPrice == Cast.pounds("120"))
        let signed = try await scene.part(of: order, "meadow")
        #expect(signed.lines.map(\.unitPrice) == [Cast.pounds("100")])
        let view = try #require(try await view(scene, signed.id, of: "meadow"))
        #expect(view.lines.first?.relief?.id == declaration)
        let again = await refusal { try await scene.perform(RevokeRelief(declaration: declaration), as: .ann) }
        #expect(again == "relief.revoked-already")
        try await scene.declare(condition: "Multiple sclerosis, worse now")
        #expect(try await rollator(scene).funding?.unitPrice == Cast.pounds("100"))
        try await scene.expectSound()
    }

    @Test func `a second declaration to the same supplier for the same kind of goods is refused`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        try await scene.declare()
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.declare(.tom) } == "relief.declared-already")
        #expect(try await scene.changes(since: before) == [])
        let terms = Cast.terms("07-01", "90", vat: .zeroWithDeclaration)
        let other = try await scene.offer(ListingText(terms), as: .petra)
        try await scene.declare(for: other)
        #expect(try await scene.rows("SELECT id FROM relief_declarations").count == 2)
    }

    @Test func `where the commissioner is the buyer, nothing can be declared and nothing is relieved`() async throws {
        let scene = try await Scene()
        #expect(await refusal { try await scene.declare() } == "relief.not-the-buyer")
        try await scene.makeHolderBuyer()
        try await scene.declare()
        try await scene.makeCommissionerBuyer()
        try await scene.fill(.ann, [("rollator", 1)])
        let verdict = try await rollator(scene)
        #expect(verdict.reasons.map(\.code) == [.R27])
        #expect(verdict.outcome == .inPlan)
        #expect(verdict.funding?.unitPrice == Cast.pounds("120"))
    }

    @Test func `only goods that need a declaration can be declared for, and only live ones`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        #expect(await refusal { try await scene.declare(for: "ramp") } == "relief.not-for-this")
        #expect(await refusal { try await scene.declare(for: "visit") } == "relief.not-for-this")
        #expect(await refusal { try await scene.declare(for: "old-rollator") } == "NotFound")
        #expect(await refusal { try await scene.declare(for: "nothing") } == "NotFound")
        #expect(try await scene.rows("SELECT id FROM relief_declarations").isEmpty)
    }

    @Test func `everything that is missing is told at once`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let most = ReliefDeclaration.conditionCharactersMaximum
        for (condition, fields): (String, [String]) in [
            ("", ["condition", "use", "declared"]),
            (String(repeating: "x", count: most + 1), ["condition", "use", "declared"]),
            (String(repeating: "x", count: most), ["use", "declared"]),
        ] {
            let asked = DeclareRelief(listing: "rollator", condition: condition, isOwnUse: false, isDeclared: false)
            do {
                try await scene.perform(asked, as: .ann)
                Issue.record("declared with “\(condition.prefix(10))”")
            } catch let problems as FieldProblems {
                #expect(problems.problems.map(\.field) == fields)
            }
        }
        #expect(try await scene.rows("SELECT id FROM relief_declarations").isEmpty)
    }

    @Test func `somebody who may not shop for Ann may not declare for her either`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        try await scene.run("UPDATE authorities SET scopes = 'statement' WHERE id = 'a-tom'")
        #expect(await refusal { try await scene.declare(.tom) } == "authority.not-for-shop")
        let declaration = try await scene.declare(.ann)
        let revoked = await refusal { try await scene.perform(RevokeRelief(declaration: declaration), as: .tom) }
        #expect(revoked == "authority.not-for-shop")
    }

    @Test func `nobody but Ann and those who act for her finds her declaration`() async throws {
        let scene = try await Scene()
        for plan in ["plan-ann", "plan-finn", "plan-zara"] { try await scene.makeHolderBuyer(plan) }
        let declaration = try await scene.declare()
        let before = try await scene.fingerprint()
        for who in Player.allCases where who != .ann && who != .tom {
            let code = await refusal { try await scene.perform(RevokeRelief(declaration: declaration), as: who) }
            #expect(code == "NotFound", "\(who)")
        }
        for who in [Player.nora, .rex, .bilal, .petra, .milo] {
            #expect(await refusal { try await scene.declare(who) } == "NotFound", "\(who)")
        }
        #expect(try await scene.changes(since: before) == [])
        #expect(try await scene.database.read { try $0.reliefs.find(declaration, of: "h-zara") } == nil)
        try await scene.fill(.zara, [("rollator", 1)])
        #expect(try await scene.checkout(.zara).judgement.verdicts.first?.funding?.isRelieved == false)
    }

    // MARK: What others see

    private func view(
        _ scene: Scene, _ part: SupplierOrder.ID, of supplier: Supplier.ID
    ) async throws -> SupplierOrderView? {
        try await scene.database.read { try $0.supplierOrders.view(part, of: supplier) }
    }

    @Test func `the supplier sees the declaration with the order that it is for, and nothing else`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let declaration = try await scene.declare()
        let order = try await scene.sign(.ann, [("rollator", 1), ("ramp", 1), ("neuro", 1)])
        let meadow = try await scene.part(of: order, "meadow")
        let lines = try #require(try await view(scene, meadow.id, of: "meadow")).lines
        #expect(lines.map(\.relief?.id) == [declaration, nil])
        #expect(lines.first?.relief?.condition == Scene.condition)
        #expect(lines.first?.relief?.name == "Ann Marsh")
        let trent = try await scene.part(of: order, "trent")
        #expect(try #require(try await view(scene, trent.id, of: "trent")).lines.map(\.relief) == [nil])
        #expect(try await view(scene, meadow.id, of: "trent") == nil)
        try await scene.cancel(meadow)
        #expect(try #require(try await view(scene, meadow.id, of: "meadow")).lines.map(\.relief) == [nil, nil])
    }

    @Test func `the condition stands in the declaration and nowhere else`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let declaration = try await scene.declare()
        let order = try await scene.sign(.ann, [("rollator", 1)])
        try await scene.answer(try await scene.part(of: order, "meadow"), .accept)
        try await scene.perform(RevokeRelief(declaration: declaration), as: .ann)
        #expect(try await scene.tables(holding: Scene.condition) == ["relief_declarations"])
        #expect(try await scene.audit().suffix(1) == ["RevokeRelief by p-ann for h-ann"])
    }
}

import Identity
import Operations
import Orders
import Plans
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What periods leave over is the commissioner's again when it can never be used any more (reference, workflow 5.2).
///
/// Ann's lines give £120 a week and £400 a quarter from 6 April on; it is 6 October, so 26 weeks and 2 quarters are
/// over, in which nobody bought anything: £3,920.
@Suite("Surplus") struct SurplusTests {
    private static let care = ["allocated:l-care", "available:l-care:2026-10-05", "returned"]

    /// So many days later the clock strikes.
    private func strike(_ scene: Scene, after days: Int = 0) async throws -> Int {
        scene.clock.advance(days: days)
        return try await scene.desk.strikeSurplusClock()
    }

    @Test func `what was left over until today is booked once`() async throws {
        let scene = try await Scene()
        #expect(try await scene.balance("returned") == "-")
        #expect(try await strike(scene) == 28)
        #expect(try await scene.balance("returned") == "3920.00")
        let before = try await scene.fingerprint()
        #expect(try await strike(scene) == 0)
        #expect(try await scene.changes(since: before) == [])
        try await scene.expectSound()
    }

    @Test func `a week's money lapses on the day after its last, and what is held does not`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("visit", 1)]), "careful")
        _ = try await strike(scene)
        let table = [(5, 0, "90.00 3920.00"), (1, 1, "0.00 4010.00"), (1, 0, "0.00 4010.00"), (5, 0, "0.00 4010.00")]
        for (days, count, balances) in table {
            #expect(try await strike(scene, after: days) == count, "\(scene.clock.now.day)")
            #expect(try await scene.balances(Array(Self.care.dropFirst())) == balances, "\(scene.clock.now.day)")
        }
        #expect(try await scene.balance("held:l-care:2026-10-05") == "30.00")
        #expect(try await strike(scene, after: 1) == 1)
        try await scene.perform(DeclineOrder(part: part.id, note: "Nobody is free."), as: .carol)
        #expect(try await scene.balances(Array(Self.care.dropFirst())) == "0.00 4160.00")
        try await scene.expectSound()
    }

    @Test func `a clock that strikes late books the same`() async throws {
        let (weekly, late) = (try await Scene(), try await Scene())
        for scene in [weekly, late] { _ = try await scene.sign(.ann, [("visit", 2), ("neuro", 1)]) }
        for _ in 1...20 { _ = try await strike(weekly, after: 7) }
        _ = try await strike(late, after: 140)
        for scene in [weekly, late] {
            let accounts = Self.care + ["allocated:l-physio", "available:l-physio:2026-10-06", "fund"]
            // 46 weeks and 3 quarters, without two visits and a session.
            #expect(try await scene.balances(accounts) == "737.14 0.00 6580.00 400.00 0.00 10292.86")
            try await scene.expectSound()
        }
    }

    @Test(arguments: [
        (CarryForward.all, ["0.00", "0.00", "0.00"]), (.none, ["120.00", "120.00", "120.00"]),
        (.upTo(Cast.pounds("50")), ["70.00", "120.00", "120.00"]), (.periods(1), ["0.00", "120.00", "120.00"]),
        (.periods(2), ["0.00", "0.00", "120.00"]),
    ]) func `what a line may carry forward stays`(carry: CarryForward, booked: [String]) async throws {
        let scene = try await Scene()
        _ = try await scene.agreed(.line(.ann("l-care", carry: carry)))
        var before = try Money(reading: try await scene.balance("returned"))
        #expect(before == Cast.pounds("3920"))
        for (week, amount) in booked.enumerated() {
            // To Monday, and from Monday to Monday.
            _ = try await strike(scene, after: week == 0 ? 6 : 7)
            let after = try Money(reading: try await scene.balance("returned"))
            #expect((after - before).decimal == amount, "\(scene.clock.now.day)")
            before = after
        }
        try await scene.expectSound()
    }

    @Test func `on the day after a plan's last, nothing of it is left`() async throws {
        let scene = try await Scene()
        _ = try await scene.agreed(.line(.ann("l-care", carry: .all)))
        _ = try await strike(scene, after: World.annPlan.span.last - Cast.today)
        let last = try Money(reading: try await scene.balance("returned"))
        _ = try await strike(scene, after: 1)
        #expect(try Money(reading: try await scene.balance("returned")) > last)
        let left = try await scene.rows(
            """
            SELECT id FROM ledger_accounts WHERE kind IN ('allocated', 'available') AND balance_pence > 0
                AND commissioner_id = 'TAD'
            """)
        #expect(try left.map { try $0.text("id") } == [])
        try await scene.expectSound()
    }

    @Test func `a version that begins later books what lapsed first, whether or not a clock struck`() async throws {
        var found: [String] = []
        for isPunctual in [true, false] {
            let scene = try await Scene()
            if isPunctual { _ = try await strike(scene) }
            _ = try await scene.agreed(.line(.ann("l-care", amount: "130")))
            found.append(try await scene.balances(["returned", "fund", "allocated:l-care", "allocated:l-physio"]))
            try await scene.expectSound()
        }
        #expect(Set(found).count == 1, "\(found)")
    }
}

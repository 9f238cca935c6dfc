import Baskets
import Catalogue
import Identity
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Weeks that are promised to one are not promised to another, whatever a supplier offers instead.
@Suite("Room in a week") struct CapacityTests {
    /// Five days after Tuesday, 6 October: the week of the 5th.
    private static let week = Cast.day("2026-10-05")

    private static func ordered(_ scene: Scene, _ sessions: Int, of perWeek: Int) async throws -> SupplierOrder {
        try await scene.run("UPDATE listings SET capacity_per_week = \(perWeek) WHERE id = 'neuro'")
        return try await scene.part(of: try await scene.sign(.ann, [("neuro", sessions)]), "trent")
    }

    /// `week units` of what a part holds of the sessions.
    private static func held(_ scene: Scene, _ part: SupplierOrder) async throws -> [String] {
        try await scene.database.read { snapshot in
            #expect(try snapshot.capacity.differences() == [])
            return try snapshot.capacity.held(by: part.id, of: "neuro").map { "\($0.week) \($0.units)" }
        }
    }

    private static func reasons(_ scene: Scene, _ part: SupplierOrder) async throws -> [Reason] {
        guard let authority = try await scene.principal(.ann).authority else { throw NotFound() }
        return try await scene.desk.look { look in
            guard let order = try look.snapshot.orders.find(part.order),
                let part = try look.snapshot.supplierOrders.find(part.id),
                let review = try ChangeReview(
                    of: part, order, authority: authority, shelf: look.shelf, today: look.today, in: look.snapshot)
            else { throw NotFound() }
            return review.judgement.verdicts.flatMap(\.reasons)
        }
    }

    @Test func `what Ann agrees to instead keeps her week, and Dana cannot sign for it`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene, 4, of: 4)
        try await scene.offer(part, price: "70", quantity: 4)
        #expect(try await Self.reasons(scene, part) == [], "her own week is free for what comes in its place")
        try await scene.agree(part)
        #expect(try await Self.held(scene, part) == ["\(Self.week) 4"])
        try await scene.fill(.dana, [("neuro", 1)])
        let danas = try await scene.checkout(.dana).judgement.verdicts.flatMap(\.reasons)
        #expect(danas.contains(.weekFull(week: Self.week, next: Cast.day("2026-10-12"))))
        #expect(await refusal { try await scene.perform(try await scene.signing(.dana), as: .dana) } == "order.blocked")
        try await scene.expectSound()
    }

    @Test func `more than the week has left is told before anybody signs, and nothing of it is agreed`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene, 2, of: 3)
        try await scene.sign(.dana, [("neuro", 1)])
        try await scene.offer(part, price: "70", quantity: 3)
        #expect(
            try await Self.reasons(scene, part).contains(.weekFull(week: Self.week, next: Cast.day("2026-10-12"))))
        #expect(await refusal { try await scene.agree(part) } == "order.change-needs-approval")
        #expect(try await Self.held(scene, part) == ["\(Self.week) 2"])
        try await scene.refuse(part)
        #expect(try await Self.held(scene, part) == [])
        try await scene.expectSound()
    }

    @Test func `on another day it takes the week of that day and gives back the old one`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene, 2, of: 2)
        let later = Schedule(first: Cast.day("2026-10-21"), every: .week, times: 2)
        try await scene.perform(
            OfferChange(
                part: part.id, version: nil,
                proposals: [
                    1: .init(listing: "neuro", unitNet: Cast.pounds("80"), quantity: 1, schedule: later)
                ], note: "On Wednesdays."), as: .petra)
        try await scene.agree(part)
        #expect(try await Self.held(scene, part) == ["2026-10-26 1", "2026-10-19 1"])
        try await scene.expectSound()
    }
}

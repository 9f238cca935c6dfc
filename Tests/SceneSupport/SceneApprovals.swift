import Identity
import Operations
import Orders
import Policies
import Storage
import Testing
import TestSupport
import Values

/// Requests, and who decides on them.
extension Scene {
    /// From today on TAD has these routes and times, decided by Bilal.
    package func publish(_ routes: [ApprovalRoute], times: ApprovalTimes = ApprovalTimes()) async throws {
        try await perform(StartPolicyDraft(), as: .bilal)
        for route in routes {
            try await perform(
                SaveApprovalRoute(
                    route: nil, title: route.title, condition: route.condition, tiers: route.tiers,
                    escalation: route.escalation, revision: try await draftRevision()), as: .bilal)
        }
        try await perform(SaveApprovalTimes(times: times, revision: try await draftRevision()), as: .bilal)
        try await perform(PublishPolicy(from: clock.now.day, revision: try await draftRevision()), as: .bilal)
    }

    private func draftRevision() async throws -> Int {
        try #require(try await database.read { try $0.policies.draft(of: "TAD")?.revision })
    }

    package static func route(
        _ tiers: [ApprovalRoute.Tier], when condition: RouteCondition = .always, to escalation: [StaffRole] = []
    ) -> ApprovalRoute {
        ApprovalRoute(id: "new", title: "Route", condition: condition, tiers: tiers, escalation: escalation)
    }

    /// Gives somebody of the staff roles, as if a senior approver had.
    package func posts(_ person: Person.ID, _ posts: [StaffPost]) async throws {
        try await database.write { try $0.staff.set(posts, of: person) }
    }

    /// Joan may approve up to so much, Bilal anything.
    package func giveRoles(joan limit: String = "100") async throws {
        try await posts("p-joan", [StaffPost(.approver, limit: Cast.pounds(limit))])
        try await posts("p-bilal", [StaffPost(.seniorApprover)])
    }

    /// Approves so much of each line, by its position.
    package func decide(_ part: SupplierOrder, lines: [LineDecision], as who: Player = .bilal) async throws {
        let approval = try await approval(of: part.id)
        try await perform(
            DecideApproval(
                approval: approval.id, decision: .approvePart, lines: lines, reason: "", content: approval.content),
            as: who)
    }

    package func status(of part: SupplierOrder) async throws -> ApprovalStatus {
        try await approval(of: part.id).status
    }

    /// So many days later the requests' clock strikes; nothing may keep it from it.
    package func strikeRequests(after days: Int = 0) async throws {
        clock.advance(days: days)
        #expect(try await desk.strikeApprovalClock() == [])
    }

    /// A request for lights, which no plan line pays, of £60, at Meadow Mobility.
    package func askForLights(_ count: Int = 1) async throws -> SupplierOrder {
        let order = try await sign(.ann, [("lights", count)])
        return try await part(of: order, "meadow", .asked)
    }
}

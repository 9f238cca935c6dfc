import Catalogue
import Identity
import Policies
import TestSupport
import Testing
import Values

/// Who decides on what: tests at their limits, joined by all, any and not, and routes that somebody can decide.
@Suite("Approval routes") struct RouteTests {
    private static let facts = RouteFacts(
        line: .zero, request: .zero, today: Cast.today, supplier: "trent", reach: .local)

    /// A threshold with the number that it is tried around.
    struct Threshold: Sendable, CustomTestStringConvertible {
        let name: String
        let make: @Sendable (Int) -> RouteTest
        let set: @Sendable (inout RouteFacts, Int) -> Void
        /// Whether it holds below, at and above the number.
        let expected: [Bool]

        var testDescription: String { name }
    }

    static let thresholds: [Threshold] = [
        Threshold(
            name: "line above", make: { .lineAbove(Money(pence: $0)) }, set: { $0.line = Money(pence: $1) },
            expected: [false, false, true]),
        Threshold(
            name: "request above", make: { .requestAbove(Money(pence: $0)) }, set: { $0.request = Money(pence: $1) },
            expected: [false, false, true]),
        Threshold(
            name: "recent above", make: { .recentAbove(Money(pence: $0), days: 30) },
            set: { facts, number in
                facts.granted = [(Cast.today.adding(days: -29), Money(pence: number / 2))]
                facts.request = Money(pence: number - number / 2)
            }, expected: [false, false, true]),
        Threshold(
            name: "recent days", make: { .recentAbove(.zero, days: $0) },
            set: { facts, days in facts.granted = [(facts.today.adding(days: -days), Money(pence: 1))] },
            expected: [true, false, false]),
        Threshold(
            name: "share above", make: { .shareAbove($0) },
            set: { facts, percent in
                facts.left = Money(pence: 10_000)
                facts.line = Money(pence: percent * 100)
            }, expected: [false, false, true]),
        Threshold(
            name: "quantity above", make: { .quantityAbove($0) }, set: { $0.units = $1 },
            expected: [false, false, true]),
        Threshold(
            name: "times above", make: { .timesAbove($0) }, set: { $0.times = $1 }, expected: [false, false, true]),
        Threshold(
            name: "plan ends within", make: { .planEndsWithin($0) }, set: { $0.daysToPlanEnd = $1 },
            expected: [true, true, false]),
    ]

    @Test(arguments: thresholds) func `a threshold is right just below, at and just above, wherever it is`(
        threshold: Threshold
    ) throws {
        try forAll { random in
            let number = Int.random(in: 2...100, using: &random)
            let found = [number - 1, number, number + 1].map { tried in
                var facts = Self.facts
                threshold.set(&facts, tried)
                return threshold.make(number).holds(for: facts)
            }
            #expect(found == threshold.expected, "\(threshold.name) at \(number)")
        }
    }

    @Test func `what is no number is so or not`() {
        var facts = Self.facts
        facts.categories = ["07-01", "07"]
        let never: [RouteTest] = [
            .offPlan, .overCeiling, .checkMissing, .newSupplier, .category("04"), .supplier("meadow"),
            .reach(.national), .signedBy(.carer), .shareAbove(0),
        ]
        for test in never { #expect(!test.holds(for: facts), "\(test)") }
        facts.isOffPlan = true
        facts.isOverCeiling = true
        facts.isCheckMissing = true
        facts.isNewSupplier = true
        let always: [RouteTest] = [
            .offPlan, .overCeiling, .checkMissing, .newSupplier, .category("07-01"), .category("07"),
            .supplier("trent"), .reach(.local), .signedBy(.holder),
        ]
        for test in always { #expect(test.holds(for: facts), "\(test)") }
    }

    @Test func `not all is any not, and not any is all not`() throws {
        try forAll { random in
            var facts = Self.facts
            facts.request = Money(pence: Int.random(in: 0...10, using: &random))
            facts.units = Int.random(in: 0...10, using: &random)
            let parts: [RouteCondition] = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                let number = Int.random(in: 0...10, using: &random)
                return .test(
                    Bool.random(using: &random) ? .requestAbove(Money(pence: number)) : .quantityAbove(number))
            }
            let negated = parts.map { RouteCondition.not($0) }
            #expect(RouteCondition.not(.all(parts)).holds(for: facts) == RouteCondition.any(negated).holds(for: facts))
            #expect(RouteCondition.not(.any(parts)).holds(for: facts) == RouteCondition.all(negated).holds(for: facts))
        }
    }

    private func route(
        _ id: ApprovalRoute.ID, _ condition: RouteCondition,
        _ tiers: [ApprovalRoute.Tier] = [.init(roles: [.approver])],
        to escalation: [StaffRole] = []
    ) -> ApprovalRoute {
        ApprovalRoute(id: id, title: id.text, condition: condition, tiers: tiers, escalation: escalation)
    }

    @Test func `the first route that fits a line counts, and where none fits anybody decides`() {
        let small = route("small", .all([.not(.test(.requestAbove(Cast.pounds("100"))))]))
        let physio = route("physio", .test(.category("04")))
        var (cheap, dear) = (Self.facts, Self.facts)
        cheap.request = Cast.pounds("100")
        dear.request = Cast.pounds("100.01")
        let times = ApprovalTimes()
        #expect(CommissionerPolicy.route(for: [cheap], in: [small, physio], times) == small)
        #expect(CommissionerPolicy.route(for: [dear], in: [small, physio], times) == .anybody)
        dear.categories = ["04-01", "04"]
        #expect(CommissionerPolicy.route(for: [dear], in: [small, physio], times) == physio)
        #expect(CommissionerPolicy.route(for: [], in: [], times) == .anybody)
    }

    @Test func `above an amount two people decide, at it one is enough`() {
        for (amount, people) in [("499.99", 1), ("500", 1), ("500.01", 2)] {
            var facts = Self.facts
            facts.request = Cast.pounds(amount)
            let found = CommissionerPolicy.route(
                for: [facts], in: [route("all", .always)], ApprovalTimes(twoPeopleAbove: Cast.pounds("500")))
            #expect(found.people == people, "\(amount)")
        }
    }

    private let staff = [
        StaffMember(person: "p-joan", name: "Joan", posts: [.init(.approver, limit: Cast.pounds("1000"))]),
        StaffMember(person: "p-bilal", name: "Bilal", posts: [.init(.seniorApprover), .init(.finance)]),
    ]

    @Test func `a route on which nobody could decide is named with what is missing`() {
        let capped = RouteCondition.not(.test(.requestAbove(Cast.pounds("1000"))))
        let over = RouteCondition.not(.test(.requestAbove(Cast.pounds("1000.01"))))
        let table: [(ApprovalRoute, [RouteProblem])] = [
            (route("none", .always, []), [.noTier]),
            (route("panel", .always, [.init(roles: [.panel])]), [.nobodyHas([.panel], tier: 1)]),
            (route("limit", .always), [.limitsTooLow(tier: 1, highest: Cast.pounds("1000"), upTo: nil)]),
            (route("at the limit", capped), []),
            (
                route("over the limit", over),
                [.limitsTooLow(tier: 1, highest: Cast.pounds("1000"), upTo: Cast.pounds("1000.01"))]
            ),
            (
                route("two", capped, [.init(roles: [.approver], people: 2)]), [.tooFewPeople(needed: 2, found: 1)]
            ),
            (route("any of two roles", capped, [.init(roles: [.approver, .finance], people: 2)]), []),
            (
                route("one person, two roles", .always, [.init(roles: [.seniorApprover, .finance], needs: .all)]),
                [.tooFewPeople(needed: 2, found: 1)]
            ),
            (
                route("one after the other", capped, [.init(roles: [.approver]), .init(roles: [.finance])]), []
            ),
            (
                route("passed on", capped, to: [.clinicalLead]), [.nobodyToEscalateTo(.clinicalLead)]
            ),
        ]
        for (route, problems) in table {
            #expect(route.problems(with: staff, twoPeopleAbove: nil) == problems, "\(route.title)")
        }
        #expect(
            route("two people", .always, [.init(roles: [.seniorApprover])]).problems(
                with: staff, twoPeopleAbove: Cast.pounds("5")) == [.tooFewPeople(needed: 2, found: 1)])
    }

    @Test func `a draft keeps routes in their order, and gives them to the next version`() throws {
        let empty = CommissionerPolicy.draft(after: nil, version: 1, of: "TAD")
        let (first, second) = (route("a", .always), route("b", .test(.offPlan)))
        var policy = try empty.putting(first).putting(second)
        #expect(policy.routes.map(\.id) == ["a", "b"])
        policy = try policy.putting(route("a", .test(.newSupplier)))
        #expect(policy.routes.map(\.condition) == [.test(.newSupplier), .test(.offPlan)])
        #expect(CommissionerPolicy.draft(after: policy, version: 2, of: "TAD").routes == policy.routes)
        #expect(policy.removing(route: first.id).routes.map(\.id) == ["b"])
    }
}

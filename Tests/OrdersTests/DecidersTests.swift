import Identity
import Orders
import Policies
import TestSupport
import Testing
import Values

@Suite("Deciders") struct DecidersTests {
    private let staff = [
        StaffMember(person: "p-joan", name: "Joan", posts: [.init(.approver, limit: Cast.pounds("100"))]),
        StaffMember(person: "p-bilal", name: "Bilal", posts: [.init(.seniorApprover)]),
        StaffMember(person: "p-cara", name: "Cara", posts: []),
        StaffMember(person: "p-dev", name: "Dev", posts: []),
        StaffMember(person: "p-eve", name: "Eve", posts: []),
    ]

    private func request(
        _ tiers: [ApprovalRoute.Tier], to escalation: [StaffRole] = [], level: Int = 0, tier: Int = 0
    ) -> Approval {
        Approval(
            id: "r-1", order: "o-1", supplierOrder: "s-1", content: Digest(of: "content"), requestedBy: "p-ann",
            requestedAt: Cast.now,
            terms: .init(
                route: ApprovalRoute(
                    id: "x", title: "X", condition: .always, tiers: tiers, escalation: escalation)),
            tier: tier, clock: RequestClock(startedAt: Cast.now, level: level))
    }

    private func deciders(
        _ request: Approval, _ delegations: [Delegation] = [], excluded: [Person.ID: Exclusion] = [:],
        votes: [ApprovalVote] = []
    ) -> Deciders {
        Deciders(
            of: request, staff: staff, delegations: delegations, excluded: excluded, votes: votes, on: Cast.today)
    }

    private func vote(_ person: Person.ID, _ role: StaffRole?, tier: Int = 0) -> ApprovalVote {
        ApprovalVote(
            round: 1, tier: tier, person: person, onBehalfOf: nil, role: role,
            decision: ApprovalDecision(lines: []), at: Cast.now)
    }

    private func delegation(
        _ from: Person.ID, _ to: Person.ID, _ kind: Delegation.Kind = .dated, days: ClosedRange<Int> = 0...5
    ) -> Delegation {
        Delegation(
            id: .init("\(from)-\(to)"), from: from, to: to, kind: kind,
            first: Cast.today.adding(days: days.lowerBound), last: Cast.today.adding(days: days.upperBound))
    }

    private func names(_ deciders: Deciders) -> [String] { deciders.all.map(\.name) }

    @Test func `those with the role decide, without roles everybody does`() {
        #expect(names(deciders(request([.init(roles: [.approver])]))) == ["Joan"])
        #expect(names(deciders(request([.init(roles: [])]))) == ["Bilal", "Cara", "Dev", "Eve", "Joan"])
        #expect(deciders(request([.init(roles: [.panel])])).standing(of: "p-joan") == .notNamed)
    }

    @Test func `nobody who is excluded decides, whatever their roles`() {
        for exclusion in Exclusion.allCases {
            let found = deciders(request([.init(roles: [.approver])]), excluded: ["p-joan": exclusion])
            #expect(found.standing(of: "p-joan") == .excluded(exclusion))
            #expect(names(found) == [])
        }
        #expect(deciders(request([.init(roles: [])])).standing(of: "p-ann") == .excluded(.requester))
    }

    @Test func `whoever stands in has the limit of the one they stand in for`() {
        let found = deciders(request([.init(roles: [.approver])]), [delegation("p-joan", "p-cara")])
        #expect(
            found.standing(of: "p-cara")
                == .may([.init(role: .approver, limit: Cast.pounds("100"), onBehalfOf: "p-joan")]))
    }

    @Test(arguments: [(-1, false), (0, true), (5, true), (6, false)]) func `only from the first to the last day`(
        shift: Int, acts: Bool
    ) {
        let found = deciders(
            request([.init(roles: [.approver])]), [delegation("p-joan", "p-cara", days: (0 - shift)...(5 - shift))])
        #expect(names(found).contains("Cara") == acts)
    }

    @Test func `a deputy steps in once a decision was due`() {
        let deputy = [delegation("p-joan", "p-cara", .deputy)]
        #expect(names(deciders(request([.init(roles: [.approver])]), deputy)) == ["Joan"])
        #expect(names(deciders(request([.init(roles: [.approver])], level: 1), deputy)) == ["Cara", "Joan"])
    }

    @Test func `work is passed on over three steps at most, and never through somebody who is excluded`() {
        let chain = [
            delegation("p-bilal", "p-cara"), delegation("p-cara", "p-dev"), delegation("p-dev", "p-eve"),
            delegation("p-eve", "p-joan"),
        ]
        let senior = request([.init(roles: [.seniorApprover])])
        #expect(names(deciders(senior, chain)) == ["Bilal", "Cara", "Dev", "Eve"])
        #expect(names(deciders(senior, chain, excluded: ["p-cara": .interest])) == ["Bilal"])
        #expect(names(deciders(senior, chain, excluded: ["p-bilal": .interest])) == [])
    }

    @Test func `each time that nobody answers, one more role may decide`() {
        for (level, expected) in [(0, ["Joan"]), (1, ["Bilal", "Joan"]), (2, ["Bilal", "Joan"])] {
            let found = deciders(request([.init(roles: [.approver])], to: [.seniorApprover], level: level))
            #expect(names(found) == expected, "\(level)")
        }
    }

    @Test func `nobody fills two places, and a tier is full when everybody needed has spoken`() {
        let two = request([.init(roles: [], people: 2)])
        #expect(!deciders(two).completes(vote("p-joan", nil)))
        #expect(deciders(two, votes: [vote("p-joan", nil)]).completes(vote("p-bilal", nil)))
        #expect(deciders(two, votes: [vote("p-joan", nil)]).standing(of: "p-joan") == .hasVoted)
        let both = request([.init(roles: [.approver, .seniorApprover], needs: .all)])
        #expect(!deciders(both, votes: [vote("p-joan", .approver)]).completes(vote("p-cara", .approver)))
        #expect(deciders(both, votes: [vote("p-joan", .approver)]).completes(vote("p-bilal", .seniorApprover)))
        let second = request([.init(roles: []), .init(roles: [])], tier: 1)
        #expect(deciders(second, votes: [vote("p-joan", nil)]).standing(of: "p-joan") == .hasVoted)
    }

    @Test func `a delegation that would loop, be too long or never end is refused`() throws {
        let chain = [delegation("p-a", "p-b"), delegation("p-b", "p-c")]
        let table: [(Delegation, DelegationRefusal?)] = [
            (delegation("p-a", "p-a"), .toOneself), (delegation("p-c", "p-a"), .loop),
            (delegation("p-c", "p-d"), nil),
            (delegation("p-z", "p-a"), nil), (delegation("p-a", "p-z"), .overlaps),
            (delegation("p-b", "p-a", .deputy), .loop),
            (delegation("p-a", "p-z", days: 6...8), nil), (delegation("p-c", "p-a", days: 6...8), nil),
            (delegation("p-a", "p-z", .deputy), nil),
            (
                Delegation(id: "x", from: "p-x", to: "p-y", kind: .dated, first: Cast.today, last: nil), .endMissing
            ),
            (delegation("p-x", "p-y", days: 0...365), nil),
            (delegation("p-x", "p-y", days: 0...366), .tooLong(days: 366)),
        ]
        for (new, expected) in table {
            var found: DelegationRefusal?
            do { try new.mustFit(beside: chain) } catch { found = error }
            #expect(found == expected, "\(new.id) \(new.first)")
        }
        var long: DelegationRefusal?
        do { try delegation("p-d", "p-e").mustFit(beside: chain + [delegation("p-c", "p-d")]) } catch { long = error }
        #expect(long == .chainTooLong(most: 3))
    }
}

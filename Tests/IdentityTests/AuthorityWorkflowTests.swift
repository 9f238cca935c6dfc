import Identity
import TestSupport
import Testing
import Values

/// Where a right to act stands, and what moves it (reference, workflow 4.8).
@Suite("Workflow of rights to act") struct AuthorityWorkflowTests {
    private static func right(
        limit: Money? = nil, scopes: Set<Authority.Scope> = Set(Authority.Scope.allCases), first: Day = Cast.today,
        last: Day? = nil
    ) -> Authority {
        Authority(
            id: "a-1", person: "p-1", holder: "h-1", kind: .carer, signLimit: limit, scopes: scopes, first: first,
            last: last)
    }

    private static func day(_ days: Int) -> Day { Cast.today.adding(days: days) }

    private static let table: [(right: Authority, state: AuthorityState)] = [
        (right(), .active), (right(first: day(1)), .offered), (right(first: day(-9), last: day(-1)), .ended),
        (right(last: day(0)), .active), (right(limit: Cast.pounds("250")), .limited),
        (right(scopes: [.shop]), .limited),
        (right(limit: .zero, first: day(2)), .offered), (right(scopes: [], first: day(-3), last: day(-2)), .ended),
    ]

    @Test func `it stands as its dates and scopes say, and counts only while it is in force`() {
        for (right, state) in Self.table {
            #expect(right.state(on: Cast.today) == state)
            #expect(right.isInForce(on: Cast.today) == (state == .active || state == .limited))
        }
    }

    @Test func `whatever is made of it stands where the table leads, one version on`() throws {
        for (old, state) in Self.table {
            for (new, reached) in Self.table {
                let next = try old.becoming(new, on: Cast.today)
                let event: AuthorityEvent = state == .ended ? .renew : .change
                let edge = try AuthorityState.workflow.edge(from: state, on: event) { new.holds($0, on: Cast.today) }
                #expect(edge.to == reached && next.state(on: Cast.today) == reached)
                #expect((next.version, next.scopes, next.signLimit) == (2, new.scopes, new.signLimit))
            }
        }
    }

    /// The calendar moves it by the same table.
    @Test func `from one day to the next it stays, begins, or lapses`() throws {
        try forAll { random in
            let first = Self.day(Int.random(in: -5...5, using: &random))
            let isOpen = Bool.random(using: &random)
            let scopes = Authority.Scope.allCases.filter { _ in Int.random(in: 0...3, using: &random) > 0 }
            let right = Self.right(
                limit: Bool.random(using: &random) ? Cast.pounds("9") : nil, scopes: Set(scopes), first: first,
                last: isOpen ? nil : first.adding(days: Int.random(in: 0...6, using: &random)))
            for days in -8..<14 {
                let (before, after) = (right.state(on: Self.day(days)), right.state(on: Self.day(days + 1)))
                guard before != after else { continue }
                let event: AuthorityEvent = before == .offered ? .begin : .lapse
                let next = try AuthorityState.workflow.next(from: before, on: event) {
                    right.holds($0, on: Self.day(days + 1))
                }
                #expect(next == after)
            }
        }
    }
}

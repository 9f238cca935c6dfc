import Baskets
import Catalogue
import Plans
import TestSupport
import Testing
import Values

@Suite("Ways forward") struct WaysForwardTests {
    private let ruth = WayForward.talkToCoordinator(Cast.plan().coordinator)

    private func ways(_ wish: Wish, left: String = "1000", plan: Plan? = Cast.plan()) -> [WayForward] {
        Judge.judge([wish], given: Cast.facts([Cast.pot(Cast.physioLine, left)], plan: plan)).verdicts
            .flatMap(\.waysForward)
    }

    @Test func `what is in the plan needs no way forward`() {
        #expect(ways(Cast.sessions(1)) == [])
    }

    @Test func `with too little left, as many as it pays for can be had`() {
        #expect(ways(Cast.sessions(3), left: "239.99") == [
            .lowerQuantity(to: 2), .lookForCheaper(category: "04-02"), .askForApproval, ruth,
        ])
        #expect(ways(Cast.sessions(3), left: "79.99") == [.lookForCheaper(category: "04-02"), .askForApproval, ruth])
        #expect(ways(Cast.sessions(1), left: "79.99") == [.lookForCheaper(category: "04-02"), .askForApproval, ruth])
    }

    @Test func `taking as many as is offered makes it fit`() {
        for left in ["80", "160", "200", "239.99"] {
            guard case .lowerQuantity(let fits) = ways(Cast.sessions(3), left: left).first else {
                Issue.record("no lower quantity with £\(left) left")
                continue
            }
            #expect(ways(Cast.sessions(fits), left: left) == [])
            #expect(ways(Cast.sessions(fits + 1), left: left) != [])
        }
    }

    @Test func `what the plan does not name can be asked for`() {
        #expect(ways(Cast.rollators(1)) == [.askForApproval, ruth])
    }

    @Test func `what is prohibited can only be removed, or talked about`() {
        #expect(ways(Cast.wish(1, Cast.gin, from: Cast.meadow)) == [.remove, ruth])
        #expect(ways(Cast.wish(1, Cast.gin, from: Cast.meadow), plan: nil) == [.remove])
    }

    @Test func `more than the listing's maximum can be made fewer, none at all cannot`() {
        let twelve = Cast.listing("neuro", by: Cast.physio, "04-02", "1", quantityMaximum: 12)
        #expect(ways(Cast.wish(13, twelve, from: Cast.physio)) == [.lowerQuantity(to: 12), .remove, ruth])
        #expect(ways(Cast.wish(0, twelve, from: Cast.physio)) == [.remove, ruth])
    }

    @Test func `a price that rose can be accepted`() {
        let wish = Wish(listing: Cast.session, supplier: Cast.physio, quantity: 1, priceSeen: Cast.pounds("70"))
        #expect(ways(wish) == [.acceptPrice(Cast.pounds("80")), .remove, ruth])
    }

    @Test func `when the supplier cannot, others are shown, once`() {
        let bare = Cast.supplier(
            "bare", "Bare Minimum", .districts([]), base: nil, insuredUntil: Cast.day("2026-01-01"), status: .suspended)
        let withdrawn = Cast.listing("x", by: bare, "04-02", "80", status: .withdrawn)
        #expect(ways(Cast.wish(1, withdrawn, from: bare)) == [.lookForCheaper(category: "04-02"), .remove, ruth])
    }
}

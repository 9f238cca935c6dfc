import Baskets
import Catalogue
import Operations
import Storage
import Values

/// Finds the same kind of thing for less: from suppliers that come to the person, and in their plan.
struct CheaperOffers {
    let facts: Facts
    let look: Desk.Look
    private let coverage: PlanCoverage
    private let judge: Judge

    /// How many are shown beside a verdict; the link beside them leads to all.
    static let shownMaximum = 3

    init(_ facts: Facts, _ judge: Judge, _ look: Desk.Look) {
        self.facts = facts
        self.judge = judge
        self.look = look
        coverage = PlanCoverage(facts)
    }

    /// For one verdict of a basket, or of a listing by itself.
    /// - Parameter rest: the other wishes, which need their money too.
    /// - Returns: the cheapest, as many as are shown; none where the verdict does not send people to look.
    func offers(for verdict: Verdict, beside rest: [Wish] = []) throws -> [Verdict] {
        let isLooked = verdict.waysForward.contains { if case .lookForCheaper = $0 { true } else { false } }
        guard isLooked else { return [] }
        let wish = verdict.wish
        var search = Search()
        search.category = wish.listing.terms.category
        search.order = .price
        search.coveredOnly = true
        let shopper = Shelf.Shopper(place: facts.person.place) { [coverage] in coverage.covers($0, from: $1) }
        var found: [Verdict] = []
        while found.count < CheaperOffers.shownMaximum {
            let answer = look.shelf.find(search, for: shopper, matches: nil)
            let cheaper = judge.cheaper(than: wish, among: try wishes(answer, like: wish))
            found += cheaper.filter { rest.isEmpty || fits($0.wish, beside: rest) }
            let dearest = answer.hits.last.flatMap { look.shelf.items[$0.listing]?.unitPrice }
            guard answer.page < answer.pages, let dearest, dearest < wish.unitPrice else { break }
            search.page = answer.page + 1
        }
        return Array(found.prefix(CheaperOffers.shownMaximum))
    }

    /// As many as were wanted, and as often; how it is paid is left to the rules.
    private func wishes(_ answer: SearchAnswer, like wish: Wish) throws -> [Wish] {
        let listings = try look.snapshot.listings.find(answer.hits.map(\.listing), for: facts.person.place)
        return answer.hits.compactMap { hit in
            guard let listing = listings[hit.listing], let supplier = look.shelf.suppliers[listing.supplier]
            else { return nil }
            return Wish(
                listing: listing, supplier: supplier, quantity: max(wish.quantity, listing.terms.quantityMinimum),
                priceSeen: listing.terms.unitPrice,
                schedule: wish.schedule)
        }
    }

    private func fits(_ wish: Wish, beside rest: [Wish]) -> Bool {
        judge.judge(rest + [wish]).verdicts.last?.outcome == .inPlan
    }
}

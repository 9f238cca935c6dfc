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
        let shopper = try look.shopper(facts, coverage)
        var found: [Verdict] = []
        while found.count < CheaperOffers.shownMaximum {
            let answer = look.shelf.find(search, for: shopper, matches: nil)
            let wishes = try look.wishes(answer.hits, for: facts.person.place, like: wish)
            let cheaper = judge.cheaper(than: wish, among: wishes)
            found += cheaper.filter { rest.isEmpty || fits($0.wish, beside: rest) }
            guard answer.page < answer.pages, let dearest = wishes.last?.unitPrice, dearest < wish.unitPrice
            else { break }
            search.page = answer.page + 1
        }
        return Array(found.prefix(CheaperOffers.shownMaximum))
    }

    private func fits(_ wish: Wish, beside rest: [Wish]) -> Bool {
        judge.judge(rest + [wish]).verdicts.last?.outcome == .inPlan
    }
}

extension Desk.Look {
    /// Who asks the shelf: where they are, and what their plan covers.
    func shopper(_ facts: Facts, _ coverage: PlanCoverage?) throws -> Shelf.Shopper {
        Shelf.Shopper(
            place: facts.person.place, of: facts.person.commissioner?.text, day: today,
            coverage: try coverage.map { $0.onShelf(shelf, rows: try snapshot.listings.rows(of: $0.listings)) },
            around: surroundings(for: facts.person.place, of: facts.person.commissioner))
    }

    /// What was found, as wishes to be judged.
    /// - Parameters:
    ///   - place: where it is to come: it decides the prices.
    ///   - like: as many and as often as this one; nil for the fewest of each. How it is paid is left to the rules.
    func wishes(_ hits: [SearchAnswer.Hit], for place: Place?, like wish: Wish? = nil) throws -> [Wish] {
        try offers(hits, for: place, like: wish).map(\.wish)
    }

    /// The same, each with what was found out about it.
    func offers(
        _ hits: [SearchAnswer.Hit], for place: Place?, like wish: Wish? = nil
    ) throws -> [(hit: SearchAnswer.Hit, wish: Wish)] {
        let listings = try snapshot.listings.find(rows: hits.map(\.row), for: place)
        return hits.compactMap { hit in
            guard let listing = listings[hit.row], let supplier = shelf.supplier(listing.supplier) else { return nil }
            return (
                hit,
                Wish(
                    listing: listing, supplier: supplier,
                    quantity: max(wish?.quantity ?? 1, listing.terms.quantityMinimum),
                    priceSeen: listing.terms.unitPrice, schedule: wish?.schedule)
            )
        }
    }
}

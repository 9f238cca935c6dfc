import Baskets
import Catalogue
import Operations
import Plans
import Storage
import Values

/// A question, answered: results with their verdicts.
struct SearchResults {
    let page: SearchPage

    init(_ asked: SearchForm, for context: HolderContext, _ look: Desk.Look) throws {
        let facts = try context.facts(look)
        let coverage = PlanCoverage(facts, only: asked.line)
        let judge = Judge(facts)
        var form = asked
        let usual: SearchForm.Show = coverage.isEmpty || !asked.search.suppliers.isEmpty ? .all : .covered
        form.show = asked.line != nil ? .covered : asked.show ?? usual
        form.search.coveredOnly = form.show == .covered
        form.search.showsBeyond = form.show == .beyond
        let found = try look.find(form.search.text)
        let answer = look.shelf.find(
            form.search, for: try look.shopper(facts, coverage), matches: found.matches)
        let results = try look.offers(answer.hits, for: facts.person.place).map { hit, wish in
            SearchPage.Result(wish: wish, verdict: judge.verdict(on: wish), distance: hit.distance)
        }
        page = SearchPage(
            form: form, answer: answer, results: results, found: found, shelf: look.shelf,
            postcode: facts.person.postcode, coordinator: facts.plan?.coordinator,
            line: asked.line.flatMap { facts.plan?[line: $0]?.title }, today: look.today,
            pictures: try look.snapshot.pictures.first(of: results.map(\.wish.listing.id)))
    }
}

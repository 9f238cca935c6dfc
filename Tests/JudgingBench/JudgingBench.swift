import Baskets
import Catalogue
import Foundation
import Identity
import Plans
import Policies
import Values

/// How long judging takes, in CPU time of this process: a page of badges, a basket, and how both grow with lines and
/// rules. Run it in release:
///
///     swift run -c release JudgingBench
///
/// The limit that it is compared with is measured in the same run: looking up, for each wish and each plan line,
/// whether the category is covered, and comparing the money left, with nothing else. No judge could do with less.
@main enum JudgingBench {
    static func main() {
        Table.head()
        for lines in [2, 5, 10, 20, 40] {
            let market = Market(lines: lines, rules: 10)
            Table.row("page of 24 badges, \(lines) plan lines, 10 rules", aim: 1_000, market.page, market.pageLimit)
        }
        for rules in [0, 10, 50, 100] {
            let market = Market(lines: 10, rules: rules)
            Table.row("page of 24 badges, 10 plan lines, \(rules) rules", aim: 1_000, market.page, market.pageLimit)
        }
        for lines in [2, 5, 10, 20, 40] {
            let market = Market(lines: lines, rules: 10)
            let basket = market.basket(30)
            Table.row(
                "basket of 30, \(lines) plan lines, 10 rules", aim: 2_000, { market.judge(basket) },
                { market.limit(basket) })
        }
        for size in [1, 10, 30, 50] {
            let market = Market(lines: 10, rules: 10)
            let basket = market.basket(size)
            Table.row(
                "basket of \(size), 10 plan lines, 10 rules", aim: 2_000, { market.judge(basket) },
                { market.limit(basket) })
        }
        let tight = Market(lines: 10, rules: 10, money: 40_00)
        let basket = tight.basket(30)
        Table.row("basket of 30, too dear for its lines", aim: 2_000, { tight.judge(basket) }, { tight.limit(basket) })
        let knot = Market.knot
        let rivals = knot.basket(30)
        Table.row(
            "basket of 30 that almost fits three lines (worst)", aim: nil, { knot.judge(rivals) },
            { knot.limit(rivals) })
    }
}

/// A plan, its commissioner's rules, and offers, made up evenly.
struct Market {
    let facts: Facts
    private let listings: [Listing]
    private let supplier: Supplier

    init(lines: Int, rules: Int, money: Int = 5_000_00) {
        let categories = Market.categories
        let day = Day(number: 20_400)
        let span = Period(from: day.adding(days: -30), days: 365)
        let items = categories.all.filter { $0.item != nil }
        let planLines = (0..<lines).map { number in
            PlanLine(
                id: .init("line-\(number)"), title: "Line \(number)",
                covers: Covers(categories: [
                    items[number * 7 % items.count].id, items[number * 11 % items.count].id,
                    categories.groups[number % categories.groups.count].id,
                ]),
                outcomes: [.init("o")],
                allocation: Allocation(
                    amount: Money(pence: money), every: Frequency.allCases[number % Frequency.allCases.count],
                    span: span),
                carry: number.isMultiple(of: 3) ? .all : .none)
        }
        self.init(planLines, rules: Market.rules(rules, items), categories, span: span, day: day)
    }

    private init(
        _ planLines: [PlanLine], rules: [PolicyRule], _ categories: Categories, span: Period, day: Day
    ) {
        let agreements = Agreement.Side.allCases.map { Agreement(side: $0, name: "A", on: day, way: .online) }
        let plan = Plan(
            id: .init("plan"), version: 1, holder: .init("holder"), span: span, status: .inForce,
            coordinator: .init(name: "C", telephone: "0"), agreements: agreements,
            budgets: [PlanBudget(title: "Budget", eligibility: .chc, management: .notional)],
            outcomes: [Outcome(id: .init("o"), text: "Live well")], lines: planLines)
        let budget = Budget(
            lines: planLines.compactMap { line in
                line.allocation.period(containing: day).map { period in
                    LineBudget(
                        line: line, period: period, available: line.allocation.amount(for: period), held: .zero,
                        committed: .zero, owed: .zero, paid: .zero)
                }
            })
        facts = Facts(
            today: day, plan: plan, budget: budget, categories: categories,
            policy: CommissionerPolicy(commissioner: .init("c"), version: 1, takesEffect: day, rules: rules),
            person: HolderFacts(
                dateOfBirth: Day(number: 0), place: nil, postcode: "NG7 2GT"), authority: nil)
        let items = categories.all.filter { $0.item != nil }
        supplier = Market.supplier(day)
        listings = (0..<60).map { Market.listing($0, items[$0 * 5 % items.count].id, price: 500 + $0 * 137 % 4_000) }
    }

    /// Three lines that all cover everything, and a basket whose prices are almost as much as the three have.
    static var knot: Market {
        let day = Day(number: 20_400)
        let span = Period(from: day.adding(days: -30), days: 365)
        let groups = categories.groups.map(\.id)
        let lines = (0..<3).map { number in
            PlanLine(
                id: .init("line-\(number)"), title: "Line \(number)", covers: Covers(categories: groups),
                outcomes: [.init("o")],
                allocation: Allocation(amount: Money(pence: 25_300), every: .year, span: span))
        }
        return Market(lines, rules: [], categories, span: span, day: day)
    }

    func basket(_ size: Int) -> [Wish] {
        listings.prefix(size).map { Wish(listing: $0, supplier: supplier, quantity: 1, priceSeen: $0.terms.unitPrice) }
    }

    func page() -> Int {
        let judge = Judge(facts)
        return basket(24).reduce(0) { $0 + judge.verdict(on: $1).reasons.count }
    }

    func judge(_ basket: [Wish]) -> Int { Judge(facts).judge(basket).verdicts.count }

    func pageLimit() -> Int { limit(basket(24)) }

    /// What cannot be done without.
    func limit(_ basket: [Wish]) -> Int {
        var count = 0
        for wish in basket {
            for budget in facts.budget.lines
            where budget.line.closeness(to: wish.listing, in: facts.categories) != nil
                && wish.unitPrice <= budget.available
            {
                count += 1
            }
        }
        return count
    }
}

extension Market {
    /// Fifteen groups of ten.
    static let categories = Categories(
        (1...15).flatMap { group -> [Catalogue.Category] in
            let id = Catalogue.Category.ID(group < 10 ? "0\(group)" : "\(group)")
            let items = (1...10).map { item in
                Catalogue.Category(
                    id: .init("\(id)-\(item)"), parent: id, title: "Item \(group)-\(item)", summary: "",
                    item: .init(
                        unit: "each", vat: .standard, lowest: .zero, highest: Money(pence: 100_000), checks: []),
                    policy: nil)
            }
            return [.init(id: id, parent: nil, title: "Group \(group)", summary: "", item: nil, policy: nil)] + items
        })

    private static func rules(_ count: Int, _ items: [Catalogue.Category]) -> [PolicyRule] {
        (0..<count).map { number in
            PolicyRule(
                id: .init("rule-\(number)"), effect: PolicyRule.Effect.allCases[number % 3],
                subject: .category(items[number * 3 % items.count].id),
                condition: number.isMultiple(of: 2)
                    ? .totalAbove(Money(pence: 90_000)) : .unitPriceAbove(Money(pence: 80_000)),
                words: "A rule of the commissioner's own.")
        }
    }

    private static func supplier(_ day: Day) -> Supplier {
        do {
            return Supplier(
                id: .init("supplier"), name: "Supplier", description: "", coverage: .national, basePostcode: nil,
                base: nil, email: try EmailAddress("a@example.org"), telephone: "0",
                checks: .init(cqc: nil, register: nil, insuredUntil: day.adding(days: 100)), status: .approved)
        } catch {
            preconditionFailure("the address is well formed")
        }
    }

    private static func listing(_ number: Int, _ category: Catalogue.Category.ID, price: Int) -> Listing {
        Listing(
            id: .init("listing-\(number)"), supplier: .init("supplier"),
            terms: ListingTerms(
                category: category, title: "Listing \(number)", description: "", unit: "each",
                price: Money(pence: price), vat: .zero, leadDays: 3, delivery: "", cancellation: "", gtin: nil,
                quantityMaximum: 10),
            status: .live, version: 1)
    }
}

import Baskets
import Catalogue
import Markup
import Operations
import Plans
import Storage
import Values

/// The basket by supplier, with a verdict for each line, and what the whole does to each plan line.
struct BasketPage: Sendable {
    /// A line of the plan that could pay.
    struct Payer: Sendable {
        let line: PlanLine.ID
        let title: String
    }

    /// A line with everything that is shown about it.
    struct Line: Sendable {
        let line: BasketLine
        let verdict: Verdict
        let cheaper: [Verdict]
        let relief: ReliefNote?
        /// The lines of the plan that could pay for it.
        let payers: [Payer]
        /// May the holder add money of their own, or have they?
        let takesContribution: Bool
        /// The first day on which the supplier can come or deliver.
        let earliest: Day
    }

    /// What was typed about one line and could not be taken, with what is wrong with it.
    struct Typed: Sendable {
        let line: BasketLine.ID
        var quantity: String?
        var arrangement: ArrangeForm?
        let problems: FieldProblems
    }

    let lines: [Line]
    let judgement: Judgement
    let hidden: [HiddenField]
    let typed: Typed?
    /// How many lists were put aside.
    let savedLists: Int

    init(for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField], typed: Typed?) throws {
        let basket = try look.snapshot.baskets.current(of: context.holder)
        let facts = try context.facts(look)
        let wishes = try basket.map {
            try look.snapshot.facts.wishes(of: $0, for: facts.person.place, on: look.today)
        } ?? []
        let judge = Judge(facts)
        let judgement = judge.judge(wishes, asBasket: true)
        let offers = CheaperOffers(facts, judge, look)
        let verdicts = Dictionary(
            judgement.verdicts.map { ($0.wish.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
        lines = try (basket?.lines ?? []).compactMap { line in
            guard let verdict = verdicts[line.listing] else { return nil }
            let rest = wishes.filter { $0.listing.id != line.listing }
            return Line(line, verdict, cheaper: try offers.offers(for: verdict, beside: rest), facts)
        }
        self.judgement = judgement
        self.hidden = hidden
        self.typed = typed
        savedLists = try look.snapshot.baskets.saved(of: context.holder).count { !$0.lines.isEmpty }
    }

    var view: View {
        View("Your basket", place: .basket, problems: problems, width: .wide) {
            h1 { "Your basket" }
            if lines.isEmpty {
                EmptyState(
                    title: "Your basket is empty", text: "What you add in the shop comes here first.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                blocking
                for supplier in suppliers { section(supplier) }
                if judgement.showsBalances { BasketEffects(judgement: judgement) }
                BasketPaths(judgement: judgement)
                goOn
            }
            if savedLists > 0 {
                p {
                    a(.href("/basket/saved")) {
                        savedLists == 1 ? "One saved list" : "\(savedLists) saved lists"
                    }
                }
            }
        }
    }

    private var problems: FieldProblems { typed?.problems ?? FieldProblems() }

    static func field(_ line: BasketLine.ID) -> String { "quantity-\(line)" }

    private var suppliers: [Supplier] {
        var seen: Set<Supplier.ID> = []
        return lines.map(\.verdict.wish.supplier).filter { seen.insert($0.id).inserted }
    }

    /// What stands in the way of signing, first on the page. What was typed wrongly comes before it.
    @HTMLBuilder private var blocking: HTML {
        if judgement.isBlocked, problems.isEmpty {
            ErrorSummary(problems: findings, title: "Something stands in the way of signing")
        }
    }

    private var findings: FieldProblems {
        var findings = FieldProblems()
        for line in lines where line.verdict.outcome == .notAllowed {
            let title = line.verdict.wish.listing.terms.title
            for reason in line.verdict.reasons where reason.severity == .block {
                findings.add("line-\(line.line.id)", "\(title): \(line.verdict.words(of: reason))")
            }
        }
        for reason in judgement.reasons where reason.severity == .block {
            findings.add("", judgement.showsBalances ? reason.words : reason.wordsWithoutBalances)
        }
        return findings
    }

    private func section(_ supplier: Supplier) -> HTML {
        Markup.section(.ariaLabelledBy("supplier-\(supplier.id)")) {
            h2(.id("supplier-\(supplier.id)")) { a(.href("/suppliers/\(supplier.id)")) { bdi { supplier.name } } }
            if let minimum = supplier.orderMinimum {
                p(.class("quiet")) { "They take orders from \(minimum) on." }
            }
            div(.class("stack")) {
                for line in lines where line.verdict.wish.supplier.id == supplier.id {
                    BasketLinePanel(line: line, hidden: hidden, typed: typed?.line == line.line.id ? typed : nil)
                }
            }
        }
    }

    private var goOn: HTML {
        ButtonRow {
            if !judgement.isBlocked { ButtonLink("Check and sign", href: "/checkout") }
            ButtonLink("Go on shopping", href: "/shop", kind: .secondary)
        }.html
    }
}

extension BasketPage.Line {
    fileprivate init(_ line: BasketLine, _ verdict: Verdict, cheaper: [Verdict], _ facts: Facts) {
        self.line = line
        self.verdict = verdict
        self.cheaper = cheaper
        relief = ReliefNote(verdict, facts)
        earliest = facts.today.adding(days: verdict.wish.listing.terms.leadDays)
        var payers = (verdict.funding?.sources ?? []).map { BasketPage.Payer(line: $0.line, title: $0.title) }
            + (verdict.funding?.others ?? []).map { BasketPage.Payer(line: $0.line, title: $0.title) }
        if let chosen = line.wants.planLine, let title = facts.plan?[line: chosen]?.title {
            payers.append(BasketPage.Payer(line: chosen, title: title))
        }
        var seen: Set<PlanLine.ID> = []
        self.payers = payers.filter { seen.insert($0.line).inserted }
        let budgets = payers.compactMap { facts.plan?.budget(of: $0.line) }
            + [verdict.funding.flatMap { facts.plan?[budget: $0.budget] }].compactMap(\.self)
        takesContribution = line.wants.contribution.isPositive || budgets.contains { $0.allowsContribution }
    }
}

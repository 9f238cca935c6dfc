import Catalogue
import Identity
import Plans
import TestSupport
import Values

/// A plan that a scenario may still change.
struct DraftPlan {
    var id: Plan.ID = "scenario"
    var span = Cast.year
    var takesEffect: Day?
    var status = PlanStatus.inForce
    var coordinator = Plan.Coordinator(name: "Ruth Okoro", telephone: "0115 496 0100")
    var narrative = Narrative()
    var agreements = Cast.agreements
    var budgets: [PlanBudget] = []
    var outcomes = [Outcome(id: "life", text: "Live as I want to")]
    var lines: [PlanLine] = []
    var allowsSplitting = false

    init() {}

    init(_ plan: Plan) {
        id = plan.id
        span = plan.span
        coordinator = plan.coordinator
        narrative = plan.narrative
        agreements = plan.agreements
        budgets = plan.budgets
        outcomes = plan.outcomes
        lines = plan.lines
    }

    func line(_ title: String) throws(ScenarioValue.Unreadable) -> PlanLine {
        guard let line = lines.first(where: { $0.title == title }) else { throw .init(words: "no line: \(title)") }
        return line
    }

    /// With the line for extra money that every plan has.
    var plan: Plan {
        var lines = lines
        if !lines.contains(where: { $0.kind == .extras }) {
            lines.append(
                PlanLine(
                    id: "extras", kind: .extras, budget: budgets.first?.id ?? PlanBudget.first, title: "Agreed extras",
                    covers: Covers(), outcomes: [],
                    allocation: Allocation(amount: .zero, every: .once, span: span)))
        }
        return Plan(
            id: id, version: 1, holder: Cast.ann.id, span: span, takesEffect: takesEffect, status: status,
            coordinator: coordinator, narrative: narrative, agreements: agreements, budgets: budgets,
            outcomes: outcomes, lines: lines, allowsSplitting: allowsSplitting)
    }
}

/// `Physiotherapy; £310.00 a quarter; pays for Neuro-physiotherapy; at most £125.00 each`
struct DraftLine {
    let title: String
    var kind = PlanLine.Kind.agreed
    private var budget: PlanBudget.ID
    private var amount = Money.zero
    private var every = Frequency.once
    private var span: Period
    private var covers: [Catalogue.Category.ID] = []
    private var suppliers: [Supplier.ID] = []
    private var reaches: [Reach] = []
    private var isExclusive = false
    private var outcomes: [Outcome.ID] = ["life"]
    private var carry = CarryForward.none
    private var cap: UsageCap?
    private var ceiling: Money?
    private var above: Money?

    init(_ text: String, in plan: DraftPlan, _ cast: ScenarioCast) throws(ScenarioValue.Unreadable) {
        var clauses = text.components(separatedBy: "; ")
        title = clauses.removeFirst()
        budget = plan.budgets.first?.id ?? PlanBudget.first
        span = plan.span
        for clause in clauses { try read(clause, cast) }
    }

    private mutating func read(_ clause: String, _ cast: ScenarioCast) throws(ScenarioValue.Unreadable) {
        if try readMoney(clause) { return }
        if let found = Phrase("pays for *").match(clause) {
            for title in ScenarioValue.list(found[0]) { covers.append(try cast.category(title)) }
        } else if let found = Phrase("only from *").match(clause) {
            suppliers = ScenarioValue.list(found[0]).map { .init($0) }
        } else if let found = Phrase("only * suppliers").match(clause), let reach = Reach(rawValue: found[0]) {
            reaches = [reach]
        } else if let found = Phrase("not more than * in each period, by the *").match(clause) {
            cap = UsageCap(quantity: try ScenarioValue.number(found[0]), unit: found[1])
        } else if let found = Phrase("from * to *").match(clause) {
            guard
                let period = Period(
                    first: try ScenarioValue.day(found[0]), last: try ScenarioValue.day(found[1]))
            else { throw .init(words: "wrong way round: \(clause)") }
            span = period
        } else if let found = Phrase("out of *").match(clause) {
            budget = .init(found[0])
        } else if clause == "nothing else pays" {
            isExclusive = true
        } else if clause == "for emergencies" {
            kind = .contingency
        } else if clause == "serves no outcome" {
            outcomes = []
        } else {
            throw .init(words: "a line does not say: \(clause)")
        }
    }

    private mutating func readMoney(_ clause: String) throws(ScenarioValue.Unreadable) -> Bool {
        if let rhythm = Frequency.allCases.first(where: { clause.hasSuffix(" \($0.words)") && clause.hasPrefix("£") }) {
            amount = try ScenarioValue.money(String(clause.dropLast(rhythm.words.count + 1)))
            every = rhythm
        } else if let found = Phrase("at most £* each").match(clause) {
            ceiling = try ScenarioValue.money(found[0])
        } else if let found = Phrase("asks above £*").match(clause) {
            above = try ScenarioValue.money(found[0])
        } else if let found = Phrase("carries £* forward").match(clause) {
            carry = .upTo(try ScenarioValue.money(found[0]))
        } else if let found = Phrase("carries for * periods").match(clause) {
            carry = .periods(try ScenarioValue.number(found[0]))
        } else if clause == "carries everything forward" {
            carry = .all
        } else {
            return false
        }
        return true
    }

    var line: PlanLine {
        PlanLine(
            id: .init(title), kind: kind, budget: budget, title: title, covers: Covers(categories: covers),
            limits: SupplierLimits(suppliers: suppliers, reaches: reaches), isExclusive: isExclusive,
            outcomes: outcomes, allocation: Allocation(amount: amount, every: every, span: span), carry: carry,
            cap: cap, priceCeiling: ceiling, approvalAbove: above)
    }
}

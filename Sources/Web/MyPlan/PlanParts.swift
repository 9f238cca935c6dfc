import Markup
import Plans
import Values

/// What a plan says in words: who the person is, what matters, what happens when things go wrong, reviews.
struct PlanMatters: Component {
    let plan: Plan

    private var narrative: Narrative { plan.narrative }

    var html: HTML {
        h2(.id("matters")) { "What matters to me" }
        if !narrative.aboutMe.isEmpty { text(narrative.aboutMe) }
        if !narrative.needs.isEmpty {
            h3 { "What I need help with" }
            text(narrative.needs)
        }
        h3 { "What I want" }
        div(.class("grid")) { for outcome in plan.outcomes { wanted(outcome) } }
    }

    private func wanted(_ outcome: Outcome) -> HTML {
        div(.class("panel")) {
            h4 { bdi { outcome.text } }
            if !outcome.measure.isEmpty {
                p {
                    strong { "How we will know: " }
                    bdi { outcome.measure }
                }
            }
            for finding in outcome.findings {
                p {
                    strong { "Review on \(finding.on.words): " }
                    bdi { finding.text }
                }
            }
        }
    }

    private func text(_ words: String) -> HTML {
        div(.class("text")) { for paragraph in words.split(separator: "\n") { p { String(paragraph) } } }
    }
}

/// What was agreed for bad days, and who looks after what.
struct PlanCare: Component {
    let plan: Plan
    let names: PlanNames

    private var narrative: Narrative { plan.narrative }

    var html: HTML {
        if !narrative.contingency.isEmpty {
            h2 { "If support falls away" }
            div(.class("text")) { p { narrative.contingency } }
        }
        if !narrative.risks.isEmpty {
            h2 { "Risks, and what we do about them" }
            SummaryList(narrative.risks.map { risk in .init(risk.text, HTML { bdi { risk.handling } }) })
        }
        if !narrative.competencies.isEmpty {
            h2 { "Who is trained for health tasks" }
            ul(.class("bullets")) { for competency in narrative.competencies { trained(competency) } }
        }
    }

    private func trained(_ competency: Narrative.Competency) -> HTML {
        li {
            bdi { competency.worker }
            competency.supplier.map { " (\(names.name(of: $0)))" } ?? ""
            ": "
            bdi { competency.task }
            ". Signed off by "
            bdi { competency.signedOffBy }
            ", until \(competency.until.words)."
        }
    }
}

/// Who agreed, from when to when, whom to talk to, and how.
struct PlanFacts: Component {
    let plan: Plan
    let holder: String
    let today: Day

    private var narrative: Narrative { plan.narrative }

    var html: HTML {
        SummaryList(agreement + people + reviews)
    }

    private var agreement: [SummaryList.Row] {
        [
            .init("How it stands", plan.status.tag.html),
            .init(
                "Who agreed",
                HTML {
                    for agreement in plan.agreements { p { agreement.words(holder: holder) } }
                    if plan.agreements.isEmpty { "Nobody yet" }
                }),
            .init("From and to", HTML("\(plan.span.first.words) to \(plan.span.last.words)")),
        ]
            + (plan.takesEffect == plan.span.first
                ? [] : [.init("This version counts from", HTML(plan.takesEffect.words))])
    }

    private var people: [SummaryList.Row] {
        let optional = [
            ("Who monitors my health", narrative.monitoredBy), ("How to talk and write to me", narrative.communication),
        ]
        return [
            .init(
                "My coordinator",
                HTML {
                    bdi { plan.coordinator.name }
                    ", "
                    a(.href("tel:\(plan.coordinator.telephone.filter { $0 != " " })")) { plan.coordinator.telephone }
                })
        ] + optional.filter { !$0.1.isEmpty }.map { title, words in .init(title, HTML { bdi { words } }) }
    }

    private var reviews: [SummaryList.Row] {
        [
            .init(
                "Next review",
                HTML {
                    if let next = narrative.nextReview {
                        next.words
                        if next < today, plan.status == .inForce {
                            " "
                            StatusTag("Overdue", tone: .ask)
                            p { "Ask your coordinator for a date." }
                        }
                    } else {
                        "No day is set. Ask your coordinator for one."
                    }
                }),
            .init(
                "Reviews held",
                HTML(
                    narrative.reviewsHeld.isEmpty
                        ? "None yet" : narrative.reviewsHeld.map(\.words).joined(separator: "; "))),
            .init("Notice before money is cut or stopped", HTML("\(narrative.noticeDays) days, with the reason")),
        ]
    }
}

/// Several budgets side by side: why each is there, how it is run, who buys in law.
struct PlanBudgets: Component {
    let plan: Plan
    /// What can be paid from each today; nil where the plan is not the one that counts today.
    var left: [PlanBudget.ID: Money]?

    var html: HTML {
        div(.class("grid")) { for budget in plan.budgets { panel(budget) } }
    }

    private func panel(_ budget: PlanBudget) -> HTML {
        div(.class("panel")) {
            h3 { budget.title }
            p { "Why you have it: \(budget.eligibility.words)." }
            p { "How it is run: \(budget.management.words). \(budget.managementWords.joined(separator: " "))" }
            if let words = budget.agreementWords { p { words } }
            p {
                "For the whole plan: "
                strong(.class("amount")) { MyPlan.total(of: budget, in: plan).description }
            }
            if let left {
                p {
                    "Can be used today: "
                    strong(.class("amount")) { (left[budget.id] ?? .zero).description }
                }
            }
            if budget.allowsContribution { p { "You may add money of your own." } }
        }
    }
}

/// A whole version that does not count today: one that is coming, or an old one.
struct PlanDocument: Component {
    let plan: Plan
    let names: PlanNames
    let holder: String
    let today: Day

    var html: HTML {
        PlanFacts(plan: plan, holder: holder, today: today)
        PlanMatters(plan: plan)
        h2 { "My money" }
        PlanBudgets(plan: plan)
        div(.class("grid")) {
            for line in plan.lines where line.kind != .extras { PlanLinePanel(line: line, plan: plan, names: names) }
        }
        PlanCare(plan: plan, names: names)
    }
}

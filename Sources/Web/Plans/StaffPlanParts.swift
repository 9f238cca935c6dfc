import Catalogue
import Markup
import Plans
import Values

/// Budgets and lines of a version, for reading.
struct StaffPlanMoney: Component {
    let plan: StaffPlan

    private var version: Plan { plan.plan }

    var html: HTML {
        h2 { "Budgets and lines" }
        DataTable(
            id: "budgets", caption: "Budgets",
            columns: [
                .init("Budget"), .init("Why and how"), .init("Organisation"), .init("Agreement signed"),
                .init("Estimate", align: .end), .init("Agreed", align: .end), .init("Lines give", align: .end),
            ],
            rows: version.budgets.map { budget in
                .init(
                    HTML(budget.title),
                    [
                        HTML("\(budget.eligibility.words). \(budget.management.words)"),
                        HTML { bdi { budget.organisation } },
                        HTML(budget.agreementSignedOn?.words ?? (budget.needsAgreement ? "Not yet" : "Not needed")),
                        HTML(budget.indicative?.description ?? "None"), HTML(budget.agreed?.description ?? "None"),
                        HTML(version.given(by: budget.id).description),
                    ])
            })
        for line in version.lines where line.kind != .extras { StaffLine(line: line, plan: plan) }
    }
}

/// One line, whole.
struct StaffLine: Component {
    let line: PlanLine
    let plan: StaffPlan

    var html: HTML {
        section(.class("panel")) {
            h3 {
                bdi { line.title }
                if line.kind == .contingency {
                    " "
                    StatusTag("Emergencies")
                }
                if line.isExclusive {
                    " "
                    StatusTag("Exclusive")
                }
            }
            p(.class("money-sentence")) {
                strong(.class("amount")) { line.allocation.words }
                ", from \(line.allocation.span.first.words) to \(line.allocation.span.last.words): "
                "\(line.allocation.total) in all."
            }
            SummaryList(rows)
        }
    }

    private var rows: [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init("Pays for", HTML { PlanCovers(line: line, names: plan.names) }),
            .init("Paid from", HTML(plan.plan[budget: line.budget]?.title ?? "A budget that the plan does not have")),
            .init(
                "Serves",
                HTML {
                    ul(.class("bullets")) {
                        for outcome in line.outcomes {
                            li { bdi { plan.plan[outcome: outcome]?.text ?? outcome.text } }
                        }
                    }
                }),
        ]
        let from = line.limits.suppliers.map(plan.names.name) + line.limits.reaches.map { "\($0.words) suppliers" }
        if !from.isEmpty { rows.append(.init("Only from", HTML(from.joined(separator: "; ")))) }
        if line.allocation.every != .once || line.carry != .none {
            rows.append(.init("What is left over", HTML(line.carry.staffWords)))
        }
        if let cap = line.cap {
            let unit = cap.unit.map { Unit.count(cap.quantity, $0) } ?? "\(cap.quantity)"
            rows.append(.init("At most in a period", HTML(unit)))
        }
        if let ceiling = line.priceCeiling { rows.append(.init("One unit may cost", HTML("up to \(ceiling)"))) }
        if let above = line.approvalAbove { rows.append(.init("Approval is needed", HTML("above \(above) at once"))) }
        return rows
    }
}

extension CarryForward {
    /// After "What is left over".
    var staffWords: String {
        switch self {
        case .none: "Lapses with its period"
        case .all: "Can be used until the line ends"
        case .upTo(let most): "Goes into the next period, at most \(most)"
        case .periods(1): "Can be used for one more period"
        case .periods(let count): "Can be used for \(count) more periods"
        }
    }
}

/// What a version says in words.
struct StaffPlanWords: Component {
    let plan: StaffPlan

    private var narrative: Narrative { plan.plan.narrative }

    var html: HTML {
        h2 { "What the plan says" }
        SummaryList(
            zip(NarrativeText.areas, texts).map { area, text in
                .init(area.label, HTML { if text.isEmpty { "Nothing" } else { bdi { text } } })
            })
        h2 { "Outcomes" }
        for outcome in plan.plan.outcomes {
            section(.class("panel")) {
                h3 { bdi { outcome.text } }
                if !outcome.measure.isEmpty {
                    p {
                        "How everybody will know: "
                        bdi { outcome.measure }
                    }
                }
                for finding in outcome.findings {
                    p {
                        "\(finding.on.words): "
                        bdi { finding.text }
                    }
                }
            }
        }
        if !narrative.risks.isEmpty {
            h2 { "Risks" }
            SummaryList(narrative.risks.map { risk in .init(risk.text, HTML { bdi { risk.handling } }) })
        }
        if !narrative.competencies.isEmpty {
            h2 { "Delegated health tasks" }
            CompetencyTable(plan: plan.plan, names: plan.names, today: plan.today)
        }
    }

    private var texts: [String] {
        [
            narrative.needs, narrative.aboutMe, narrative.contingency, narrative.monitoredBy, narrative.communication,
        ]
    }
}

/// Who is signed off for which delegated health task, and until when.
struct CompetencyTable: Component {
    let plan: Plan
    let names: PlanNames
    let today: Day

    var html: HTML {
        DataTable(
            id: "tasks", caption: "Who is signed off for which task", isCaptionHidden: true,
            columns: [
                .init("Task"), .init("Worker"), .init("Supplier"), .init("Signed off by"), .init("Check again by"),
            ],
            rows: plan.narrative.competencies.map { item in
                .init(
                    HTML(item.task),
                    [
                        HTML(item.worker), HTML(item.supplier.map(names.name) ?? "Employed by the person"),
                        HTML(item.signedOffBy), HTML { ReviewDay(item.until, today: today) },
                    ])
            })
    }
}

import Markup
import Operations
import Plans
import Values

/// The budgets of a draft: what was estimated, what was agreed, what the lines give.
struct DraftBudgets: Component {
    let draft: DraftLook

    private var plan: Plan { draft.plan }

    var html: HTML {
        SectionHeading(
            "Budgets", id: "budgets-heading", count: plan.budgets.count,
            link: Link("Add a budget", href: "\(draft.address)/budgets/new"))
        DraftProblems(draft, of: ["budgets"], at: nil)
        DataTable(
            id: "budget-table", caption: "What each budget has, over the whole plan",
            columns: [
                .init("Budget"), .init("How it is run"), .init("Estimate", align: .end),
                .init("Agreed", align: .end), .init("Lines give", align: .end), .init("Compared"),
            ],
            rows: plan.budgets.map(row), empty: "There is no budget yet.")
    }

    private func row(_ budget: PlanBudget) -> DataTable.Row {
        let given = plan.given(by: budget.id, over: draft.standing)
        return .init(
            HTML {
                Link(budget.title, href: "\(draft.address)/budgets/\(PathText.encode(budget.id))")
                DraftProblems(draft, starting: "budgets.\(budget.id)", at: "budgets/\(PathText.encode(budget.id))") {
                    field in
                    field.split(separator: ".").last.map(String.init)
                }
            },
            [
                HTML {
                    budget.eligibility.words
                    ". "
                    budget.management.words
                },
                HTML(budget.indicative?.description ?? "None"),
                HTML(budget.agreed?.description ?? "What the lines give"),
                HTML { span(.class("amount")) { "\(given)" } }, HTML(Self.compared(given, budget)),
            ])
    }

    /// "£120.00 more than agreed; £30.00 less than estimated".
    static func compared(_ given: Money, _ budget: PlanBudget) -> String {
        [
            budget.agreed.map { MoneyDifference.words(given, against: $0, "agreed") },
            budget.indicative.map { MoneyDifference.words(given, against: $0, "estimated") },
        ].compactMap(\.self).joined(separator: "; ")
    }
}

/// The outcomes of a draft, and which lines serve them.
struct DraftOutcomes: Component {
    let draft: DraftLook

    private var plan: Plan { draft.plan }

    var html: HTML {
        SectionHeading(
            "Outcomes", id: "outcomes-heading", count: plan.outcomes.count,
            link: Link("Add an outcome", href: "\(draft.address)/outcomes/new"))
        DraftProblems(draft, of: ["outcomes"], at: nil)
        DataTable(
            id: "outcome-table", caption: "What the person wants from life", isCaptionHidden: true,
            columns: [.init("Outcome"), .init("How everybody will know"), .init("Lines that serve it")],
            rows: plan.outcomes.map { outcome in
                .init(
                    HTML {
                        Link(outcome.text, href: "\(draft.address)/outcomes/\(PathText.encode(outcome.id))")
                        DraftProblems(
                            draft, starting: "outcomes.\(outcome.id)", at: "outcomes/\(PathText.encode(outcome.id))"
                        ) { _ in
                            "text"
                        }
                    },
                    [
                        HTML { bdi { outcome.measure } },
                        HTML(serving(outcome)),
                    ])
            },
            empty: "There is no outcome yet.")
    }
}

extension DraftOutcomes {
    private func serving(_ outcome: Outcome) -> String {
        plan.lines.filter { $0.outcomes.contains(outcome.id) }.map(\.title).joined(separator: "; ")
    }
}

/// The lines of a draft, budget by budget, with their totals.
struct DraftLines: Component {
    let draft: DraftLook

    private var plan: Plan { draft.plan }

    private var stray: [PlanLine] { plan.lines.filter { plan[budget: $0.budget] == nil && $0.kind != .extras } }

    var html: HTML {
        SectionHeading(
            "Lines", id: "lines-heading", count: plan.lines.count { $0.kind != .extras },
            link: Link("Add a line", href: "\(draft.address)/lines/new"))
        DraftProblems(draft, of: ["lines"], at: nil)
        for (position, budget) in plan.budgets.enumerated() {
            table(
                "lines-\(position)", budget.title,
                plan.lines.filter { $0.budget == budget.id && $0.kind != .extras },
                against: DraftBudgets.compared(plan.given(by: budget.id, over: draft.standing), budget))
        }
        if !stray.isEmpty { table("lines-stray", "No budget", stray, against: "") }
        if let extras = plan.extras {
            p(.class("quiet")) {
                "Extra money that you grant request by request goes to “\(extras.title)”. Every plan has this line."
            }
            DraftProblems(draft, of: ["allocation", "covers", "budget"].map { "lines.\(extras.id).\($0)" }, at: nil)
        }
    }

    private func table(_ id: String, _ title: String, _ lines: [PlanLine], against words: String) -> HTML {
        DataTable(
            id: id, caption: "Paid from “\(title)”",
            columns: [
                .init("Line"), .init("Pays for"), .init("Gives"), .init("From and to"),
                .init("Over the plan", align: .end), .init("Against now"),
            ],
            rows: lines.map(row),
            foot: .init(
                "Total",
                [HTML(words), "", "", HTML(lines.map(\.allocation.total).total.description), ""])
        ).html
    }

    private func row(_ line: PlanLine) -> DataTable.Row {
        let part = LineText(of: draft, item: line.id.text)
        return .init(
            HTML {
                Link(
                    line.title.isEmpty ? "Line without a title" : line.title,
                    href: "\(draft.address)/lines/\(PathText.encode(line.id))")
                if line.kind == .contingency {
                    " "
                    StatusTag("Emergencies")
                }
                if line.isExclusive {
                    " "
                    StatusTag("Exclusive")
                }
                DraftProblems(draft, starting: "lines.\(line.id)", at: "lines/\(PathText.encode(line.id))") {
                    part?.field(of: $0)
                }
            },
            [
                HTML { span { PlanCovers(line: line, names: draft.names) } },
                HTML(line.allocation.words),
                HTML("\(line.allocation.span.first.words) to \(line.allocation.span.last.words)"),
                HTML { span(.class("amount")) { "\(line.allocation.total)" } },
                HTML(compared(line)),
            ])
    }

    private func compared(_ line: PlanLine) -> String {
        guard let before = draft.standing?[line: line.id] else { return draft.standing == nil ? "" : "New" }
        return MoneyDifference.change(line.allocation.total - before.allocation.total)
    }
}

/// What a line pays for; what has gone from the catalogue is said so.
struct PlanCovers: Component {
    let line: PlanLine
    let names: PlanNames

    var html: HTML {
        let covered = names.covered(by: line)
        if covered.isEmpty {
            line.kind == .contingency ? "What another line covers" : "Nothing yet"
        } else {
            for (position, thing) in covered.enumerated() {
                if position > 0 { "; " }
                bdi { thing.words }
                if thing.isGone {
                    " "
                    StatusTag("Gone", tone: .no)
                }
            }
        }
    }
}

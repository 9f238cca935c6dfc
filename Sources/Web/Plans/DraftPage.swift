import Markup
import Operations
import Plans
import Values

/// A draft with its parts, and what is missing in each.
struct DraftPage {
    let draft: DraftLook
    let hidden: [HiddenField]
    /// Set when somebody tried to propose it.
    var problems = FieldProblems()

    private var plan: Plan { draft.plan }

    var view: View {
        View(
            "Draft of \(draft.holder.name)’s plan", place: .people,
            breadcrumb: [
                Link("People", href: "/people"), Link(draft.holder.name, href: "/people/\(draft.holder.id)"),
            ],
            problems: problems, width: .wide
        ) {
            h1 {
                "Plan of "
                bdi { draft.holder.name }
                ": version \(plan.version)"
            }
            p { plan.status.staffTag }
            p(.class("lead")) { summary }
            DraftTasks(draft: draft)
            about
            sayings
            DraftBudgets(draft: draft)
            DraftOutcomes(draft: draft)
            DraftLines(draft: draft)
            end
        }
    }

    private var summary: String {
        switch draft.problems.problems.count {
        case 0: "Nothing is missing. See what this version does, then propose it."
        case 1: "One thing is missing or contradicts another. It is said next to its place."
        case let count: "\(count) things are missing or contradict each other. Each is said next to its place."
        }
    }

    private var about: HTML {
        HTML {
            SectionHeading(
                "About this version", link: Link("Change", href: "\(draft.address)/head", about: "the dates"))
            SummaryList([
                .init(
                    "Plan runs",
                    HTML {
                        "\(plan.span.first.words) to \(plan.span.last.words)"
                        DraftProblems(draft, of: ["span"], at: "head")
                    }),
                .init(
                    "This version counts from",
                    HTML {
                        plan.takesEffect.words
                        DraftProblems(draft, of: ["takesEffect"], at: "head")
                    }),
                .init(
                    "Coordinator",
                    HTML {
                        bdi { plan.coordinator.name }
                        ", \(plan.coordinator.telephone)"
                        DraftProblems(draft, of: ["coordinator"], at: "head")
                    }),
                .init("Several lines may pay together", HTML(plan.allowsSplitting ? "Yes" : "No")),
                .init(
                    "Takes the place of",
                    HTML {
                        if let standing = draft.standing {
                            Link("Version \(standing.version)", href: PlanAddress(standing).text)
                        } else {
                            "Nothing: it is the first"
                        }
                    }),
            ])
        }
    }

    private var sayings: HTML {
        HTML {
            SectionHeading(
                "What the plan says", link: Link("Change", href: "\(draft.address)/narrative", about: "the words"))
            DraftProblems(
                draft, of: NarrativeText.areas.map(\.name) + ["nextReview", "noticeDays"], at: "narrative")
            SummaryList(words)
            SectionHeading("Risks", link: Link("Change", href: "\(draft.address)/risks", about: "the risks"))
            DraftProblems(draft, of: ["risks"], at: "risks", field: "risk-0-text")
            if !plan.narrative.risks.isEmpty {
                SummaryList(plan.narrative.risks.map { risk in .init(risk.text, HTML { bdi { risk.handling } }) })
            }
            SectionHeading(
                "Delegated health tasks",
                link: Link("Change", href: "\(draft.address)/competencies", about: "the delegated health tasks"))
            if plan.narrative.competencies.isEmpty {
                p { "None" }
            } else {
                CompetencyTable(plan: plan, names: draft.names, today: draft.today)
            }
        }
    }

    private var words: [SummaryList.Row] {
        let narrative = plan.narrative
        let texts = [
            narrative.needs, narrative.aboutMe, narrative.contingency, narrative.monitoredBy, narrative.communication,
        ]
        return zip(NarrativeText.areas, texts).map { area, text in
            .init(area.label, HTML { if text.isEmpty { "Nothing yet" } else { bdi { text } } })
        } + [
            .init("Next review", HTML(narrative.nextReview?.words ?? "No day yet")),
            .init("Notice", HTML("\(narrative.noticeDays) days")),
        ]
    }

    private var end: HTML {
        HTML {
            h2 { "When it is ready" }
            p { "The next page shows what this version does, before anything happens." }
            ButtonRow {
                ButtonLink("See what it does, and propose it", href: "\(draft.address)/effects")
                ButtonLink("Read it as a whole", href: "\(draft.address)/reading", kind: .secondary)
            }
            Details("Throw this draft away") {
                p { "Nothing of it is kept in use. The version in force stays as it is." }
                PostForm(
                    action: "\(draft.address)/retreat",
                    hidden: hidden.naming("discard") + [HiddenField(name: "fate", value: "discard")]
                ) { Button("Throw the draft away", kind: .warning) }
            }
        }
    }
}

/// The parts of a draft in order, and how many things are missing in each.
struct DraftTasks: Component {
    let draft: DraftLook

    var html: HTML {
        TaskList(
            id: "parts",
            tasks: [
                task("Dates and coordinator", "head", ["span", "takesEffect", "coordinator"]),
                task(
                    "What the plan says", "narrative",
                    NarrativeText.areas.map(\.name) + ["nextReview", "noticeDays"]),
                task("Risks", "risks", ["risks"]),
                task("Delegated health tasks", "competencies", []),
                .init(title: "Budgets", href: "#budgets-heading", status: status(starting: "budgets")),
                .init(title: "Outcomes", href: "#outcomes-heading", status: status(starting: "outcomes")),
                .init(title: "Lines", href: "#lines-heading", status: status(starting: "lines")),
            ])
    }

    private func task(_ title: String, _ path: String, _ fields: [String]) -> TaskList.Task {
        .init(
            title: title, href: "\(draft.address)/\(path)",
            status: status(draft.problems.problems.count { fields.contains($0.field) }))
    }

    private func status(starting start: String) -> StatusTag {
        status(draft.problems.problems.count { $0.field == start || $0.field.hasPrefix("\(start).") })
    }

    private func status(_ count: Int) -> StatusTag {
        count == 0 ? StatusTag("Nothing missing", tone: .yes) : StatusTag("\(count) to do", tone: .ask)
    }
}

/// What is wrong at one place of a draft, each with the way to its field.
struct DraftProblems: Component {
    private let shown: [(id: String?, words: String, href: String)]

    /// - Parameters:
    ///   - fields: as the plan's check names them.
    ///   - path: of the page that has them, within the draft's.
    ///   - field: what that page calls the field; nil where it calls it the same.
    init(_ draft: DraftLook, of fields: [String], at path: String?, field: String? = nil) {
        var seen: Set<String> = []
        shown = draft.problems.problems.filter { fields.contains($0.field) }.map { problem in
            let anchor = field ?? DraftProblems.anchors[problem.field] ?? problem.field
            let href = path.map { "\(draft.address)/\($0)#\(anchor)" } ?? "#\(problem.field)"
            return (seen.insert(problem.field).inserted ? problem.field : nil, problem.words, href)
        }
    }

    /// All problems of one item, such as a line.
    init(_ draft: DraftLook, starting start: String, at path: String, naming: (String) -> String?) {
        var seen: Set<String> = []
        shown = draft.problems.problems.filter { $0.field == start || $0.field.hasPrefix("\(start).") }.map {
            (
                seen.insert($0.field).inserted ? $0.field : nil, $0.words,
                "\(draft.address)/\(path)#\(naming($0.field) ?? "main")"
            )
        }
    }

    private static let anchors = ["span": "first", "takesEffect": "takes-effect"]

    var html: HTML {
        if !shown.isEmpty {
            ul(.class("stack")) {
                for problem in shown {
                    li(.class("field__problem"), .id(problem.id), .tabindex(-1)) {
                        Hidden("Missing or contradictory: ")
                        a(.class("errors__link"), .href(problem.href)) { problem.words }
                    }
                }
            }
        }
    }
}

import Identity
import Markup
import Operations
import Plans
import Values

/// One person as the commissioner's staff see them: plan, budget, versions, requests, rights, standing.
struct PersonPage {
    let person: PersonLook
    let hidden: [HiddenField]
    var problems = FieldProblems()
    /// An answer that could not be sent.
    var answered: (request: PlanRequest.ID, words: String)?

    private var holder: Holder { person.holder }

    var view: View {
        View(
            holder.name, place: .people, breadcrumb: [Link("People", href: "/people")], problems: problems, width: .wide
        ) {
            h1 { bdi { holder.name } }
            warnings
            facts
            coming
            PersonMoney(person: person)
            PersonRequests(person: person, hidden: hidden, problems: problems, answered: answered)
            PersonVersions(person: person)
            if !person.notices.isEmpty {
                h2 { "What was done, and why" }
                StaffNoticeTable(notices: person.notices)
            }
            PersonAuthorities(person: person)
            PersonStanding(person: person)
            PersonOrders(person: person)
        }
    }

    @HTMLBuilder private var warnings: HTML {
        if let day = person.plan?.narrative.nextReview, person.plan?.status == .inForce, day < person.today {
            Notice(.warning, "The review is overdue since \(day.words)")
        }
        for (title, categories) in person.vanished {
            Notice(
                .warning, "“\(title)” names what is not in the catalogue any more",
                text: "\(categories.joined(separator: ", ")): nothing can be bought under it. Write a new version.")
        }
        if person.isOverSurplus {
            Notice(
                .info, "\(person.surplus.amount) is left over",
                text:
                    "That is more than \(person.surplusWeeks) weeks of what the plan gives, \(person.surplus.perWeek) "
                    + "a week. Talk about it at the review.")
        }
    }

    private var facts: HTML {
        SummaryList([
            .init("Known as", HTML { bdi { holder.knownAs } }),
            .init("Born", HTML("\(holder.dateOfBirth.words), \(holder.age(on: person.today)) years old")),
            .init("Address", HTML { bdi { holder.address.allLines.joined(separator: ", ") } }),
            .init("Telephone", HTML(holder.telephone)),
            .init("Pseudonym", HTML(holder.pseudonym)),
            .init(
                "Plan",
                HTML {
                    if let plan = person.plan {
                        Link("Version \(plan.version)", href: PlanAddress(plan).text)
                        " "
                        plan.status.staffTag
                        p { "\(plan.span.first.words) to \(plan.span.last.words)" }
                    } else {
                        "None"
                    }
                }),
            .init("Next review", HTML { ReviewDay(person.plan?.narrative.nextReview, today: person.today) }),
        ]).html
    }

    @HTMLBuilder private var coming: HTML {
        if let plan = person.coming {
            section(.class("panel panel--marked")) {
                h2 { "What is coming" }
                p {
                    Link("Version \(plan.version)", href: PlanAddress(plan).text)
                    " "
                    plan.status.staffTag
                }
                p { "It counts from \(plan.takesEffect.words)." }
            }
        } else {
            Details("Write a new version of the plan", isOpen: problems["origin"] != nil || person.plan == nil) {
                PostForm(action: "/people/\(holder.id)/drafts", hidden: hidden.naming("draft")) {
                    Radios(
                        name: "origin", legend: "What does the draft start from?", choices: origins,
                        problem: problems["origin"])
                    Button("Begin the draft")
                }
            }
        }
    }

    private var origins: [Choice] {
        var choices: [Choice] = []
        if let plan = person.plan {
            if plan.status != .ended, person.today <= plan.span.last {
                choices.append(
                    Choice("copy", "A copy of version \(plan.version)", hint: "Its lines go on with their money."))
            }
            choices.append(
                Choice(
                    "renewal", "Version \(plan.version), for another year",
                    hint: "The same words and lines, with new money from "
                        + "\(max(plan.span.last.adding(days: 1), person.today).words)."))
        }
        return choices + PlanTemplate.allCases.map { Choice($0.rawValue, "Template: \($0.words)") }
            + [Choice("blank", "Nothing: write it from scratch")]
    }
}

/// Where the plan's money stands.
struct PersonMoney: Component {
    let person: PersonLook

    var html: HTML {
        if let plan = person.plan, !person.budget.lines.isEmpty {
            h2 { "Money" }
            for budget in plan.budgets { table(budget, plan) }
        }
    }

    private func table(_ budget: PlanBudget, _ plan: Plan) -> HTML {
        let lines = person.budget.lines.filter {
            $0.line.budget == budget.id && ($0.line.kind != .extras || $0.given.isPositive)
        }
        return HTML {
            h3 { bdi { budget.title } }
            p(.class("quiet")) { "\(budget.eligibility.words). \(budget.management.words)." }
            BudgetBar(
                id: "budget-\(plan.budgets.firstIndex { $0.id == budget.id } ?? 0)",
                title: "\(budget.title), present periods",
                spent: lines.map { $0.owed + $0.paid }.total, promised: lines.map(\.committed).total,
                held: lines.map(\.held).total, left: lines.map(\.left).total, isTitleHidden: true)
            DataTable(
                id: "money-\(budget.id)", caption: "Lines of “\(budget.title)” in their present periods",
                isCaptionHidden: true,
                columns: [
                    .init("Line"), .init("Gives"), .init("Until"), .init("Left", align: .end),
                    .init("Held", align: .end), .init("Promised", align: .end), .init("To be paid", align: .end),
                    .init("Paid", align: .end),
                ],
                rows: lines.map { line in
                    .init(
                        HTML { bdi { line.line.title } },
                        [HTML(line.line.allocation.words), HTML(line.period.last.words)]
                            + [line.left, line.held, line.committed, line.owed, line.paid].map { HTML($0.description) })
                },
                empty: "No line of this budget runs today.")
        }
    }
}

/// What the person asked to be changed, and the answers.
struct PersonRequests: Component {
    let person: PersonLook
    let hidden: [HiddenField]
    let problems: FieldProblems
    let answered: (request: PlanRequest.ID, words: String)?

    var html: HTML {
        if !person.requests.isEmpty {
            SectionHeading("Changes that were asked for", count: person.requests.count { $0.request.answer == nil })
            for (request, name) in person.requests {
                section(.class(request.answer == nil ? "panel panel--marked" : "panel")) {
                    p {
                        bdi { name }
                        ", \(request.askedAt.words), about version \(request.version):"
                    }
                    InsetText { p { bdi { request.words } } }
                    if let answer = request.answer {
                        p {
                            "Answered\(request.answeredAt.map { " on \($0.day.words)" } ?? ""): "
                            bdi { answer }
                        }
                    } else {
                        form(request)
                    }
                }
            }
        }
    }

    private func form(_ request: PlanRequest) -> HTML {
        let field = "answer-\(request.id)"
        return PostForm(
            action: "/people/\(person.holder.id)/requests/\(request.id)", hidden: hidden.naming(field)
        ) {
            FieldFrame(
                name: field, label: "Your answer", hint: "The person reads it.", problem: problems[field],
                control: textarea(
                    .class("input input--area"), .id(field), .name("answer"), .rows(4),
                    .when(problems[field] != nil, .ariaInvalid("true")),
                    .ariaDescribedBy(FieldFrame.notes(of: field, hint: "", problem: problems[field]))
                ) { answered?.request == request.id ? answered?.words ?? "" : "" })
            Button("Answer", about: "the change that was asked for on \(request.askedAt.day.words)")
        }.html
    }
}

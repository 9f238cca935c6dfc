import Markup
import Operations
import Plans
import Values

/// My plan on one page, in plain words, and on paper.
struct MyPlanPage: Sendable {
    let mine: MyPlan
    let hidden: [HiddenField]
    var typed = ""
    var problems = FieldProblems()

    var view: View {
        View(mine.title, place: .plan, problems: problems, width: .wide) {
            h1 { mine.title }
            PlanSwitch(isEasy: false)
            ComingBanner(mine: mine)
            PlanStanding(plan: mine.plan, today: mine.today)
            if let plan = mine.plan {
                PlanFacts(plan: plan, holder: mine.holder.name, today: mine.today)
                PlanMatters(plan: plan)
                money(plan)
                PlanCare(plan: plan, names: mine.names)
                PlanNotices(mine: mine)
                PlanRequests(mine: mine, about: plan, hidden: hidden, typed: typed, problems: problems)
            }
            OlderPlans(plans: mine.older)
        }
    }

    private func money(_ plan: Plan) -> HTML {
        HTML {
            SectionHeading(
                "My money", id: "money", link: Link("Everything that moved: the statement", href: "/budget"))
            PlanBudgets(
                plan: plan,
                left: Dictionary(
                    plan.budgets.map { ($0.id, mine.left(of: $0)) }, uniquingKeysWith: { first, _ in first }))
            div(.class("grid grid--wide")) {
                for line in shown(plan) {
                    PlanLinePanel(
                        line: line, plan: plan, names: mine.names,
                        now: .init(money: mine.budget[line: line.id], whose: mine.whose, today: mine.today))
                }
            }
        }
    }

    /// The line for extras is shown once something was granted.
    private func shown(_ plan: Plan) -> [PlanLine] {
        plan.lines.filter { $0.kind != .extras || mine.budget[line: $0.id]?.given.isPositive ?? false }
    }
}

/// From the full page to the easy one and back, and to paper.
struct PlanSwitch: Component {
    let isEasy: Bool

    var html: HTML {
        div(.class("no-print")) {
            ButtonRow {
                if isEasy {
                    ButtonLink("Show everything", href: "/plan", kind: .secondary)
                } else {
                    ButtonLink("Easy read", href: "/plan/easy", kind: .secondary, about: "version of the plan")
                }
            }
        }
    }
}

/// A version that was put to the holder, or waits for its day.
struct ComingBanner: Component {
    let mine: MyPlan

    var html: HTML {
        if let coming = mine.coming {
            let day = max(coming.takesEffect, mine.today).words
            if coming.status == .proposed {
                Notice(
                    .info, mine.plan == nil ? "Your first plan is ready" : "A new plan is ready",
                    text: mine.authority.mayAgree
                        ? "Read it, and agree or ask for a change. It counts from \(day) at the earliest."
                        : "It waits for \(mine.holder.name), a nominee or a representative to agree.",
                    link: Link("Read the new plan", href: "/plan/coming"))
            } else {
                Notice(
                    .info, "A new plan is agreed", text: "It takes the place of this one on \(day).",
                    link: Link("Read the new plan", href: "/plan/coming"))
            }
        }
    }
}

/// What was done to the plan, why, and what can be done about it.
struct PlanNotices: Component {
    let mine: MyPlan

    var html: HTML {
        if !mine.notices.isEmpty {
            h2(.id("notices")) { "What was decided about the plan" }
            for (notice, by) in mine.notices {
                div(.class("panel")) {
                    h3 { notice.title }
                    p { bdi { notice.reason } }
                    p(.class("quiet")) { "Told on \(notice.toldOn.words), by \(by)." }
                }
            }
            ReviewRight()
        }
    }
}

/// The right to have a decision looked at again (reference, A7).
struct ReviewRight: Component {
    var html: HTML {
        Details("If you do not agree with a decision", isOpen: true) {
            ol(.class("numbers stack")) {
                li {
                    "Ask your commissioner to look at it again. Your coordinator tells you how. You get an answer with "
                    "reasons, in writing."
                }
                li { "Then you can use the NHS complaints procedure, within 12 months." }
                li { "Then you can go to the Parliamentary and Health Service Ombudsman." }
            }
        }
    }
}

/// What was asked to be changed, with answers, and the form to ask.
struct PlanRequests: Component {
    let mine: MyPlan
    /// The version that the form is about.
    let about: Plan
    let hidden: [HiddenField]
    let typed: String
    let problems: FieldProblems

    var html: HTML {
        div(.class("no-print stack")) {
            h2(.id("change")) { "Ask for a change" }
            form
        }
        if !mine.requests.isEmpty { asked }
    }

    private var form: PostForm {
        PostForm(
            action: "/plan/requests",
            hidden: hidden.naming("request") + [HiddenField(name: "version", value: PlanVersionID(about).text)]
        ) {
            TextArea(
                name: "words", label: "What should be different?", hint: "Your commissioner reads it and answers here.",
                value: typed, problem: problems["words"], rows: 4, maximum: PlanRequest.wordsCharactersMaximum)
            Button("Ask for a change", kind: .secondary)
        }
    }

    private var asked: HTML {
        HTML {
            h3 { "What you asked for" }
            ul(.class("list")) {
                for (request, by) in mine.requests {
                    li {
                        p { bdi { request.words } }
                        p(.class("quiet")) { "\(by), \(request.askedAt.words)" }
                        if let answer = request.answer {
                            p {
                                strong { "Answer: " }
                                bdi { answer }
                                if let at = request.answeredAt { " (\(at.day.words))" }
                            }
                        } else {
                            p { "Your commissioner has not answered yet." }
                        }
                    }
                }
            }
        }
    }
}

/// Versions that counted once: history is never rewritten.
struct OlderPlans: Component {
    let plans: [Plan]

    var html: HTML {
        if !plans.isEmpty {
            h2 { "Older versions" }
            ul(.class("list")) {
                for plan in plans {
                    li {
                        a(.href("/plan/versions/\(plan.id)/\(plan.version)")) {
                            "Version \(plan.version), from \(plan.takesEffect.words)"
                        }
                        ". \(plan.status.holderWords)."
                    }
                }
            }
        }
    }
}

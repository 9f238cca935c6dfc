import Identity
import Markup
import Operations
import Plans
import Storage
import Values

/// A version of a plan with what staff need beside it.
struct StaffPlan: Sendable {
    let holder: Holder
    let plan: Plan
    let names: PlanNames
    let today: Day
    /// Notices about this version, newest first, with who wrote them.
    let notices: [(notice: Plans.PlanNotice, by: String)]
    let waits: Bool
    /// How often the version has been saved or moved on.
    let revision: Int

    init(_ id: PlanVersionID, of commissioner: Commissioner.ID, _ look: Desk.Look) throws {
        let snapshot = look.snapshot
        guard let plan = try snapshot.plans.find(id.plan, version: id.version, of: commissioner),
            let holder = try snapshot.holders.find(plan.holder)
        else { throw NotFound() }
        self.plan = plan
        self.holder = holder
        revision = try snapshot.plans.revision(of: plan.id, version: plan.version) ?? 0
        names = try PlanNames(of: [plan], look)
        today = look.today
        notices = try snapshot.planNotices.list(of: plan.id).filter { $0.version == plan.version }.map {
            ($0, try snapshot.people.find($0.by)?.name ?? "")
        }
        waits = notices.contains { !$0.notice.isDone }
    }

    var address: String { PlanAddress(plan).text }
    var crumbs: [Link] {
        [Link("People", href: "/people"), Link(holder.name, href: "/people/\(holder.id)")]
    }
}

/// A version as it is read and printed, with what can be done about it.
struct StaffPlanPage {
    let plan: StaffPlan
    let hidden: [HiddenField]
    var agreement = AgreementText()
    var problems = FieldProblems()

    private var version: Plan { plan.plan }
    private var address: String { plan.address }

    var view: View {
        View(
            "Plan of \(plan.holder.name), version \(version.version)", place: .people, breadcrumb: plan.crumbs,
            problems: problems, width: .wide
        ) {
            h1 {
                "Plan of "
                bdi { plan.holder.name }
                ": version \(version.version)"
            }
            p { version.status.staffTag }
            actions
            StaffPlanFacts(plan: plan)
            StaffPlanNotices(plan: plan)
            StaffPlanMoney(plan: plan)
            StaffPlanWords(plan: plan)
        }
    }

    @HTMLBuilder private var actions: HTML {
        switch version.status {
        case .draft:
            p { Link("Go on writing", href: address) }
        case .proposed:
            AgreementForm(plan: plan, hidden: hidden, typed: agreement, problems: problems)
            ButtonRow { ButtonLink("What this version does", href: "\(address)/effects", kind: .secondary) }
            retreat
        case .agreed:
            p { "It takes effect on \(version.takesEffect.words)." }
            ButtonRow { ButtonLink("What this version does", href: "\(address)/effects", kind: .secondary) }
            retreat
        case .inForce, .suspended: steps
        case .superseded, .ended, .discarded: HTML.empty
        }
    }

    private var retreat: HTML {
        Details("Take it back, or throw it away") {
            p { "Taken back, it is a draft again, and both sides agree anew." }
            ButtonRow {
                PostForm(
                    action: "\(address)/retreat",
                    hidden: hidden.naming("back") + [HiddenField(name: "fate", value: "draft")]
                ) { Button("Take it back to the draft", kind: .secondary) }
                PostForm(
                    action: "\(address)/retreat",
                    hidden: hidden.naming("discard") + [HiddenField(name: "fate", value: "discard")]
                ) { Button("Throw it away", kind: .warning) }
            }
        }.html
    }

    private var steps: HTML {
        nav(.class("no-print"), .ariaLabel("What can be done")) {
            ul(.class("bullets")) {
                if version.status == .inForce {
                    li { Link("Move money between lines", href: "\(address)/transfer") }
                    li { Link("Add money to a line once", href: "\(address)/addition") }
                    li { Link("Suspend the plan", href: "\(address)/suspension") }
                }
                if version.status == .suspended { li { Link("Let the plan go on", href: "\(address)/resumption") } }
                if plan.waits { li { Link("Call off the stop that is waiting", href: "\(address)/resumption") } }
                li { Link("End the plan", href: "\(address)/end") }
            }
        }
    }
}

/// How staff record that the person agreed elsewhere.
struct AgreementForm: Component {
    let plan: StaffPlan
    let hidden: [HiddenField]
    let typed: AgreementText
    let problems: FieldProblems

    private var revised: [HiddenField] {
        hidden.naming("agreement") + [HiddenField(name: "revision", value: String(plan.revision))]
    }

    var html: HTML {
        section(.class("panel panel--marked no-print")) {
            h2 {
                bdi { plan.holder.name }
                " agreed"
            }
            p { "They can agree in this service, too. Record here what was agreed in another way." }
            PostForm(action: "\(plan.address)/agreement", hidden: revised) {
                TextField(
                    name: "name", label: "Who agreed",
                    hint: "The person, or who decides for them, with their capacity: “Dana Field, representative”.",
                    value: typed.name, problem: problems["name"])
                typed.on.field("on", "When", problem: problems["on"])
                Radios(
                    name: "way", legend: "How",
                    choices: Agreement.Way.recorded.map { Choice($0.rawValue, $0.choiceWords) }, value: typed.way,
                    problem: problems["way"])
                Button("Record the agreement")
            }
        }
    }
}

/// Dates, people and agreements of a version.
struct StaffPlanFacts: Component {
    let plan: StaffPlan

    private var version: Plan { plan.plan }

    var html: HTML {
        SummaryList([
            .init(
                "Person",
                HTML {
                    bdi { plan.holder.name }
                    ", born \(plan.holder.dateOfBirth.words)"
                }),
            .init("Plan runs", HTML("\(version.span.first.words) to \(version.span.last.words)")),
            .init("This version counts from", HTML(version.takesEffect.words)),
            .init(
                "Coordinator",
                HTML {
                    bdi { version.coordinator.name }
                    ", \(version.coordinator.telephone)"
                }),
            .init(
                "Agreed",
                HTML {
                    if version.agreements.isEmpty { "By nobody yet" }
                    for agreement in version.agreements { p { agreement.words(holder: plan.holder.name) } }
                }),
            .init("Next review", HTML { ReviewDay(version.narrative.nextReview, today: plan.today) }),
            .init(
                "Reviews held",
                HTML(
                    version.narrative.reviewsHeld.isEmpty
                        ? "None yet" : version.narrative.reviewsHeld.map(\.words).joined(separator: "; "))),
            .init("Notice before money is cut", HTML("\(version.narrative.noticeDays) days")),
            .init("Several lines may pay together", HTML(version.allowsSplitting ? "Yes" : "No")),
        ])
    }
}

/// A review's day, and whether it has passed or comes soon.
struct ReviewDay: Component {
    static let soonDays = 28

    let day: Day?
    let today: Day

    init(_ day: Day?, today: Day) {
        self.day = day
        self.today = today
    }

    var html: HTML {
        if let day {
            span {
                day.words
                if day < today {
                    " "
                    StatusTag("Overdue", tone: .no)
                } else if day - today <= Self.soonDays {
                    " "
                    StatusTag("Due soon", tone: .ask)
                }
            }
        } else {
            "None"
        }
    }
}

/// What was done to this version, with reasons.
struct StaffPlanNotices: Component {
    let plan: StaffPlan

    var html: HTML {
        if !plan.notices.isEmpty {
            h2 { "What was done, and why" }
            StaffNoticeTable(notices: plan.notices)
        }
    }
}

/// Notices as a table.
struct StaffNoticeTable: Component {
    let notices: [(notice: Plans.PlanNotice, by: String)]

    var html: HTML {
        DataTable(
            id: "notices", caption: "Notices, newest first", isCaptionHidden: true,
            columns: [
                .init("What"), .init("Reason"), .init("Told on"), .init("Takes effect"), .init("By"), .init("Version"),
            ],
            rows: notices.map { notice, name in
                .init(
                    HTML {
                        span {
                            notice.kind.staffWords
                            if !notice.isDone {
                                " "
                                StatusTag("Waits for its day", tone: .info)
                            }
                        }
                    },
                    [
                        HTML { bdi { notice.reason } }, HTML(notice.toldOn.words), HTML(notice.takesEffect.words),
                        HTML { bdi { name } }, HTML("\(notice.version)"),
                    ])
            },
            empty: "Nothing has been done to this plan.")
    }
}

import Catalogue
import Markup
import Policies
import Storage
import Values

/// The draft: its rules, its days and weeks, the dry run, and publishing.
struct PolicyDraftPage: Sendable {
    let draft: PolicyVersion
    let shelf: Shelf
    let today: Day
    /// A later version that is published already, and the day it begins.
    let next: (version: Int, day: Day)?
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: @Sendable () -> [HiddenField]
    var settings: PolicySettingsText
    var from: TypedDay
    var problems = FieldProblems()

    init(
        draft: PolicyVersion, shelf: Shelf, history: PolicyHistory, today: Day,
        hidden: @escaping @Sendable () -> [HiddenField]
    ) {
        self.draft = draft
        self.shelf = shelf
        self.today = today
        self.hidden = hidden
        next = history.versions.first { $0.policy.takesEffect > today }.map {
            ($0.policy.version, $0.policy.takesEffect)
        }
        settings = PolicySettingsText(draft.policy.settings)
        from = TypedDay()
    }

    private var policy: CommissionerPolicy { draft.policy }
    private var fields: [HiddenField] {
        hidden() + [HiddenField(name: "revision", value: String(draft.revision))]
    }

    var view: View {
        View(
            "Draft of version \(policy.version)", place: .policy, breadcrumb: [Link("Policy", href: "/policy")],
            problems: problems, width: .wide
        ) {
            h1 { "Draft of version \(policy.version)" }
            p(.class("lead")) { "Nobody is judged by it before it is published." }
            p {
                "Last saved by "
                bdi { draft.writtenBy }
                " on \(draft.writtenAt.words)."
            }
            h2 { "Rules" }
            PolicyRuleTable(policy: policy, shelf: shelf, steps: steps)
            if policy.rules.count < CommissionerPolicy.rulesMaximum {
                ButtonRow { ButtonLink("Add a rule", href: "/policy/draft/rules/new", kind: .secondary) }
            } else {
                p { "A policy holds at most \(CommissionerPolicy.rulesMaximum) rules." }
            }
            routesPart
            settingsForm
            trying
            publishing
            discarding
        }
    }

    private func steps(_ rule: PolicyRule) -> HTML {
        let about = "the rule “\(rule.words)”"
        return HTML {
            ButtonLink("Change", href: "/policy/draft/rules/\(rule.id)", kind: .secondary, about: about)
            PostForm(action: "/policy/draft/rules/\(rule.id)/removal", hidden: fields) {
                Button("Remove", kind: .secondary, about: about)
            }
        }
    }

    @HTMLBuilder private var routesPart: HTML {
        h2 { "Who decides on requests" }
        RouteTable(policy: policy, steps: routeSteps)
        ButtonRow {
            if policy.routes.count < CommissionerPolicy.routesMaximum {
                ButtonLink("Add a route", href: "/policy/draft/routes/new", kind: .secondary)
            }
            ButtonLink("Times of requests", href: "/policy/draft/times", kind: .secondary)
        }
    }

    private func routeSteps(_ route: ApprovalRoute) -> HTML {
        let about = "the route “\(route.title)”"
        return HTML {
            ButtonLink("Change", href: "/policy/draft/routes/\(route.id)", kind: .secondary, about: about)
            PostForm(action: "/policy/draft/routes/\(route.id)/removal", hidden: fields) {
                Button("Remove", kind: .secondary, about: about)
            }
        }
    }

    @HTMLBuilder private var settingsForm: HTML {
        h2 { "Days and weeks" }
        PostForm(action: "/policy/draft/settings", hidden: fields) {
            number(
                "duplicate_days", "Days for the same again",
                "Ordering the same again within so many days is pointed out. 0 for never.", settings.duplicateDays)
            number(
                "review_grace_days", "Days after a missed review",
                "So long the person is told; after that, repeated orders need approval.", settings.reviewGraceDays)
            number(
                "surplus_weeks", "Weeks of money left over",
                "More than so many weeks’ money left over is flagged for the review.", settings.surplusWeeks)
            number(
                "ending_days", "Days before the budget ends",
                "What is delivered in these last days needs approval. 0 for none.", settings.endingDays)
            Button("Save days and weeks", kind: .secondary)
        }
    }

    private func number(_ name: String, _ label: String, _ hint: String, _ value: String) -> TextField {
        TextField(
            name: name, label: label, hint: hint, value: value, problem: problems[name], inputmode: "numeric",
            width: .short)
    }

    @HTMLBuilder private var trying: HTML {
        h2 { "Dry run" }
        p { "See which verdicts of last quarter’s orders would have been others, for whom, and for how much money." }
        ButtonRow { ButtonLink("Try it on last quarter’s orders", href: "/policy/draft/trial", kind: .secondary) }
    }

    @HTMLBuilder private var publishing: HTML {
        h2 { "Publish" }
        p {
            "From that day on, every basket and every search result is judged by it. Signed orders stay as they are. "
            "A published version can’t be changed."
        }
        if let next {
            p { "Version \(next.version) begins on \(next.day.words) and takes over on that day." }
        }
        PostForm(action: "/policy/draft/publication", hidden: fields) {
            from.field(
                "from", "First day", hint: "Today or later. Today is \(numbers(today)).", problem: problems["from"])
            Button("Publish version \(policy.version)")
        }
    }

    private func numbers(_ day: Day) -> String {
        let (year, month, day) = day.components
        return "\(day) \(month) \(year)"
    }

    @HTMLBuilder private var discarding: HTML {
        h2 { "Throw the draft away" }
        p { "Published versions stay as they are." }
        PostForm(action: "/policy/draft/removal", hidden: fields) { Button("Throw the draft away", kind: .warning) }
    }
}

import Identity
import Markup
import Policies
import Storage
import Values

/// Who decides, as the policy says it: for the policy's pages.
struct RouteTable: Component {
    let policy: CommissionerPolicy
    /// What can be done with each route of a draft; nil for a version that can't be changed.
    var steps: (@Sendable (ApprovalRoute) -> HTML)?

    var html: HTML {
        DataTable(
            id: "routes", caption: "Who decides on requests, in this order", isCaptionHidden: true,
            columns: [.init("Route"), .init("When"), .init("Who decides"), .init("Passed on to")]
                + (steps == nil ? [] : [.init("Change or remove")]),
            rows: policy.routes.map(row), empty: "There are no routes.")
        p(.class("quiet")) {
            "The first route that fits counts. Where none fits, one of your staff decides, whoever it is, without a "
            "limit. Nobody decides what they asked for, or about somebody or something close to them."
        }
    }

    private func row(_ route: ApprovalRoute) -> DataTable.Row {
        .init(
            HTML { bdi { route.title } },
            [
                HTML(route.condition.words), HTML.lines(route.tiers.enumerated().map { words($0 + 1, $1) }),
                HTML(route.escalation.isEmpty ? "Nobody" : StaffRole.words(route.escalation, "then")),
            ] + (steps.map { [$0(route)] } ?? []))
    }

    private func words(_ number: Int, _ tier: ApprovalRoute.Tier) -> String {
        let who = StaffRole.words(tier.roles, tier.needs == .all ? "and" : "or")
        return "\(number). \(who)" + (tier.people > 1 ? ": \(tier.people) different people" : "")
    }
}

extension RouteCondition {
    /// As a table says it.
    var words: String {
        switch self {
        case .all(let parts):
            parts.isEmpty ? "Always" : parts.map(\.inner).joined(separator: "; and ")
        case .any(let parts): parts.isEmpty ? "Never" : parts.map(\.inner).joined(separator: "; or ")
        case .not(let part): "not: \(part.inner)"
        case .test(let test): test.words
        }
    }

    private var inner: String {
        switch self {
        case .all(let parts) where parts.count > 1: "(\(words))"
        case .any(let parts) where parts.count > 1: "(\(words))"
        default: words
        }
    }
}

extension RouteTest {
    var words: String {
        switch self {
        case .lineAbove(let money): "one thing costs more than \(money)"
        case .requestAbove(let money): "the request costs more than \(money)"
        case .recentAbove(let money, let days): "with the last \(days) days it comes to more than \(money)"
        case .shareAbove(let percent): "it takes more than \(percent)% of what is left on the line"
        case .category(let id): "it is of category \(id)"
        case .supplier(let id): "it is from \(id)"
        case .reach(let reach): "the supplier is \(reach.words.lowercased())"
        case .offPlan: "no line of the plan pays"
        case .quantityAbove(let most): "it is more than \(most) in all"
        case .timesAbove(let most): "it comes more than \(most) times"
        case .overCeiling: "it costs more than the line allows"
        case .checkMissing: "a paper of the supplier is missing"
        case .newSupplier: "the supplier is new to the person"
        case .signedBy(let kind): "it was signed \(kind.words)"
        case .planEndsWithin(let days): "the plan ends within \(days) days"
        }
    }
}

/// The form for one route of the draft.
struct RoutePage {
    /// Nil for a new one.
    let route: ApprovalRoute.ID?
    let hidden: [HiddenField]
    var text: RouteText
    var revision: String
    var problems = FieldProblems()

    private var title: String { route == nil ? "Add a route" : "Change a route" }

    var view: View {
        View(
            title, place: .policy,
            breadcrumb: [Link("Policy", href: "/policy"), Link("Draft", href: "/policy/draft")], problems: problems
        ) {
            h1 { title }
            p { "A route says who decides on which requests. It is checked that somebody could." }
            PostForm(
                action: route.map { "/policy/draft/routes/\($0)" } ?? "/policy/draft/routes",
                hidden: hidden + [HiddenField(name: "revision", value: revision)]
            ) {
                TextField(name: "title", label: "Name of the route", value: text.title, problem: problems["title"])
                h2 { "For which requests" }
                Radios(
                    name: "joins", legend: "How many of these have to be so?",
                    choices: [Choice("all", "All of them; none at all means always"), Choice("any", "One of them")],
                    value: text.joins)
                for position in text.tests.indices { test(position) }
                h2 { "Who decides" }
                for position in text.tiers.indices { tier(position) }
                h2 { "If nobody answers in time" }
                for position in text.escalation.indices { escalation(position) }
                ButtonRow {
                    Button("Save route")
                    ButtonLink("Cancel", href: "/policy/draft", kind: .secondary)
                }
            }
            Details("What to enter in the boxes") {
                ul(.class("bullets")) {
                    for kind in RouteTestKind.allCases {
                        li { "\(kind.label) "; strong { kind.asks ?? "nothing" } }
                    }
                }
            }
        }
    }

    private func test(_ position: Int) -> HTML {
        let test = text.tests[position]
        return Markup.section(.class("stack")) {
            Select(
                name: "test-\(position)", label: "Condition \(position + 1)",
                choices: [Choice("", "No condition")]
                    + RouteTestKind.allCases.map { Choice($0.rawValue, $0.label) },
                value: test.kind)
            TextField(
                name: "value-\(position)", label: "For condition \(position + 1), enter …", value: test.value,
                problem: problems["value-\(position)"], width: .medium)
            Checkbox(
                name: "not-\(position)", label: "Condition \(position + 1) must not be so", isChecked: test.isNot)
        }
    }

    private func tier(_ position: Int) -> HTML {
        let tier = text.tiers[position]
        return Markup.section(.class("stack")) {
            h3 { position == 0 ? "First" : position == 1 ? "Then (optional)" : "At last (optional)" }
            for role in StaffRole.allCases {
                Checkbox(
                    name: "tier-\(position)-\(role.rawValue)", label: role.words,
                    isChecked: tier.roles.contains(role), problem: problems["tier-\(position)-\(role.rawValue)"])
            }
            Radios(
                name: "needs-\(position)", legend: "Who of them?",
                choices: [Choice("any", "Somebody with one of the roles"), Choice("all", "Somebody for each role")],
                value: tier.needs, problem: problems["needs-\(position)"])
            TextField(
                name: "people-\(position)", label: "How many different people",
                hint: "From 1 to \(ApprovalRoute.peopleMaximum).", value: tier.people,
                problem: problems["people-\(position)"], inputmode: "numeric", width: .short)
        }
    }

    private func escalation(_ position: Int) -> Select {
        Select(
            name: "escalation-\(position)",
            label: position == 0 ? "Who may decide as well" : "And after as long again",
            choices: [Choice("", "Nobody")] + StaffRole.allCases.map { Choice($0.rawValue, $0.words) },
            value: text.escalation[position])
    }
}

/// The form for the times of requests.
struct TimesPage {
    let hidden: [HiddenField]
    var text: TimesText
    var revision: String
    var problems = FieldProblems()

    var view: View {
        View(
            "Times of requests", place: .policy,
            breadcrumb: [Link("Policy", href: "/policy"), Link("Draft", href: "/policy/draft")], problems: problems
        ) {
            h1 { "Times of requests" }
            p { "Reminders go out when half and four fifths of the time are over. Silence never decides." }
            PostForm(
                action: "/policy/draft/times", hidden: hidden + [HiddenField(name: "revision", value: revision)]
            ) {
                for field in TimesText.Field.allCases {
                    TextField(
                        name: field.rawValue, label: field.label, hint: field.hint, value: text.days[field] ?? "",
                        problem: problems[field.rawValue], inputmode: "numeric", width: .short)
                }
                MoneyField(
                    name: "two_people", label: "Two people above",
                    hint: "Requests that cost more need two different people. Empty: one is always enough.",
                    value: text.twoPeople, problem: problems["two_people"])
                Button("Save times")
            }
        }
    }
}

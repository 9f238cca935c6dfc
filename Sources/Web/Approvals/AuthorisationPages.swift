import Hummingbird
import Identity
import Markup
import Orders
import Plans
import Storage
import Values

/// What was authorised once and for all uses within caps.
struct AuthorisationListPage {
    struct Item {
        let authorisation: StandingAuthorisation
        let holder: String
        let granter: String
        let spent: Money
        let uses: Int
    }

    let items: [Item]
    let today: Day
    let hidden: [HiddenField]

    var view: View {
        View(
            "Standing authorisations", place: .requests, breadcrumb: [Link("Requests", href: "/requests")], width: .wide
        ) {
            h1 { "Standing authorisations" }
            p(.class("lead")) {
                "What is covered goes out at once when it is signed, without asking. "
                "Each use is on record as a request."
            }
            p { "To begin one, open a request and choose “Authorise something like this once and for all”." }
            DataTable(
                id: "authorisations", caption: "Standing authorisations, newest first", isCaptionHidden: true,
                columns: [
                    .init("Holder"), .init("What for"), .init("At most"), .init("Used now", align: .end),
                    .init("Until"), .init("Where it stands"), .init("Change"),
                ], rows: items.map(row), empty: "There are none yet.")
        }
    }

    private func row(_ item: Item) -> DataTable.Row {
        let (own, caps) = (item.authorisation, item.authorisation.caps)
        return .init(
            HTML { bdi { item.holder } },
            [
                HTML { bdi { own.words }; br(); span(.class("quiet")) { "given by \(item.granter)" } },
                HTML("\(caps.perUse) for one order, \(caps.perPeriod) \(caps.every.words)"),
                HTML { span(.class("amount")) { "\(item.spent)" }; br(); "\(item.uses) in all" },
                HTML(caps.last.words), own.status.tag.html, HTML { steps(item) },
            ])
    }

    @HTMLBuilder private func steps(_ item: Item) -> HTML {
        let own = item.authorisation
        for event in StandingAuthorisation.workflow.events(from: own.status) where event != .use && event != .end {
            PostForm(
                action: "/authorisations/\(own.id)/\(event.rawValue)",
                hidden: hidden.naming("\(own.id)-\(event.rawValue)")
            ) {
                Button(event.button, kind: event == .revoke ? .warning : .secondary, about: "for \(item.holder)")
            }
        }
    }
}

extension StandingAuthorisation.Status {
    var tag: StatusTag {
        switch self {
        case .proposed: StatusTag("A second person has to agree", tone: .ask)
        case .active: StatusTag("In force", tone: .yes)
        case .paused: StatusTag("Paused", tone: .plain)
        case .ended: StatusTag("Ended", tone: .plain)
        case .revoked: StatusTag("Taken back", tone: .no)
        }
    }
}

extension StandingAuthorisation.Event {
    fileprivate var button: String {
        switch self {
        case .confirm: "Agree"
        case .pause: "Pause"
        case .resume: "Go on"
        case .revoke: "Take back"
        case .use, .end: ""
        }
    }
}

/// What of a request a standing authorisation is to cover.
enum AuthorisationScope: String, CaseIterable, Sendable {
    case offers, kind, anybody

    func choice(_ request: ApprovalView) -> Choice {
        let supplier = request.supplier.name
        return switch self {
        case .offers: Choice(rawValue, "Exactly these things from \(supplier)")
        case .kind: Choice(rawValue, "The same kinds of things from \(supplier)")
        case .anybody: Choice(rawValue, "The same kinds of things from anybody")
        }
    }
}

/// A standing authorisation as it was typed.
struct AuthorisationText: Sendable {
    var scope = ""
    var perUse = ""
    var perPeriod = ""
    var every = Frequency.month.rawValue
    var first = TypedDay()
    var last = TypedDay()
    var words = ""

    init() {}

    init(_ form: Form) {
        scope = form["scope"]
        perUse = form["per_use"]
        perPeriod = form["per_period"]
        every = form["every"]
        first = TypedDay(form, "first")
        last = TypedDay(form, "last")
        words = form["words"]
    }

    /// - Throws: every problem, by field.
    func checked(_ request: ApprovalView, today: Day) throws(FieldProblems) -> StandingAuthorisation.Caps {
        var problems = FieldProblems()
        let scope = AuthorisationScope(rawValue: scope)
        if scope == nil { problems.add("scope", "Choose what it is for") }
        let every = Frequency(rawValue: every)
        if every == nil { problems.add("every", "Choose how often the money for it begins anew") }
        let perUse = problems.money(perUse, "per_use", "the most for one order")
        let perPeriod = problems.money(perPeriod, "per_period", "the most for the period")
        let first = first.read("first", "the first day", &problems)
        let last = last.read("last", "the last day", &problems)
        guard problems.isEmpty, let scope, let every, let perUse, let perPeriod, let first, let last
        else { throw problems }
        let lines = request.part.lines
        let caps = StandingAuthorisation.Caps(
            perUse: perUse, perPeriod: perPeriod, every: every, first: first, last: last,
            categories: scope == .offers ? [] : Array(Set(lines.map(\.category))).sorted(),
            suppliers: scope == .anybody ? [] : [request.supplier.id],
            listings: scope == .offers ? lines.map(\.listing) : [])
        try caps.checked(today: today)
        return caps
    }
}

/// The form for a standing authorisation, begun from a request.
struct AuthorisationPage {
    let request: ApprovalView
    let hidden: [HiddenField]
    var text: AuthorisationText
    var problems = FieldProblems()

    var view: View {
        View(
            "Authorise once and for all", place: .requests,
            breadcrumb: [
                Link("Requests", href: "/requests"),
                Link("Request of \(request.holder.name)", href: "/requests/\(request.approval.id)"),
            ], problems: problems
        ) {
            h1 { "Authorise once and for all" }
            p(.class("lead")) {
                "For "; bdi { request.holder.name }
                ". What is covered needs no request to be decided; you can take it back at any time."
            }
            PostForm(
                action: "/authorisations", hidden: hidden + [.init(name: "request", value: request.approval.id.text)]
            ) {
                Radios(
                    name: "scope", legend: "What is it for?",
                    choices: AuthorisationScope.allCases.map { $0.choice(request) }, value: text.scope,
                    problem: problems["scope"])
                MoneyField(
                    name: "per_use", label: "The most for one order", hint: "This request: \(request.part.total).",
                    value: text.perUse, problem: problems["per_use"])
                MoneyField(
                    name: "per_period", label: "The most for the period", value: text.perPeriod,
                    problem: problems["per_period"])
                Select(
                    name: "every", label: "How often the period begins anew",
                    choices: Frequency.allCases.map { Choice($0.rawValue, $0.words) }, value: text.every,
                    problem: problems["every"])
                text.first.field("first", "First day", problem: problems["first"])
                text.last.field("last", "Last day", problem: problems["last"])
                TextField(
                    name: "words", label: "Why, in words for the holder", value: text.words,
                    problem: problems["words"])
                Button("Authorise")
            }
        }
    }
}

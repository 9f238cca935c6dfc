import Identity
import Markup
import Operations
import Values

/// A right to act for somebody, as it is typed.
struct AuthorityText: Sendable {
    var email = ""
    var kind = ""
    var limit = ""
    var scopes: Set<String> = []
    var first = TypedDay()
    var last = TypedDay()

    init() {}

    init(_ authority: Authority, email: String) {
        self.email = email
        kind = authority.kind.rawValue
        limit = authority.signLimit?.decimal ?? ""
        scopes = Set(authority.scopes.map(\.rawValue))
        first = TypedDay(authority.first)
        last = TypedDay(authority.last)
    }

    /// - Parameter email: of somebody who has a right already; nobody else takes their place.
    init(_ form: Form, email: String?) {
        self.email = email ?? form["email"]
        kind = form["kind"]
        limit = form["limit"]
        scopes = form.chosen("scope")
        first = TypedDay(form, "first")
        last = TypedDay(form, "last")
    }

    /// - Parameter version: of the right as the person saw it; nil where there was none.
    func checked(for holder: Holder.ID, version: Int?) throws(FieldProblems) -> SaveAuthority {
        var problems = FieldProblems()
        if email.isEmpty { problems.add("email", "Enter the e-mail address of the account") }
        let kind = AuthorityKind(rawValue: kind)
        if kind == nil { problems.add("kind", "Choose how they act") }
        if scopes.isEmpty { problems.add("scopes", "Choose at least one thing that the person may do") }
        let most = problems.money(limit, "limit", "the largest order that they may sign", isOptional: true)
        let from = first.read("first", "the first day", &problems)
        let until = last.read("last", "the last day", isOptional: true, &problems)
        if let from, let until, until < from {
            problems.add("last", "The last day must not come before the first, \(from.words)")
        }
        guard problems.isEmpty, let kind, let from else { throw problems }
        return SaveAuthority(
            holder: holder, email: email, kind: kind, signLimit: most,
            scopes: Set(scopes.compactMap { Authority.Scope(rawValue: $0) }), first: from, last: until,
            version: version)
    }
}

/// Gives somebody the right to act, or changes it.
struct AuthorityPage {
    let holder: Holder
    /// Of whoever has the right already; nil for a new one.
    let email: String?
    private let name: String?
    private let address: String
    let hidden: [HiddenField]
    var text = AuthorityText()
    /// Of the right as the person saw it; empty for a new one.
    var version = ""
    var problems = FieldProblems()

    /// - Throws: `NotFound` for a right that is not about this holder.
    init(
        holder: Holder, authority: String, known: [(authority: Authority, person: Person)], today: Day,
        hidden: [HiddenField]
    ) throws(NotFound) {
        self.holder = holder
        self.hidden = hidden
        address = "/people/\(holder.id)/authorities/\(authority)"
        if authority == "new" {
            (email, name) = (nil, nil)
            text.scopes = Set(Authority.Scope.allCases.map(\.rawValue))
            text.first = TypedDay(today)
            return
        }
        guard let found = known.first(where: { $0.authority.id.text == authority }) else { throw NotFound() }
        (email, name) = (found.person.email.text, found.person.name)
        text = AuthorityText(found.authority, email: found.person.email.text)
        version = String(found.authority.version)
    }

    private var title: String {
        name.map { "What \($0) may do for \(holder.name)" } ?? "Give a right to act for \(holder.name)"
    }

    var view: View {
        View(
            title, place: .people,
            breadcrumb: [Link("People", href: "/people"), Link(holder.name, href: "/people/\(holder.id)")],
            problems: problems
        ) {
            h1 { title }
            p { "Everything they do is recorded with both names." }
            PostForm(action: address, hidden: hidden + [HiddenField(name: "version", value: version)]) {
                if let email {
                    p {
                        "Account: "
                        bdi { email }
                    }
                    if let problem = problems["email"] { p(.class("field__problem"), .id("email")) { problem } }
                } else {
                    TextField(
                        name: "email", label: "E-mail address of their account", value: text.email,
                        problem: problems["email"], type: "email")
                }
                fields
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: "/people/\(holder.id)", kind: .secondary)
                }
            }
        }
    }

    @HTMLBuilder private var fields: HTML {
        Radios(
            name: "kind", legend: "How they act",
            choices: AuthorityKind.allCases.map { Choice($0.rawValue, $0.choice.label, hint: $0.choice.hint) },
            value: text.kind, problem: problems["kind"])
        FieldGroup(
            name: "scopes", legend: "What they may do", hint: nil, problem: problems["scopes"],
            control: div(.class("choices"), .id("scopes"), .tabindex(-1)) {
                for scope in Authority.Scope.allCases {
                    Checkbox(
                        name: "scope:\(scope.rawValue)", label: scope.choiceWords,
                        isChecked: text.scopes.contains(scope.rawValue))
                }
            })
        MoneyField(
            name: "limit", label: "The largest order that they may sign (optional)", hint: "Empty sets no limit.",
            value: text.limit, problem: problems["limit"])
        text.first.field("first", "First day", problem: problems["first"])
        text.last.field(
            "last", "Last day (optional)", hint: "To end the right, enter the last day on which it holds.",
            problem: problems["last"])
    }
}

extension AuthorityKind {
    /// As staff choose it.
    var choice: (label: String, hint: String) {
        switch self {
        case .holder: ("In person", "Only the person themselves.")
        case .carer: ("Carer", "Shops; does not decide about the plan.")
        case .nominee: ("Nominee", "Chosen by the person to take on the responsibilities.")
        case .representative: ("Representative", "Decides for somebody who cannot, such as a child.")
        case .proxy: ("Proxy", "Helps with the service; does not decide about the plan.")
        }
    }
}

import Identity
import Markup
import Operations
import Storage
import Values

/// The keys, with what each is for and when it was used last.
struct SupplierKeysPage: Sendable {
    let keys: [SupplierKey]
    let hidden: [HiddenField]
    let principal: Principal
    let today: Day
    /// A new key, shown this once.
    var secret: String?
    var name = ""
    var scopes: Set<SupplierScope> = []
    var ends = TypedDay()
    var problems = FieldProblems()

    /// What somebody can give: no more than they may themselves.
    private var given: [SupplierScope] { SupplierScope.allCases.filter(principal.may) }

    var view: View {
        View(
            "Keys for programs", place: .organisation,
            breadcrumb: principal.may(SupplierDuty.papers) ? PapersWay.all : PapersWay.team, problems: problems,
            width: .wide
        ) {
            h1 { "Keys for programs" }
            if let secret {
                div(.class("panel panel--marked")) {
                    h2 { "Your new key" }
                    p { "Copy it now. It is not shown again." }
                    p { code { secret } }
                }
            }
            p {
                "With a key, a program of yours does what it is for, in your name and under the same rules as these "
                "pages. "
                Link("What programs can do", href: ProgramHelp.address)
            }
            p { "Send the key with each request: "; code { "Authorization: Bearer hf_…" } }
            table
            h2 { "Make a key" }
            if given.isEmpty { p { "Nothing that programs can do is your work." } } else { form }
        }
    }

    private var form: HTML {
        PostForm(action: "/supplier/keys", hidden: hidden) {
            TextField(name: "name", label: "Which program is it for?", value: name, problem: problems["name"])
            FieldGroup(
                name: "scopes", legend: "What may it do?", hint: "Choose as little as will do.",
                problem: problems["scopes"],
                control: div(.class("choices"), .id("scopes")) {
                    for scope in given {
                        Checkbox(name: Self.field(scope), label: scope.words, isChecked: scopes.contains(scope))
                    }
                })
            DateField(
                name: "ends", legend: "Its last day", hint: "Leave it empty for a key that counts until it is revoked.",
                day: ends.day, month: ends.month, year: ends.year, problem: problems["ends"])
            PasswordAgain(problem: problems["password"])
            Button("Make key")
        }.html
    }

    static func field(_ scope: SupplierScope) -> String {
        "scope-" + scope.rawValue.replacing(":", with: "-")
    }

    private var table: HTML {
        DataTable(
            id: "keys", caption: "Keys",
            columns: [
                .init("For"), .init("May"), .init("Made by"), .init("Made"), .init("Used last"), .init("Stands"),
            ],
            rows: keys.map { key in
                .init(
                    HTML { bdi { key.name } },
                    [
                        HTML { code { key.scopes.text } }, HTML { bdi { key.personName } }, HTML(key.madeAt.day.words),
                        HTML(key.usedAt?.words ?? "Never"), stands(key),
                    ])
            }, empty: "You have no key yet.").html
    }

    private func stands(_ key: SupplierKey) -> HTML {
        HTML {
            if let revoked = key.revokedAt {
                "Revoked on \(revoked.day.words)"
            } else if !key.counts(on: today), let end = key.endsOn {
                "Ended on \(end.words)"
            } else {
                if let end = key.endsOn { p { "Until \(end.words)" } }
                if key.person == principal.person.id || key.scopes.allSatisfy(principal.may) {
                    PostForm(
                        action: "/supplier/keys/\(key.id)/revocation", hidden: hidden.naming("revoke-\(key.id)")
                    ) { Button("Revoke", kind: .warning, about: key.name) }
                }
            }
        }
    }
}

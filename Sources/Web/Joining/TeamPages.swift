import Catalogue
import Identity
import Markup
import Operations
import Values

/// Who is of a supplier's team, and for what.
struct TeamPage {
    let team: [TeamMember]
    /// Who looks.
    let person: Person.ID
    /// People can be added.
    let isApproved: Bool
    let hidden: [HiddenField]
    var text = TeamMemberText()
    /// Somebody new and what they sign in with, shown this once.
    var started: (name: String, password: String?)?
    var problems = FieldProblems()

    var view: View {
        View("Your team", place: .organisation, breadcrumb: PapersWay.all, problems: problems) {
            h1 { "Your team" }
            if let started { start(started) }
            DataTable(
                id: "team", caption: "Your team by name", isCaptionHidden: true,
                columns: [.init("Name"), .init("Roles"), .init("Change")],
                rows: team.map { member in
                    .init(
                        HTML { bdi { member.name }; br(); span(.class("quiet")) { bdi { member.shownEmail } } },
                        [
                            HTML(member.roleWords),
                            Link("Change", href: "/supplier/team/\(member.person)", about: member.name).html,
                        ])
                })
            h2 { "What the roles are for" }
            SummaryList(
                SupplierRole.allCases.map { role in
                    .init(
                        role.words,
                        HTML(SupplierDuty.allCases.filter(role.duties.contains).map(\.words).joined(separator: ", ")))
                })
            h2 { "Add somebody" }
            if isApproved { adding } else { p { "You can add people once you are approved." } }
        }
    }

    private func start(_ started: (name: String, password: String?)) -> HTML {
        InsetText {
            if let password = started.password {
                p {
                    bdi { started.name }
                    " signs in with their e-mail address and this password: "
                    strong { password }
                    ". It is shown only now. Hand it over yourself."
                }
            } else {
                p { "That was done already. To see a new start password, give them one below." }
            }
        }.html
    }

    private var adding: HTML {
        PostForm(action: "/supplier/team", hidden: hidden.naming("add")) {
            TextField(name: "name", label: "Name", value: text.name, problem: problems["name"], autocomplete: "off")
            TextField(
                name: "email", label: "E-mail address", value: text.email, problem: problems["email"], type: "email",
                autocomplete: "off", width: .long)
            RoleBoxes(roles: text.roles, problem: problems["roles"])
            Button("Add to the team")
        }.html
    }
}

/// One of the team: roles, a new start password, and leaving.
struct TeamMemberPage {
    let member: TeamMember
    let hidden: [HiddenField]
    var roles: Set<SupplierRole>
    var problems = FieldProblems()

    var view: View {
        View(
            member.name, place: .organisation, breadcrumb: PapersWay.all + [Link("Your team", href: "/supplier/team")],
            problems: problems
        ) {
            h1 { bdi { member.name } }
            PostForm(action: "/supplier/team/\(member.person)", hidden: hidden.naming("roles")) {
                RoleBoxes(roles: roles, problem: problems["roles"])
                Button("Save roles")
            }
            h2 { "New start password" }
            p { "The old password, and wherever they are signed in, are over at once." }
            PostForm(action: "/supplier/team/\(member.person)/password", hidden: hidden.naming("password")) {
                Button("Give a new start password", kind: .secondary)
            }
            h2 { "Take out of the team" }
            p { "They can’t sign in any more. What they did stays on record." }
            PostForm(action: "/supplier/team/\(member.person)/removal", hidden: hidden.naming("removal")) {
                Button("Take out of the team", kind: .warning, about: member.name)
            }
        }
    }
}

private struct RoleBoxes: Component {
    let roles: Set<SupplierRole>
    let problem: String?

    var html: HTML {
        FieldGroup(
            name: "roles", legend: "Roles", hint: nil, problem: problem,
            control: div(.class("choices"), .id("roles")) {
                for role in SupplierRole.allCases {
                    Checkbox(
                        name: "role-\(role.rawValue)", label: role.words, isChecked: roles.contains(role))
                }
            })
    }
}

extension TeamMember {
    var roleWords: String {
        SupplierRole.allCases.filter(roles.contains).map(\.words).joined(separator: ", ")
    }

    /// Who has applied signs in with the application's number.
    fileprivate var shownEmail: String {
        email.text.hasSuffix("@\(JoinNumber.domain)")
            ? "Signs in as \(email.text.prefix { $0 != "@" }.uppercased())" : email.text
    }
}

extension Form {
    var teamRoles: Set<SupplierRole> { Set(SupplierRole.allCases.filter { self["role-\($0.rawValue)"] == "yes" }) }
}

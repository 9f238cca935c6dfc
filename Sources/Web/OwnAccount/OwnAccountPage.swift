import Identity
import Markup
import Values

/// What belongs to somebody's own account, each with the way to change it.
struct OwnAccountPage: Sendable {
    let person: Person
    let signInCount: Int
    let hasPasskeys: Bool

    var view: View {
        View("Your account") {
            h1 { "Your account" }
            SummaryList(rows)
        }
    }

    private var rows: [SummaryList.Row] {
        var rows = [
            SummaryList.Row("Name", HTML { bdi { person.name } }),
            SummaryList.Row("You sign in with", HTML { bdi { person.email.text } }),
            SummaryList.Row(
                "Password", HTML { "Not shown" }, change: Link("Change", href: "/account/password")),
        ]
        if person.role.shops, hasPasskeys {
            rows.append(
                .init(
                    "Passkeys", HTML { "To sign with your phone, computer or security key" },
                    change: Link("Change", href: "/passkeys")))
        }
        if person.role != .supplier {
            rows.append(
                .init(
                    "Notices", HTML { "What we tell you, and how" }, change: Link("Change", href: "/account/notices")))
        }
        rows.append(
            .init(
                "Where you are signed in",
                HTML { signInCount == 1 ? "Only here" : "In \(signInCount) places" },
                change: Link("Look", href: "/account/sign-ins")))
        return rows
    }
}

/// A new password, in one step.
struct PasswordPage: Sendable {
    let person: Person
    let hidden: [HiddenField]
    var problems = FieldProblems()

    var view: View {
        View(
            "Change your password", breadcrumb: [Link("Your account", href: "/account")], problems: problems
        ) {
            h1 { "Change your password" }
            p {
                "A sentence or four words that do not belong together are easy to keep and hard to guess. "
                "You can paste it, and a password manager can make it."
            }
            PostForm(action: "/account/password", hidden: hidden) {
                // For password managers, which have to know whose password this is.
                input(.type("hidden"), .name("username"), .value(person.email.text), .autocomplete("username"))
                TextField(
                    name: "password", label: "The password that you have", problem: problems["password"],
                    type: "password", autocomplete: "current-password", width: .long)
                TextField(
                    name: "new-password", label: "New password",
                    hint: "At least \(PasswordRule.charactersMinimum) characters, of whatever kind.",
                    problem: problems["new-password"], type: "password", autocomplete: "new-password", width: .long)
                InsetText { p { "Everywhere else you are signed out when you change it." } }
                Button("Change password")
            }
        }
    }
}

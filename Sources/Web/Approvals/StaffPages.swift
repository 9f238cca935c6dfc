import Hummingbird
import Identity
import Markup
import Orders
import Storage
import Values

/// A commissioner's staff: who has which role up to which limit, who decides in whose place, and who is not neutral.
struct StaffPage {
    let staff: [StaffMember]
    let delegations: [Delegation]
    let interests: [StaffInterest]
    let person: Person.ID
    let today: Day
    let hidden: [HiddenField]
    var typed = DelegationText()
    var interest = ("", "")
    /// Which interest was being withdrawn, and what was typed.
    var withdrawing = ("", "")
    var problems = FieldProblems()

    var view: View {
        View(
            "Staff and deputies", place: .requests, breadcrumb: [Link("Requests", href: "/requests")],
            problems: problems, width: .wide
        ) {
            h1 { "Staff and deputies" }
            p(.class("lead")) {
                "Roles say on which requests somebody can decide, and limits up to how much. While nobody has a role, "
                "everybody can decide without a limit, unless your policy has routes."
            }
            DataTable(
                id: "staff", caption: "Staff by name", isCaptionHidden: true,
                columns: [.init("Name"), .init("Roles and limits"), .init("Change")], rows: staff.map(row))
            h2 { "Who decides in whose place" }
            DataTable(
                id: "deputies", caption: "Deputies and absences", isCaptionHidden: true,
                columns: [.init("For"), .init("Decides"), .init("When"), .init("Take back")],
                rows: live.map(row), empty: "Nobody decides in anybody’s place.")
            naming
            StaffInterests(
                staff: staff, interests: interests, person: person, hidden: hidden, typed: interest,
                withdrawing: withdrawing, problems: problems)
        }
    }

    private var live: [Delegation] { delegations.filter { $0.last.map { $0 >= today } ?? true } }

    private func name(_ id: Person.ID) -> String { staff.first { $0.person == id }?.name ?? "Somebody who has left" }

    private func row(_ member: StaffMember) -> DataTable.Row {
        let posts = member.posts.map { "\($0.role.words), \($0.limit.map { "up to \($0)" } ?? "without a limit")" }
        return .init(
            HTML { bdi { member.name } },
            [
                HTML.lines(posts.isEmpty ? ["No role"] : posts),
                HTML {
                    if member.person == person {
                        span(.class("quiet")) { "Somebody else sets yours" }
                    } else if staff.isSenior(person) {
                        Link("Change", href: "/staff/\(member.person)", about: "the roles of \(member.name)")
                    }
                },
            ])
    }

    private func row(_ delegation: Delegation) -> DataTable.Row {
        let about = "\(name(delegation.to)) for \(name(delegation.from))"
        return .init(
            HTML { bdi { name(delegation.from) } },
            [
                HTML { bdi { name(delegation.to) } }, HTML(delegation.words),
                PostForm(
                    action: "/staff/delegations/\(delegation.id)/removal", hidden: hidden.naming("\(delegation.id)")
                ) { Button("Take back", kind: .secondary, about: about) }.html,
            ])
    }

    private var naming: HTML {
        let people = staff.map { Choice($0.person.text, $0.name) }
        let isWrong = ["from", "to", "kind", "first", "last"].contains { problems[$0] != nil }
        return Details("Name somebody", isOpen: isWrong) {
            PostForm(action: "/staff/delegations", hidden: hidden.naming("delegation")) {
                Select(
                    name: "from", label: "Whose place", choices: people,
                    value: typed.from.isEmpty ? person.text : typed.from, problem: problems["from"])
                Select(
                    name: "to", label: "Who decides", choices: [Choice("", "Choose somebody")] + people,
                    value: typed.to, problem: problems["to"])
                Radios(
                    name: "kind", legend: "When?",
                    choices: [
                        Choice("dated", "From the first to the last day"),
                        Choice("deputy", "As deputy, whenever a decision was due and nobody answered"),
                    ], value: typed.kind, problem: problems["kind"])
                typed.first.field("first", "First day", problem: problems["first"])
                typed.last.field("last", "Last day", hint: "A deputy needs none.", problem: problems["last"])
                Button("Save", kind: .secondary)
            }
        }.html
    }
}

extension Delegation {
    var words: String {
        let end = last.map { " to \($0.words)" } ?? ""
        return kind == .dated
            ? "From \(first.words)\(end)" : "From \(first.words)\(end), when a decision was due and nobody answered"
    }
}

/// A delegation as it was typed.
struct DelegationText {
    var from = ""
    var to = ""
    var kind = ""
    var first = TypedDay()
    var last = TypedDay()

    init() {}

    init(_ form: Form) {
        from = form["from"]
        to = form["to"]
        kind = form["kind"]
        first = TypedDay(form, "first")
        last = TypedDay(form, "last")
    }
}

/// The roles of one of the staff, with their limits.
struct StaffMemberPage {
    let member: StaffMember
    let hidden: [HiddenField]
    var text: PostsText
    var problems = FieldProblems()

    var view: View {
        View(
            "Roles of \(member.name)", place: .requests,
            breadcrumb: [Link("Requests", href: "/requests"), Link("Staff and deputies", href: "/staff")],
            problems: problems
        ) {
            h1 { "Roles of "; bdi { member.name } }
            PostForm(action: "/staff/\(member.person)", hidden: hidden) {
                for role in StaffRole.allCases {
                    Checkbox(name: "role-\(role.rawValue)", label: role.words, isChecked: text.roles.contains(role))
                    MoneyField(
                        name: "limit-\(role.rawValue)", label: "Limit as \(role.words.lowercased())",
                        hint: "The most that one request may cost. Empty: no limit.", value: text.limits[role] ?? "",
                        problem: problems["limit-\(role.rawValue)"])
                }
                ButtonRow {
                    Button("Save roles")
                    ButtonLink("Cancel", href: "/staff", kind: .secondary)
                }
            }
        }
    }
}

/// Roles and limits as they were typed.
struct PostsText: Sendable {
    var roles: Set<StaffRole> = []
    var limits: [StaffRole: String] = [:]

    init(_ member: StaffMember) {
        roles = Set(member.posts.map(\.role))
        for post in member.posts { limits[post.role] = post.limit?.decimal ?? "" }
    }

    init(_ form: Form) {
        for role in StaffRole.allCases {
            if form["role-\(role.rawValue)"] == "yes" { roles.insert(role) }
            limits[role] = form["limit-\(role.rawValue)"]
        }
    }

    func checked() throws(FieldProblems) -> [StaffPost] {
        var problems = FieldProblems()
        var posts: [StaffPost] = []
        for role in StaffRole.allCases where roles.contains(role) {
            let limit = problems.money(limits[role] ?? "", "limit-\(role.rawValue)", "the limit", isOptional: true)
            posts.append(StaffPost(role, limit: limit))
        }
        guard problems.isEmpty else { throw problems }
        return posts
    }
}

import Catalogue
import Markup
import Operations
import Policies
import Storage
import Values

/// A commissioner's policy: what holds now, what comes, and what law says to everybody.
struct PolicyPage {
    let versions: [PolicyVersion]
    let history: PolicyHistory
    let inForce: CommissionerPolicy?
    let shelf: Shelf
    let today: Day
    let hidden: [HiddenField]

    private var draft: PolicyVersion? { versions.first { $0.status == .draft } }
    private var published: [PolicyVersion] { versions.filter { $0.status == .published } }

    var view: View {
        View("Policy", place: .policy, width: .wide) {
            h1 { "Policy" }
            p(.class("lead")) { lead }
            p {
                "Three things decide together: law, this policy, and each person’s plan. "
                Link("Categories and what is said about each", href: "/policy/categories")
            }
            drafting
            if let inForce {
                h2 { "Rules in force" }
                PolicyRuleTable(policy: inForce, shelf: shelf)
                h2 { "Days and weeks" }
                PolicySettingsList(settings: inForce.settings)
                h2 { "Who decides on requests" }
                RouteTable(policy: inForce)
            }
            if !published.isEmpty { table }
            NationalList(categories: shelf.categories)
        }
    }

    private var lead: String {
        guard let inForce, let standing = history.standing(of: inForce.version, on: today) else {
            return "You have no policy of your own in force. Law and each person’s plan decide."
        }
        return
            "Version \(inForce.version), with \(Count.words(inForce.rules.count, "rule", "rules")). \(standing.words)"
    }

    @HTMLBuilder private var drafting: HTML {
        div(.class("panel")) {
            if let draft {
                h2 { "Draft of version \(draft.policy.version)" }
                p {
                    "Last saved by "
                    bdi { draft.writtenBy }
                    " on \(draft.writtenAt.words). Nobody is judged by it."
                }
                ButtonRow { ButtonLink("Go on with the draft", href: "/policy/draft") }
            } else {
                h2 { "Change the policy" }
                p { start }
                PostForm(action: "/policy/draft", hidden: hidden) { Button("Start a draft") }
            }
        }
    }

    private var start: String {
        let rest = "Nobody is judged by it before you publish it, and you can try it on last quarter’s orders first."
        guard let newest = published.first else { return "A draft begins empty. \(rest)" }
        return "A draft begins as a copy of version \(newest.policy.version). \(rest)"
    }

    @HTMLBuilder private var table: HTML {
        h2 { "Versions" }
        DataTable(
            id: "versions", caption: "Published versions, newest first", isCaptionHidden: true,
            columns: [
                .init("Version"), .init("Where it stands"), .init("When"), .init("Rules", align: .end),
                .init("Published by"),
            ],
            rows: published.map { version in
                let (number, standing) = (
                    version.policy.version, history.standing(of: version.policy.version, on: today)
                )
                return .init(
                    Link("Version \(number)", href: "/policy/versions/\(number)").html,
                    [
                        standing?.tag.html ?? HTML(""), HTML(standing?.words ?? ""),
                        HTML("\(version.policy.rules.count)"),
                        HTML {
                            span {
                                bdi { version.writtenBy }
                                ", \(version.writtenAt.day.words)"
                            }
                        },
                    ])
            })
    }
}

/// What law says to every commissioner, clause by clause (reference, A4): to be read, not to be changed.
private struct NationalList: Component {
    let categories: Categories

    var html: HTML {
        h2 { "What law says" }
        p { "These are the same for every commissioner. Nobody can change or approve the prohibited ones." }
        list(
            "prohibited", "Prohibited", Clause.allCases.filter { !PolicyRuleText.clauses.contains($0) }, effect: .block)
        list("decided", "Decided each time", PolicyRuleText.clauses, effect: .refer)
    }

    @HTMLBuilder private func list(
        _ id: String, _ title: String, _ clauses: [Clause], effect: Policy.Effect
    ) -> HTML {
        DataTable(
            id: id, caption: title, columns: [.init("Clause"), .init("What it says"), .init("Categories")],
            rows: clauses.map { clause in
                let found = categories.all.filter { $0.policy == Policy(effect: effect, clause: clause) }
                return .init(
                    HTML(clause.rawValue),
                    [
                        HTML("\(clause.words)."),
                        HTML(found.isEmpty ? "None" : found.map(\.title).joined(separator: ", ")),
                    ])
            })
    }
}

/// One published version, as it was: never changed.
struct PolicyVersionPage {
    let version: PolicyVersion
    let standing: PolicyHistory.Standing?
    let shelf: Shelf

    var view: View {
        let policy = version.policy
        return View(
            "Version \(policy.version) of the policy", place: .policy, breadcrumb: [Link("Policy", href: "/policy")],
            width: .wide
        ) {
            h1 { "Version \(policy.version) of the policy" }
            if let standing {
                p {
                    standing.tag
                    " \(standing.words)"
                }
            }
            p {
                "Published by "
                bdi { version.writtenBy }
                " on \(version.writtenAt.words). It can’t be changed."
            }
            h2 { "Rules" }
            PolicyRuleTable(policy: policy, shelf: shelf)
            h2 { "Days and weeks" }
            PolicySettingsList(settings: policy.settings)
            h2 { "Who decides on requests" }
            RouteTable(policy: policy)
        }
    }
}

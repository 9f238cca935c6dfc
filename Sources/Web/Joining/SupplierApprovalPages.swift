import Catalogue
import Identity
import Markup
import Operations
import Storage
import Values

/// For which categories a supplier takes orders from a commissioner's holders.
struct SupplierApprovalsPage {
    let look: PaperReviewLook
    let approvals: [GrantedApproval]
    let categories: Categories
    let commissioner: Commissioner.ID
    let names: [(id: Commissioner.ID, name: String)]
    var category = ""
    var first: TypedDay
    var last = TypedDay()
    /// Which approval was being taken back, and what was typed.
    var withdrawing = (number: 0, words: "")
    var problems = FieldProblems()

    var view: View {
        View(
            "What \(look.supplier.name) is approved for", place: .suppliers, breadcrumb: look.way, problems: problems,
            width: .wide
        ) {
            h1 { "What "; bdi { look.supplier.name }; " is approved for" }
            p(.class("lead")) {
                "Your holders can order from it only what you have approved. Other commissioners approve for theirs."
            }
            DataTable(
                id: "approvals", caption: "Approvals, the newest first", isCaptionHidden: true,
                columns: [.init("For"), .init("Whose holders"), .init("When"), .init("By"), .init("Take back")],
                rows: approvals.map(row), empty: "It is approved for nothing: nobody can order from it.")
            if let obstacle = look.obstacles[.grant] {
                StaffObstacle(obstacle)
            } else if look.supplier.status.isKnown {
                granting
            } else {
                InsetText { p { "Its application has to be approved first." } }
            }
        }
    }

    private func row(_ granted: GrantedApproval) -> DataTable.Row {
        let approval = granted.approval
        return .init(
            HTML(approval.category.map { title($0) } ?? "Everything"),
            [
                HTML { bdi { whose(approval) } }, HTML(approval.daysWords),
                HTML { bdi { granted.grantedBy ?? "Brought along from before" } }, takingBack(granted),
            ])
    }

    private func title(_ id: Catalogue.Category.ID) -> String { "\(id) \(categories[id]?.title ?? "")" }

    private func whose(_ approval: SupplierApproval) -> String {
        guard let code = approval.commissioner else { return "Everybody’s" }
        return names.first { $0.id.text == code }?.name ?? code
    }

    @HTMLBuilder private func takingBack(_ granted: GrantedApproval) -> HTML {
        let approval = granted.approval
        let isOurs = approval.commissioner == nil || approval.commissioner == commissioner.text
        if let words = granted.withdrawnWords, let at = granted.withdrawnAt {
            "Taken back by "; bdi { granted.withdrawnBy ?? "" }; " on \(at.day.words): "; bdi { words }
        } else if isOurs, look.obstacles[.withdraw] == nil {
            let field = "reason-\(granted.number)"
            Details("Take back", isOpen: problems[field] != nil) {
                if approval.commissioner == nil {
                    p { "The other commissioners keep it, each with an approval of its own." }
                }
                PostForm(
                    action: "\(look.address)/approvals/\(granted.number)/withdrawal",
                    hidden: look.hidden.naming("\(granted.number)")
                ) {
                    TextField(
                        name: field, label: "Why", hint: "The supplier reads it. Open orders go on.",
                        value: withdrawing.number == granted.number ? withdrawing.words : "", problem: problems[field])
                    Button(
                        "Take back", kind: .warning,
                        about: "the approval for \(approval.category.map { title($0) } ?? "everything")")
                }
            }
        }
    }

    @HTMLBuilder private var granting: HTML {
        h2 { "Approve for more" }
        PostForm(action: "\(look.address)/approvals", hidden: look.hidden.naming("grant")) {
            Select(
                name: "category", label: "What for", hint: "A group stands for everything in it.", choices: choices,
                value: category, problem: problems["category"])
            first.field("first", "First day", problem: problems["first"])
            last.field("last", "Last day (optional)", problem: problems["last"])
            Button("Approve")
        }
    }

    static let everything = "everything"

    private var choices: [Choice] {
        [Choice("", "Choose a category"), Choice(Self.everything, "Everything")]
            + categories.groups.flatMap { group in
                [Choice(group.id.text, "\(group.id) \(group.title)")]
                    + categories.children(of: group.id).map { Choice($0.id.text, "– \($0.id) \($0.title)") }
            }
    }
}

extension SupplierApproval {
    var daysWords: String {
        let begin = first.number == 0 ? "From the beginning" : "From \(first.words)"
        return begin + (last.map { " to \($0.words)" } ?? "")
    }
}

/// Papers of a commissioner's suppliers that run out soon, or have run out.
struct EndingPapersPage {
    static let most = 50

    let papers: [EndingPaper]
    let page: Int
    let pageCount: Int
    let today: Day

    init(for commissioner: Commissioner.ID, page: PageNumber, _ look: Desk.Look) throws {
        let (store, day) = (look.snapshot.joining, look.today.adding(days: Evidence.warningDays[0]))
        (self.page, pageCount) = page.of(try store.endingCount(by: day, for: commissioner), most: Self.most)
        papers = try store.ending(
            by: day, on: look.today, for: commissioner, skipping: (self.page - 1) * Self.most, most: Self.most)
        today = look.today
    }

    var view: View {
        View(
            "About to expire", place: .suppliers, breadcrumb: [Link("Suppliers", href: "/supplier-book")], width: .wide
        ) {
            h1 { "About to expire" }
            p(.class("lead")) {
                "Papers of your suppliers that run out within \(Evidence.warningDays[0]) days, or have run out. "
                "Suppliers are told at 60, 30 and 7 days. After the last day nothing new can be ordered that needs "
                "them; open orders go on."
            }
            if papers.isEmpty {
                EmptyState(
                    title: "Nothing runs out soon", next: Link("Show all suppliers", href: "/supplier-book"))
            } else {
                DataTable(
                    id: "papers", caption: "What runs out next, then what has run out", isCaptionHidden: true,
                    columns: [.init("Supplier"), .init("What"), .init("Last day"), .init("Stands")],
                    rows: papers.map(row))
                Pagination(
                    page: page, pageCount: pageCount, address: "/supplier-book/ending?page=", subject: "Papers")
            }
        }
    }

    private func row(_ paper: EndingPaper) -> DataTable.Row {
        let (address, left) = ("/supplier-book/\(paper.supplier)", paper.until - today)
        let title = Requirement[paper.requirement]?.title ?? paper.requirement.rawValue
        let stands =
            left < 0 ? StatusTag("Ran out", tone: .no)
            : left == 0 ? StatusTag("Ends today", tone: .ask)
            : StatusTag(left == 1 ? "One day left" : "\(left) days left", tone: left <= 30 ? .ask : .plain)
        return .init(
            HTML { a(.class("link"), .href(address)) { bdi { paper.supplierName } } },
            [
                Link(title, href: "\(address)/papers/\(paper.requirement.rawValue)", about: paper.supplierName).html,
                HTML(paper.until.words), stands.html,
            ], isMarked: left < 0)
    }
}

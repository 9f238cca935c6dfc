import Catalogue
import HTTPTypes
import Markup
import Operations
import Orders
import Storage
import Values

/// One supplier: what is open with it and what would become of that, what was done before and why, and what can be
/// done now.
struct SupplierCasePage {
    let supplier: Supplier
    /// Of the commissioner's own holders.
    let open: [OpenOrder]
    /// Of all commissioners' holders.
    let openEverywhere: Int
    let moves: [(move: SupplierMove, name: String)]
    /// What keeps whoever looks from which step.
    let obstacles: StaffObstacles
    let categories: Categories
    let hidden: [HiddenField]
    var typed = (action: "", reason: "")
    var problems = FieldProblems()

    var view: View { view(status: .ok, notice: nil) }

    /// The page as it is now, for somebody whose page was older.
    var changedView: View { view(status: .conflict, notice: .changedMeanwhile) }

    private func view(status: HTTPResponse.Status, notice: Notice?) -> View {
        View(
            supplier.name, status: status, place: .suppliers,
            breadcrumb: [Link("Suppliers", href: "/supplier-book")], notice: notice, problems: problems, width: .wide
        ) {
            h1 { bdi { supplier.name } }
            p { supplier.status.tag }
            SummaryList([
                .init("Telephone", HTML(supplier.telephone)), .init("E-mail", HTML { bdi { supplier.email.text } }),
                .init("Comes to", ReachTag(supplier.reach.tag).html),
            ])
            p {
                Link("Papers", href: "/supplier-book/\(supplier.id)/papers")
                " · "
                Link("What it is approved for", href: "/supplier-book/\(supplier.id)/approvals")
            }
            if supplier.status == .suspended { suspended }
            if supplier.status.isKnown { openOrders }
            if !actions.isEmpty { acting }
            history
        }
    }

    private var suspended: HTML {
        InsetText {
            p {
                "Nothing new can be ordered. Orders under way are on hold until you have decided about each: "
                Link("Orders on hold", href: "/order-book")
            }
        }.html
    }

    // MARK: What is open

    private var sorted: [(order: OpenOrder, risk: CareRisk)] {
        open.map { ($0, $0.part.risk(in: categories)) }.enumerated()
            .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
    }

    @HTMLBuilder private var openOrders: HTML {
        SectionHeading("What is open", count: open.count)
        if openEverywhere > open.count {
            p {
                openEverywhere - open.count == 1
                    ? "One more order is open for somebody of another commissioner."
                    : "\(openEverywhere - open.count) more orders are open for people of other commissioners."
            }
        }
        if open.isEmpty {
            p { "Nobody of yours has anything open with this supplier." }
        } else {
            DataTable(
                id: "open-orders", caption: "Open orders, the greatest risk first", isCaptionHidden: true,
                columns: [
                    .init("Order"), .init("Holder"), .init("What"), .init("Stands"), .init("If it stopped"),
                ] + (supplier.takesOrders ? [.init("If you suspend the supplier")] : []),
                rows: sorted.map(row))
        }
    }

    private func row(_ order: OpenOrder, _ risk: CareRisk) -> DataTable.Row {
        .init(
            HTML { a(.class("link"), .href("/order-book/\(order.order)")) { order.number } },
            [
                HTML { bdi { order.holder } }, HTML.lines(order.part.lines.map { "\($0.title), \($0.amountWords)" }),
                order.part.status.tag.html, risk.tag.html,
            ] + (supplier.takesOrders ? [HTML(order.part.status.afterSuspension)] : []), isMarked: risk == .high)
    }

    // MARK: What can be done

    private var actions: [SupplierAction] {
        SupplierAction.allCases.filter { action in
            !action.isTheirs && SupplierStatus.workflow.allows(action, from: supplier.status)
        }
    }

    @HTMLBuilder private var acting: HTML {
        div(.class("panel panel--marked")) {
            h2 { "What you can do" }
            let possible = actions.filter { obstacles[.move($0)] == nil }
            if possible.isEmpty {
                if let obstacle = actions.first.flatMap({ obstacles[.move($0)] }) {
                    p { obstacle.words.0 + ". " + obstacle.words.1 }
                }
            } else {
                p {
                    if supplier.status.isKnown {
                        "People keep their care: nothing that is booked is cancelled by this. What is on its way goes "
                        "on until you decide about each order. "
                    }
                    "Suppliers are shared with other commissioners here."
                }
                PostForm(
                    action: "/supplier-book/\(supplier.id)/standing",
                    hidden: hidden + [HiddenField(name: "version", value: "\(supplier.version)")]
                ) {
                    Radios(
                        name: "action", legend: "What is to happen?",
                        choices: possible.map { Choice($0.rawValue, $0.words(nothingOpen: openEverywhere == 0)) },
                        value: typed.action, problem: problems["action"])
                    TextArea(
                        name: "reason", label: "Why", hint: "It stays on record. Your colleagues read it.",
                        value: typed.reason, problem: problems["reason"], rows: 3,
                        maximum: SupplierMove.reasonCharactersMaximum)
                    Button("Confirm", kind: .warning)
                }
            }
        }
    }

    @HTMLBuilder private var history: HTML {
        if !moves.isEmpty {
            h2 { "What was done before" }
            Timeline(
                moves.reversed().map { item in
                    Timeline.Item(
                        title: item.move.action.done, who: item.name, when: item.move.at.words,
                        detail: HTML { bdi { item.move.reason } }, state: .done)
                })
        }
    }
}

extension SupplierAction {
    fileprivate func words(nothingOpen: Bool) -> String {
        switch self {
        case .submit, .applyAgain: ""
        case .askForMore: "Ask for something more: the application goes back to the supplier"
        case .approve: "Approve: it can then be approved for categories. Everything has to be accepted or waived."
        case .refuse: "Refuse: the supplier reads why, and can apply again"
        case .suspend: "Suspend: nothing new can be ordered until the suspension is lifted"
        case .lift: "Lift the suspension: it takes orders again"
        case .end:
            nothingOpen
                ? "End: it never takes orders again"
                : "End: it never takes orders again. This is possible only when nothing is open any more."
        }
    }

    fileprivate var done: String {
        switch self {
        case .submit: "Application sent"
        case .askForMore: "Something more asked for"
        case .approve: "Approved"
        case .refuse: "Refused"
        case .applyAgain: "Applied again"
        case .suspend: "Suspended"
        case .lift: "Suspension lifted"
        case .end: "Ended"
        }
    }
}

extension CareRisk {
    fileprivate var tag: StatusTag {
        switch self {
        case .high: StatusTag("Somebody may be left without care", tone: .no)
        case .some: StatusTag("Something would not come", tone: .ask)
        case .none: StatusTag("Everything has come", tone: .plain)
        }
    }
}

extension SupplierOrderStatus {
    /// What becomes of an open order when its supplier is suspended.
    fileprivate var afterSuspension: String {
        if self == .awaitingApproval {
            return "The request waits, its money stays set aside. After ten working days the money is free."
        }
        return followsSupplier
            ? "Is put on hold. What is booked goes on until you decide." : "Nothing changes."
    }
}

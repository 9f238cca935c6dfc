import Markup
import Operations
import Plans
import Storage
import Values

/// What happened on one line of the plan: what moved, and what was ordered.
struct LineHistoryPage: Sendable {
    let mine: MyPlan
    let line: PlanLine
    let money: LineBudget?
    let movements: [StatementLine]
    let movementCount: Int
    let orders: (orders: [LineOrder], isCut: Bool)

    /// The newest version that had the line, of those that counted once.
    /// - Throws: `NotFound` when the holder never had such a line.
    init(_ id: PlanLine.ID, for context: HolderContext, _ look: Desk.Look) throws {
        mine = try MyPlan(for: context, look)
        guard let plan = ([mine.plan].compactMap(\.self) + mine.older).first(where: { $0[line: id] != nil }),
            let line = plan[line: id]
        else { throw NotFound() }
        self.line = line
        money = mine.budget[line: id]
        movements = try look.snapshot.budgets.statement(
            of: plan, StatementFilter(line: id), most: StatementQuery.pageSize)
        movementCount = try look.snapshot.budgets.statementCount(of: plan, StatementFilter(line: id))
        orders = try look.snapshot.budgets.orders(from: id, of: context.holder)
    }

    var view: View {
        View(line.title, place: .plan, breadcrumb: [Link(mine.title, href: "/plan")], width: .wide) {
            h1 { line.title }
            if let money {
                LineMoney(money: money, whose: mine.whose)
            } else {
                p { "This line gives no money today." }
            }
            if let next = line.allocation.next(after: mine.today), mine.plan?[line: line.id] != nil {
                p { "The next money is \(next.amount), on \(next.day.words)." }
            }
            h2 { "What was ordered" }
            ordered
            h2 { "What moved" }
            moved
        }
    }

    @HTMLBuilder private var ordered: HTML {
        if orders.orders.isEmpty {
            p { "Nothing has been ordered from this line." }
        } else {
            DataTable(
                id: "line-orders", caption: "Orders that this line pays for, newest first", isCaptionHidden: true,
                columns: [
                    .init("What"), .init("Supplier"), .init("Signed"), .init("Order"), .init("How it stands"),
                    .init("From this line", align: .end),
                ],
                rows: orders.orders.map { order in
                    .init(
                        HTML { bdi { order.title } },
                        [
                            HTML { bdi { order.supplier } }, HTML(order.signedOn.words),
                            HTML { a(.href("/orders/\(order.order)")) { order.number } }, HTML(order.status.words),
                            HTML(order.amount.description),
                        ])
                })
            if orders.isCut { p(.class("quiet")) { "Older orders are not shown here. See all of them under Orders." } }
        }
    }

    @HTMLBuilder private var moved: HTML {
        if movements.isEmpty {
            p { "Nothing has moved yet." }
        } else {
            StatementTable(lines: movements, showsLine: false)
            if movementCount > movements.count {
                p { a(.href("/budget?line=\(SignInPage.encode(line.id.text))")) { "All \(movementCount) movements" } }
            }
        }
    }
}

import Markup
import Orders
import Values

/// The holder's orders, newest first.
struct OrderListPage: Sendable {
    let orders: [Order]
    /// What they come to now.
    let live: [Order.ID: Money]
    let total: Int
    let page: Int
    /// Whether the person who looks may see sums.
    let seesMoney: Bool

    static let pageSize = 25
    static let pagesMaximum = 10_000

    var view: View {
        View("Your orders", place: .orders, width: .wide) {
            h1 { "Your orders" }
            if orders.isEmpty {
                EmptyState(
                    title: "No orders here", text: "What you sign is kept here, with everything that happened to it.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                DataTable(
                    id: "orders", caption: "Orders, newest first", isCaptionHidden: true,
                    columns: [.init("Order"), .init("Signed")]
                        + (seesMoney ? [.init("Total", align: .end)] : [])
                        + [.init("How it stands"), .init("Approval")],
                    rows: orders.map(row))
                Pagination(
                    page: page, pageCount: max(1, (total + Self.pageSize - 1) / Self.pageSize),
                    address: "/orders?page=", subject: "Orders")
            }
        }
    }

    @HTMLBuilder private func turn(_ standing: OrderStanding) -> HTML {
        br()
        StatusTag("Your turn", tone: .ask)
        if let due = standing.attentionDue { " by \(due.day.words)" }
    }

    private func row(_ order: Order) -> DataTable.Row {
        .init(
            HTML { a(.href("/orders/\(order.id)")) { order.number } },
            [HTML(order.signedAt.day.words)] + (seesMoney ? [total(of: order)] : []) + [
                HTML {
                    div {
                        order.standing.stage.tag
                        " "
                        order.standing.supply.words
                        if order.standing.attention == .holder { turn(order.standing) }
                    }
                },
                HTML(order.standing.approval.words),
            ])
    }
}

extension OrderStanding.Attention {
    /// As the commissioner's staff read it.
    var words: String {
        switch self {
        case .none: "Nobody’s"
        case .holder: "The holder’s"
        case .supplier: "The supplier’s"
        case .commissioner: "Yours"
        }
    }
}

extension OrderListPage {
    /// As signed; and what it comes to now, where something fell away, was changed or given back.
    private func total(of order: Order) -> HTML {
        let now = live[order.id] ?? order.total
        return HTML {
            order.total.description
            if now != order.total {
                br()
                span(.class("quiet")) { "now \(now)" }
            }
        }
    }
}

extension OrderStanding.Supply {
    var words: String {
        switch self {
        case .waiting: "Waiting for an answer"
        case .partlyAccepted: "Partly accepted"
        case .accepted: "Accepted"
        case .partlyDelivered: "Partly delivered"
        case .delivered: "Delivered"
        case .none: "Nothing comes"
        }
    }
}

extension OrderStanding.ApprovalStanding {
    var words: String {
        switch self {
        case .noneNeeded: "Not needed"
        case .waiting: "Waiting"
        case .approved: "Approved"
        case .declined: "Not approved"
        case .withdrawn: "Withdrawn"
        case .partly: "Partly approved"
        }
    }
}

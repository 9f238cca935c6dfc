import Markup
import Orders
import Storage
import Values

/// What a supplier has to do today: answer, deliver; and what waits for others.
struct SupplierInboxPage: Sendable {
    /// The orders that stand alike.
    struct Part: Sendable {
        let status: SupplierOrderStatus
        let inbox: SupplierInbox
    }

    let parts: [Part]

    static let statuses: [SupplierOrderStatus] = [
        .sent, .cancelAsked, .cancelOverdue, .accepted, .partDelivered, .changeOffered, .onHold, .delivered, .received,
    ]

    var view: View {
        View("Orders", place: .inbox) {
            h1 { "Orders" }
            if parts.allSatisfy({ $0.inbox.items.isEmpty }) {
                EmptyState(
                    title: "No orders just now", text: "New orders appear here as soon as somebody sends you one.",
                    next: Link("Look over your listings", href: "/supplier/listings"))
            } else {
                p(.class("lead")) { summary }
                div(.class("stack")) { for part in parts { section(part) } }
            }
            p { Link("Finished orders", href: "/supplier/orders?show=finished") }
            p { Link("Documents of your own program", href: "/supplier/documents") }
        }
    }

    private var summary: String {
        let count = parts.first { $0.status == .sent }?.inbox.items.count ?? 0
        let more = parts.first { $0.status == .sent }?.inbox.isCut ?? false
        return switch count {
        case 0: "Nothing waits for your answer."
        case 1: "One order waits for your answer."
        default: "\(more ? "More than \(count)" : "\(count)") orders wait for your answer, the most urgent first."
        }
    }

    @HTMLBuilder private func section(_ part: Part) -> HTML {
        if !part.inbox.items.isEmpty {
            div(.class(part.status == .sent ? "panel panel--marked" : "panel")) {
                SectionHeading(Self.heading(part.status), count: part.inbox.items.count)
                ul(.class("list")) { for item in part.inbox.items { li { entry(item) } } }
                if part.inbox.isCut {
                    p(.class("quiet")) { "Only the most urgent \(part.inbox.items.count) are shown." }
                }
            }
        }
    }

    @HTMLBuilder private func entry(_ item: SupplierInbox.Item) -> HTML {
        div(.class("row row--apart")) {
            a(.class("link"), .href("/supplier/orders/\(item.id)")) {
                bdi { item.firstTitle }
                if item.lineCount > 1 { " and \(item.lineCount - 1) more" }
            }
            strong(.class("amount")) { "\(item.total)" }
        }
        p(.class("quiet")) {
            "For "; bdi { item.deliverTo }; " in \(item.district) · signed \(item.signedAt.words) · "
            span(.class("amount")) { "order \(item.number)" }
        }
        if let due = Self.due(item) { p { due } }
    }

    /// Until when somebody has to answer.
    private static func due(_ item: SupplierInbox.Item) -> String? {
        guard let until = item.expiresAt else { return nil }
        switch item.status {
        case .sent, .cancelAsked: return "Answer by \(until.words)."
        case .changeOffered: return "The customer can answer until \(until.words)."
        default: return nil
        }
    }

    static func heading(_ status: SupplierOrderStatus) -> String {
        switch status {
        case .sent: "Answer now"
        case .cancelAsked: "Customers would like to cancel"
        case .cancelOverdue: "Customers would like to cancel: answer overdue"
        case .accepted: "Deliver"
        case .partDelivered: "Deliver the rest"
        case .changeOffered: "Waiting for the customer’s answer to your change"
        case .onHold: "On hold: the commissioner decides"
        case .delivered: "Waiting for the customer to confirm"
        case .received: "To be paid"
        case .awaitingApproval, .paid, .declined, .lapsed, .cancelled, .notSent: "Finished"
        }
    }
}

/// What a supplier has done, or will not do: newest first.
struct FinishedOrdersPage: Sendable {
    let inbox: SupplierInbox

    var view: View {
        View(
            "Finished orders", place: .inbox, breadcrumb: [Link("Orders", href: "/supplier/orders")], width: .wide
        ) {
            h1 { "Finished orders" }
            if inbox.items.isEmpty {
                EmptyState(
                    title: "Nothing is finished yet",
                    text: "Orders come here once they are paid, declined or cancelled.",
                    next: Link("Back to your orders", href: "/supplier/orders"))
            } else {
                DataTable(
                    id: "finished", caption: "Finished orders, newest first", isCaptionHidden: true,
                    columns: [
                        .init("Order"), .init("What"), .init("For"), .init("Signed"), .init("Sum", align: .end),
                        .init("How it ended"),
                    ],
                    rows: inbox.items.map(row))
                if inbox.isCut { p(.class("quiet")) { "Only the newest \(inbox.items.count) are shown." } }
            }
        }
    }

    private func row(_ item: SupplierInbox.Item) -> DataTable.Row {
        .init(
            HTML { a(.class("link"), .href("/supplier/orders/\(item.id)")) { item.number } },
            [
                HTML { bdi { item.firstTitle }; if item.lineCount > 1 { " and \(item.lineCount - 1) more" } },
                HTML { bdi { item.deliverTo } }, HTML(item.signedAt.day.words),
                HTML { span(.class("amount")) { "\(item.total)" } }, item.status.supplierTag.html,
            ])
    }
}

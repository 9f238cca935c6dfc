import Markup
import Operations
import Orders
import Storage
import Values

/// Finding an order by its number, and what is on hold until somebody says how it goes on.
struct OrderBookPage: Sendable {
    let book: OrderBook
    /// Messages that did not reach their suppliers.
    let toCall: Int
    var number = ""
    var problems = FieldProblems()

    var view: View {
        View("Orders", place: .orderBook, problems: problems, width: .wide) {
            h1 { "Orders" }
            form(.class("form"), .method("get"), .action("/order-book")) {
                TextField(
                    name: "number", label: "Number of an order", hint: "Such as 7K3M9-2QXRT", value: number,
                    problem: problems["number"], autocomplete: "off", width: .medium)
                Button("Find the order", kind: .secondary)
            }
            if toCall > 0 {
                p {
                    Link(
                        toCall == 1 ? "One supplier to telephone" : "\(toCall) messages to tell suppliers by telephone",
                        href: "/deliveries")
                    ": what was sent to them did not arrive."
                }
            } else {
                p { Link("Messages that did not reach suppliers", href: "/deliveries"); ": none just now." }
            }
            h2 { "On hold" }
            if book.onHold.isEmpty {
                p { "Nothing is on hold. Orders come here when a supplier is suspended, a plan ends or a holder dies." }
            } else {
                p(.class("lead")) { "What is booked goes on until you decide. The one that waits longest is first." }
                table
                if book.isCut { p(.class("quiet")) { "Only the oldest \(book.onHold.count) are shown." } }
            }
            if !book.cancelOverdue.isEmpty {
                h2 { "Cancelling not answered" }
                p(.class("lead")) {
                    "The supplier was asked to cancel and has not answered in time. Nothing is decided by that: call "
                    "the supplier, or put the order on hold and say how it goes on."
                }
                overdue
                if book.isOverdueCut {
                    p(.class("quiet")) { "Only the oldest \(book.cancelOverdue.count) are shown." }
                }
            }
        }
    }

    private var overdue: DataTable {
        DataTable(
            id: "cancel-overdue", caption: "Requests to cancel that were not answered, the oldest first",
            isCaptionHidden: true,
            columns: [.init("Order"), .init("Holder"), .init("Supplier"), .init("What"), .init("Since")],
            rows: book.cancelOverdue.map { item in
                .init(
                    HTML { a(.class("link"), .href("/order-book/\(item.order)")) { item.number } },
                    [
                        HTML { bdi { item.holder } }, HTML { bdi { item.supplier } }, HTML { bdi { item.firstTitle } },
                        HTML(item.since.words),
                    ])
            })
    }

    private var table: DataTable {
        DataTable(
            id: "on-hold", caption: "Orders on hold, the oldest first", isCaptionHidden: true,
            columns: [.init("Order"), .init("Holder"), .init("Supplier"), .init("What"), .init("Why"), .init("Since")],
            rows: book.onHold.map { item in
                .init(
                    HTML { a(.class("link"), .href("/order-book/\(item.order)")) { item.number } },
                    [
                        HTML { bdi { item.holder } }, HTML { bdi { item.supplier } }, HTML { bdi { item.firstTitle } },
                        HTML { bdi { HoldReason.words(item.reason) ?? item.note ?? "" } }, HTML(item.since.words),
                    ])
            })
    }
}

extension HoldReason {
    /// Nil where the person who did it said it in their own words.
    static func words(_ code: String?) -> String? {
        switch code.flatMap(HoldReason.init(rawValue:)) {
        case .supplierSuspended: "The supplier was suspended."
        case .holderDied: "The holder has died."
        case .planEnded: "The plan has ended."
        case .concern, nil: nil
        }
    }
}

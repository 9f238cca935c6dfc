import Markup
import Orders
import Storage
import Values

/// Everything that waits for a decision, oldest first; or what was decided, newest first.
struct RequestQueuePage: Sendable {
    let queue: ApprovalQueue
    let isWaiting: Bool
    let today: Day

    var view: View {
        View(isWaiting ? "Requests" : "Decided requests", place: .requests, width: .wide) {
            div(.class("row row--apart")) {
                h1 { isWaiting ? "Requests waiting for a decision" : "Decided requests" }
                if isWaiting {
                    Link("Decided requests", href: "/requests?show=decided")
                } else {
                    Link("Waiting requests", href: "/requests")
                }
            }
            if queue.items.isEmpty { nothing } else { table }
        }
    }

    @HTMLBuilder private var nothing: HTML {
        if isWaiting {
            EmptyState(
                title: "Nothing waits for you",
                text: "When somebody signs for something that is not simply in their plan, it appears here.",
                next: Link("Payments that are due", href: "/payments"))
        } else {
            EmptyState(
                title: "Nothing has been decided yet", next: Link("Requests that wait", href: "/requests"))
        }
    }

    @HTMLBuilder private var table: HTML {
        p(.class("lead")) { summary }
        DataTable(
            id: "requests", caption: isWaiting ? "Waiting, oldest first" : "Decided, newest first",
            isCaptionHidden: true,
            columns: [
                .init("Holder"), .init("What"), .init("Supplier"), .init("Cost", align: .end),
                .init("Why it is here"), .init(isWaiting ? "Waiting since" : "Asked on"),
            ] + (isWaiting ? [] : [.init("Outcome")]),
            rows: queue.items.map(row))
        if queue.isCut {
            p(.class("quiet")) { "Only the \(isWaiting ? "oldest" : "newest") \(queue.items.count) are shown." }
        }
    }

    private var summary: String {
        let sum = queue.items.map(\.total).total
        let count = queue.isCut ? "More than \(queue.items.count) requests" : queue.items.count == 1
            ? "One request" : "\(queue.items.count) requests"
        return isWaiting ? "\(count), \(sum) in all. The money is set aside until you decide." : "\(count)."
    }

    private func row(_ item: ApprovalQueue.Item) -> DataTable.Row {
        .init(
            HTML {
                a(.class("link"), .href("/requests/\(item.id)")) {
                    bdi { item.holder }
                    Hidden(": \(item.firstTitle)")
                }
            },
            [
                HTML { bdi { item.firstTitle }; if item.lineCount > 1 { " and \(item.lineCount - 1) more" } },
                HTML { bdi { item.supplier } },
                HTML { span(.class("amount")) { "\(item.total)" } },
                HTML(item.rules.map(RuleWords.short).joined(separator: "; ")),
                HTML(isWaiting ? since(item.requestedAt) : item.requestedAt.day.words),
            ] + (isWaiting ? [] : [item.status.tag.html]))
    }

    private func since(_ moment: Moment) -> String {
        switch today - moment.day {
        case ...0: "Today at \(moment.timeOfDay)"
        case 1: "Yesterday, \(moment.day.words)"
        case let days: "\(moment.day.words), \(days) days"
        }
    }
}

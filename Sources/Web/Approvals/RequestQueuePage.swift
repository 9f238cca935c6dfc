import Identity
import Markup
import Orders
import Relational
import Storage
import Values

/// Everything that waits for a decision, the most urgent first; or what was decided, newest first.
struct RequestQueuePage: Sendable {
    let queue: ApprovalQueue
    let filter: ApprovalQueue.Filter
    let now: Moment

    private var isWaiting: Bool { filter != .decided }

    var view: View {
        View(isWaiting ? "Requests" : "Decided requests", place: .requests, width: .wide) {
            div(.class("row row--apart")) {
                h1 { isWaiting ? "Requests waiting for a decision" : "Decided requests" }
                div(.class("row")) {
                    Link("Staff and deputies", href: "/staff")
                    Link("Standing authorisations", href: "/authorisations")
                }
            }
            filters
            if queue.items.isEmpty { nothing } else { table }
        }
    }

    private var filters: HTML {
        nav(.ariaLabel("Which requests")) {
            ul(.class("row")) {
                for choice in ApprovalQueue.Filter.allCases {
                    li {
                        if choice == filter {
                            strong(.ariaCurrent("page")) { title(choice) }
                        } else {
                            Link(title(choice), href: "/requests?show=\(choice.rawValue)")
                        }
                    }
                }
            }
        }
    }

    private func title(_ choice: ApprovalQueue.Filter) -> String {
        "\(choice.title) (\(queue.counts[choice] ?? 0))"
    }

    @HTMLBuilder private var nothing: HTML {
        switch filter {
        case .decided:
            EmptyState(title: "Nothing has been decided yet", next: Link("Requests that wait", href: "/requests"))
        case .team:
            EmptyState(
                title: "Nothing waits for you",
                text: "When somebody signs for something that is not simply in their plan, it appears here.",
                next: Link("Payments that are due", href: "/payments"))
        default: EmptyState(title: "None of these", next: Link("All requests that wait", href: "/requests"))
        }
    }

    @HTMLBuilder private var table: HTML {
        p(.class("lead")) { summary }
        DataTable(
            id: "requests", caption: isWaiting ? "Waiting, the most urgent first" : "Decided, newest first",
            isCaptionHidden: true,
            columns: [
                .init("Holder"), .init("What"), .init("Supplier"), .init("Cost", align: .end),
                .init("Why it is here"), .init(isWaiting ? "Due" : "Asked on"),
                .init(isWaiting ? "With" : "Outcome"),
            ],
            rows: queue.items.map(row))
        Turning(
            subject: "Requests", address: "/requests?show=\(filter.rawValue)", previous: queue.previous?.address,
            next: queue.next?.address)
    }

    private var count: Int { queue.counts[filter] ?? 0 }

    private var summary: String {
        let all = count == 1 ? "One request" : "\(count) requests"
        if queue.items.count < count {
            return "\(queue.skipped + 1) to \(queue.skipped + queue.items.count) of \(all)."
        }
        let sum = queue.items.map(\.total).total
        return isWaiting ? "\(all), \(sum) in all. The money is set aside until you decide." : "\(all)."
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
                HTML { if isWaiting { due(item) } else { item.approval.requestedAt.day.words } },
                HTML { if isWaiting { holder(item) } else { item.status.tag } },
            ], isMarked: isWaiting && isLate(item))
    }

    private func isLate(_ item: ApprovalQueue.Item) -> Bool {
        !item.status.rests && (item.approval.clock.level > 0 || item.approval.hours.dueAt <= now)
    }

    @HTMLBuilder private func due(_ item: ApprovalQueue.Item) -> HTML {
        if item.status.rests {
            item.status.words
        } else if isLate(item) {
            StatusTag("Overdue", tone: .no)
            " asked on \(item.approval.requestedAt.day.words)"
        } else {
            item.approval.hours.dueAt.day.words
        }
        if item.status == .reconsideration { br(); item.status.tag }
    }

    @HTMLBuilder private func holder(_ item: ApprovalQueue.Item) -> HTML {
        if let assignee = item.assignee {
            bdi { assignee }
        } else {
            StaffRole.words(item.approval.currentTier.roles)
        }
    }
}

extension ApprovalQueue.Turn {
    /// As it stands in an address; nil for the first page.
    fileprivate var address: String? {
        switch self {
        case .first: nil
        case .after(let key): "after=\(key.text)"
        case .before(let key): "before=\(key.text)"
        }
    }
}

extension ApprovalQueue.Filter {
    var title: String {
        switch self {
        case .mine: "Mine"
        case .team: "All"
        case .due: "Due soon"
        case .overdue: "Overdue"
        case .paused: "Paused"
        case .decided: "Decided"
        }
    }
}

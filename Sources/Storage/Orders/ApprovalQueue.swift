import Identity
import Orders
import Relational
import Values

/// A page of what waits for a commissioner's decision, the most urgent first; or of what was decided, newest first.
package struct ApprovalQueue: Sendable {
    /// Which requests somebody wants to see.
    package enum Filter: String, Sendable, CaseIterable {
        /// In the person's hands, or in nobody's and theirs to decide by their roles.
        case mine
        case team
        /// A decision is due within two days.
        case due
        case overdue
        /// The holder or a supplier has to do something first.
        case paused
        case decided
    }

    package struct Item: Sendable, Hashable {
        package let approval: Approval
        package let holder: String
        package let supplier: String
        package let firstTitle: String
        package let lineCount: Int
        package let total: Money
        /// The rules that sent it here.
        package let rules: [String]
        /// The name of whoever has it in hand.
        package let assignee: String?

        package var id: Approval.ID { approval.id }
        package var status: ApprovalStatus { approval.status }
    }

    /// Where a request stands in the order of its queue: pages begin after one and not at a number, so that none is
    /// left out or shown twice when others come or go meanwhile.
    package struct Key: Sendable, Hashable, Comparable {
        let at: Moment
        let id: Approval.ID

        init(at: Moment, id: Approval.ID) {
            self.at = at
            self.id = id
        }

        /// Newest first, what every other comes after, and what every other comes before.
        static let first = Key(at: Moment(milliseconds: .max), id: .init(""))
        static let last = Key(at: Moment(milliseconds: .min), id: .init(""))

        /// As it stands in an address: `1775433600000~0198…`. Nil for anything else.
        package init?(_ text: String) {
            let parts = text.split(separator: "~", maxSplits: 1).map(String.init)
            guard parts.count == 2, let milliseconds = Int(parts[0]) else { return nil }
            self.init(at: Moment(milliseconds: milliseconds), id: .init(parts[1]))
        }

        package var text: String { "\(at.milliseconds)~\(id)" }

        package static func < (left: Key, right: Key) -> Bool { (left.at, left.id) < (right.at, right.id) }
    }

    /// Which page.
    package enum Turn: Sendable, Hashable {
        case first
        case after(Key)
        case before(Key)
    }

    package let items: [Item]
    /// How many there are under each filter.
    package let counts: [Filter: Int]
    /// How many come before the first that is shown.
    package let skipped: Int
    /// Nil where nothing comes before or after.
    package let previous: Turn?
    package let next: Turn?

    package static let dueDays = 2
    package static let pageSize = 50
}

extension ApprovalQueue.Filter {
    /// Whether a request that waits belongs under it.
    func shows(_ approval: Approval, at now: Moment, isMine: (Approval) -> Bool) -> Bool {
        let isGoing = !approval.status.rests
        return switch self {
        case .mine: isMine(approval)
        case .team: true
        case .due: isGoing && approval.hours.dueAt <= now.adding(minutes: ApprovalQueue.dueDays * 24 * 60)
        case .overdue: isGoing && (approval.clock.level > 0 || approval.hours.dueAt <= now)
        case .paused: !isGoing
        case .decided: false
        }
    }
}

extension ApprovalStore {
    /// - Parameter isMine: whether somebody's roles name them.
    package func queue(
        of commissioner: Commissioner.ID, _ filter: ApprovalQueue.Filter, _ turn: ApprovalQueue.Turn = .first,
        at now: Moment, size: Int = ApprovalQueue.pageSize, isMine: (Approval) -> Bool = { _ in true }
    ) throws -> ApprovalQueue {
        var (counts, found) = try waiting(of: commissioner, filter, at: now, isMine: isMine)
        counts[.decided] = try decidedCount(of: commissioner, before: .last)
        let page =
            filter == .decided
            ? try decided(of: commissioner, turn, size) : ApprovalStore.page(of: found, turn, size)
        found = page.keys
        return ApprovalQueue(
            items: try items(found.map(\.id)), counts: counts, skipped: page.skipped,
            previous: page.skipped > 0 ? found.first.map { .before($0) } : nil,
            next: page.skipped + found.count < counts[filter] ?? 0 ? found.last.map { .after($0) } : nil)
    }

    /// All that wait are looked at, because whose they are is no matter of one column; pages are small all the same.
    private func waiting(
        of commissioner: Commissioner.ID, _ filter: ApprovalQueue.Filter, at now: Moment,
        isMine: (Approval) -> Bool
    ) throws -> (counts: [ApprovalQueue.Filter: Int], keys: [ApprovalQueue.Key]) {
        var (counts, keys): ([ApprovalQueue.Filter: Int], [ApprovalQueue.Key]) = ([:], [])
        var terms: [String: Approval.Terms] = [:]
        try access.connection.eachRow(
            """
            SELECT * FROM approvals WHERE commissioner_id = \(commissioner)
                AND status IN (\(list: ApprovalStatus.waiting.map(\.rawValue))) ORDER BY due_at, id
            """
        ) { row in
            let text = try row.optionalText("terms") ?? ""
            let known = try terms[text] ?? row.optionalJSON("terms") ?? .anybody
            terms[text] = known
            let approval = try ApprovalStore.approval(row, terms: known)
            for choice in ApprovalQueue.Filter.allCases where choice.shows(approval, at: now, isMine: isMine) {
                counts[choice, default: 0] += 1
                if choice == filter { keys.append(.init(at: try row.moment("due_at"), id: approval.id)) }
            }
        }
        return (counts, keys)
    }

    private static func page(
        of keys: [ApprovalQueue.Key], _ turn: ApprovalQueue.Turn, _ size: Int
    ) -> (keys: [ApprovalQueue.Key], skipped: Int) {
        let start =
            switch turn {
            case .first: 0
            case .after(let key): keys.firstIndex { $0 > key } ?? keys.count
            case .before(let key): max(0, (keys.firstIndex { $0 >= key } ?? keys.count) - size)
            }
        return (Array(keys.dropFirst(start).prefix(size)), start)
    }

    // MARK: Decided

    private static var decidedStatuses: [String] { ApprovalStatus.allCases.filter { !$0.isWaiting }.map(\.rawValue) }

    /// Those that come before a key.
    private func decidedCount(of commissioner: Commissioner.ID, before key: ApprovalQueue.Key) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS decided FROM approvals WHERE commissioner_id = \(commissioner)
                AND status IN (\(list: ApprovalStore.decidedStatuses))
                AND (since, id) > (\(key.at), \(key.id))
            """)?.integer("decided") ?? 0
    }

    /// Newest first.
    private func decided(
        of commissioner: Commissioner.ID, _ turn: ApprovalQueue.Turn, _ size: Int
    ) throws -> (keys: [ApprovalQueue.Key], skipped: Int) {
        // Row values compare like the keys do.
        let key: ApprovalQueue.Key
        let (side, direction): (StaticString, StaticString)
        switch turn {
        case .first: (key, side, direction) = (.first, "<", "DESC")
        case .after(let last): (key, side, direction) = (last, "<", "DESC")
        case .before(let first): (key, side, direction) = (first, ">", "ASC")
        }
        let found = try access.connection.rows(
            """
            SELECT since, id FROM approvals WHERE commissioner_id = \(commissioner)
                AND status IN (\(list: ApprovalStore.decidedStatuses))
                AND (since, id) \(sql: side) (\(key.at), \(key.id))
            ORDER BY since \(sql: direction), id \(sql: direction) LIMIT \(size)
            """
        ).map { ApprovalQueue.Key(at: try $0.moment("since"), id: try $0.id("id")) }
        let keys = found.sorted(by: >)
        return (keys, try keys.first.map { try decidedCount(of: commissioner, before: $0) } ?? 0)
    }

    /// In this order.
    private func items(_ ids: [Approval.ID]) throws -> [ApprovalQueue.Item] {
        let found = try access.connection.rows(
            """
            SELECT a.*, h.name AS holder, s.name AS supplier, p.name AS assignee FROM approvals a
            JOIN supplier_orders so ON so.id = a.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = a.order_id JOIN holders h ON h.id = o.holder_id
            LEFT JOIN people p ON p.id = a.assignee_id
            WHERE a.id IN (\(list: ids))
            """)
        let lines = try access.supplierOrders.lines(of: found.map { try $0.id("supplier_order_id") })
        let items: [ApprovalQueue.Item] = try found.compactMap { row in
            guard let own = lines[try row.id("supplier_order_id")], let first = own.first else { return nil }
            return ApprovalQueue.Item(
                approval: try ApprovalStore.approval(row), holder: try row.text("holder"),
                supplier: try row.text("supplier"), firstTitle: first.title, lineCount: own.count,
                total: own.map(\.charge).total, rules: Array(Set(own.flatMap(\.rules))).sorted(),
                assignee: try row.optionalText("assignee"))
        }
        let known = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { known[$0] }
    }
}

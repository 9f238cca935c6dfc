import Ledger
import Values

/// How an order as a whole stands: computed from its parts by one function, stored so that lists can ask for it.
package struct OrderStanding: Sendable, Hashable {
    package typealias Stage = OrderStage

    package enum ApprovalStanding: String, Sendable, CaseIterable {
        case noneNeeded = "none_needed"
        case waiting, approved, declined, withdrawn
        case partly
    }

    package enum Supply: String, Sendable, CaseIterable {
        case waiting, partlyAccepted = "partly_accepted", accepted
        case partlyDelivered = "partly_delivered", delivered, none
    }

    /// How far the public money has come.
    package enum MoneyStanding: String, Sendable, CaseIterable {
        case held, released
        case partlyCommitted = "partly_committed", committed
        case partlyPaid = "partly_paid", paid
        case refunding, refunded
    }

    /// Whose turn it is.
    package enum Attention: String, Sendable, CaseIterable {
        case none, holder, supplier, commissioner
    }

    package let stage: Stage
    package let approval: ApprovalStanding
    package let supply: Supply
    package let money: MoneyStanding
    package let attention: Attention
    /// When the first of them has to have answered; nil when nobody has to by a day.
    package let attentionDue: Moment?

    package init(
        stage: Stage, approval: ApprovalStanding, supply: Supply, money: MoneyStanding, attention: Attention,
        attentionDue: Moment?
    ) {
        self.stage = stage
        self.approval = approval
        self.supply = supply
        self.money = money
        self.attention = attention
        self.attentionDue = attentionDue
    }

    /// One part, as far as the order's standing depends on it.
    package struct Part: Sendable, Hashable {
        package let status: SupplierOrderStatus
        package let expiresAt: Moment?

        package init(_ status: SupplierOrderStatus, expiresAt: Moment? = nil) {
            self.status = status
            self.expiresAt = expiresAt
        }
    }

    /// One problem, as far as the order's standing depends on it.
    package struct Trouble: Sendable, Hashable {
        package let status: ProblemStatus
        package let dueAt: Moment?

        package init(_ status: ProblemStatus, dueAt: Moment? = nil) {
            self.status = status
            self.dueAt = dueAt
        }
    }

    /// - Parameter pence: sums over all holds of the order.
    package init(
        parts: [Part], approvals: [ApprovalStatus], problems: [Trouble] = [], pence: [HoldBucket: Money]
    ) {
        let statuses = parts.map(\.status)
        stage = OrderStage(following: statuses)
        approval = OrderStanding.approval(approvals)
        supply = OrderStanding.supply(statuses)
        money = OrderStanding.money(pence)
        // In an order of their own, so that it does not matter in which they were found.
        let troubles = problems.sorted { $0.status.rawValue < $1.status.rawValue }
        let turns =
            troubles.map { ($0.status.attention, $0.dueAt) } + approvals.map { ($0.attention, nil) }
            + parts.map { ($0.status.attention, $0.expiresAt) }
        (attention, attentionDue) = OrderStanding.first(turns.filter { $0.0 != .none })
    }

    /// Whoever has to have answered first; where nobody has to by a day, what stands before the rest.
    private static func first(_ turns: [(Attention, Moment?)]) -> (Attention, Moment?) {
        let dated = turns.compactMap { turn in turn.1.map { (turn.0, $0) } }.min { $0.1 < $1.1 }
        if let dated { return (dated.0, dated.1) }
        return (turns.first?.0 ?? .none, nil)
    }

    /// What the holder withdrew was not decided by anybody, and says nothing about the rest.
    private static func approval(_ approvals: [ApprovalStatus]) -> ApprovalStanding {
        if approvals.isEmpty { return .noneNeeded }
        if approvals.contains(where: \.isWaiting) { return .waiting }
        let asked = approvals.filter { $0 != .withdrawn }
        let (whole, granted) = (asked.count { $0.isGrantedWhole }, asked.count { $0.isGranted })
        if granted == 0, !asked.contains(where: \.isRefused) { return .withdrawn }
        return whole == asked.count ? .approved : granted == 0 ? .declined : .partly
    }

    private static func supply(_ parts: [SupplierOrderStatus]) -> Supply {
        let live = parts.filter { ![.declined, .lapsed, .cancelled, .notSent].contains($0) }
        let here = live.count { [.delivered, .received, .paid].contains($0) }
        let begun = live.contains(.partDelivered)
        let going: [SupplierOrderStatus] = [.accepted, .partDelivered, .cancelAsked, .cancelOverdue, .onHold]
        let coming = live.count { going.contains($0) } + here
        if live.isEmpty { return .none }
        if here == live.count { return .delivered }
        if here > 0 || begun { return .partlyDelivered }
        return coming == live.count ? .accepted : coming > 0 ? .partlyAccepted : .waiting
    }

    private static func money(_ pence: [HoldBucket: Money]) -> MoneyStanding {
        func sum(_ buckets: HoldBucket...) -> Money { buckets.compactMap { pence[$0] }.total }
        let (waiting, promised) = (sum(.reserved, .held), sum(.committed, .owed, .disputed))
        let paid = sum(.paid)
        if sum(.refundDue).isPositive { return .refunding }
        if paid.isPositive { return (waiting + promised).isPositive ? .partlyPaid : .paid }
        if promised.isPositive { return waiting.isPositive ? .partlyCommitted : .committed }
        if waiting.isPositive { return .held }
        return sum(.refunded).isPositive ? .refunded : .released
    }
}

extension SupplierOrderStatus {
    /// Whose turn it is.
    package var attention: OrderStanding.Attention {
        switch self {
        case .changeOffered, .partDelivered, .delivered: .holder
        case .sent, .accepted, .cancelAsked: .supplier
        case .awaitingApproval, .cancelOverdue, .onHold, .received: .commissioner
        case .paid, .declined, .lapsed, .cancelled, .notSent: .none
        }
    }
}

extension ProblemStatus {
    /// Whose turn it is.
    package var attention: OrderStanding.Attention {
        switch self {
        case .open, .agreed, .replacing, .refunding: .supplier
        case .disputed: .holder
        case .escalated, .overdue: .commissioner
        case .resolvedPendingMoney, .closed, .withdrawn: .none
        }
    }
}

extension ApprovalStatus {
    /// Whose turn it is, where that is not what the part says that waits for it.
    var attention: OrderStanding.Attention { self == .infoWanted ? .holder : .none }
}

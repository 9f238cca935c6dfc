/// How an order as a whole stands: computed from its parts by one function, stored so that lists can ask for it.
package struct OrderStanding: Sendable, Hashable {
    package enum Stage: String, Sendable, CaseIterable {
        case placed, closed, cancelled
    }

    package enum ApprovalStanding: String, Sendable, CaseIterable {
        case noneNeeded = "none_needed"
        case waiting, approved, declined, withdrawn
        case partly
    }

    package enum Supply: String, Sendable, CaseIterable {
        case waiting, partlyAccepted = "partly_accepted", accepted
        case partlyDelivered = "partly_delivered", delivered, none
    }

    package let stage: Stage
    package let approval: ApprovalStanding
    package let supply: Supply

    package init(stage: Stage, approval: ApprovalStanding, supply: Supply) {
        self.stage = stage
        self.approval = approval
        self.supply = supply
    }

    package init(parts: [SupplierOrderStatus], approvals: [ApprovalStatus]) {
        stage = OrderStanding.stage(parts)
        approval = OrderStanding.approval(approvals)
        supply = OrderStanding.supply(parts)
    }

    private static func stage(_ parts: [SupplierOrderStatus]) -> Stage {
        guard parts.allSatisfy(\.isEnd) else { return .placed }
        return parts.contains(.paid) ? .closed : .cancelled
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
        let live = parts.filter { ![.declined, .cancelled, .notSent].contains($0) }
        let here = live.count { [.delivered, .received, .paid].contains($0) }
        let coming = live.count { $0 == .accepted } + here
        if live.isEmpty { return .none }
        if here == live.count { return .delivered }
        if here > 0 { return .partlyDelivered }
        return coming == live.count ? .accepted : coming > 0 ? .partlyAccepted : .waiting
    }
}

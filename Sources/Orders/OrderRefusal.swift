import Values

/// Why an order, a part of it or a request says no.
package enum OrderRefusal: Refusal, Hashable {
    case notPossible(SupplierOrderAction, in: SupplierOrderStatus)
    /// Somebody else saved it since it was read.
    case changedMeanwhile
    /// The basket holds something that blocks, or nothing at all.
    case blocked
    /// What would be ordered is no longer what the person was shown.
    case changedSinceShown
    /// The request being decided is no longer about the same content.
    case contentChanged
    /// Something outside the plan was signed for without saying why, or for an outcome that is not in the plan.
    case reasonMissing
    /// It would go out now, but the supplier has been suspended meanwhile.
    case supplierSuspended
    /// It would go out now, but the plan is no longer in force.
    case planNotInForce
    /// The holder's account is on hold, they have died, or may not have direct payments.
    case holderStopped

    package var code: String {
        switch self {
        case .notPossible: "order.not-possible"
        case .changedMeanwhile: "order.changed-meanwhile"
        case .blocked: "order.blocked"
        case .changedSinceShown: "order.changed-since-shown"
        case .contentChanged: "approval.content-changed"
        case .reasonMissing: "order.reason-missing"
        case .supplierSuspended: "approval.supplier-suspended"
        case .planNotInForce: "approval.plan-not-in-force"
        case .holderStopped: "approval.holder-stopped"
        }
    }
}

import Catalogue
import Values

/// Why an order, a part of it or a request says no.
package enum OrderRefusal: Refusal, Hashable {
    /// Something is done to more units than there are.
    case unitsMissing(wanted: Int, there: Int)
    /// An order is accepted without taking anything of it.
    case nothingTaken
    /// A price goes up without the holder's consent.
    case priceRaised
    /// A fee is above what the signed terms allow.
    case feeAboveTerms(most: Money)
    /// What a supplier offers instead is not simply in the plan: it has to be asked for as a new order.
    case changeNeedsApproval
    /// A change is offered that is none, or that a supplier cannot offer: not its own listing, or no day to come.
    case nothingOffered
    /// Somebody else saved it since it was read.
    case changedMeanwhile
    /// The basket holds something that blocks, or nothing at all.
    case blocked
    /// What would be ordered is no longer what the person was shown.
    case changedSinceShown
    /// The request being decided is no longer about the same content.
    case contentChanged
    /// Proof is given of a delivery that holds no goods: help from people is only ever confirmed by the holder.
    case proofOfNoGoods
    /// Something outside the plan was signed for without saying why, or for an outcome that is not in the plan.
    case reasonMissing
    /// Somebody writes about an order that has long been over.
    case tooLateToWrite(days: Int)
    /// It would go out now, but nothing new can be ordered from the supplier any more.
    case supplierBarred(OrderObstacle)
    /// It would go out now, but the plan is no longer in force.
    case planNotInForce
    /// The holder's account is on hold, they have died, or may not have direct payments.
    case holderStopped

    package var code: String {
        switch self {
        case .unitsMissing: "order.units-missing"
        case .nothingTaken: "order.nothing-taken"
        case .priceRaised: "order.price-raised"
        case .feeAboveTerms: "order.fee-above-terms"
        case .changeNeedsApproval: "order.change-needs-approval"
        case .nothingOffered: "order.nothing-offered"
        case .changedMeanwhile: "order.changed-meanwhile"
        case .blocked: "order.blocked"
        case .changedSinceShown: "order.changed-since-shown"
        case .contentChanged: "approval.content-changed"
        case .proofOfNoGoods: "order.proof-of-no-goods"
        case .reasonMissing: "order.reason-missing"
        case .tooLateToWrite: "order.too-late-to-write"
        case .supplierBarred(.takesNoOrders): "approval.supplier-suspended"
        case .supplierBarred(.notApproved): "approval.supplier-not-approved"
        case .supplierBarred(.insuranceEnded): "approval.supplier-insurance-ended"
        case .supplierBarred(.papersEnded): "approval.supplier-papers-ended"
        case .supplierBarred(.checkMissing): "approval.supplier-check-missing"
        case .planNotInForce: "approval.plan-not-in-force"
        case .holderStopped: "approval.holder-stopped"
        }
    }
}

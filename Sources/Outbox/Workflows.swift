import Baskets
import Catalogue
import Identity
import Ledger
import Orders
import Plans
import Values

/// Every state machine of the product, in one list: for `holdfast workflow`, the help pages and the drawings in
/// `Public/workflows`. Whoever declares a machine adds its line here.
package enum Workflows {
    package static let all: [WorkflowTable] = [
        WorkflowTable(Approval.workflow),
        WorkflowTable(AuthorityState.workflow),
        WorkflowTable(BankAccountStatus.workflow),
        WorkflowTable(BasketStatus.workflow),
        WorkflowTable(DeliveryStatus.workflow),
        WorkflowTable(EndpointStatus.workflow),
        WorkflowTable(EvidenceStatus.workflow),
        WorkflowTable(HoldBucket.workflow, events: HoldBucket.postings.map(\.rawValue)),
        WorkflowTable(InvoiceStatus.workflow),
        WorkflowTable(ListingStatus.workflow),
        WorkflowTable(ListingChangeStatus.workflow),
        WorkflowTable(ListingRunStatus.workflow),
        WorkflowTable(OrderStage.workflow),
        WorkflowTable(UnitState.workflow),
        WorkflowTable(PlanStatus.workflow),
        WorkflowTable(ProblemStatus.workflow),
        WorkflowTable(StandingAuthorisation.workflow),
        WorkflowTable(SupplierStatus.workflow),
        WorkflowTable(SupplierOrderStatus.workflow),
        WorkflowTable(SupplierReviewStatus.workflow),
    ]

    package static func named(_ name: String) -> WorkflowTable? { all.first { $0.name == name } }
}

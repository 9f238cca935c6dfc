import Baskets
import Catalogue
import Identity
import Orders
import Plans
import TestSupport
import Values

extension Cast {
    static let orderID: Order.ID = "0199b7a0-1c2d-7e3f-8a4b-5c6d7e8f9012"

    /// Ann's physiotherapy in the plan, her rollator to be asked for.
    static let judgement = Judge.judge(
        [sessions(2), rollators(1), visits(3)], given: facts([pot(physioLine, "1000"), pot(careLine, "1000")]))

    static let requests: [Listing.ID: LineRequest] = [
        "rollator": LineRequest(reason: "To get to the shop \"on foot\".", outcome: "walk"),
    ]

    static func split(
        _ judgement: Judgement = judgement, plan: Plan = plan(), requests: [Listing.ID: LineRequest] = requests
    ) -> Split {
        Split(judgement, plan: plan, requests: requests)
    }

    static func part(status: SupplierOrderStatus) -> SupplierOrder {
        SupplierOrder(
            id: "s-1", order: "o-1", supplier: "trent", route: .direct, payer: split().parts[0].payer,
            lines: split().parts[0].lines, status: status, version: 7)
    }

    static func request(status: ApprovalStatus) -> Approval {
        Approval(
            id: "r-1", order: "o-1", supplierOrder: "s-1", content: Digest(of: "content"),
            requestedBy: annPerson.id, requestedAt: now, status: status, version: 4)
    }
}

import Identity
import Orders
import TestSupport
import Testing
import Values

@Suite("Order events and refusals") struct OrderEventTests {
    @Test func `every event is stored under its code and read back from it`() {
        let all: [OrderEvent.What] = [.signed] + SupplierOrderAction.allCases.map { .supplierOrder($0) }
            + ApprovalAction.allCases.map { .approval($0) }
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(OrderEvent.What.supplierOrder(.askToCancel).code == "supplier-order.ask_to_cancel")
        #expect(all.map { OrderEvent.What(code: $0.code) } == all)
    }

    @Test(arguments: ["", "order.", "order.signed ", "supplier-order.fly", "approval.", "approval.accept", "send"])
    func `a code that is not known is no event`(code: String) {
        #expect(OrderEvent.What(code: code) == nil)
    }

    @Test func `each refusal has its code`() {
        let refusals: [OrderRefusal] = [
            .changedMeanwhile, .blocked, .changedSinceShown, .contentChanged,
        ]
        #expect(refusals.map(\.code) == [
            "order.changed-meanwhile", "order.blocked", "order.changed-since-shown", "approval.content-changed",
        ])
    }
}

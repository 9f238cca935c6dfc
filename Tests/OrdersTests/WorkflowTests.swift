import Identity
import Orders
import TestSupport
import Testing
import Values

@Suite("Supplier order workflow") struct SupplierOrderWorkflowTests {
    /// Every cell of the table: what is not written here must be refused.
    @Test func `every status and action is decided, with what it does to the money`() {
        let moves = SupplierOrderStatus.allCases.flatMap { status in
            SupplierOrderAction.allCases.compactMap { action in
                status.after(action).map { "\(status) --\(action)--> \($0.next) [\($0.effect)]" }
            }
        }
        #expect(moves == [
            "awaitingApproval --send--> sent [grant]",
            "awaitingApproval --drop--> notSent [release]",
            "sent --accept--> accepted [commit]",
            "sent --decline--> declined [release]",
            "sent --cancel--> cancelled [release]",
            "accepted --deliver--> delivered [none]",
            "delivered --confirm--> received [match]",
            "received --pay--> paid [pay]",
        ])
    }

    @Test func `every status can be reached, and every unfinished one can finish`() {
        #expect(reachable(from: [.awaitingApproval]) == Set(SupplierOrderStatus.allCases))
        for status in SupplierOrderStatus.allCases {
            #expect(reachable(from: [status]).contains { $0.isEnd }, "\(status)")
        }
        #expect(SupplierOrderStatus.allCases.filter(\.isEnd) == [.paid, .declined, .cancelled, .notSent])
    }

    private func reachable(from starts: Set<SupplierOrderStatus>) -> Set<SupplierOrderStatus> {
        let next = Set(starts.flatMap { status in SupplierOrderAction.allCases.compactMap { status.after($0)?.next } })
        return next.isSubset(of: starts) ? starts : reachable(from: starts.union(next))
    }

    /// On no way through is held money let go twice, or committed money forgotten.
    @Test func `whichever way a supplier order goes, its money is released or paid once`() {
        #expect(ways(from: .awaitingApproval).sorted() == [
            "grant commit none match pay", "grant release", "grant release", "release",
        ])
    }

    private func ways(from status: SupplierOrderStatus) -> [String] {
        let steps = SupplierOrderAction.allCases.compactMap { status.after($0) }
        return steps.isEmpty ? [""] : steps.flatMap { step in
            ways(from: step.next).map { $0.isEmpty ? step.effect.rawValue : "\(step.effect.rawValue) \($0)" }
        }
    }

    @Test func `every step makes the next version, and tells what happened`() throws {
        for status in SupplierOrderStatus.allCases {
            for action in SupplierOrderAction.allCases {
                var part = Cast.part(status: status)
                guard let step = status.after(action) else {
                    #expect(throws: OrderRefusal.notPossible(action, in: status)) {
                        try part.perform(action, by: "p-9", at: Cast.now)
                    }
                    #expect(part == Cast.part(status: status))
                    continue
                }
                let (event, effect) = try part.perform(action, by: "p-9", note: "As agreed.", at: Cast.now)
                #expect((part.status, part.version, effect) == (step.next, 8, step.effect))
                #expect(event == OrderEvent(
                    order: "o-1", supplierOrder: "s-1", what: .supplierOrder(action), by: "p-9", note: "As agreed.",
                    at: Cast.now))
            }
        }
    }
}

@Suite("Order events and refusals") struct OrderEventTests {
    @Test func `every event is stored under its code and read back from it`() {
        let all: [OrderEvent.What] = [.signed] + SupplierOrderAction.allCases.map { .supplierOrder($0) }
            + ApprovalAction.allCases.map { .approval($0) }
        #expect(all.map(\.code) == [
            "order.signed", "supplier-order.send", "supplier-order.drop", "supplier-order.accept",
            "supplier-order.decline", "supplier-order.cancel", "supplier-order.deliver", "supplier-order.confirm",
            "supplier-order.pay",
        ] + ApprovalAction.allCases.map { "approval.\($0.rawValue)" })
        #expect(all.map { OrderEvent.What(code: $0.code) } == all)
    }

    @Test(arguments: ["", "order.", "order.signed ", "supplier-order.fly", "approval.", "approval.accept", "send"])
    func `a code that is not known is no event`(code: String) {
        #expect(OrderEvent.What(code: code) == nil)
    }

    @Test func `each refusal has its code`() {
        let refusals: [OrderRefusal] = [
            .notPossible(.send, in: .paid), .changedMeanwhile, .blocked, .changedSinceShown, .contentChanged,
        ]
        #expect(refusals.map(\.code) == [
            "order.not-possible", "order.changed-meanwhile", "order.blocked", "order.changed-since-shown",
            "approval.content-changed",
        ])
    }
}

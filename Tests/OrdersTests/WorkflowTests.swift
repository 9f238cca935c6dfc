import Identity
import Orders
import TestSupport
import Testing
import Values

@Suite("Approval workflow") struct ApprovalWorkflowTests {
    @Test func `every status and action is decided`() {
        let moves = ApprovalStatus.allCases.flatMap { status in
            ApprovalAction.allCases.compactMap { action in
                status.after(action).map { "\(status) --\(action)--> \($0)" }
            }
        }
        #expect(moves == [
            "waiting --approve--> approved",
            "waiting --decline--> declined",
            "waiting --withdraw--> withdrawn",
            "waiting --close--> closed",
            "approved --close--> closed",
        ])
    }

    @Test func `every status can be reached, and whatever waits can finish`() {
        let next = ApprovalAction.allCases.compactMap { ApprovalStatus.waiting.after($0) }
        #expect(Set(next).union([.waiting]) == Set(ApprovalStatus.allCases))
    }

    @Test func `every step makes the next version, and tells what happened`() throws {
        for status in ApprovalStatus.allCases {
            for action in ApprovalAction.allCases {
                var request = Cast.request(status: status)
                guard let next = status.after(action) else {
                    #expect(throws: OrderRefusal.approvalNotPossible(action, in: status)) {
                        try request.perform(action, by: Cast.bilal.id, note: nil, at: Cast.now)
                    }
                    #expect(request == Cast.request(status: status))
                    continue
                }
                let event = try request.perform(action, by: Cast.bilal.id, note: "Serves the outcome.", at: Cast.now)
                #expect((request.status, request.version) == (next, 5))
                #expect(event == OrderEvent(
                    order: "o-1", supplierOrder: "s-1", what: .approval(action), by: Cast.bilal.id,
                    note: "Serves the outcome.", at: Cast.now))
            }
        }
    }

    @Test func `nobody decides what they asked for themselves, but they may withdraw it`() throws {
        for action in ApprovalAction.allCases where action.isDecision {
            var request = Cast.request(status: .waiting)
            #expect(throws: OrderRefusal.ownRequest) {
                try request.perform(action, by: Cast.annPerson.id, note: nil, at: Cast.now)
            }
            #expect(request == Cast.request(status: .waiting))
        }
        #expect(ApprovalAction.allCases.filter(\.isDecision) == [.approve, .decline])
        var request = Cast.request(status: .waiting)
        _ = try request.perform(.withdraw, by: Cast.annPerson.id, note: nil, at: Cast.now)
        #expect(request.status == .withdrawn)
    }

    @Test func `a request that has been decided cannot be decided again, whoever tries`() {
        var request = Cast.request(status: .approved)
        #expect(throws: OrderRefusal.approvalNotPossible(.approve, in: .approved)) {
            try request.perform(.approve, by: Cast.annPerson.id, note: nil, at: Cast.now)
        }
    }
}

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
            .approvalNotPossible(.close, in: .closed), .ownRequest, .changedMeanwhile,
            .blocked, .changedSinceShown, .contentChanged,
        ]
        #expect(refusals.map(\.code) == [
            "approval.not-possible", "approval.own-request", "order.changed-meanwhile",
            "order.blocked", "order.changed-since-shown", "approval.content-changed",
        ])
    }
}

import Identity
import Orders
import Outbox
import TestSupport
import Testing
import Values

@Suite("Messages about orders") struct OrderMessagesTests {
    private let parties = OrderMessages.Parties(
        holder: Cast.ann.id, supplier: Cast.physio.id, commissioner: Cast.ann.commissioner)

    private func written(_ messages: [(kind: Message.Kind, recipient: Message.Recipient)]) -> String {
        messages.isEmpty ? "nobody" : messages.map { "\($0.kind.rawValue) → \($0.recipient.code)" }
            .joined(separator: ", ")
    }

    @Test func `every step of a supplier order tells those who must know`() {
        #expect(SupplierOrderAction.allCases.map { "\($0): \(written(OrderMessages.messages(for: $0, parties)))" } == [
            "send: order-sent → supplier:trent",
            "drop: nobody",
            "grant: nobody",
            "askAgain: nobody",
            "accept: order-accepted → holder:h-1",
            "decline: order-declined → holder:h-1",
            "propose: change-offered → holder:h-1",
            "agree: change-agreed → supplier:trent",
            "refuseChange: change-refused → supplier:trent",
            "lapse: order-lapsed → holder:h-1, order-lapsed → supplier:trent",
            "remind: answer-reminder → supplier:trent",
            "escalate: cancel-overdue → holder:h-1, cancel-overdue → supplier:trent, "
                + "cancel-overdue → commissioner:notts",
            "cancel: order-cancelled → supplier:trent",
            "askToCancel: cancel-asked → supplier:trent",
            "agreeToCancel: cancel-agreed → holder:h-1",
            "refuseToCancel: cancel-refused → holder:h-1",
            "deliver: delivered → holder:h-1",
            "closeShort: closed-short → holder:h-1",
            "notice: receipt-notice → holder:h-1",
            "confirm: receipt-confirmed → supplier:trent, receipt-confirmed → commissioner:notts",
            "countReceived: counted-received → holder:h-1, receipt-confirmed → supplier:trent, "
                + "receipt-confirmed → commissioner:notts",
            "report: problem-reported → supplier:trent, problem-reported → commissioner:notts",
            "settle: problem-settled → holder:h-1, problem-settled → supplier:trent",
            "pay: paid → supplier:trent",
            "close: nobody",
            "payBack: payment-returned → supplier:trent",
            "refund: refunded → holder:h-1, refunded → supplier:trent",
            "putOnHold: put-on-hold → holder:h-1, put-on-hold → supplier:trent",
            "goOn: goes-on → holder:h-1, goes-on → supplier:trent",
            "finish: goes-on → holder:h-1, goes-on → supplier:trent",
            "stop: stopped → holder:h-1, stopped → supplier:trent",
        ])
    }

    @Test func `every step of a request tells those who must know`() {
        #expect(ApprovalAction.allCases.map { "\($0): \(written(OrderMessages.messages(for: $0, parties)))" } == [
            "assign: nobody",
            "ask: request-question → holder:h-1",
            "answer: request-answered → commissioner:notts",
            "closeUnanswered: request-ended → holder:h-1, request-ended → commissioner:notts",
            "reopen: request-answered → commissioner:notts",
            "vote: nobody",
            "approveTier: nobody",
            "approve: request-approved → holder:h-1",
            "approvePart: request-part-approved → holder:h-1",
            "decline: request-declined → holder:h-1",
            "withdraw: request-withdrawn → commissioner:notts",
            "remind: request-reminder → commissioner:notts",
            "escalate: request-passed-on → commissioner:notts",
            "expire: request-ended → holder:h-1, request-ended → commissioner:notts",
            "void: request-voided → holder:h-1, request-voided → commissioner:notts",
            "followPlan: nobody",
            "findNotNeeded: request-not-needed → holder:h-1, request-not-needed → commissioner:notts",
            "pause: request-paused → holder:h-1",
            "resume: request-resumed → holder:h-1, request-resumed → commissioner:notts",
            "giveUp: request-ended → holder:h-1, request-ended → commissioner:notts",
            "use: nobody",
            "lapse: request-ended → holder:h-1, request-ended → commissioner:notts",
            "askReview: review-asked → commissioner:notts",
            "uphold: review-upheld → holder:h-1",
            "change: request-approved → holder:h-1",
            "changePart: request-part-approved → holder:h-1",
            "authorise: review-changed → holder:h-1",
            "close: nobody",
        ])
        let reminder = OrderMessages.messages(for: .remind, from: .infoWanted, parties)
        #expect(written(reminder) == "question-reminder → holder:h-1")
    }

    @Test func `every step of a problem tells those who must know`() {
        #expect(ProblemAction.allCases.map { "\($0): \(written(OrderMessages.messages(for: $0, parties)))" } == [
            "agree: problem-answered → holder:h-1",
            "refuse: problem-answered → holder:h-1",
            "silence: problem-escalated → holder:h-1, problem-escalated → supplier:trent, "
                + "problem-escalated → commissioner:notts",
            "escalate: problem-escalated → supplier:trent, problem-escalated → commissioner:notts",
            "goodsBack: nobody",
            "goodsMissing: problem-answered → holder:h-1",
            "replaced: nobody",
            "decideForHolder: problem-decided → holder:h-1, problem-decided → supplier:trent",
            "decideForSupplier: problem-decided → holder:h-1, problem-decided → supplier:trent",
            "decideSplit: problem-decided → holder:h-1, problem-decided → supplier:trent",
            "settle: nobody",
            "refund: nobody",
            "allowKeepingBack: problem-answered → commissioner:notts",
            "keepBack: nobody",
            "late: refund-late → supplier:trent, refund-late → commissioner:notts",
            "proposeWriteOff: nobody",
            "writeOff: nobody",
            "withdraw: problem-withdrawn → supplier:trent, problem-withdrawn → commissioner:notts",
        ])
    }

    @Test func `no step tells the same party the same thing twice`() {
        let all = SupplierOrderAction.allCases.map { OrderMessages.messages(for: $0, parties) }
            + ApprovalAction.allCases.map { OrderMessages.messages(for: $0, parties) }
            + ProblemAction.allCases.map { OrderMessages.messages(for: $0, parties) }
        for messages in all { #expect(Set(messages.map { "\($0)" }).count == messages.count) }
    }

    /// Requests are made, and emergency money is used, by signing; people write to each other; and what they say about
    /// suppliers is read first; invoices have steps of their own: none is a step of an order.
    @Test func `every kind of message but what signing and writing make comes from some step`() {
        let kinds = SupplierOrderAction.allCases.flatMap { OrderMessages.messages(for: $0, parties) }.map(\.kind)
            + ApprovalAction.allCases.flatMap { action in
                OrderMessages.messages(for: action, parties)
                    + OrderMessages.messages(for: action, from: .infoWanted, parties)
            }.map(\.kind)
            + ProblemAction.allCases.flatMap { OrderMessages.messages(for: $0, parties) }.map(\.kind)
        #expect(
            Message.Kind.allCases.filter { !kinds.contains($0) }
                == [
                    .requestMade, .contingencyUsed, .statementAdded, .noteWritten, .supplierReviewPublished,
                    .supplierReviewRefused, .invoiceQuestioned, .invoiceRejected,
                ])
    }
}

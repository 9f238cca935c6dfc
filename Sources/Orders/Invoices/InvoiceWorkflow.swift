import Values

/// Where an invoice stands (reference, workflow 4.6).
package enum InvoiceStatus: String, WorkflowWord, Codable {
    /// It may be right, and something of it is not confirmed yet.
    case received
    /// It agrees with what was signed and received: it is paid with what is owed.
    case matched
    /// It cannot be right, and its supplier can read why.
    case query
    case rejected
    case paid
    /// Its supplier has credited all of it.
    case credited
}

package enum InvoiceAction: String, WorkflowWord, Codable {
    case match
    case question
    /// What it asks for may be confirmed after all.
    case wait
    case reject
    case credit
    case pay
    case payBack = "pay_back"
    /// Something was settled since, and it does not agree any more.
    case reopen
}

package enum InvoiceGuard: String, WorkflowGuard {
    case agrees
    case differs
    case mayStillCome = "may_still_come"
    case unitsPaid = "units_paid"
    case reasonGiven = "reason_given"

    package var words: String {
        switch self {
        case .agrees: "numbers, prices and VAT are not above those that were signed and received"
        case .differs: "something in it cannot be right"
        case .mayStillCome: "all of it may still be delivered and confirmed"
        case .unitsPaid: "all units that it asks for have been paid"
        case .reasonGiven: "a reason is given"
        }
    }
}

extension InvoiceStatus {
    /// The whole workflow. It posts nothing: money becomes owed when the holder confirms, and is paid as it is owed.
    package static let workflow = Workflow<InvoiceStatus, InvoiceAction, InvoiceGuard>(
        "invoice", start: .received,
        [
            .init(.received, .match, if: [.agrees], to: .matched),
            .init(.received, .question, if: [.differs], to: .query),
            .init(.received, .reject, if: [.reasonGiven], to: .rejected),
            .init(.received, .credit, to: .credited),
            .init(.query, .match, if: [.agrees], to: .matched),
            .init(.query, .wait, if: [.mayStillCome], to: .received),
            .init(.query, .reject, if: [.reasonGiven], to: .rejected),
            .init(.query, .credit, to: .credited),
            .init(.matched, .reopen, if: [.differs], to: .query),
            .init(.matched, .pay, if: [.unitsPaid], to: .paid),
            .init(.paid, .payBack, to: .matched),
        ])

    /// Its units cannot be asked for again.
    package var counts: Bool { self == .matched || self == .paid }
    /// It may still become something else without its supplier.
    package var isOpen: Bool { self == .received || self == .query || self == .matched }

    package func allows(_ action: InvoiceAction) -> Bool { InvoiceStatus.workflow.allows(action, from: self) }
}

import Orders
import Values

/// By what a message leaves. The pages of who is told show everything besides; they need no channel.
package enum Channel: String, Sendable, CaseIterable, Codable {
    case email
    /// Standard Webhooks, to a program of the supplier's.
    case webhook

    /// As in “Sent by …”.
    package var words: String {
        switch self {
        case .email: "e-mail"
        case .webhook: "webhook"
        }
    }
}

extension Message {
    /// Whether a letter would ask the supplier for an answer that was given, or is not wanted any more. Programs are
    /// told everything that happened, with how it stands now.
    package func isOvertaken(_ status: SupplierOrderStatus, by channel: Channel) -> Bool {
        guard channel == .email, case .supplier = recipient else { return false }
        return switch kind {
        case .orderSent: !status.allows(.accept)
        case .answerReminder: !status.allows(.accept) && !status.allows(.agreeToCancel)
        default: false
        }
    }
}

extension Message.Kind {
    /// As programs know it: `order.sent`.
    package var event: String {
        guard let dash = rawValue.firstIndex(of: "-") else { return "order.\(rawValue)" }
        return "\(rawValue[..<dash]).\(rawValue[dash...].dropFirst().replacing("-", with: "_"))"
    }

    /// Does the supplier have to do something about it?
    package var asksTheSupplier: Bool {
        switch self {
        case .orderSent, .orderCancelled, .changeAgreed, .changeRefused, .answerReminder, .cancelAsked, .cancelOverdue,
            .problemReported, .problemEscalated, .problemDecided, .refundLate, .putOnHold, .goesOn, .stopped,
            .noteWritten, .paymentReturned, .invoiceQuestioned, .invoiceRejected:
            true
        default: false
        }
    }

    /// Does the order as it was signed go with it?
    package var carriesOrder: Bool {
        switch self {
        case .orderSent, .changeAgreed, .changeRefused, .orderCancelled, .orderLapsed, .goesOn, .stopped,
            .answerReminder:
            true
        default: false
        }
    }

    /// For how long it is tried, in minutes. A reminder that comes after a day says nothing; what matters is tried as
    /// long as the whole schedule of Standard Webhooks, a little over three days.
    package var deliveryMinutes: Int {
        switch self {
        case .answerReminder, .questionReminder, .requestReminder: 24 * 60
        default: 77 * 60
        }
    }
}

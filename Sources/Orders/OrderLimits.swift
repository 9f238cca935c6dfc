import Catalogue
import Values

/// How long people have to answer: data in one place, in days. What is not answered in time lapses, is escalated, or
/// waits, as `SupplierOrderStatus.workflow` says. Nothing is ever agreed by silence; only goods that came with proof
/// count as received where two notices bring no objection (reference, workflow 4.4).
package enum OrderLimits {
    /// A supplier's first answer.
    package static let answerDays = 3
    /// The holder's answer to a change that a supplier offers.
    package static let consentDays = 7
    /// A supplier's answer to a request to cancel.
    package static let cancelAnswerDays = 2
    /// Whoever has to answer is reminded at these per cents of the time, each once.
    package static let reminders = [50, 80]
    /// How many notices a holder gets of goods that came with proof: the first with the delivery, each other one so
    /// many days after the one before.
    package static let receiptNotices = 2
    package static let receiptNoticeDays = 3
    /// So many days after the last notice the goods count as received, unless the holder has said otherwise.
    package static let receiptDays = 7
    /// What is owed should be paid so many days after it came (Better Payment Practice Code; reference, domain D4).
    package static let paymentDays = 30
    /// People can write to each other about a supplier order until so many days after it is over.
    package static let messageDays = 90

    /// How many days there are to answer in a status; nil where nobody has to answer by a day.
    package static func days(in status: SupplierOrderStatus) -> Int? {
        switch status {
        case .sent: answerDays
        case .changeOffered: consentDays
        case .cancelAsked: cancelAnswerDays
        default: nil
        }
    }

    /// When so many reminders have been told and the next one is due; nil after the last one.
    static func reminder(after told: Int, in status: SupplierOrderStatus, before end: Moment) -> Moment? {
        guard reminders.indices.contains(told), let days = days(in: status) else { return nil }
        return Moment(milliseconds: end.milliseconds - days * 86_400_000 * (100 - reminders[told]) / 100)
    }

    /// Help from people is never received by silence: whether somebody came, only the holder knows.
    package static func mayCountAsReceived(_ line: OrderLine, traits: Set<Trait>) -> Bool {
        line.schedule == nil && traits.contains(.goods) && traits.isDisjoint(with: [.employed, .delegated])
    }
}

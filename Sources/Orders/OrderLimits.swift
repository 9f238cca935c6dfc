/// How long people have to answer: data in one place, in days. What is not answered in time lapses, is escalated, or
/// waits, as `SupplierOrderStatus.workflow` says; nothing is ever agreed by silence.
package enum OrderLimits {
    /// A supplier's first answer.
    package static let answerDays = 3
    /// The holder's answer to a change that a supplier offers.
    package static let consentDays = 7
    /// A supplier's answer to a request to cancel.
    package static let cancelAnswerDays = 2
}

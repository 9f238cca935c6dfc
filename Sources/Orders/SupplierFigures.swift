import Values

/// How a supplier has done, counted from the steps of its orders and from the payments: no estimates.
package struct SupplierFigures: Sendable, Hashable {
    /// Over how many days, today included.
    package static let days = 90

    /// What the steps of one supplier order say. A moment is nil where no such step was taken.
    package struct Part: Sendable, Hashable {
        /// The first answer of any kind: taken, declined, or something else offered.
        package var answeredAt: Moment?
        package var acceptedAt: Moment?
        package var declinedAt: Moment?
        /// The time to answer ran out.
        package var lapsedAt: Moment?
        /// The last delivery.
        package var deliveredAt: Moment?
        /// The last day on which something of it was promised; nil for regular visits, which are not dated one by one.
        package var promisedOn: Day?
        /// Units of it were not kept: given back, or paid back.
        package var isReturned: Bool

        package init(
            answeredAt: Moment? = nil, acceptedAt: Moment? = nil, declinedAt: Moment? = nil, lapsedAt: Moment? = nil,
            deliveredAt: Moment? = nil, promisedOn: Day? = nil, isReturned: Bool = false
        ) {
            self.answeredAt = answeredAt
            self.acceptedAt = acceptedAt
            self.declinedAt = declinedAt
            self.lapsedAt = lapsedAt
            self.deliveredAt = deliveredAt
            self.promisedOn = promisedOn
            self.isReturned = isReturned
        }
    }

    package private(set) var answered = 0
    /// Not answered before the time ran out.
    package private(set) var unanswered = 0
    /// Of those answered.
    package private(set) var declined = 0
    package private(set) var delivered = 0
    /// Of those delivered that were promised for a day.
    package private(set) var dated = 0
    package private(set) var late = 0
    /// Of those delivered.
    package private(set) var returned = 0
    package let paid: Int
    /// Of the days from the supplier's acceptance to the payment, the one in the middle; nil where nothing was paid.
    /// Of two in the middle the longer one.
    package let daysToPaymentMedian: Int?

    /// - Parameters:
    ///   - since: what happened before it does not count.
    ///   - daysToPayment: one for each payment since then.
    package init(_ parts: some Sequence<Part>, daysToPayment: [Int], since: Moment) {
        paid = daysToPayment.count
        daysToPaymentMedian = daysToPayment.isEmpty ? nil : daysToPayment.sorted()[daysToPayment.count / 2]
        for part in parts { add(part, since: since) }
    }

    private mutating func add(_ part: Part, since: Moment) {
        let isRecent = { (moment: Moment?) in moment.map { $0 >= since } ?? false }
        if isRecent(part.answeredAt) {
            answered += 1
            if part.declinedAt != nil { declined += 1 }
        } else if part.answeredAt == nil, isRecent(part.lapsedAt) {
            unanswered += 1
        }
        guard let deliveredAt = part.deliveredAt, isRecent(deliveredAt) else { return }
        delivered += 1
        if part.isReturned { returned += 1 }
        guard let promised = part.promisedOn else { return }
        dated += 1
        if deliveredAt.day > promised { late += 1 }
    }

    package var isEmpty: Bool { answered + unanswered + delivered + paid == 0 }
}

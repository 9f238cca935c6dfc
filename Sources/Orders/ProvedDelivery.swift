import Values

/// Goods of one line that were delivered with proof and are not confirmed: what the holder is told about them, and
/// when they count as received.
package struct ProvedDelivery: Sendable, Hashable {
    package let supplierOrder: SupplierOrder.ID
    package let position: Int
    /// The supplier order's version after the delivery: tells deliveries of one line apart.
    package let delivery: Int
    /// Who took it in, or what the carrier calls it.
    package let proof: String
    /// Not confirmed, and not in question.
    package private(set) var units: Int
    package private(set) var notices: Int
    /// When the next notice is due, or after the last one, when the units count as received; nil while the commissioner
    /// looks into the order.
    package private(set) var strikesAt: Moment?

    package init(
        supplierOrder: SupplierOrder.ID, position: Int, delivery: Int, proof: String, units: Int, notices: Int,
        strikesAt: Moment?
    ) {
        self.supplierOrder = supplierOrder
        self.position = position
        self.delivery = delivery
        self.proof = proof
        self.units = units
        self.notices = notices
        self.strikesAt = strikesAt
    }

    /// Delivered now; the holder is told with it for the first time.
    package init(of part: SupplierOrder, _ step: LineStep, proof: String, at now: Moment) {
        self.init(
            supplierOrder: part.id, position: step.position, delivery: part.version, proof: proof, units: step.units,
            notices: 0, strikesAt: now)
        giveNotice(at: now)
    }

    package static let proofCharactersMaximum = 200

    /// All notices were given.
    package var isNoticed: Bool { notices >= OrderLimits.receiptNotices }

    /// The days count from when the notice was given, not from when it was due.
    package mutating func giveNotice(at now: Moment) {
        notices += 1
        let days = isNoticed ? OrderLimits.receiptDays : OrderLimits.receiptNoticeDays
        strikesAt = now.adding(minutes: days * 1_440)
    }

    /// When it counts as received if nothing is said, as the notices are meant to be given; nil while it rests.
    package var countsFrom: Moment? {
        let left = max(0, OrderLimits.receiptNotices - notices)
        let days = left == 0 ? 0 : (left - 1) * OrderLimits.receiptNoticeDays + OrderLimits.receiptDays
        return strikesAt?.adding(minutes: days * 1_440)
    }

    package func isDue(at now: Moment) -> Bool { units > 0 && strikesAt.map { now >= $0 } ?? false }

    /// Two notices were given, and the days after them are over without an objection.
    package func countsAsReceived(at now: Moment) -> Bool { isNoticed && isDue(at: now) }

    /// While the commissioner looks into the order, silence says nothing.
    package mutating func rest() { strikesAt = nil }

    /// … and afterwards it is asked from the beginning.
    package mutating func begin(at now: Moment) { (notices, strikesAt) = (0, now) }

    /// Units of the line were confirmed, or something is wrong with them. Which ones is not known, so they are taken
    /// from what came with proof, the oldest first: silence never speaks for more than surely remains.
    package static func take(_ units: Int, from deliveries: [ProvedDelivery]) -> [ProvedDelivery] {
        var rest = units
        return deliveries.sorted { $0.delivery < $1.delivery }.map { delivery in
            var left = delivery
            let part = min(rest, delivery.units)
            left.units -= part
            rest -= part
            return left
        }
    }
}

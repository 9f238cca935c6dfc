import Baskets
import Catalogue
import Values

extension SupplierOrder {
    /// What it may cost at most to cancel units that are to come, by the terms that were signed, by position.
    /// - Parameter day: on which the holder asks.
    package func cancellationFeeMaximum(_ asked: [LineStep], on day: Day) -> [Int: Money] {
        Dictionary(
            asked.compactMap { step in
                guard let line = line(step.position), let tally = tally(step.position) else { return nil }
                // The last occurrences are the ones that fall away.
                let occurrences = (step.units + line.quantity - 1) / max(1, line.quantity)
                let coming = line.schedule.map { $0.days.suffix(occurrences).first ?? $0.first }
                let price = tally.unitPrice.times(step.units)
                return (step.position, line.cancelling.feeMaximum(of: price, comingOn: coming, today: day))
            }, uniquingKeysWith: +)
    }
}

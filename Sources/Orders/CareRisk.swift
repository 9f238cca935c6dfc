import Catalogue
import Values

/// What it would mean for somebody if a supplier order stopped (reference, workflow 4.8): the gravest first in lists.
package enum CareRisk: Int, Sendable, CaseIterable, Comparable {
    /// Nothing is to come any more.
    case none
    /// Something is to come.
    case some
    /// Care that has to be registered, or that comes again and again: somebody may be left without it.
    case high

    package static func < (left: CareRisk, right: CareRisk) -> Bool { left.rawValue < right.rawValue }
}

extension SupplierOrder {
    /// By what of it is still to come.
    package func risk(in categories: Categories) -> CareRisk {
        lines.map { line -> CareRisk in
            guard let tally = tally(line.position), tally[.open] + tally[.toCome] > 0 else { return .none }
            let isCare = categories[line.category]?.item?.checks.contains(.cqc) ?? false
            return isCare || line.times > 1 ? .high : .some
        }.max() ?? .none
    }
}

extension SupplierOrderStatus {
    /// The supplier's suspension puts it on hold, until the commissioner has decided how it goes on.
    package var followsSupplier: Bool { allows(.putOnHold) && self != .received }
}

import Catalogue
import Identity
import Plans
import Values

/// How much a reason weighs.
package enum Severity: Int, Sendable, Comparable {
    /// Needs the commissioner's approval.
    case refer = 1
    /// Cannot be signed as it stands.
    case block = 2

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// Every reason there is why something is not simply in the plan. The words are written once, in Web.
package enum Reason: Sendable, Hashable {
    case noPlan
    case planSuspended
    case planEnded(Day)
    case planNotStarted(Day)
    case noAuthority
    case prohibited(Clause, category: String)
    case listingWithdrawn
    case supplierSuspended(supplier: String)
    case supplierInsuranceEnded(supplier: String, Day?)
    case supplierCheckMissing(supplier: String, SupplierCheck)
    case outOfReach(supplier: String, postcode: String)
    case quantityAboveMaximum(Int)
    case priceRose(from: Money, to: Money)
    case needsDecision(Clause, category: String)
    case notInPlan(category: String)
    case overLine(title: String, left: Money, last: Day)
    case overPriceCeiling(ceiling: Money, title: String)
    case overApprovalThreshold(threshold: Money, title: String)
    case overSigningLimit(Money)

    /// The rule of the reference (A9) that speaks; kept with every order.
    package var rule: String {
        switch self {
        case .noPlan, .planSuspended: "R03"
        case .planEnded, .planNotStarted: "R01"
        case .noAuthority, .overSigningLimit: "R29"
        case .prohibited: "R06"
        case .listingWithdrawn, .quantityAboveMaximum, .outOfReach, .priceRose: "R15"
        case .supplierSuspended, .supplierInsuranceEnded: "R15"
        case .supplierCheckMissing(_, .cqc): "R16"
        case .supplierCheckMissing(_, .professional): "R17"
        case .needsDecision(.X14, _): "R19"
        case .needsDecision: "R07"
        case .notInPlan: "R05"
        case .overLine: "R08"
        case .overPriceCeiling: "R12"
        case .overApprovalThreshold: "R14"
        }
    }

    package var severity: Severity {
        switch self {
        case .needsDecision, .notInPlan, .overLine, .overPriceCeiling, .overApprovalThreshold: .refer
        default: .block
        }
    }
}

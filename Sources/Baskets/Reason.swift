import Catalogue
import Identity
import Plans
import Policies
import Values

/// How much a reason weighs.
package enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// The person is told, and may go on.
    case warn = 0
    /// Needs the commissioner's approval.
    case refer = 1
    /// Cannot be signed as it stands.
    case block = 2

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    package var word: String {
        switch self {
        case .warn: "warn"
        case .refer: "refer"
        case .block: "block"
        }
    }
}

/// Every reason there is why something is not simply in the plan. The words are written once, in Web.
package enum Reason: Sendable, Hashable {
    // The plan and its dates
    case noPlan
    case planSuspended
    case planEnded(Day)
    case planNotStarted(Day)
    case planNotAgreed
    case afterPlan(Day, last: Day)
    case tooSoon(earliest: Day)
    case agreementMissing(budget: String)
    // People
    case noAuthority
    case notInScope(Authority.Scope)
    case overSigningLimit(Money)
    case onHold
    case died
    case excluded(budget: String)
    /// Direct payments and third parties may not pay them before a decision; a notional budget asks.
    case household(name: String, isNotional: Bool)
    case conflict(name: String)
    case tooOld(budget: String, age: Int)
    case wrongAge(category: String, Trait)
    // What it is
    case prohibited(Clause, category: String)
    case needsDecision(Clause, category: String)
    case policy(PolicyRule)
    case notInPlan(category: String)
    case noOutcome(title: String)
    case notFromSupplier(title: String, supplier: String)
    case directEmployment(budget: String)
    case competencyMissing(category: String)
    // The offer and its supplier
    case listingWithdrawn
    /// Its supplier does not offer it for a time.
    case listingPaused
    case supplierSuspended(supplier: String)
    case supplierInsuranceEnded(supplier: String, Day?)
    case supplierCheckMissing(supplier: String, SupplierCheck)
    /// The holder's commissioner has not approved the supplier for it.
    case supplierNotApproved(supplier: String, category: String)
    /// Something else that every supplier has to show has run out.
    case supplierPapersEnded(supplier: String, Day)
    /// It is wanted on a day on which the supplier is closed, and opens again on another.
    case supplierClosed(supplier: String, on: Day, opens: Day)
    /// The supplier is closed just now, or when it would come: it comes later.
    case supplierAway(supplier: String, opens: Day)
    case outOfReach(supplier: String, postcode: String)
    case quantityAboveMaximum(Int)
    case quantityBelowMinimum(Int)
    /// All that is ordered from the supplier together comes to less than it takes an order for.
    case underOrderMinimum(supplier: String, minimum: Money, sum: Money)
    /// The supplier has promised that week to others; the next that has room, nil where none is near.
    case weekFull(week: Day, next: Day?)
    /// More is wanted, all times together, than the supplier has left.
    case outOfStock(left: Int)
    case priceRose(from: Money, to: Money)
    case orderedAlready(number: String, on: Day)
    // Money
    case overLine(title: String, left: Money, last: Day, short: Money)
    /// A line has enough for it, but no way was found to pay for it together with the rest of the basket.
    case tooManyWays
    case overBalance(budget: String, asked: Money, available: Money)
    case usesContingency(title: String)
    case runDoesNotFit(title: String, fits: Int, of: Int)
    case overPriceCeiling(ceiling: Money, title: String)
    case overCap(title: String, cap: UsageCap, left: Int, last: Day)
    case overApprovalThreshold(threshold: Money, title: String)
    case lineEnds(title: String, last: Day, delivery: Day)
    case contributionNotAllowed(budget: String)
    case contributionTooLarge(most: Money)
    case reliefNotApplied(ContractingPrincipal)
    case reviewOverdue(since: Day)
    case reviewStopsRuns(since: Day)

    /// The rule of the reference (A9) that speaks; kept with every order.
    package var code: Rule.Code {
        switch self {
        case .planEnded, .planNotStarted, .afterPlan, .tooSoon: .R01
        case .agreementMissing: .R02
        case .noPlan, .planSuspended, .planNotAgreed: .R03
        case .noOutcome: .R04
        case .notInPlan, .notFromSupplier: .R05
        case .prohibited: .R06
        case .needsDecision(.X14, _): .R19
        case .needsDecision(.X15, _): .R26
        case .needsDecision: .R07
        case .policy(let rule): Rule.Code(rawValue: rule.code) ?? .R07
        case .overLine, .tooManyWays: .R08
        case .overBalance: .R09
        case .usesContingency: .R10
        case .runDoesNotFit: .R11
        case .overPriceCeiling: .R12
        case .overCap: .R13
        case .overApprovalThreshold: .R14
        case .listingWithdrawn, .listingPaused, .quantityAboveMaximum, .quantityBelowMinimum, .underOrderMinimum,
            .outOfStock, .weekFull, .outOfReach, .priceRose, .supplierSuspended, .supplierInsuranceEnded,
            .supplierNotApproved, .supplierPapersEnded, .supplierClosed, .supplierAway:
            .R15
        case .supplierCheckMissing(_, .cqc): .R16
        case .supplierCheckMissing(_, .professional): .R17
        case .supplierCheckMissing(_, .workers): .R18
        case .household: .R19
        case .conflict: .R20
        case .directEmployment: .R21
        case .competencyMissing: .R22
        case .tooOld, .wrongAge: .R23
        case .excluded: .R24
        case .orderedAlready: .R25
        case .reliefNotApplied: .R27
        case .contributionNotAllowed, .contributionTooLarge: .R28
        case .noAuthority, .notInScope, .overSigningLimit: .R29
        case .reviewOverdue, .reviewStopsRuns: .R34
        case .lineEnds: .R36
        case .onHold: .R39
        case .died: .R40
        }
    }

    package var rule: String { code.rawValue }

    package var severity: Severity {
        switch self {
        case .usesContingency, .orderedAlready, .reliefNotApplied, .reviewOverdue, .supplierAway: .warn
        case .needsDecision, .notInPlan, .notFromSupplier, .noOutcome, .overLine, .tooManyWays, .overPriceCeiling,
            .overCap, .overApprovalThreshold, .conflict, .tooOld, .wrongAge, .lineEnds, .reviewStopsRuns:
            .refer
        case .household(_, let isNotional): isNotional ? .refer : .block
        case .policy(let rule):
            switch rule.effect {
            case .block: .block
            case .refer: .refer
            case .warn: .warn
            }
        default: .block
        }
    }
}

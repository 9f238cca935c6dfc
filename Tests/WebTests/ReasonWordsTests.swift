import Baskets
import Catalogue
import Identity
import Plans
import Policies
import TestSupport
import Testing
import Values

@testable import Web

/// Each reason there is, said to a holder.
@Suite("Words of reasons") struct ReasonWordsTests {
    private static let day = Cast.day("2026-12-01")
    private static let rule = PolicyRule(
        id: "p1", effect: .refer, subject: .everything, condition: .always, words: "We ask for two quotes.")

    /// One of every kind; the test below fails to compile when a kind is added that is not here.
    static let every: [Reason] = [
        .noPlan, .planSuspended, .planEnded(day), .planNotStarted(day), .planNotAgreed, .afterPlan(day, last: day),
        .tooSoon(earliest: day), .agreementMissing(budget: "Care"), .noAuthority, .notInScope(.shop),
        .notInScope(.sign), .notInScope(.statement), .notInScope(.confirm), .overSigningLimit(Cast.pounds("150")),
        .onHold, .died, .excluded(budget: "Care"), .household(name: "Tom Marsh", isNotional: true),
        .household(name: "Tom Marsh", isNotional: false), .conflict(name: "Tom Marsh"),
        .tooOld(budget: "Care", age: 18),
        .wrongAge(category: "Play scheme", .children), .wrongAge(category: "Gym", .adults),
        .needsDecision(.X14, category: "Wages"), .policy(rule), .notInPlan(category: "Tablet"),
        .noOutcome(title: "Walking"), .notFromSupplier(title: "Walking", supplier: "Meadow"),
        .directEmployment(budget: "Care"), .competencyMissing(category: "Tube feeding"), .listingWithdrawn,
        .listingPaused, .quantityBelowMinimum(3), .weekFull(week: day, next: day), .weekFull(week: day, next: nil),
        .underOrderMinimum(supplier: "Meadow", minimum: Cast.pounds("30"), sum: Cast.pounds("12")),
        .supplierSuspended(supplier: "Meadow"), .supplierInsuranceEnded(supplier: "Meadow", nil),
        .supplierCheckMissing(supplier: "Meadow", .cqc), .supplierCheckMissing(supplier: "Meadow", .professional),
        .supplierCheckMissing(supplier: "Meadow", .workers), .outOfReach(supplier: "Meadow", postcode: "NG7 2GT"),
        .supplierNotApproved(supplier: "Meadow", category: "Ramps"), .supplierPapersEnded(supplier: "Meadow", day),
        .supplierClosed(supplier: "Meadow", on: day, opens: day), .supplierAway(supplier: "Meadow", opens: day),
        .quantityAboveMaximum(4), .outOfStock(left: 0), .outOfStock(left: 1), .outOfStock(left: 2),
        .priceRose(from: Cast.pounds("1"), to: Cast.pounds("2")),
        .orderedAlready(number: "7K3M9-2QXRT", on: day),
        .overLine(title: "Walking", left: Cast.pounds("10"), last: day, short: Cast.pounds("5")), .tooManyWays,
        .overBalance(budget: "Care", asked: Cast.pounds("5"), available: Cast.pounds("4")),
        .usesContingency(title: "For emergencies"), .runDoesNotFit(title: "Walking", fits: 0, of: 6),
        .runDoesNotFit(title: "Walking", fits: 3, of: 6),
        .overPriceCeiling(ceiling: Cast.pounds("60"), title: "Walking"),
        .overCap(title: "Walking", cap: UsageCap(quantity: 20, unit: "hour"), left: 1, last: day),
        .overCap(title: "Walking", cap: UsageCap(quantity: 4, unit: nil), left: 0, last: day),
        .overApprovalThreshold(threshold: Cast.pounds("100"), title: "Walking"),
        .lineEnds(title: "Walking", last: day, delivery: day), .contributionNotAllowed(budget: "Care"),
        .contributionTooLarge(most: Cast.pounds("9")), .reliefNotApplied(.commissioner), .reliefNotApplied(.thirdParty),
        .reviewOverdue(since: day), .reviewStopsRuns(since: day),
    ] + Clause.allCases.map { .prohibited($0, category: "Gin") }

    @Test(arguments: every) func `a reason is one or two plain sentences`(reason: Reason) {
        let words = reason.words
        #expect(words.count > 15)
        #expect(words.hasSuffix("."))
        #expect(words.first?.isUppercase == true || words.hasPrefix("“") || words.first?.isNumber == true)
        for fault in ["Optional", "nil", "  ", "R0", "..", "plan-"] { #expect(!words.contains(fault), "\(words)") }
    }

    @Test func `no reason is left out, and no two kinds say the same`() {
        let kinds = Set(Self.every.map { String("\($0)".prefix { $0.isLetter }) })
        // A switch over all kinds: a new one does not compile until it is counted, and then is missed above.
        #expect(kinds.count == Self.every.map(kind).max())
        #expect(Set(Self.every.map(\.words)).count == Self.every.count)
    }

    private func kind(_ reason: Reason) -> Int {
        switch reason {
        case .noPlan, .planSuspended, .planEnded, .planNotStarted, .planNotAgreed, .afterPlan, .tooSoon,
            .agreementMissing, .noAuthority, .notInScope, .overSigningLimit, .onHold, .died, .excluded, .household,
            .conflict, .tooOld, .wrongAge, .prohibited, .needsDecision, .policy, .notInPlan, .noOutcome,
            .notFromSupplier, .directEmployment, .competencyMissing, .listingWithdrawn, .listingPaused,
            .supplierSuspended, .supplierInsuranceEnded, .supplierCheckMissing, .outOfReach, .quantityAboveMaximum,
            .quantityBelowMinimum, .underOrderMinimum, .outOfStock, .weekFull, .priceRose, .orderedAlready,
            .overLine, .tooManyWays, .overBalance, .usesContingency, .runDoesNotFit,
            .overPriceCeiling, .overCap, .overApprovalThreshold, .lineEnds, .contributionNotAllowed,
            .contributionTooLarge, .reliefNotApplied, .reviewOverdue, .reviewStopsRuns, .supplierNotApproved,
            .supplierPapersEnded, .supplierClosed, .supplierAway:
            57
        }
    }
}

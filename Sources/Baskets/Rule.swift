import Catalogue
import Plans
import Values

/// A rule of the reference (A9): what it says, where it comes from, and the pure function that applies it. The whole
/// table stands in `Rule.table`; nothing is judged that is not in it.
package struct Rule: Sendable {
    /// The names of the reference (A9). Rules about rotas, pay and invoices (R31 to R33, R37, R38) belong to those.
    package enum Code: String, Sendable, CaseIterable, Codable {
        case R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11, R12, R13, R14, R15, R16, R17, R18, R19, R20
        case R21, R22, R23, R24, R25, R26, R27, R28, R29, R30, R34, R35, R36, R39, R40
    }

    /// When a rule is looked at, and what it looks at.
    enum Check: Sendable {
        /// One wish and the facts.
        case wish(@Sendable (Wish, Facts) -> [Reason])
        /// A wish and the budget that would pay.
        case budget(@Sendable (Wish, PlanBudget, Facts) -> [Reason])
        /// A wish and the plan line that would pay.
        case line(@Sendable (Wish, PlanLine, Facts, _ unitPrice: Money) -> [Reason])
        /// Found while money is looked for, in `Funds`.
        case money
        /// The basket as a whole.
        case whole(@Sendable ([Verdict], Facts) -> [Reason])
        /// Applied by another part of the house, which is named.
        case elsewhere(String)
    }

    package let code: Code
    package let title: String
    package let severities: [Severity]
    /// What has to be known to apply it.
    package let needs: String
    /// In plain English, for people.
    package let text: String
    /// The law, standard or section that it comes from.
    package let source: String
    /// What the person can do when it speaks.
    package let steps: String
    let check: Check

    init(
        _ code: Code, _ title: String, _ severities: [Severity], needs: String, text: String, source: String,
        steps: String, check: Check
    ) {
        self.code = code
        self.title = title
        self.severities = severities
        self.needs = needs
        self.text = text
        self.source = source
        self.steps = steps
        self.check = check
    }

    /// Was it looked at for a wish that got as far as looking for money, or not?
    func isLookedAt(funded: Bool) -> Bool {
        switch check {
        case .wish: true
        case .budget, .line, .money: funded
        case .whole, .elsewhere: false
        }
    }
}

extension Rule {
    /// The rules in the order in which reasons are told.
    package static let table: [Rule] = planRules + peopleRules + thingRules + offerRules + moneyRules

    static let wishRules = table.compactMap { if case .wish(let judge) = $0.check { judge } else { nil } }
    static let budgetRules = table.compactMap { if case .budget(let judge) = $0.check { judge } else { nil } }
    static let lineRules = table.compactMap { if case .line(let judge) = $0.check { judge } else { nil } }
    static let wholeRules = table.compactMap { if case .whole(let judge) = $0.check { judge } else { nil } }
}

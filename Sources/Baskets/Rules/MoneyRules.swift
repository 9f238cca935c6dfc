import Plans
import Values

extension Rule {
    /// Is there money, and within which limits?
    static let moneyRules = [
        Rule(
            .R08, "Line has enough", [.refer], needs: "plan lines, ledger balances, the whole basket",
            text: "The line that pays must have enough left in its period for everything it pays in the basket.",
            source: "A9 R08; workflow 7", steps: "fewer; cheaper; another line; wait for the next money; ask",
            check: .money),
        Rule(
            .R09, "Within the balance", [.block], needs: "ledger balances, the whole basket",
            text: "What is paid without asking is never more than the budget has, apart from its emergency money.",
            source: "A9 R09", steps: "fewer; ask", check: .whole(withinBalance)),
        Rule(
            .R10, "Emergency money", [.warn], needs: "contingency line",
            text: "Emergency money pays when nothing else can. You say why, and your coordinator is told.",
            source: "A8; A9 R10", steps: "say why when signing", check: .money),
        Rule(
            .R11, "Whole run fits", [.block], needs: "plan line, all days of a repeated order",
            text: "A repeated order must be paid for until its last time, and not only at first.", source: "A9 R11",
            steps: "fewer times; talk to the coordinator", check: .money),
        Rule(
            .R12, "Price ceiling", [.warn, .refer, .block], needs: "unit price, plan line, policy in force",
            text: "One unit may not cost more than was agreed, without asking.", source: "A9 R12",
            steps: "cheaper; another line; ask",
            check: .line { _, line, _, unitPrice in
                guard let ceiling = line.priceCeiling, unitPrice > ceiling else { return [] }
                return [.overPriceCeiling(ceiling: ceiling, title: line.title)]
            }),
        Rule(
            .R13, "Hours or number", [.refer], needs: "plan line, what was ordered in the period",
            text: "A line may limit hours or numbers in each period.", source: "A9 R13",
            steps: "fewer; wait for the next period; another line; ask", check: .money),
        Rule(
            .R14, "Approval threshold", [.warn, .refer, .block], needs: "line total, plan line, policy in force",
            text: "Above an agreed sum your commissioner is asked first.", source: "A9 R14",
            steps: "fewer; another line; ask",
            check: .line { wish, line, _, unitPrice in
                let total = unitPrice.times(wish.quantity * wish.times)
                guard let threshold = line.approvalAbove, total > threshold else { return [] }
                return [.overApprovalThreshold(threshold: threshold, title: line.title)]
            }),
    ]

    /// Holds by construction, because `Funds` gives out no more than there is; said again here, where the sum is
    /// taken over the whole basket, so that no fault of the search could spend what is not there.
    private static func withinBalance(_ verdicts: [Verdict], _ facts: Facts) -> [Reason] {
        let sources = verdicts.filter { $0.outcome == .inPlan }.compactMap(\.funding).flatMap(\.sources)
        return (facts.plan?.budgets ?? []).compactMap { budget in
            let lines = facts.budget.lines.filter { $0.line.budget == budget.id && $0.line.kind == .agreed }
            let ids = Set(lines.map(\.line.id))
            let now = sources.filter { source in
                ids.contains(source.line) && lines.contains { $0.line.id == source.line && $0.period == source.period }
            }
            return balance(of: budget.title, asked: now.map(\.amount).total, available: lines.map(\.left).total)
        }
    }

    /// Nought is within any balance.
    package static func balance(of budget: String, asked: Money, available: Money) -> Reason? {
        asked > available ? .overBalance(budget: budget, asked: asked, available: available) : nil
    }
}

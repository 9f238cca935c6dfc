import Baskets
import Catalogue
import Policies
import TestSupport
import Testing
import Values

/// What a dry run makes of one signed line: the old policy out, the draft in, everything else as it was.
@Suite("Policy trials") struct PolicyTrialTests {
    private func line(_ rules: [String], asked: Bool, times: Int = 1) -> SignedLine {
        SignedLine(
            number: "A-1", holder: "h-1", holderName: "Ann Marsh", title: "Session", supplier: "Trent",
            signedAt: Cast.now,
            bought: .init(
                category: "04-02", supplier: "trent", unitPrice: Cast.pounds("80"), total: Cast.pounds("160")),
            times: times, rules: rules, wasAsked: asked, charge: Cast.pounds("160"))
    }

    private func rule(
        _ effect: PolicyRule.Effect?, _ condition: PolicyRule.Condition = .always, clause: Clause? = nil
    ) -> [PolicyRule] {
        guard let effect else { return [] }
        return [
            PolicyRule(
                id: "r-1", effect: effect, subject: .category("04"), condition: condition, words: "\(effect).",
                clause: clause)
        ]
    }

    private func outcome(_ line: SignedLine, then: [PolicyRule], draft: [PolicyRule]) -> Verdict.Outcome {
        let history = PolicyHistory([.init(policy: Cast.policy(then), at: Moment(milliseconds: 0))])
        var trial = PolicyTrial(of: Cast.policy(draft), history: history, in: Cast.categories, showing: 0..<1)
        trial.look(at: line)
        return trial.changes.first?.kind.to ?? line.outcome
    }

    private static let limit = PolicyRule.Condition.totalAbove(Cast.pounds("100"))

    @Test(
        arguments: [
            // The policy alone.
            ([], false, nil, nil, .inPlan), ([], false, nil, .warn, .inPlan), ([], false, nil, .refer, .needsApproval),
            ([], false, nil, .block, .notAllowed), (["R07"], false, .warn, nil, .inPlan),
            (["R07"], false, .warn, .block, .notAllowed), (["R07"], true, .refer, nil, .inPlan),
            (["R07"], true, .refer, .warn, .inPlan), (["R07"], true, .refer, .refer, .needsApproval),
            (["R07"], true, .refer, .block, .notAllowed),
            // Law refers too: one of two findings of the same rule stays.
            (["R07", "R07"], true, .refer, nil, .needsApproval), (["R07"], true, nil, nil, .needsApproval),
            (["R07", "R07"], true, .warn, nil, .needsApproval),
            // Plan and money.
            (["R05"], true, nil, nil, .needsApproval), (["R07", "R08"], true, .refer, nil, .needsApproval),
            (["R07", "R12"], true, .refer, nil, .needsApproval), (["R05"], true, nil, .block, .notAllowed),
            (["R10"], false, nil, nil, .inPlan), (["R07", "R10", "R25", "R27"], true, .refer, nil, .inPlan),
        ] as [([String], Bool, PolicyRule.Effect?, PolicyRule.Effect?, Verdict.Outcome)])
    func `the old policy goes out, the draft comes in, the rest stays`(
        rules: [String], asked: Bool, then: PolicyRule.Effect?, draft: PolicyRule.Effect?, expected: Verdict.Outcome
    ) {
        #expect(outcome(line(rules, asked: asked), then: rule(then), draft: rule(draft)) == expected)
    }

    @Test(arguments: [(Clause?.none, "R14"), (.X14, "R19"), (.X15, "R26"), (.X16, "R14")])
    func `a finding is taken out by the rule that it was kept under`(clause: Clause?, code: String) {
        let then = rule(.refer, Self.limit, clause: clause)
        #expect(outcome(line([code], asked: true), then: then, draft: []) == .inPlan)
        let other = code == "R14" ? "R19" : "R14"
        #expect(outcome(line([code, other], asked: true), then: then, draft: []) == .needsApproval)
    }

    @Test func `a missed review refers what is repeated, and only tells otherwise`() {
        let once = line(["R07", "R34"], asked: true)
        #expect(outcome(once, then: rule(.refer), draft: []) == .inPlan)
        let repeated = line(["R07", "R34"], asked: true, times: 4)
        #expect(outcome(repeated, then: rule(.refer), draft: []) == .needsApproval)
    }

    @Test func `a policy that did not hold yet takes nothing out`() {
        let late = PolicyHistory([.init(policy: Cast.policy(rule(.refer)), at: Cast.now.adding(seconds: 1))])
        var trial = PolicyTrial(of: Cast.policy(), history: late, in: Cast.categories, showing: 0..<9)
        trial.look(at: line(["R07"], asked: true))
        #expect(trial.changes == [])
    }

    @Test func `sums are those of all changes, of which only some are kept`() {
        var trial = PolicyTrial(
            of: Cast.policy(rule(.refer)), history: PolicyHistory([]), in: Cast.categories, showing: 2..<4)
        for _ in 0..<5 { trial.look(at: line([], asked: false)) }
        #expect(trial.changes.count == 2)
        #expect(trial.changeCount == 5)
        #expect(trial.orderCount == 1)
        #expect(trial.changedMoney == Cast.pounds("800"))
        #expect(trial.sums[.init(from: .inPlan, to: .needsApproval)]?.lines == 5)
    }
}

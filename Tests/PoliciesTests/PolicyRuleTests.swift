import Catalogue
import Identity
import Policies
import TestSupport
import Testing
import Values

@Suite("Policy rules") struct PolicyRuleTests {
    private func rule(
        _ subject: PolicyRule.Subject = .everything, _ condition: PolicyRule.Condition = .always,
        effect: PolicyRule.Effect = .refer, clause: Clause? = nil
    ) -> PolicyRule {
        PolicyRule(
            id: "r-1", effect: effect, subject: subject, condition: condition, words: "We look at this.",
            clause: clause)
    }

    private func bought(
        _ category: Catalogue.Category.ID = "04-02", from supplier: Supplier.ID = "trent", at price: String = "80",
        total: String = "160"
    ) -> PolicyRule.Bought {
        .init(category: category, supplier: supplier, unitPrice: Cast.pounds(price), total: Cast.pounds(total))
    }

    private func speaks(_ rule: PolicyRule, of bought: PolicyRule.Bought) -> Bool {
        rule.speaks(of: bought, in: Cast.categories)
    }

    @Test(arguments: [("04-02", true), ("04-01", true), ("04", true), ("02-01", false), ("07", false), ("99", false)])
    func `a rule about a group speaks of the group and of everything below it`(category: String, speaks: Bool) {
        #expect(self.speaks(rule(.category("04")), of: bought(.init(category))) == speaks)
    }

    @Test(arguments: [("04-02", true), ("04-01", false), ("04", false)])
    func `a rule about an item type speaks of that alone`(category: String, speaks: Bool) {
        #expect(self.speaks(rule(.category("04-02")), of: bought(.init(category))) == speaks)
    }

    @Test func `a rule about a category that has vanished speaks of nothing, and falls over nothing`() {
        #expect(!speaks(rule(.category("gone")), of: bought()))
        #expect(!speaks(rule(.category("gone")), of: bought("gone")))
    }

    @Test(arguments: [("trent", true), ("careful", false), ("", false)])
    func `a rule about a supplier speaks of that supplier alone`(supplier: String, speaks: Bool) {
        #expect(self.speaks(rule(.supplier("trent")), of: bought(from: .init(supplier))) == speaks)
    }

    @Test func `a rule about everything speaks of everything, even of what no category knows`() {
        #expect(speaks(rule(), of: bought()))
        #expect(speaks(rule(), of: bought("gone", from: "nobody", at: "0", total: "0")))
    }

    @Test(arguments: [("79.99", false), ("80", false), ("80.01", true)])
    func `a ceiling speaks when one unit costs a penny more, whatever the total`(price: String, speaks: Bool) {
        let ceiling = rule(.everything, .unitPriceAbove(Cast.pounds("80")))
        #expect(self.speaks(ceiling, of: bought(at: price, total: "100000")) == speaks)
        #expect(self.speaks(ceiling, of: bought(at: price, total: "0")) == speaks)
    }

    @Test(arguments: [("499.99", false), ("500", false), ("500.01", true)])
    func `a threshold speaks when the line comes to a penny more, whatever one unit costs`(
        total: String, speaks: Bool
    ) {
        let threshold = rule(.everything, .totalAbove(Cast.pounds("500")))
        #expect(self.speaks(threshold, of: bought(at: "0.01", total: total)) == speaks)
        #expect(self.speaks(threshold, of: bought(at: "10000", total: total)) == speaks)
    }

    @Test func `both the subject and the condition have to be met`() {
        let rule = rule(.category("04"), .unitPriceAbove(Cast.pounds("70")))
        #expect(speaks(rule, of: bought("04-02", at: "80")))
        #expect(!speaks(rule, of: bought("02-01", at: "80")))
        #expect(!speaks(rule, of: bought("04-02", at: "70")))
    }

    @Test func `each rule is a case of one rule of the reference`() {
        let money = Cast.pounds("1")
        let conditions: [PolicyRule.Condition] = [.always, .unitPriceAbove(money), .totalAbove(money)]
        #expect(conditions.map { rule(.everything, $0).code } == ["R07", "R12", "R14"])
        #expect(conditions.map { rule(.everything, $0, clause: .X16).code } == ["R07", "R12", "R14"])
        #expect(conditions.map { rule(.everything, $0, clause: .X14).code } == ["R19", "R19", "R19"])
        #expect(conditions.map { rule(.everything, $0, clause: .X15).code } == ["R26", "R26", "R26"])
    }
}

@Suite("A commissioner's policy") struct CommissionerPolicyTests {
    private func rule(
        _ id: PolicyRule.ID, _ subject: PolicyRule.Subject, _ condition: PolicyRule.Condition = .always
    ) -> PolicyRule {
        PolicyRule(id: id, effect: .refer, subject: subject, condition: condition, words: "We look at this.")
    }

    private let bought = PolicyRule.Bought(
        category: "04-02", supplier: "trent", unitPrice: Cast.pounds("80"), total: Cast.pounds("160"))

    @Test func `all rules that speak are told, in the order of the policy`() {
        let policy = Cast.policy([
            rule("r-3", .supplier("trent")), rule("r-1", .category("02")), rule("r-2", .category("04")),
            rule("r-5", .everything, .totalAbove(Cast.pounds("160"))),
            rule("r-4", .everything, .unitPriceAbove(Cast.pounds("79.99"))),
        ])
        #expect(policy.speaking(of: bought, in: Cast.categories).map(\.id) == ["r-3", "r-2", "r-4"])
    }

    @Test func `a policy without rules has nothing to say, and usual settings`() {
        let policy = Cast.policy()
        #expect(policy.speaking(of: bought, in: Cast.categories) == [])
        #expect(policy.settings == PolicySettings(
            duplicateDays: 14, reviewGraceDays: 28, surplusWeeks: 8, endingDays: 0))
    }

    @Test func `no rule speaks of more because something costs less`() throws {
        try forAll { random in
            let money = { (random: inout SplitMix64) in Money(pence: Int.random(in: 0...500, using: &random)) }
            let rules = (0..<Int.random(in: 0...5, using: &random)).map { number in
                let conditions = [
                    PolicyRule.Condition.always, .unitPriceAbove(money(&random)), .totalAbove(money(&random)),
                ]
                return rule(.init("r\(number)"), .everything, conditions[Int.random(in: 0...2, using: &random)])
            }
            let (unit, total) = (money(&random), money(&random))
            let (less, fewer) = (
                Money(pence: Int.random(in: 0...unit.pence, using: &random)),
                Money(pence: Int.random(in: 0...total.pence, using: &random)))
            let told = { (unit: Money, total: Money) in
                Set(Cast.policy(rules).speaking(
                    of: .init(category: "04-02", supplier: "trent", unitPrice: unit, total: total),
                    in: Cast.categories))
            }
            #expect(told(less, fewer).isSubset(of: told(unit, total)))
        }
    }
}

import Baskets
import Catalogue
import Operations
import Orders
import Policies
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// The dry run on orders that were really signed.
@Suite("Dry runs") struct PolicyTrialTests {
    /// `rollator £120.00 inPlan → needsApproval`, newest order first.
    private func told(_ trial: PolicyTrial) -> [String] {
        trial.changes.map { change in
            "\(change.line.bought.category) \(change.line.charge) \(change.kind.from) → \(change.kind.to)"
        }
    }

    @Test func `each kind of change is told, with its money and for whom`() async throws {
        let scene = try await Scene()
        try await scene.publishPolicy([.typed(.refer, "02-01", words: "We look at care.")])
        let order = try await scene.sign(.ann, [("rollator", 1), ("neuro", 2), ("visit", 1), ("lights", 1)])
        try await scene.draftPolicy([
            .typed(.refer, "07", words: "We look at wheels."), .typed(.block, "04", unitPriceAbove: "79.99"),
            .typed(.block, "20-03", words: "No lights."),
        ])
        let trial = try await scene.policyTrial()
        #expect(
            Set(told(trial)) == [
                "07-01 £120.00 inPlan → needsApproval", "04-02 £160.00 inPlan → notAllowed",
                "02-01 £30.00 needsApproval → inPlan", "20-03 £60.00 needsApproval → notAllowed",
            ])
        #expect(trial.orderCount == 1)
        #expect(trial.lineCount == 4)
        #expect(trial.money == Cast.pounds("370"))
        #expect(trial.changedMoney == Cast.pounds("370"))
        #expect(trial.holderCount == 1)
        #expect(trial.sums[.init(from: .inPlan, to: .notAllowed)] == .init(lines: 1, money: Cast.pounds("160")))
        let number = try await scene.order(order).number
        #expect(Set(trial.changes.map { "\($0.line.holderName) \($0.line.number)" }) == ["Ann Marsh \(number)"])
        let because = trial.changes.first { $0.line.bought.category == "07-01" }?.because.map(\.words)
        #expect(because == ["We look at wheels."])
    }

    @Test func `law, plan and money stay as they were, whatever the draft says`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("lights", 1), ("rollator", 3), ("neuro", 1)])
        try await scene.draftPolicy([])
        let trial = try await scene.policyTrial()
        #expect(told(trial) == [])
        #expect(trial.lineCount == 3)
        #expect(trial.told.lines == 0)
    }

    @Test func `a draft that says the same as what held changes nothing`() async throws {
        let scene = try await Scene()
        let rules = [
            PolicyRuleText.typed(.refer, "07", words: "Wheels."), .typed(.warn, totalAbove: "10", words: "Much."),
            .typed(.refer, supplier: "trent", unitPriceAbove: "50", clause: .X15),
        ]
        try await scene.publishPolicy(rules)
        try await scene.sign(.ann, [("rollator", 1), ("neuro", 2), ("visit", 1), ("lights", 1)])
        try await scene.draftPolicy(rules)
        let trial = try await scene.policyTrial()
        #expect(told(trial) == [])
        #expect(trial.told.lines == 0)
        #expect(trial.lineCount == 4)
    }

    @Test func `a rule that only tells changes no verdict, and is counted`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("rollator", 1), ("neuro", 1)])
        try await scene.draftPolicy([.typed(.warn, "04", words: "Ask your nurse first.")])
        let trial = try await scene.policyTrial()
        #expect(told(trial) == [])
        #expect(trial.told == .init(lines: 1, money: Cast.pounds("80")))
    }

    @Test func `what was published after an order on the same day did not judge it`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("rollator", 1)])
        scene.clock.advance(minutes: 60)
        try await scene.publishPolicy([.typed(.refer, "07")])
        scene.clock.advance(minutes: 60)
        try await scene.sign(.ann, [("ramp", 1)])
        try await scene.draftPolicy([.typed(.refer, "07")])
        #expect(told(try await scene.policyTrial()) == ["07-01 £120.00 inPlan → needsApproval"])
    }

    @Test func `each order is compared with the version of its day`() async throws {
        let scene = try await Scene()
        try await scene.publishPolicy([.typed(.refer, "04")], from: Cast.today.adding(days: 1))
        try await scene.sign(.ann, [("neuro", 1)])
        scene.clock.advance(days: 1)
        try await scene.sign(.ann, [("neuro", 1)])
        try await scene.draftPolicy([])
        #expect(told(try await scene.policyTrial()) == ["04-02 £80.00 needsApproval → inPlan"])
    }

    @Test(arguments: [(92, 1), (93, 0)]) func `the quarter begins three months before today, that day included`(
        days: Int, orders: Int
    ) async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        // Until 6 January 2027, and one day more.
        scene.clock.advance(days: days)
        try await scene.draftPolicy([.typed(.block)])
        let trial = try await scene.policyTrial()
        #expect(trial.orderCount == orders)
        #expect(trial.changeCount == orders)
    }

    @Test func `policies look at the price with VAT, also where none was due`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("rollator", 1)])
        try await scene.dropGuards()
        try await scene.run("UPDATE order_lines SET relieved = 1, unit_price_pence = unit_net_pence")
        try await scene.draftPolicy([.typed(.refer, "07", unitPriceAbove: "119.99")])
        #expect(told(try await scene.policyTrial()) == ["07-01 £100.00 inPlan → needsApproval"])
    }

    @Test func `another commissioner's orders are not looked at, and all of one's own are`() async throws {
        let scene = try await Scene()
        try await scene.sign(.zara, [("rollator", 1)])
        for _ in 0..<5 { try await scene.sign(.dana, [("neuro", 1)]) }
        try await scene.sign(.ann, [("neuro", 1)])
        try await scene.draftPolicy([.typed(.block)])
        let trial = try await scene.policyTrial(showing: 2..<4)
        #expect(trial.orderCount == 6)
        #expect(trial.changeCount == 6)
        #expect(trial.holderCount == 2)
        #expect(trial.changes.map(\.line.holderName) == ["Finn Field", "Finn Field"])
    }

    @Test func `a dry run changes nothing`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        try await scene.draftPolicy([.typed(.block)])
        let before = try await scene.fingerprint()
        _ = try await scene.policyTrial()
        #expect(try await scene.changes(since: before) == [])
    }
}

import Foundation
import Operations
import Testing

@Suite struct PlanImportTests {
    static let lines = "people/plan_lines.csv"

    static let faults: [Fault] = [
        Fault(lines, "covers", "08", "category 08 is not known"),
        Fault(lines, "covers", "07;07", "names 07 twice"),
        Fault(lines, "outcomes", "", "is missing"),
        Fault(lines, "outcomes", "o1;o9", "outcome o9 is not one of TAD-1 version 1"),
        Fault(lines, "amount", "0", "must be more than £0.00"),
        Fault(lines, "every", "decade", "must be one of week, four_weeks, month, quarter, year, once"),
        Fault(lines, "starts", "today-11", "2026-09-25 lies outside the plan, 2026-09-26 to 2027-09-25"),
        Fault(lines, "ends", "2028-01-01", "2028-01-01 lies outside the plan, 2026-09-26 to 2027-09-25"),
        Fault(lines, "spent", "200.01", "must not be more than the £200.00 of the current period"),
        Fault(lines, "line", "extras", "must not be extras: every plan has that line already"),
        Fault(lines, "budget", "other", "budget other is not one of TAD-1 version 1"),
        Fault(lines, "kind", "extras", "must be empty or contingency"),
        Fault(lines, "covers", "", "is missing"),
        Fault(lines, "listings", "blue", "listing blue is not known"),
        Fault(lines, "suppliers", "nobody", "supplier nobody is not known"),
        Fault(lines, "only_suppliers", "nobody", "supplier nobody is not known"),
        Fault(lines, "only_reach", "near", "must be some of local, regional, national, not near"),
        Fault(lines, "exclusive", "maybe", "must be yes, no or empty"),
        Fault(lines, "carry", "upto", "must be none, all, an amount like upto:150.00, or a number like periods:2"),
        Fault(lines, "carry", "periods:0", "must be none, all, an amount like upto:150.00, or a number like periods:2"),
        Fault(lines, "cap", "0", "must be a whole number from 1 to 100000"),
        Fault(lines, "cap_unit", "hour", "must be empty without cap"),
        Fault("people/budgets.csv", "eligibility", "", "is missing"),
        Fault(
            "people/budgets.csv", "management", "cash",
            "must be one of notional, third-party, direct-payment, managed-account"),
        Fault("people/budgets.csv", "agreed", "2399.99", "must not be less than the £2,400.00 that the lines give"),
        Fault("people/risks.csv", "handling", "", "is missing"),
        Fault("people/competencies.csv", "supplier", "nobody", "supplier nobody is not known"),
        Fault("people/competencies.csv", "until", "", "is missing"),
        Fault(lines, "version", "0", "must be a whole number from 1 to 9999"),
    ]

    @Test(arguments: faults) func `a bad line is told, and its plan is not agreed`(_ fault: Fault) async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small[fault.file, 1, fault.column] = fault.cell
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(problems.contains(fault.told))
        #expect(report.rejected == 6)
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM plans") == 0)
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM ledger_entries") == 1)
    }

    static let heads: [Fault] = [
        Fault("people/plans.csv", "holder", "bob", "holder bob is not known"),
        Fault("people/plans.csv", "ends", "today-11", "must not come before starts"),
        Fault("people/plans.csv", "ends", "today+9999", "must not be more than five years after starts"),
        Fault("people/plans.csv", "status", "paused", "must be one of in-force, suspended, ended"),
        Fault("people/plans.csv", "status", "draft", "must be one of in-force, suspended, ended"),
        Fault("people/plans.csv", "next_review", "soon", "must be a date, like 2026-04-06"),
        Fault("people/plans.csv", "reviews_held", "today;soon", "must be a date, like 2026-04-06"),
        Fault("people/plans.csv", "notice_days", "367", "must be a whole number from 0 to 366"),
        Fault("people/plans.csv", "splitting", "1", "must be yes, no or empty"),
    ]

    @Test(arguments: heads) func `a bad plan takes its lines with it`(_ fault: Fault) async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small[fault.file, 1, fault.column] = fault.cell
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(problems == [fault.told])
        #expect(report.rejected == 6)
        let rejected = try bench.read("people/plan_lines.rejected.csv")
        #expect(rejected.hasSuffix("\"TAD-1 version 1 was not taken, see line 2 of people/plans.csv\"\n"))
    }

    @Test func `one bad plan leaves the others alone`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add("people/holders.csv", ["code": "bob"])
        small.add("people/plans.csv", ["plan": "TAD-2", "holder": "bob"])
        small.add("people/budgets.csv", ["plan": "TAD-2"])
        small.add("people/outcomes.csv", ["plan": "TAD-2"])
        small.add("people/plan_lines.csv", ["plan": "TAD-2", "amount": "lots"])
        small.add("people/plan_lines.csv", ["plan": "TAD-9"])
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(
            problems == [
                "people/plans.csv:3: plan: is not agreed, because people/plan_lines.csv line 3 cannot be taken",
                "people/plan_lines.csv:3: amount: must be an amount of money, like 24.50",
                "people/plan_lines.csv:4: plan: TAD-9 version 1 is not in people/plans.csv",
            ])
        #expect(report.rejected == 5)
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM plans") == 1)
    }

    @Test func `a plan needs a budget, an outcome and a line`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.files["people/plan_lines.csv"] = nil
        try bench.write(small)
        #expect(try await bench.run().problems == ["people/plans.csv:2: plan: has no line in people/plan_lines.csv"])
        small = SmallCatalogue()
        small.files["people/budgets.csv"] = nil
        try bench.write(small)
        try FileManager.default.removeItem(atPath: "\(bench.input)/people/budgets.csv")
        #expect(try await bench.run().problems == ["people/plans.csv:2: plan: has no budget in people/budgets.csv"])
        small = SmallCatalogue()
        small.files["people/outcomes.csv"]?.removeLast()
        small["people/plan_lines.csv", 1, "outcomes"] = "o1"
        try bench.write(small)
        #expect(
            try await bench.run().problems == [
                "people/plans.csv:2: plan: is not agreed, because people/plan_lines.csv line 2 cannot be taken",
                "people/plan_lines.csv:2: outcomes: outcome o1 is not one of TAD-1 version 1",
            ])
    }

    @Test func `an agreed version never changes`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        try bench.write(small)
        _ = try await bench.run()
        small["people/plan_lines.csv", 1, "amount"] = "300.00"
        try bench.write(small)
        #expect(
            try await bench.run().problems == [
                "people/plans.csv:2: version: version 1 of TAD-1 is agreed and cannot change: "
                    + "give the new one version 2"
            ])
        #expect(try await bench.number("SELECT amount_pence AS n FROM plan_lines WHERE id = 'TAD-1/1/l1'") == 20_000)
    }

    @Test func `a plan in force is not replaced by an import`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        try bench.write(small)
        _ = try await bench.run()
        for file in ["people/plans.csv", "people/budgets.csv", "people/outcomes.csv", "people/plan_lines.csv"] {
            small.add(file, ["version": "2"])
        }
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(
            problems == [
                "people/plans.csv:3: status: version 1 of TAD-1 is in force for ann: "
                    + "replacing a plan is not done by an import"
            ])
        #expect(report.count(.unchanged) == 22)
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM plans") == 1)
    }

    @Test func `a plan that the fund cannot bear is refused, and leaves no trace`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small["people/commissioners.csv", 1, "fund"] = "2399.99"
        try bench.write(small)
        #expect(
            try await bench.run().problems == [
                "people/plans.csv:2: plan: the commissioner's fund has not enough money left for it"
            ])
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM plan_lines") == 0)
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM ledger_entries") == 1)
    }

    @Test func `a header that cannot be used stops all six files`() async throws {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        try bench.write("plan,version,outcome\n", to: "people/outcomes.csv")
        let (report, problems) = try await bench.run()
        #expect(
            problems == [
                "people/outcomes.csv:1: text: the column is missing",
                "people/outcomes.csv:1: measure: the column is missing",
            ])
        #expect(report.files.filter { $0.passedOver == .refused }.count == 6)
    }
}

import Catalogue
import Foundation
import Identity
import Operations
import Plans
import Policies
import Relational
import Storage
import TestSupport
import Testing
import Values

@Suite struct PlanPartsImportTests {
    private static let lines = "people/plan_lines.csv"
    private static let budgets = "people/budgets.csv"

    @Test func `a plan comes in with its words, budgets, limits and the people signed off`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add(PlanPartsImportTests.budgets, ["budget": "chair", "eligibility": "wheelchair", "agreed": "900.00"])
        small[PlanPartsImportTests.lines, 1, "budget"] = "main"
        small.add(
            PlanPartsImportTests.lines,
            [
                "line": "l2", "budget": "chair", "covers": "", "listings": "rollator-blue", "suppliers": "kestrel",
                "only_suppliers": "kestrel", "only_reach": "national", "exclusive": "yes", "amount": "900.00",
                "every": "once", "carry": "upto:150.00", "cap": "2", "cap_unit": "each", "spent": "",
            ])
        small.add(
            PlanPartsImportTests.lines,
            [
                "line": "l3", "budget": "main", "kind": "contingency", "covers": "", "amount": "100.00",
                "every": "once",
                "spent": "",
            ])
        try bench.write(small)
        #expect(try await bench.run().problems == [])
        let found = try await bench.database.read { try $0.plans.current(of: .init("ann")) }
        let plan = try #require(found)
        #expect(plan.budgets.map(\.id.text) == ["main", "chair"])
        #expect(plan.budgets.map(\.agreed) == [nil, Cast.pounds("900")])
        #expect(plan.narrative.needs == "Walking safely.")
        #expect(plan.narrative.reviewsHeld == [Cast.today.adding(days: -9), Cast.today.adding(days: -5)])
        #expect(plan.narrative.nextReview == Cast.today.adding(days: 80))
        #expect(plan.narrative.noticeDays == 42)
        #expect(plan.narrative.risks == [.init(text: "I fall.", handling: "A frame by the chair.")])
        #expect(plan.narrative.competencies.map(\.supplier) == [.init("kestrel")])
        #expect(plan.outcomes.map(\.measure) == ["Twice a week."])
        #expect(plan.allowsSplitting)
        let line = try #require(plan[line: .init("TAD-1/1/l2")])
        #expect(line.covers == Covers(listings: [.init("rollator-blue")], suppliers: [.init("kestrel")]))
        #expect(line.limits == SupplierLimits(suppliers: [.init("kestrel")], reaches: [.national]))
        #expect(line.isExclusive && line.carry == .upTo(Cast.pounds("150")))
        #expect(line.cap == UsageCap(quantity: 2, unit: "each"))
        #expect(plan[line: .init("TAD-1/1/l3")]?.kind == .contingency)
        #expect(plan.extras?.budget == .init("main"))
    }

    @Test func `what says nothing has the usual meaning`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        for column in [
            "needs", "about_me", "contingency", "monitored_by", "communication", "reviews_held", "next_review",
            "notice_days", "splitting",
        ] { small["people/plans.csv", 1, column] = "" }
        for file in ["people/risks.csv", "people/competencies.csv"] { small.files[file] = nil }
        try bench.write(small)
        #expect(try await bench.run().problems == [])
        let found = try await bench.database.read { try $0.plans.current(of: .init("ann")) }
        let plan = try #require(found)
        #expect(plan.narrative == Narrative())
        #expect(!plan.allowsSplitting)
        let line = try #require(plan[line: .init("TAD-1/1/l1")])
        #expect(line.budget == .init("main") && line.kind == .agreed && line.carry == .none && line.cap == nil)
        #expect(line.limits == SupplierLimits() && !line.isExclusive)
    }

    @Test func `a line must name its budget where there are several`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add(PlanPartsImportTests.budgets, ["budget": "chair"])
        try bench.write(small)
        #expect(
            try await bench.run().problems.last
                == "people/plan_lines.csv:2: budget: is missing: TAD-1 version 1 has several")
    }

    @Test func `two exclusive lines for the same things are refused at the later one`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small[PlanPartsImportTests.lines, 1, "exclusive"] = "yes"
        small.add(PlanPartsImportTests.lines, ["line": "l2", "covers": "07-01"])
        try bench.write(small)
        #expect(
            try await bench.run().problems.last
                == "people/plan_lines.csv:3: exclusive: must not be yes: “A rollator” is exclusive for the same things")
        small[PlanPartsImportTests.lines, 2, "starts"] = "today+200"
        small[PlanPartsImportTests.lines, 2, "spent"] = ""
        small[PlanPartsImportTests.lines, 1, "ends"] = "today+199"
        try bench.write(small)
        #expect(try await bench.run().problems == [])
    }

    @Test func `a tie is kept with the holder, and a decision made since is not taken back`() async throws {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        _ = try await bench.run()
        let ann = Holder.ID("ann")
        #expect(try await bench.database.read { try $0.holders.find(ann)?.standing.ties.map(\.allowedOn) } == [nil])
        let decided = HolderStanding(ties: [
            .init(kind: .household, name: "Tom Marsh", supplier: "kestrel", allowedOn: Cast.today)
        ])
        try await bench.database.write { try $0.holders.save(decided, of: ann, version: 2) }
        #expect(try await bench.run().report.changedSomething == false)
        #expect(try await bench.database.read { try $0.holders.find(ann)?.standing } == decided)
    }

    @Test func `a policy is published once, and a file that says something else is refused`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add(
            "people/policies.csv",
            [
                "rule": "r2", "effect": "block", "category": "", "supplier": "kestrel", "unit_price_above": "",
                "clause": "", "words": "Not from Kestrel.",
            ])
        try bench.write(small)
        #expect(try await bench.run().problems == [])
        let policy = try await bench.database.read {
            try $0.policies.inForce(of: .init("TAD"), on: Cast.today.adding(days: -200))
        }
        #expect(
            policy?.rules == [
                PolicyRule(
                    id: .init("TAD-r1"), effect: .refer, subject: .category(.init("07")),
                    condition: .unitPriceAbove(Cast.pounds("150")), words: "Above £150.00 we decide.", clause: .X16),
                PolicyRule(
                    id: .init("TAD-r2"), effect: .block, subject: .supplier(.init("kestrel")), condition: .always,
                    words: "Not from Kestrel."),
            ])
        #expect(try await bench.run().report.changedSomething == false)
        small["people/policies.csv", 1, "words"] = "Above £150.00 you decide."
        try bench.write(small)
        let again = try await bench.run()
        #expect(again.problems == ["people/policies.csv:2: rule: TAD has a policy already: change it there"])
        #expect(again.report.rejected == 2)
    }

    @Test func `a rule about a supplier who is not there is told at its own row`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add("people/policies.csv", ["rule": "r2", "category": "", "supplier": "nobody"])
        try bench.write(small)
        #expect(try await bench.run().problems == ["people/policies.csv:3: supplier: supplier nobody is not known"])
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM policy_versions") == 0)
    }

    @Test func `the rules of a policy agree about who published it and from when`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add("people/policies.csv", ["rule": "r2", "starts": "today"])
        try bench.write(small)
        #expect(
            try await bench.run().problems == ["people/policies.csv:3: starts: must be the same in all rules of TAD"])
        #expect(try await bench.number("SELECT COUNT(*) AS n FROM policy_versions") == 0)
    }
}

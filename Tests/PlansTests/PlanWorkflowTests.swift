import Plans
import Testing

@Suite("Plan workflow") struct PlanWorkflowTests {
    /// Every way from one state to another; whatever is not here is not possible.
    private static let ways: [PlanStatus: [PlanAction: PlanStatus]] = [
        .draft: [.propose: .proposed, .discard: .discarded],
        .proposed: [.agree: .agreed, .askForChange: .draft, .takeBack: .draft, .discard: .discarded],
        .agreed: [.takeEffect: .inForce, .takeBack: .draft, .discard: .discarded],
        .inForce: [.supersede: .superseded, .suspend: .suspended, .end: .ended],
        .suspended: [.resume: .inForce, .supersede: .superseded, .end: .ended],
        .superseded: [:],
        .ended: [:],
        .discarded: [:],
    ]

    @Test(arguments: PlanStatus.allCases, PlanAction.allCases)
    func `a version goes where the workflow says, and nowhere else`(status: PlanStatus, action: PlanAction) throws {
        let ways = try #require(Self.ways[status])
        let edges = PlanStatus.workflow.edges.filter { $0.from == status && $0.event == action }
        #expect(edges.map(\.to) == ways[action].map { [$0] } ?? [])
    }

    @Test func `every state can be reached from the draft`() {
        var reached: Set<PlanStatus> = [.draft]
        for _ in PlanStatus.allCases {
            reached.formUnion(PlanStatus.workflow.edges.filter { reached.contains($0.from) }.map(\.to))
        }
        #expect(reached == Set(PlanStatus.allCases))
    }

    @Test func `both sides have agreed to whatever is or was in force`() {
        #expect(PlanStatus.allCases.filter(\.isAgreed) == [.agreed, .inForce, .suspended, .superseded, .ended])
    }

    @Test func `refusals have codes of their own`() {
        let refusals: [PlanRefusal] = [
            .changedMeanwhile, .draftExists,
            .noticeTooShort(earliest: .init(number: 0)),
            .reasonMissing, .lineShort(title: "Physiotherapy", left: .zero), .fundShort,
        ]
        #expect(Set(refusals.map(\.code)).count == refusals.count)
        #expect(refusals.allSatisfy { $0.code.hasPrefix("plan.") })
    }
}

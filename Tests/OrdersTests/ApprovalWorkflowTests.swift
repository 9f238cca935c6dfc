import Identity
import Ledger
import Orders
import TestSupport
import Testing
import Values

@Suite("Approval workflow") struct ApprovalWorkflowTests {
    private let workflow = Approval.workflow
    private static let free = "RELEASE+FUND_RESERVE_BACK"

    private static let table = [
        "pending --assign--> pending [may+time] ",
        "pending --ask--> infoWanted [may+time+why] ",
        "infoWanted --answer--> pending [time+why] ",
        "infoWanted --closeUnanswered--> closedNoAnswer [answerOverdue] \(free)",
        "closedNoAnswer --reopen--> pending [withinWindow+goesAlone+why] HOLD+FUND_RESERVE",
        "pending --vote--> pending [may+same+time+limit] ",
        "pending --approveTier--> pending [may+same+time+limit+tier] ",
        "pending --approve--> approved [may+same+time+limit+last] FUND_GRANT+HOLD",
        "pending --approvePart--> partApproved [may+same+time+limit+last+why] FUND_GRANT+HOLD+\(free)",
        "pending --decline--> declined [may+same+time+why] \(free)",
        "pending --withdraw--> withdrawn [] \(free)",
        "infoWanted --withdraw--> withdrawn [] \(free)",
        "paused --withdraw--> withdrawn [] \(free)",
        "pending --void--> voided [] \(free)",
        "infoWanted --void--> voided [] \(free)",
        "paused --void--> voided [] \(free)",
        "approved --void--> voided [] \(free)",
        "partApproved --void--> voided [] \(free)",
        "pending --close--> closed [] \(free)",
        "infoWanted --close--> closed [] \(free)",
        "paused --close--> closed [] \(free)",
        "approved --close--> closed [] \(free)",
        "partApproved --close--> closed [] \(free)",
        "pending --findNotNeeded--> notNeeded [] \(free)+HOLD",
        "infoWanted --findNotNeeded--> notNeeded [] \(free)+HOLD",
        "pending --followPlan--> pending [] ",
        "infoWanted --followPlan--> infoWanted [] ",
        "paused --followPlan--> paused [] ",
        "approved --followPlan--> approved [] ",
        "partApproved --followPlan--> partApproved [] ",
        "reconsideration --followPlan--> reconsideration [] ",
        "pending --pause--> paused [] ",
        "infoWanted --pause--> paused [] ",
        "approved --pause--> paused [] ",
        "partApproved --pause--> paused [] ",
        "paused --resume--> pending [] ",
        "paused --giveUp--> voided [pauseOver] \(free)",
        "pending --remind--> pending [notDueYet] ",
        "pending --expire--> expired [lifeOver] \(free)",
        "infoWanted --remind--> infoWanted [notDueYet] ",
        "infoWanted --expire--> expired [lifeOver] \(free)",
        "reconsideration --remind--> reconsideration [notDueYet] ",
        "reconsideration --expire--> expired [lifeOver] ",
        "pending --escalate--> pending [isDue] ",
        "reconsideration --escalate--> reconsideration [isDue] ",
        "approved --lapse--> lapsed [notUsedInTime] \(free)",
        "partApproved --lapse--> lapsed [notUsedInTime] \(free)",
        "approved --use--> used [] ",
        "partApproved --use--> usedPart [] ",
        "declined --askReview--> reconsideration [withinWindow+firstReview+why] ",
        "partApproved --askReview--> reconsideration [withinWindow+firstReview+why] ",
        "usedPart --askReview--> reconsideration [withinWindow+firstReview+why] ",
        "reconsideration --vote--> reconsideration [may+same+time+other+limit] ",
        "reconsideration --approveTier--> reconsideration [may+same+time+other+limit+tier] ",
        "reconsideration --change--> approved [may+same+time+other+limit+last+goesAlone] "
            + "HOLD+FUND_RESERVE+FUND_GRANT",
        "reconsideration --changePart--> partApproved [may+same+time+other+limit+last+goesAlone+why] "
            + "HOLD+FUND_RESERVE+FUND_GRANT+\(free)",
        "reconsideration --uphold--> upheld [may+same+time+other+why] ",
        "reconsideration --authorise--> changed [may+same+time+other+limit+last+why] ",
        "reconsideration --withdraw--> withdrawn [] ",
    ]

    /// Every cell of the table: what is not written here must be refused.
    @Test func `every status and event is decided, with its guards and what it does to the money`() {
        let short: [String: String] = [
            "mayDecide": "may", "sameContent": "same", "inTime": "time", "withinLimit": "limit", "reasonGiven": "why",
            "tierRemains": "tier", "lastTier": "last", "otherPerson": "other",
        ]
        let moves = workflow.edges.map { edge in
            let guards = edge.guards.map { short["\($0)"] ?? "\($0)" }.joined(separator: "+")
            return "\(edge.from) --\(edge.event)--> \(edge.to) [\(guards)] \(edge.effects.joined(separator: "+"))"
        }
        #expect(moves == Self.table)
    }

    @Test func `from one status an event leads to one other, so that the timeline says where it stands`() {
        let pairs = workflow.edges.map { "\($0.from) \($0.event)" }
        #expect(Set(pairs).count == pairs.count)
    }

    @Test func `every status can be reached, and the only ends are those that are meant`() {
        var reached: Set<ApprovalStatus> = [workflow.start]
        for _ in ApprovalStatus.allCases {
            reached.formUnion(workflow.edges.filter { reached.contains($0.from) }.map(\.to))
        }
        #expect(reached == Set(ApprovalStatus.allCases))
        #expect(ApprovalStatus.allCases.filter(workflow.isEnd) == [
            .used, .notNeeded, .upheld, .changed, .withdrawn, .expired, .voided, .lapsed, .closed,
        ])
        #expect(Set(workflow.edges.map(\.event)) == Set(ApprovalAction.allCases))
        #expect(Set(workflow.edges.flatMap(\.guards)) == Set(ApprovalGuard.allCases))
    }

    @Test func `silence never decides`() {
        for edge in workflow.edges where edge.event.isByTime {
            #expect(!edge.to.isGranted && !edge.to.isRefused, "\(edge.event)")
            #expect(edge.event.isDecision == false)
        }
    }

    @Test func `whatever moves money names posting codes that there are`() {
        for code in workflow.edges.flatMap(\.effects) { #expect(PostingCode(rawValue: code) != nil, "\(code)") }
    }

    /// Walks every pair with every guard fulfilled, and with each guard missing in turn.
    @Test func `every pair is walked: with its guards it moves, without one of them it says which`() throws {
        for status in ApprovalStatus.allCases {
            for action in ApprovalAction.allCases {
                let edge = workflow.edges.first { $0.from == status && $0.event == action }
                guard let edge else {
                    #expect(throws: WorkflowRefusal.self) {
                        try workflow.edge(from: status, on: action) { _ in true }
                    }
                    continue
                }
                #expect(try workflow.edge(from: status, on: action) { _ in true } == edge)
                for missing in edge.guards {
                    do {
                        _ = try workflow.edge(from: status, on: action) { $0 != missing }
                        Issue.record("\(status) \(action) does not need \(missing)")
                    } catch {
                        #expect(error.unmet == missing.rawValue)
                        #expect(error.possible.contains(action.rawValue))
                    }
                }
            }
        }
    }

    @Test func `a step makes the next version and tells what happened; a refused one changes nothing`() throws {
        var request = Cast.request(status: .pending)
        let before = request
        do {
            _ = try request.perform(.approve, by: Cast.bilal.id, at: Cast.now)
            Issue.record("approved without anything")
        } catch {
            #expect(error.code == "approval.may-decide")
        }
        #expect(request == before)
        let event = try request.perform(
            .approve, by: Cast.bilal.id, note: "Serves the outcome.", at: Cast.now,
            holding: [.mayDecide, .sameContent, .withinLimit, .lastTier])
        #expect((request.status, request.version) == (.approved, 5))
        #expect(event == OrderEvent(
            order: "o-1", supplierOrder: "s-1", what: .approval(.approve), by: Cast.bilal.id,
            note: "Serves the outcome.", at: Cast.now))
        #expect(throws: WorkflowRefusal.self) {
            try request.perform(
                .approve, by: Cast.bilal.id, at: Cast.now, holding: Set(ApprovalGuard.allCases))
        }
    }
}

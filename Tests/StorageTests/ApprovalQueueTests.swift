import Identity
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// The queue of requests, page by page.
@Suite("Pages of requests") struct ApprovalQueueTests {
    /// Ann has asked for lights seven times; three of it are decided, and one waits for her answer.
    private func busy() async throws -> (scene: Scene, waiting: [Approval.ID], decided: [Approval.ID]) {
        let scene = try await Scene()
        var ids: [Approval.ID] = []
        for number in 0..<7 {
            let part = try await scene.askForLights()
            ids.append(try await scene.approval(of: part.id).id)
            if number > 3 { try await scene.decide(part, .decline) }
            if number == 1 {
                try await scene.perform(AskAboutRequest(approval: ids[1], question: "Where?"), as: .bilal)
            }
            // Two of each pair have the same times, so that their identifiers decide.
            if number.isMultiple(of: 2) { scene.clock.advance(minutes: 1) }
        }
        return (scene, Array(ids[0...3]), Array(ids[4...]))
    }

    private func queue(
        _ scene: Scene, _ filter: ApprovalQueue.Filter, _ turn: ApprovalQueue.Turn = .first, size: Int = 2,
        isMine: @escaping @Sendable (Approval) -> Bool = { _ in true }
    ) async throws -> ApprovalQueue {
        let now = scene.clock.now
        return try await scene.database.read {
            try $0.approvals.queue(of: "TAD", filter, turn, at: now, size: size, isMine: isMine)
        }
    }

    /// All pages forwards, and then back again.
    private func walk(_ scene: Scene, _ filter: ApprovalQueue.Filter, size: Int) async throws -> [[Approval.ID]] {
        var pages = [try await queue(scene, filter, size: size)]
        while let next = pages.last?.next { pages.append(try await queue(scene, filter, next, size: size)) }
        var skipped = 0
        for page in pages {
            #expect(page.skipped == skipped)
            skipped += page.items.count
        }
        #expect(skipped == pages[0].counts[filter] ?? 0)
        var back = [try #require(pages.last)]
        while let previous = back.last?.previous { back.append(try await queue(scene, filter, previous, size: size)) }
        #expect(back.reversed().flatMap { $0.items.map(\.id) } == pages.flatMap { $0.items.map(\.id) })
        return pages.map { $0.items.map(\.id) }
    }

    @Test(arguments: 1...5) func `every request is on one page, the most urgent first, and decided ones newest first`(
        size: Int
    ) async throws {
        let (scene, waiting, decided) = try await busy()
        let team = try await walk(scene, .team, size: size)
        // What waits for the holder's answer may be due later.
        #expect(team.flatMap(\.self) == [waiting[0], waiting[2], waiting[3], waiting[1]])
        #expect(team.allSatisfy { $0.count <= size })
        #expect(try await walk(scene, .decided, size: size).flatMap(\.self) == decided.reversed())
        #expect(try await walk(scene, .paused, size: size) == [[waiting[1]]])
        #expect(try await walk(scene, .overdue, size: size) == [[]])
    }

    @Test func `all filters are counted on every page`() async throws {
        let (scene, waiting, _) = try await busy()
        let mine = try await queue(scene, .decided, isMine: { $0.id == waiting[0] })
        #expect(mine.counts == [.mine: 1, .team: 4, .paused: 1, .decided: 3])
        scene.clock.advance(days: 9)
        #expect(try await queue(scene, .due).counts[.due] == 3)
        #expect(try await queue(scene, .due).items.map(\.id) == [waiting[0], waiting[2]])
    }

    @Test func `what is decided meanwhile leaves nothing out and shows nothing twice`() async throws {
        let (scene, waiting, _) = try await busy()
        let first = try await queue(scene, .team)
        let part = try #require(first.items.first?.approval.supplierOrder)
        let found = try await scene.database.read { try $0.supplierOrders.find(part) }
        try await scene.decide(try #require(found), .approve)
        let second = try await queue(scene, .team, try #require(first.next))
        #expect(second.items.map(\.id) == [waiting[3], waiting[1]])
        #expect((second.skipped, second.next) == (1, nil))
    }

    @Test func `a page's place in an address is read again, and anything else is no place`() {
        let key = ApprovalQueue.Key("1775433600000~0198-a~b")
        #expect(key?.text == "1775433600000~0198-a~b")
        for text in ["", "~", "x~y", "12", "12~"] { #expect(ApprovalQueue.Key(text) == nil, "\(text)") }
    }
}

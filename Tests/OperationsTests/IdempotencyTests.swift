import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// A double press, a reload, a second tab: once is once.
@Suite("Idempotency") struct IdempotencyTests {
    @Test func `the same command under the same key is answered the same and does nothing again`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let order = try await scene.signing()
        let first = try await scene.perform(order, as: .ann, key: "press")
        let before = try await scene.fingerprint()
        #expect(try await scene.perform(order, as: .ann, key: "press") == first)
        #expect(try await scene.changes(since: before) == [])
        try await scene.expectSound()
    }

    @Test func `another command under the same key is refused`() async throws {
        let scene = try await Scene()
        try await scene.perform(AddToBasket(listing: "neuro", quantity: 1), as: .ann, key: "press")
        let before = try await scene.fingerprint()
        let code = await refusal {
            try await scene.perform(AddToBasket(listing: "neuro", quantity: 2), as: .ann, key: "press")
        }
        #expect(code == "command.key-reused")
        let other = await refusal {
            let move = MoveListing(listing: "neuro", version: 1, action: .withdraw)
            try await scene.perform(move, as: .ann, key: "press")
        }
        #expect(other == "command.key-reused")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `the same key in another hand is another key`() async throws {
        let scene = try await Scene()
        let command = AddToBasket(listing: "neuro", quantity: 1)
        try await scene.perform(command, as: .ann, key: "press")
        try await scene.perform(command, as: .tom, key: "press")
        #expect(try await scene.checkout().basket.lines.map(\.quantity) == [2])
    }

    @Test(arguments: ["", String(repeating: "k", count: 101)]) func `a key is needed, and is short`(
        key: String
    ) async throws {
        let scene = try await Scene()
        let before = try await scene.fingerprint()
        let code = await refusal {
            try await scene.perform(AddToBasket(listing: "neuro", quantity: 1), as: .ann, key: key)
        }
        #expect(code == "command.key-missing")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `what was refused may be tried again under its key`() async throws {
        let scene = try await Scene()
        let command = AddToBasket(listing: "neuro", quantity: 1)
        try await scene.run("UPDATE listings SET status = 'withdrawn' WHERE id = 'neuro'")
        #expect(await refusal { try await scene.perform(command, as: .ann, key: "press") } == "NotFound")
        try await scene.run("UPDATE listings SET status = 'live' WHERE id = 'neuro'")
        #expect(await refusal { try await scene.perform(command, as: .ann, key: "press") } == "done")
    }

    @Test func `ten presses at once with ten keys make one order`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1), ("lights", 1)])
        let order = try await scene.signing()
        let codes = await withTaskGroup(of: String.self, returning: [String].self) { group in
            for press in 0..<10 {
                group.addTask {
                    await refusal { try await scene.perform(order, as: press < 5 ? .ann : .tom, key: "press-\(press)") }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == "done" } == 1, "\(codes)")
        #expect(try await scene.rows("SELECT id FROM orders").count == 1)
        try await scene.expectSound()
    }

    @Test func `ten presses at once with one key get one answer`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let order = try await scene.signing()
        let answers = try await withThrowingTaskGroup(of: Order.ID.self, returning: Set<Order.ID>.self) { group in
            for _ in 0..<10 { group.addTask { try await scene.perform(order, as: .ann, key: "press") } }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(try await scene.rows("SELECT id FROM orders").count == 1)
        try await scene.expectSound()
    }

    @Test func `of two commissioners who decide at once, one is heard`() async throws {
        let scene = try await Scene()
        for _ in 0..<5 {
            let order = try await scene.sign(.ann, [("lights", 1)])
            let part = try await scene.part(of: order, "meadow", .asked)
            async let yes = refusal { try await scene.decide(part, .approve, as: .bilal) }
            async let no = refusal { try await scene.decide(part, .decline, as: .joan) }
            let codes = await [yes, no]
            #expect(codes.sorted() == ["approval.not-possible", "done"])
            let status = try await scene.part(of: order, "meadow", .asked).status
            #expect(status == (codes[0] == "done" ? .sent : .notSent))
        }
        try await scene.expectSound()
    }

    @Test func `of a holder who cancels and a supplier who accepts at once, one is heard`() async throws {
        let scene = try await Scene()
        for _ in 0..<5 {
            let order = try await scene.sign(.ann, [("neuro", 1)])
            let part = try await scene.part(of: order, "trent")
            async let cancelled = refusal { try await scene.cancel(part) }
            async let accepted = refusal { try await scene.answer(part, .accept) }
            #expect(await [cancelled, accepted].sorted() == ["done", "supplier-order.not-possible"])
            if try await scene.part(of: order, "trent").status == .accepted {
                #expect(try await scene.balance("committed:l-physio:2026-10-06") != "0.00")
                try await scene.answer(part, .deliver)
            }
        }
        try await scene.expectSound()
    }

    @Test func `ten people buy from the same fund at once, and it never goes below nought`() async throws {
        let scene = try await Scene()
        // Money for three requests of £60 is left in the fund.
        try await scene.dropGuards()
        let holders = try await scene.crowd(10, fundLeft: Cast.pounds("180"))
        let codes = try await withThrowingTaskGroup(of: String.self, returning: [String].self) { group in
            for holder in holders { group.addTask { await refusal { try await scene.signAsCrowd(holder) } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == "done" } == 3, "\(codes)")
        #expect(codes.count { $0 == "ledger.fund-short" } == 7, "\(codes)")
        #expect(try await scene.balances(["fund", "fund_reserved"]) == "0.00 180.00")
        try await scene.expectSound()
    }
}

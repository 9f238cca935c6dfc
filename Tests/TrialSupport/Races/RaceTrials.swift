import Identity
import Ledger
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import TestSupport
import Values

/// Many people at once, with real tasks on a real database. Each race says what came out and what should not have.
package enum RaceTrials {
    package static let all: [(name: String, run: @Sendable () async throws -> Verdicts)] = [
        ("signing on the last money", { try await lastMoney(crowd: 64, room: 10) }),
        ("signing for the last unit of stock", { try await lastUnit(crowd: 64) }),
        ("refunding up to what is due", { try await refundCap(clerks: 20, parts: 10) }),
        ("deciding one request", { try await oneDecision(deciders: 20) }),
        ("signing under one key", { try await oneKey(clients: 20) }),
        ("signing one basket under many keys", { try await manyKeys(clients: 20) }),
    ]

    /// I12: money for ten, and sixty-four who sign at once.
    package static func lastMoney(crowd: Int, room: Int) async throws -> Verdicts {
        var verdicts = Verdicts()
        let scene = try await Scene()
        let each = Cast.pounds("60")
        let people = try await scene.crowd(crowd, fundLeft: Money(pence: each.pence * room))
        let codes = await atOnce(people) { number in await refusal { try await scene.signAsCrowd(number) } }
        let (done, short) = (codes.count { $0 == "done" }, codes.count { $0 == "ledger.fund-short" })
        verdicts.expect(done == room, "\(done) signed on money for \(room)")
        verdicts.expect(short == crowd - room, "\(short) of \(crowd - room) were told that the money is gone: \(codes)")
        let orders = try await scene.rows("SELECT id FROM orders").count
        verdicts.expect(orders == room, "\(orders) orders on money for \(room)")
        let left = try await scene.balances(["fund", "fund_reserved"])
        verdicts.expect(left == "0.00 \(Money(pence: each.pence * room).decimal)", "fund and reserved are \(left)")
        try await verdicts.add(books(scene))
        verdicts.note("\(crowd) sign at once on money for \(room): \(done) done, \(short) told that it is gone")
        return verdicts
    }

    /// One request, twenty who decide it both ways: one decision, and everybody else is told.
    package static func oneDecision(deciders: Int) async throws -> Verdicts {
        var verdicts = Verdicts()
        let scene = try await Scene()
        try await scene.appoint(deciders)
        let order = try await scene.sign(.ann, [("lights", 1)])
        let part = try await scene.part(of: order, "meadow", .asked)
        let approval = try await scene.approval(of: part.id)
        let codes = await atOnce(Array(0..<deciders)) { number in
            await refusal {
                let decision: DecideApproval.Decision = number.isMultiple(of: 2) ? .approve : .decline
                let principal = try await scene.appointed(number)
                _ = try await scene.desk.perform(
                    DecideApproval(
                        approval: approval.id, decision: decision, code: decision == .decline ? .other : nil,
                        reason: "Decided", content: approval.content),
                    as: principal, key: "decide-\(number)")
            }
        }
        let done = codes.count { $0 == "done" }
        let told = codes.count { $0 == "approval.not-possible" || $0 == "order.changed-meanwhile" }
        verdicts.expect(done == 1, "\(done) decisions were made of one request")
        verdicts.expect(told == deciders - 1, "\(told) of \(deciders - 1) were told: \(codes)")
        let events = try await scene.rows(
            "SELECT what FROM order_events WHERE what IN ('approval.approve', 'approval.decline')").count
        verdicts.expect(events == 1, "\(events) decisions are on record")
        try await verdicts.add(books(scene))
        verdicts.note("\(deciders) decide one request at once: \(done) decision, \(told) told that it is decided")
        return verdicts
    }

    /// I11: one press that arrives many times.
    package static func oneKey(clients: Int) async throws -> Verdicts {
        var verdicts = Verdicts()
        let scene = try await Scene()
        try await scene.fill(.ann, Deed.everything)
        let order = try await scene.signing()
        let answers = await atOnce(Array(0..<clients)) { _ in
            do {
                return try await scene.perform(order, as: .ann, key: "press").text
            } catch {
                return "refused: \(error)"
            }
        }
        let orders = try await scene.rows("SELECT id FROM orders").map { try $0.text("id") }
        verdicts.expect(Set(answers) == Set(orders), "\(Set(answers)) were answered, \(orders) are there")
        verdicts.expect(orders.count == 1, "\(orders.count) orders under one key")
        try await verdicts.add(books(scene))
        verdicts.note("\(clients) arrive at once under one key: \(orders.count) order, the same answer for each")
        return verdicts
    }

    /// I10: one basket that is signed in many windows.
    package static func manyKeys(clients: Int) async throws -> Verdicts {
        var verdicts = Verdicts()
        let scene = try await Scene()
        try await scene.fill(.ann, Deed.everything)
        let order = try await scene.signing()
        let codes = await atOnce(Array(0..<clients)) { number in
            await refusal { try await scene.perform(order, as: .ann, key: "window-\(number)") }
        }
        let done = codes.count { $0 == "done" }
        let orders = try await scene.rows("SELECT id FROM orders").count
        verdicts.expect(done == 1 && orders == 1, "\(done) signed and \(orders) orders of one basket: \(codes)")
        try await verdicts.add(books(scene))
        verdicts.note("one basket signed in \(clients) windows at once: \(orders) order")
        return verdicts
    }

    static func atOnce<Answer: Sendable>(
        _ numbers: [Int], _ body: @escaping @Sendable (Int) async -> Answer
    ) async -> [Answer] {
        await withTaskGroup(of: Answer.self) { group in
            for number in numbers { group.addTask { await body(number) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// I2 and I20: no balance was ever below nought, at any point of the journal, and the books agree; the walk over
    /// the journal looks at each point.
    static func books(_ scene: Scene) async throws -> Verdicts {
        var verdicts = Verdicts()
        for difference in try await scene.verification().differences { verdicts.fail(difference) }
        return verdicts
    }
}

extension Scene {
    /// More people who decide for Ann's commissioner.
    fileprivate func appoint(_ count: Int) async throws {
        try await database.write { tx in
            for number in 0..<count {
                try tx.people.insert(
                    Person(
                        id: .init("p-decider-\(number)"), name: "Decider \(number)",
                        email: Cast.email("decider-\(number)@example.org"), role: .commissioner, organisation: "TAD"))
            }
        }
    }

    fileprivate func appointed(_ number: Int) async throws -> Principal {
        let day = clock.now.day
        return try await database.read { snapshot in
            guard let person = try snapshot.people.find(.init("p-decider-\(number)")) else { throw NotFound() }
            return try Desk.principal(person, holder: nil, on: day, in: snapshot)
        }
    }
}

import Foundation
import Synchronization

/// Somebody who buys again and again, and keeps on asking with the same form until there is an answer.
final class Shopper: Sendable {
    /// What was answered: the form's key, and the order that it became.
    struct Acknowledged: Sendable, Hashable {
        let key: String
        let order: String
    }

    let number: Int
    private let port: Int
    private let town: Town
    private let state = Mutex(State())

    private struct State {
        var acknowledged: [Acknowledged] = []
        var retries = 0
        var problems: [String] = []
        var isStopped = false
        var isDone = false
    }

    init(_ number: Int, port: Int, town: Town) {
        self.number = number
        self.port = port
        self.town = town
    }

    var acknowledged: [Acknowledged] { state.withLock { $0.acknowledged } }
    var retries: Int { state.withLock { $0.retries } }
    var problems: [String] { state.withLock { $0.problems } }
    var isDone: Bool { state.withLock { $0.isDone } }

    /// After what they are at is answered, they go home.
    func stop() { state.withLock { $0.isStopped = true } }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Runs until it is stopped; each shopper is a thread.
    func start() {
        Thread.detachNewThread { [self] in
            let visitor = Visitor(port: port)
            do {
                try insist { try visitor.signIn(Town.email(number)) }
                while !isStopped { try buy(visitor) }
            } catch {
                state.withLock { $0.problems.append("shopper \(number): \(error)") }
            }
            state.withLock { $0.isDone = true }
        }
    }

    private func buy(_ visitor: Visitor) throws {
        for ware in town.wares {
            let page = try insist { try visitor.get("/listings/\(ware.id)") }
            let form = try visitor.form(on: page, to: "/basket/lines", [("quantity", "1")])
            let answer = try insist { try visitor.post("/basket/lines", form) }
            guard answer.status == 303 else {
                throw Visitor.Unexpected(description: "putting \(ware.id) into the basket: \(answer.status)")
            }
        }
        let page = try insist { try visitor.get("/checkout") }
        let form = try visitor.form(on: page, to: "/checkout/signature", [("password", "correct horse battery staple")])
        let key = Visitor.hidden(in: page.body, formTo: "/checkout/signature").first { $0.0 == "command" }?.1 ?? ""
        let answer = try insist { try visitor.post("/checkout/signature", form) }
        guard answer.status == 303, let place = answer.header("location"), place.hasPrefix("/orders/") else {
            throw Visitor.Unexpected(
                description: "signing with key \(key): \(answer.status) \(answer.header("location") ?? "")")
        }
        let order = String(place.dropFirst("/orders/".count).prefix { $0 != "?" })
        state.withLock { $0.acknowledged.append(Acknowledged(key: key, order: order)) }
    }

    /// The same again, with the same form, until there is an answer. A server that cannot store anything now counts as
    /// none.
    private func insist<Answer>(_ ask: () throws -> Answer) throws -> Answer {
        var tries = 0
        while true {
            do {
                let answer = try ask()
                guard (answer as? WireAnswer)?.status == 503 else { return answer }
            } catch is ConnectionLost {}
            state.withLock { $0.retries += 1 }
            tries += 1
            guard tries < 20_000 else { throw Visitor.Unexpected(description: "nobody answers") }
            usleep(5_000)
        }
    }
}

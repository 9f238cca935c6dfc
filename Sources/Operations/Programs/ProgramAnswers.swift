import Cryptography
import Foundation
import Identity
import Outbox
import Relational
import Storage
import Values

/// What a program is answered: kept with its request, so that a request that comes again is answered the same, whatever
/// has happened since.
package struct ProgramReply: Sendable, Hashable, Codable {
    package let status: Int
    package let headers: [String: String]
    package let body: String

    package init(status: Int, headers: [String: String] = [:], body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// A request of a program that changes something.
package struct ProgramOrder: Sendable {
    let program: Program
    /// The program's own name for the request; nil where it has none, and each counts as a new one.
    let requestKey: String?
    /// Of method, address and contents: what has to be the same when the request comes again.
    let fingerprint: Digest
    /// Where answers lie sealed: they hold names, addresses and secrets.
    let box: Strongbox

    package init(program: Program, requestKey: String?, fingerprint: Digest, box: Strongbox) {
        self.program = program
        self.requestKey = requestKey
        self.fingerprint = fingerprint
        self.box = box
    }

    private var owner: Message.Recipient { .supplier(program.key.supplier) }

    /// What was answered before.
    /// - Throws: `CommandRefusal.keyReused` where the request key came with something else.
    fileprivate func known(in reading: some Reading) throws -> ProgramReply? {
        guard let requestKey, let kept = try reading.programAnswers.find(requestKey, of: program.key.id)
        else { return nil }
        guard kept.fingerprint == fingerprint else { throw CommandRefusal.keyReused }
        return try JSONDecoder().decode(ProgramReply.self, from: Data(try box.open(kept.answer, for: owner)))
    }

    fileprivate func keep(_ reply: ProgramReply, at now: Moment, in tx: Transaction) throws {
        guard let requestKey else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let sealed = try box.seal(Array(try encoder.encode(reply)), for: owner)
        try tx.programAnswers.insert(
            KeptAnswer(fingerprint: fingerprint, answer: sealed), requestKey, of: program.key.id, at: now)
    }
}

extension Desk {
    /// So long answers are kept.
    package static let answerDays = 30

    /// What a request was answered when it came before; nil where it is new.
    /// - Throws: `CommandRefusal.keyReused`.
    package func answered(_ order: ProgramOrder) async throws -> ProgramReply? {
        guard order.requestKey != nil else { return nil }
        return try await database.read { try order.known(in: $0) }
    }

    /// Carries an operation out for a program, and keeps what it is answered in the same transaction.
    /// - Parameter telling: the answer, from how things stand at the end of the transaction.
    package func perform<Asked: Operation>(
        _ operation: Asked, as principal: Principal, for order: ProgramOrder,
        telling: @escaping @Sendable (Look, Asked.Answer) throws -> ProgramReply
    ) async throws -> ProgramReply {
        let name = order.requestKey.map { "\(order.program.key.id)\n\($0)" }
        let key = name.map { "program \(Digest(of: $0).text)" } ?? newIdentifier()
        let keeper = keeper
        return try await perform(operation, as: principal, key: key) { tx in
            try order.known(in: tx)
        } telling: { tx, answer, tools in
            let look = Look(
                snapshot: Snapshot(connection: tx.connection), shelf: tools.shelf, now: tools.now, keeper: keeper)
            let reply = try telling(look, answer)
            try order.keep(reply, at: tools.now, in: tx)
            return reply
        }
    }

    /// Answers that are older than `answerDays` are forgotten, a bounded number at a time.
    package func forgetProgramAnswers() async throws {
        let before = clock().adding(minutes: -Desk.answerDays * 1_440)
        while try await database.write({ try $0.programAnswers.forget(before: before, about: 1_000) }) {}
    }
}

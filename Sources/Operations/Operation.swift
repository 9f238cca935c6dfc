import Catalogue
import Identity
import Relational
import Values

/// One thing a person does: a value that says what is asked. It has no effect but its transaction's, so it can be
/// tried again, audited, and run by pages, commands and tests alike.
package protocol Operation: Sendable, Encodable {
    associatedtype Answer: CommandAnswer

    /// - Throws: refusals of the domain, `NotFound`, `FieldProblems`, or faults of the storage.
    func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Answer

    /// Does beforehand what need not keep others waiting: there is one transaction at a time, but there are many
    /// readers. Where what was read has changed meanwhile, the transaction does it all again.
    /// - Returns: what then happens in the transaction, with the same outcome as `run`.
    func ahead(
        in snapshot: Snapshot, as principal: Principal, with tools: Tools
    ) -> @Sendable (Transaction) throws -> Answer
}

extension Operation {
    /// Most have too little to think about.
    package func ahead(
        in snapshot: Snapshot, as principal: Principal, with tools: Tools
    ) -> @Sendable (Transaction) throws -> Answer {
        { tx in try run(in: tx, as: principal, with: tools) }
    }
}

/// What an operation answers with: kept with the command, so that a repeat is answered the same.
package protocol CommandAnswer: Sendable {
    var text: String { get }
    init(_ text: String)
}

extension Identifier: CommandAnswer {}

/// What an operation is handed, so that it never reaches for a clock or chance itself.
package struct Tools: Sendable {
    package let now: Moment
    package let identifiers: Identifiers
    package let sealer: Sealer
    /// The catalogue's structure as it was just before the transaction; offers are read afresh inside it.
    package let shelf: Shelf

    package init(now: Moment, identifiers: Identifiers, sealer: Sealer, shelf: Shelf) {
        self.now = now
        self.identifiers = identifiers
        self.sealer = sealer
        self.shelf = shelf
    }

    package var today: Day { now.day }

    func new<Thing>(_ thing: Thing.Type = Thing.self) -> Identifier<Thing> { identifiers.new(thing, at: now) }

    /// One that does not tell when it was made, as others do: for what somebody may see who must not know that.
    func newWithoutTime<Thing>(_ thing: Thing.Type = Thing.self) -> Identifier<Thing> {
        Identifier(Digest(of: new(thing).text).text)
    }
}

/// Not there, or not yours: the answer is the same, so that existence is not told.
package struct NotFound: Error {
    package init() {}
}

/// Why a command is not carried out whatever it asks.
package enum CommandRefusal: Refusal, Hashable {
    /// The same idempotency key came with another command before.
    case keyReused
    case keyMissing

    package var code: String {
        switch self {
        case .keyReused: "command.key-reused"
        case .keyMissing: "command.key-missing"
        }
    }
}

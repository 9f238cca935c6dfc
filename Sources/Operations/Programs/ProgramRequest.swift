import Identity
import Storage
import Values

/// A request of a program that changes something, so that it has one effect however often it comes. Nothing of what it
/// was answered is kept but what it is about: a repeat is told how that stands now, as far as its key still lets it.
package struct ProgramRequest: Sendable {
    let actor: Person.ID
    /// The program's own name for the request, as commands are called; nil where it has none, and each is a new one.
    let key: String?
    /// Of method, address and contents: what has to be the same when the request comes again.
    let fingerprint: Digest

    /// - Parameter name: the program's own for the request.
    package init(program: Program, name: String?, fingerprint: Digest) {
        actor = program.principal.person.id
        key = name.map { program.commandKey($0) }
        self.fingerprint = fingerprint
    }
}

extension Program {
    /// A name that a program has for a request: other keys have their own.
    package func commandKey(_ name: String) -> String { "program \(Digest(of: "\(key.id)\n\(name)").text)" }
}

/// What a command came to.
package struct Performed<Answer: Sendable>: Sendable {
    package let answer: Answer
    /// It was carried out before, and not again.
    package let isRepeat: Bool

    package init(answer: Answer, isRepeat: Bool) {
        self.answer = answer
        self.isRepeat = isRepeat
    }
}

extension Desk {
    /// What a request came to when it came before; nil where it is new.
    /// - Throws: `CommandRefusal.keyReused` where its name came with something else.
    package func known(_ request: ProgramRequest) async throws -> String? {
        guard let key = request.key else { return nil }
        let found = try await database.read { try $0.commands.find(actor: request.actor.text, key: key) }
        guard let found else { return nil }
        guard found.digest == request.fingerprint else { throw CommandRefusal.keyReused }
        return found.answer
    }

    /// Carries an operation out for a program.
    /// - Throws: `CommandRefusal.keyReused`, and whatever the operation throws.
    package func perform<Asked: Operation>(
        _ operation: Asked, as principal: Principal, for request: ProgramRequest
    ) async throws -> Performed<Asked.Answer> {
        try await perform(
            operation, as: principal, key: request.key ?? newIdentifier(),
            fingerprint: request.key == nil ? nil : request.fingerprint)
    }
}

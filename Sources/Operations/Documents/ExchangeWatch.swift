import Catalogue
import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// Looks into the exchange folder again and again, and carries out what suppliers have put there. A file is read once
/// it has not changed between two looks. Ending at any moment loses nothing and does nothing twice: a document that was
/// carried out and not moved gives its first outcome again.
package actor ExchangeWatch {
    private let desk: Desk
    private let folder: ExchangeFolder
    private let words: @Sendable (any Error) -> String
    /// As they were at the last look.
    private var seen: Set<ExchangeFolder.Found> = []
    /// Carried out, and not moved yet: a folder that cannot be written in does not make them new documents.
    private var unmoved: [ExchangeFolder.Found: DocumentAnswer] = [:]

    /// - Parameter words: of a refusal, for people.
    package init(desk: Desk, folder: ExchangeFolder, words: @escaping @Sendable (any Error) -> String) {
        self.desk = desk
        self.folder = folder
        self.words = words
    }

    /// - Returns: what could not be done, for whoever runs this; it is tried again.
    package func look() async -> [String] {
        do {
            let found = try folder.found()
            var troubles: [String] = []
            for file in found where seen.contains(file) {
                do {
                    try await carryOut(file)
                } catch {
                    troubles.append("\(file.supplier)/in/\(file.name): \(error)")
                }
            }
            seen = Set(found)
            unmoved = unmoved.filter { seen.contains($0.key) }
            for supplier in try folder.takers() {
                do {
                    try await putOut(for: supplier)
                } catch {
                    troubles.append("\(supplier)/out: \(error)")
                }
            }
            return troubles
        } catch {
            return ["\(error)"]
        }
    }

    /// So many messages of one supplier in one go.
    private static let messagesMaximum = 200
    /// What is older was told in other ways: a new folder does not begin with the past.
    private static let days = 14

    /// Puts the documents of new messages into a supplier's folder. Ending before it is noted puts the same document
    /// there again, under the same name.
    private func putOut(for supplier: Supplier.ID) async throws {
        let now = desk.now
        let since = now.adding(minutes: -Self.days * 1_440)
        let new = try await desk.database.read { snapshot in
            try snapshot.documents.unput(to: supplier, since: since, most: Self.messagesMaximum).map { message in
                (
                    message.id,
                    try snapshot.outgoingDocument(
                        for: message.part, of: supplier, message.kind, occasion: message.occasion)
                )
            }
        }
        for (message, document) in new {
            if let document { try folder.put(document, for: supplier) }
            try await desk.database.write { try $0.documents.notePut(message, at: now) }
        }
    }

    private func carryOut(_ file: ExchangeFolder.Found) async throws {
        let answer = if let known = unmoved[file] { known } else { try await receive(file) }
        unmoved[file] = answer
        try folder.move(file, to: answer)
        unmoved[file] = nil
    }

    private func receive(_ file: ExchangeFolder.Found) async throws -> DocumentAnswer {
        guard let principal = try await desk.principal(forFolderOf: file.supplier)
        else { throw NobodyThere(supplier: file.supplier) }
        let bytes = try folder.read(file)
        return try await desk.receive(
            bytes, by: .folder, as: principal, key: desk.newIdentifier(), words: words)
    }
}

/// There is no such supplier, or nobody in its team sees to orders and money.
struct NobodyThere: Error, CustomStringConvertible {
    let supplier: Supplier.ID

    var description: String { "nobody at “\(supplier)” sees to orders and money" }
}

extension Desk {
    /// For whom a supplier's folder acts: the first of its team, by name, who sees to orders and to money.
    func principal(forFolderOf supplier: Supplier.ID) async throws -> Principal? {
        let day = now.day
        return try await database.read { snapshot in
            for member in try snapshot.teams.list(of: supplier) {
                guard let person = try snapshot.people.find(member.person) else { continue }
                let principal = try Desk.principal(person, holder: nil, on: day, in: snapshot)
                if principal.may(.orders), principal.may(.money) { return principal }
            }
            return nil
        }
    }
}

import Catalogue
import Documents
import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// A document was not taken, and why: it is on record.
package struct NoteRefusedDocument: Operation {
    /// What could be read of it; nil where nothing could.
    package let kind: String?
    package let documentID: String?
    package let part: SupplierOrder.ID?
    package let channel: ReceivedDocument.Channel
    package let digest: Digest
    package let size: Int
    package let code: String
    package let reason: String

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ReceivedDocument.ID {
        let supplier = try principal.actingForSupplier()
        let received = ReceivedDocument(
            id: tools.new(), supplier: supplier, person: principal.person.id, channel: channel,
            kind: kind.flatMap(IncomingDocument.Kind.init(rawValue:)), documentID: documentID, supplierOrder: part,
            digest: digest, size: size, outcome: .refused(code), reason: reason, at: tools.now)
        try tx.documents.insert(received, contents: nil)
        return received.id
    }
}

/// What a supplier's document came to.
package struct DocumentAnswer: Sendable {
    package let received: ReceivedDocument
    /// Nil where it was taken.
    package let refusal: (any Error)?
    /// This sending came before; nothing was done again.
    package let isRepeat: Bool
}

extension Desk {
    /// Larger ones are not looked at by any channel.
    package static let documentBytesMaximum = XMLReader.bytesMaximum

    /// Reads a document that a supplier sent and carries it out, or puts on record why not. What was refused may be
    /// sent again as it is: nothing was done, and what was missing may be there by then.
    /// - Parameters:
    ///   - key: names this sending, as for every command.
    ///   - words: of a refusal, for people.
    /// - Throws: what is not about the document: `TeamRefusal`, `NotFound`, faults of the storage.
    package func receive(
        _ bytes: [UInt8], by channel: ReceivedDocument.Channel, as principal: Principal, key: String,
        words: @Sendable (any Error) -> String
    ) async throws -> DocumentAnswer {
        let supplier = try principal.actingForSupplier()
        var document: IncomingDocument?
        do {
            let read = try UBLReader.read(try XMLReader.read(bytes))
            document = read
            try principal.must(read.kind.duty)
            let done = try await perform(
                ReceiveDocument(read, by: channel, bytes: bytes), as: principal, key: key, fingerprint: nil)
            return try await answer(done.answer, of: supplier, refusal: nil, isRepeat: done.isRepeat)
        } catch let refusal as TeamRefusal {
            throw refusal
        } catch {
            guard Desk.isAboutDocument(error) else { throw error }
            let refused = NoteRefusedDocument(
                kind: document?.kind.rawValue, documentID: document?.id,
                part: try await part(of: document, supplier), channel: channel, digest: Digest(of: bytes),
                size: bytes.count, code: Desk.code(of: error), reason: words(error))
            let id = try await perform(refused, as: principal, key: "refused \(Digest(of: key))")
            return try await answer(id, of: supplier, refusal: error)
        }
    }

    private static func isAboutDocument(_ error: any Error) -> Bool {
        error is NotFound || error is FieldProblems || (error is any Refusal && !(error is CommandRefusal))
    }

    private static func code(of error: any Error) -> String {
        switch error {
        case let refusal as any Refusal: refusal.code
        case is NotFound: "not-found"
        default: "fields"
        }
    }

    private func part(of document: IncomingDocument?, _ supplier: Supplier.ID) async throws -> SupplierOrder.ID? {
        guard let document else { return nil }
        return try await database.read { snapshot in
            guard let reference = document.orders.first, document.orders.count == 1 else { return nil }
            let parts = try snapshot.documents.parts(called: reference, of: supplier)
            return parts.count == 1 ? parts.first?.id : nil
        }
    }

    private func answer(
        _ id: ReceivedDocument.ID, of supplier: Supplier.ID, refusal: (any Error)?, isRepeat: Bool = false
    ) async throws -> DocumentAnswer {
        let received = try await database.read { try $0.documents.find(id, of: supplier) }
        guard let received else { throw NotFound() }
        return DocumentAnswer(received: received, refusal: refusal, isRepeat: isRepeat)
    }
}

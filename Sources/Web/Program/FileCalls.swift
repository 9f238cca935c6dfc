import Catalogue
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Operations
import Orders
import Outbox
import Storage
import Values

/// Files for programs: many listings at once, and documents of trade.
enum FileCalls {
    static let all = [bringNumbers, listings, show, wrongRows, send, order]

    static let file = Schema.object([
        "id": .identifier, "status": .word(ListingRunStatus.self), "added": .count, "changed": .count,
        "unchanged": .count, "wrong": .count, "failure": .text(0...2_000).orNull,
        "problems": .list(of: .object(["line": .count, "column": .text(0...200), "words": .text(0...2_000)])),
    ]).named("ListingFile")

    static let taken = Call.Answer.json(file, "The file was taken, and is worked on.", status: .accepted)

    private static let bringNumbers = Call(
        method: .post, path: "/prices-and-stock", name: "bringPricesAndStock", section: .files,
        title: "Bring a file of prices and stock", notes: "CSV with the column listing, and price, stock or both.",
        scopes: [.writeStock, .exchangeFiles], duties: [.listings],
        bodies: [.file(type: "text/csv", notes: "With a line of column names; at most 64 MB.")],
        answers: [taken], handle: .outcome { try await bring(.pricesAndStock, $0) })

    private static let listings = Call(
        method: .get, path: "/listings.csv", name: "fetchListings", section: .files, title: "Fetch all listings",
        scopes: [.readListings, .exchangeFiles], duties: [.listings],
        answers: [.file("text/csv", "All listings as CSV.")],
        handle: .outcome { input in
            ProgramOutcome(
                response: try await input.front.respond(
                    try await ListingFileRoutes.download(input.supplier, input.front), visit: Visit()))
        })

    private static let show = Call(
        method: .get, path: "/files/{id}", name: "readFile", section: .files, title: "Read how far a file is",
        scopes: [.readListings, .writeStock, .exchangeFiles], duties: [.listings],
        answers: [.json(file, "How it stands.")],
        handle: .json { ProgramReply(try await run($0).json) })

    private static let wrongRows = Call(
        method: .get, path: "/files/{id}/wrong-rows.csv", name: "fetchWrongRows", section: .files,
        title: "Fetch what was wrong in a file", notes: "As they came, with the reason beside each.",
        scopes: [.readListings, .writeStock, .exchangeFiles], duties: [.listings],
        answers: [.file("text/csv", "The wrong rows as CSV.")],
        handle: .outcome { input in
            let answer = try ListingFileRoutes.wrongRows(try await run(input), input.front.runs.folder)
            return ProgramOutcome(response: try await input.front.respond(answer, visit: Visit()))
        })

    private static func run(_ input: ProgramInput) async throws -> ListingRun {
        let (id, supplier) = (ListingRun.ID(input.place("id")), input.supplier)
        guard let run = try await input.look({ try $0.snapshot.runs.find(id, of: supplier) }) else { throw NotFound() }
        return run
    }

    /// Takes a file in as it comes, and has it worked on beside everything else.
    static func bring(_ scope: ListingRun.Scope, _ input: ProgramInput) async throws -> ProgramOutcome {
        let front = input.front
        let id = ListingRun.ID(front.desk.newIdentifier())
        let file = try front.runs.folder.make(id)
        let run: ListingRun.ID
        do {
            var bytes = 0
            for try await piece in input.request.body {
                bytes += piece.readableBytes
                guard bytes <= ListingRun.bytesMaximum else { throw HTTPError(.contentTooLarge) }
                try file.append(piece.readableBytesView)
            }
            try file.close()
            run = try await ListingFileRoutes.bring(
                id, named: "by program", from: .program, scope, as: input.principal, key: input.fileKey ?? id.text,
                front)
        } catch {
            try front.runs.folder.delete(id)
            throw error
        }
        front.runs.ring()
        let supplier = input.supplier
        guard let found = try await input.look({ try $0.snapshot.runs.find(run, of: supplier) })
        else { throw NotFound() }
        let reply = ProgramReply(found.json, status: .accepted, headers: [.location: "\(Call.root)/files/\(run)"])
        return ProgramOutcome(response: reply.response, isRepeat: run != id)
    }
}

extension ProgramInput {
    /// Of a file: the operation knows by its contents whether it came before.
    var fileKey: String? { requestKey.map(program.commandKey) }
}

extension ListingRun {
    fileprivate var json: JSONValue {
        [
            "id": .string(id.text), "status": .string(status.rawValue), "added": .integer(tally.added),
            "changed": .integer(tally.changed), "unchanged": .integer(tally.unchanged), "wrong": .integer(tally.wrong),
            "failure": failure.json,
            "problems": .array(
                problems.map {
                    ["line": .integer($0.line), "column": .string($0.column), "words": .string($0.words)]
                }),
        ]
    }
}

// MARK: - Documents of trade

extension FileCalls {
    private static let document = Schema.object([
        "id": .identifier, "outcome": .text(1...100), "kind": .text(1...100).orNull, "document": .text(0...500).orNull,
        "order": .identifier.orNull,
    ]).named("ReceivedDocument")

    private static let send = Call(
        method: .post, path: "/documents", name: "sendDocument", section: .files, title: "Send a document of trade",
        notes: """
            An order response, despatch advice, invoice or credit note in UBL 2.1, as Peppol uses it. It does what the
            calls for orders and invoices do.
            """,
        // What it is about it says itself: the key lends what it has of the two.
        scopes: [.writeOrders, .writeInvoices, .exchangeFiles], duties: [],
        bodies: [.file(type: "application/xml", notes: "One UBL document of at most 5 MB.")],
        answers: [.json(document, "It was taken.", status: .created)], refusals: [404, 409, 422],
        handle: .outcome { input in
            var bytes: [UInt8] = []
            for try await piece in input.request.body {
                bytes += piece.readableBytesView
                // Refused as too large, and on record; the rest is not read.
                if bytes.count > Desk.documentBytesMaximum { break }
            }
            let answer = try await input.front.desk.receive(
                bytes, by: .program, as: input.principal, key: input.fileKey ?? input.front.desk.newIdentifier(),
                words: RefusalText.text)
            if let refusal = answer.refusal { throw refusal }
            return ProgramOutcome(
                response: ProgramReply(answer.received.json, status: .created).response, isRepeat: answer.isRepeat)
        })

    private static let order = Call(
        method: .get, path: "/orders/{id}/order.xml", name: "fetchOrderDocument", section: .files,
        title: "Fetch an order as a document of trade", scopes: [.readOrders, .exchangeFiles], duties: [.orders],
        answers: [.file("application/xml", "The order in UBL 2.1.")],
        handle: .outcome { input in
            let (id, supplier) = (SupplierOrder.ID(input.place("id")), input.supplier)
            let document = try await input.look { look in
                try look.snapshot.outgoingDocuments(of: id, for: supplier).first { $0.kind == .order }
            }
            guard let document else { throw NotFound() }
            return ProgramOutcome(
                response: Response(
                    status: .ok, headers: [.contentType: "application/xml", .cacheControl: "no-store"],
                    body: .init(byteBuffer: ByteBuffer(bytes: document.bytes))))
        })
}

extension ReceivedDocument {
    fileprivate var json: JSONValue {
        [
            "id": .string(id.text), "outcome": .string(outcome.code), "kind": (kind?.rawValue).json,
            "document": documentID.json, "order": (supplierOrder?.text).json,
        ]
    }
}

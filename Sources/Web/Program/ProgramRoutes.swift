import Catalogue
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage
import Values

/// What suppliers' programs can do: bring listings, or prices and stock alone, and fetch them. The rules are those of
/// the pages; a file that was brought is worked on beside everything else, and its address says how far it is.
struct ProgramRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.program(.post, "/api/v1/listings") { request, context in
            try await bring(.all, request, context)
        }
        routes.program(.post, "/api/v1/prices-and-stock") { request, context in
            try await bring(.pricesAndStock, request, context)
        }
        routes.program(.get, "/api/v1/listings.csv", listings)
        routes.program(.get, "/api/v1/files/:id", show)
        routes.program(.get, "/api/v1/files/:id/wrong-rows.csv", wrongRows)
    }

    private func bring(
        _ scope: ListingRun.Scope, _ request: Request, _ context: ProgramContext
    ) async throws -> Response {
        guard (request.headers[.contentType] ?? "").lowercased().hasPrefix("text/csv")
        else { throw HTTPError(.unsupportedMediaType) }
        let id = ListingRun.ID(front.desk.newIdentifier())
        let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? id.text
        let file = try front.runs.folder.make(id)
        let run: ListingRun.ID
        do {
            var bytes = 0
            for try await piece in request.body {
                bytes += piece.readableBytes
                guard bytes <= ListingRun.bytesMaximum else { throw HTTPError(.contentTooLarge) }
                try file.append(piece.readableBytesView)
            }
            try file.close()
            run = try await ListingFileRoutes.bring(
                id, named: "by program", from: .program, scope, as: context.principal, key: key, front)
        } catch {
            try front.runs.folder.delete(id)
            throw error
        }
        front.runs.ring()
        var response = try await told(run, context.supplier, status: .accepted)
        response.headers[.location] = "/api/v1/files/\(run)"
        return response
    }

    @Sendable private func show(_ request: Request, _ context: ProgramContext) async throws -> Response {
        try await told(.init(context.parameters.get("id") ?? ""), context.supplier, status: .ok)
    }

    private func told(
        _ id: ListingRun.ID, _ supplier: Supplier.ID, status: HTTPResponse.Status
    ) async throws -> Response {
        let run = try await front.desk.look { try $0.snapshot.runs.find(id, of: supplier) }
        guard let run else { throw NotFound() }
        return ProgramErrors.json(
            .object([
                "id": .string(run.id.text), "status": .string(run.status.rawValue),
                "added": .integer(run.tally.added), "changed": .integer(run.tally.changed),
                "unchanged": .integer(run.tally.unchanged), "wrong": .integer(run.tally.wrong),
                "failure": run.failure.map(JSONValue.string) ?? .null,
                "problems": .array(
                    run.problems.map {
                        .object([
                            "line": .integer($0.line), "column": .string($0.column), "words": .string($0.words),
                        ])
                    }),
            ]), status: status)
    }

    @Sendable private func wrongRows(_ request: Request, _ context: ProgramContext) async throws -> Response {
        let (id, supplier) = (ListingRun.ID(context.parameters.get("id") ?? ""), context.supplier)
        let run = try await front.desk.look { try $0.snapshot.runs.find(id, of: supplier) }
        guard let run else { throw NotFound() }
        return try await front.respond(try ListingFileRoutes.wrongRows(run, front.runs.folder), visit: Visit())
    }

    @Sendable private func listings(_ request: Request, _ context: ProgramContext) async throws -> Response {
        try await front.respond(try await ListingFileRoutes.download(context.supplier, front), visit: Visit())
    }
}

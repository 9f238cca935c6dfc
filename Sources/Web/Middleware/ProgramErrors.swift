import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Operations
import Values

/// What went wrong, as programs read it: problem details (RFC 9457), for every error below `/api`.
struct ProgramErrors: RouterMiddleware {
    let front: Front

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard ProgramContext.isAddress(request.uri.path) else { return try await next(request, context) }
        do {
            return try await next(request, context)
        } catch {
            return response(to: error, logger: context.logger, route: context.endpointPath, reference: context.id)
        }
    }

    /// - Parameter call: that was refused; nil where there is none at the address.
    func response(
        to error: any Error, of call: Call? = nil, logger: Logger, route: String?, reference: String
    ) -> Response {
        let words = ProgramErrorWords(error, of: call)
        var metadata: Logger.Metadata = ["code": .string(words.code), "route": .string(route ?? "-")]
        if words.isFault { metadata["fault"] = .string(String(reflecting: error)) }
        logger.log(level: words.level, "refused", metadata: metadata)
        var members: [String: JSONValue] = [
            "type": .string("\(front.settings.publicURL ?? "")\(ProgramHelp.address(of: words.code))"),
            "title": .string(words.title), "status": .integer(words.status.code), "detail": .string(words.detail),
            "code": .string(words.code),
            "errors": .array(
                words.places.prefix(ProgramErrors.placesMaximum).map { kind, place in
                    [kind: .string(place.pointer), "detail": .string(place.words)]
                }),
        ]
        if words.isFault { members["reference"] = .string(reference) }
        var headers: HTTPFields = [.contentType: ProgramErrors.type, .cacheControl: "no-store"]
        headers[.allow] = (error as? HTTPError)?.headers[.allow]
        if words.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        headers[.retryAfter] = words.retryAfterSeconds.map(String.init)
        return Response(
            status: words.status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: JSONValue.object(members).canonicalBytes)))
    }

    static let type = "application/problem+json"

    /// Whoever sends more that is wrong mends that first.
    static let placesMaximum = 100

    static let schema = Schema.object([
        "type": .text(1...2_000).noted("A stable address: where the code is explained"),
        "title": .text(1...200), "status": .integer(400...599), "detail": .text(0...4_000),
        "code": .text(1...100).noted("Stable, for programs"),
        "errors": .list(
            of: .object(
                ["detail": .text(1...1_000)],
                or: [
                    "pointer": .text(0...2_000).noted("The place in the body (RFC 6901), after #"),
                    "parameter": .text(0...2_000).noted("The name of a parameter or header"),
                ]), 0...placesMaximum),
    ], or: ["reference": .text(1...200).noted("Of a fault of ours: tell us when it goes on")]).named("Problem")
}

/// The words of one error for programs: those for people, where they are about the thing and not about a page.
struct ProgramErrorWords {
    let status: HTTPResponse.Status
    let code: String
    let title: String
    let detail: String
    var places: [(kind: String, SchemaProblem)] = []
    var level = Logger.Level.info
    var isFault = false
    var retryAfterSeconds: Int?

    init(_ error: any Error, of call: Call?) {
        switch error {
        case let problem as ProgramProblem:
            self.init(problem.status, problem.code, detail: problem.detail)
            places = problem.places
            switch problem {
            case .tooMany(let seconds), .tooManyWrongKeys(let seconds): retryAfterSeconds = seconds
            default: break
            }
        case is NotFound: self.init(.notFound, "not-found")
        case let problems as FieldProblems:
            self.init(.unprocessableContent, "request.values")
            places = problems.problems.map { problem in
                let place = JSONPointer.fragment(call?.pointer(to: problem.field) ?? "")
                return ("pointer", SchemaProblem(pointer: place, words: problem.words))
            }
        case let error as HTTPError: self.init(http: error.status)
        case is NIOTooManyBytesError: self.init(http: .contentTooLarge)
        case CommandRefusal.keyReused: self.init(.unprocessableContent, "command.key-reused")
        default:
            self.init(ErrorWords(error))
            if status == .serviceUnavailable { retryAfterSeconds = 30 }
        }
    }

    private init(_ status: HTTPResponse.Status, _ code: String, detail: String? = nil) {
        let known = ProgramCode.all.first { $0.code == code }
        self.status = status
        self.code = code
        title = known?.title ?? "It was refused"
        self.detail = detail ?? known?.words ?? ""
    }

    private init(_ words: ErrorWords) {
        status = words.status
        (code, title, level, isFault) = (words.code, words.title, words.level, words.isFault)
        detail = words.paragraphs.joined(separator: " ")
    }

    private init(http status: HTTPResponse.Status) {
        switch status {
        case .notFound: self.init(status, "not-found")
        case .methodNotAllowed: self.init(status, "method-not-allowed")
        case .contentTooLarge: self.init(status, "request.too-large")
        case .unsupportedMediaType: self.init(status, "request.unsupported-type")
        case .badRequest: self.init(status, "request.malformed")
        default: self.init(status, "request.refused")
        }
    }
}

extension Call {
    /// Where in the body a field of the domain stands; the whole of it, where it is not said there.
    func pointer(to field: String) -> String {
        let members = bodies.flatMap { body -> [Schema.Member] in
            if case .json(let schema, _) = body { schema.members } else { [] }
        }
        let name = fields[field] ?? Self.camel(field)
        if members.contains(where: { $0.name == name }) { return "/\(JSONPointer.escaped(name))" }
        let table = members.first { if case .table = $0.schema.kind { true } else { false } }
        return table.map { "/\(JSONPointer.escaped($0.name))/\(JSONPointer.escaped(field))" } ?? ""
    }

    /// `lead_days` is `leadDays` here.
    private static func camel(_ name: String) -> String {
        let parts = name.split(separator: "_")
        let rest = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return (parts.prefix(1).map(String.init) + rest).joined()
    }
}

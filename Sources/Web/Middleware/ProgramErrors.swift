import Hummingbird
import Logging
import NIOCore
import Operations
import Values

/// What went wrong, as programs read it: problem details (RFC 9457).
struct ProgramErrors: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard ProgramContext.isAddress(request.uri.path) else { return try await next(request, context) }
        do {
            return try await next(request, context)
        } catch is KeyNeeded {
            var response = ProgramErrors.problem(
                .unauthorized, code: "key.needed", title: "A key is needed",
                detail: "Send a key that has not been revoked as: Authorization: Bearer, then the key.")
            response.headers[.wwwAuthenticate] = "Bearer"
            return response
        } catch let problems as FieldProblems {
            let words = problems.problems.map { "\($0.field): \($0.words)" }.joined(separator: "; ")
            return ProgramErrors.problem(
                .unprocessableContent, code: "fields", title: "The request cannot be used", detail: words)
        } catch let error as HTTPError where error.status == .seeOther {
            throw error
        } catch {
            let words = ErrorWords(error)
            var metadata: Logger.Metadata = [
                "code": .string(words.code), "route": .string(context.endpointPath ?? "-"),
            ]
            if words.isFault { metadata["fault"] = .string(String(reflecting: error)) }
            context.logger.log(level: words.level, "refused", metadata: metadata)
            var response = ProgramErrors.problem(
                words.status, code: words.code, title: words.title, detail: words.paragraphs.joined(separator: " "))
            if let allow = (error as? HTTPError)?.headers[.allow] { response.headers[.allow] = allow }
            return response
        }
    }

    /// - Parameter code: the last part of the problem's type; stable, for programs.
    static func problem(_ status: HTTPResponse.Status, code: String, title: String, detail: String) -> Response {
        json(
            .object([
                "type": .string("urn:holdfast:problem:\(code)"), "title": .string(title),
                "status": .integer(status.code), "detail": .string(detail),
            ]), status: status, type: "application/problem+json")
    }

    static func json(
        _ value: JSONValue, status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: value.canonicalBytes)))
    }
}

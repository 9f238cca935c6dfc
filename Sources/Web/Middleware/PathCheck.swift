import Hummingbird

/// Addresses of this site are plain: what is hidden in a path (NUL, other control characters, a backslash, a second
/// slash at the start) is not looked for, so that no layer below can be led to read it in another way.
struct PathCheck: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard let decoded = path.removingPercentEncoding else { throw HTTPError(.badRequest) }
        guard path.utf8.first == UInt8(ascii: "/"), !path.hasPrefix("//"),
            decoded.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\u{7f}" && $0 != "\\" })
        else { throw HTTPError(.notFound) }
        return try await next(request, context)
    }
}

import HTTPTypes
import Hummingbird

/// Browsers say where a form comes from; one from elsewhere goes no further. (The token in the form is checked too.)
struct ForgeryCheck: RouterMiddleware {
    /// As people reach the site; nil where it is whatever they call it.
    let publicURL: String?

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        // Programs bring their key with every request, and no cookie counts for them: nobody can lend them one.
        if ProgramContext.isAddress(request.uri.path) { return try await next(request, context) }
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        if let name = ForgeryCheck.fetchSite, let site = request.headers[name], site != "same-origin", site != "none" {
            throw ForgedForm()
        }
        if let origin = request.headers[.origin], !isOurs(origin, host: request.head.authority ?? "") {
            throw ForgedForm()
        }
        return try await next(request, context)
    }

    /// `https://example.org:8443` names the host `example.org:8443`; `null` is a page that hides where it is from.
    private func isOurs(_ origin: String, host: String) -> Bool {
        if let publicURL { return origin == publicURL }
        return ["http://", "https://"].contains { origin == $0 + host }
    }
}

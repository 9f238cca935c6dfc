import HTTPTypes
import Hummingbird

/// What every answer tells the browser not to do.
struct SecurityHeaders: RouterMiddleware {
    let behindTLS: Bool

    private static let policy = """
        default-src 'none'; object-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
        base-uri 'none'; frame-ancestors 'none'
        """

    /// For the few pages that have a script: one of this site, and none within the page.
    static let policyWithScript = policy + "; script-src 'self'"

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = SecurityHeaders.policy
        }
        if let type = response.headers[.contentType], SecurityHeaders.isText(type), !type.contains("charset") {
            response.headers[.contentType] = "\(type); charset=utf-8"
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in [
            ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ] {
            if let field = HTTPField.Name(name) { response.headers[field] = value }
        }
        if behindTLS { response.headers[.strictTransportSecurity] = "max-age=63072000; includeSubDomains" }
        return response
    }

    /// Files of ours too are UTF-8, and say so: no browser is to guess.
    private static func isText(_ type: String) -> Bool { type.hasPrefix("text/") || type.hasSuffix("xml") }
}

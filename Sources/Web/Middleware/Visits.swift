import Cryptography
import Hummingbird
import Identity
import Operations

/// Cookie → who comes. A browser without one is given a fresh secret, so that even the first form has a token.
struct Visits: RouterMiddleware {
    let front: Front

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        if Visits.isFile(request.uri.path) { return try await next(request, context) }
        var context = context
        if ProgramContext.isAddress(request.uri.path) {
            context.visit = try await front.programVisit(request, from: context.address)
            return try await front.counted(request, context, next)
        }
        let sent = request.cookies[front.cookieName]?.value ?? ""
        let isFresh = !Visits.isSecret(sent)
        let secret = isFresh ? Base64URL.encode(try RandomBytes.make(32)) : sent
        context.visit = Visit(
            secret: secret, token: front.token(for: secret),
            principal: isFresh ? nil : try await front.desk.principal(secret: secret),
            device: Device.words(request.headers[.userAgent] ?? ""),
            browser: KnownBrowser(cookie: request.cookies[front.browserCookieName]?.value),
            address: request.uri.string)
        do {
            var response = try await next(request, context)
            if isFresh, response.headers[values: .setCookie].isEmpty, !Visits.isShared(response) {
                response.setCookie(front.cookie(secret))
            }
            return response
        } catch {
            throw VisitFailure(error: error, visit: context.visit, freshSecret: isFresh ? secret : nil)
        }
    }

    /// Stylesheets, scripts and pictures are the same for everybody.
    private static func isFile(_ path: String) -> Bool {
        ["/styles/", "/images/", "/scripts/", "/workflows/"].contains { path.hasPrefix($0) }
    }

    /// What caches may keep for others carries nobody's secret.
    private static func isShared(_ response: Response) -> Bool {
        response.headers[.cacheControl]?.hasPrefix("public") ?? false
    }

    /// 32 bytes as base64url: anything else never came from here.
    private static func isSecret(_ text: String) -> Bool {
        text.utf8.count == 43 && Base64URL.decode(text)?.count == 32
    }
}

/// An error on its way to its page, with the visit that it belongs to.
struct VisitFailure: Error {
    let error: any Error
    let visit: Visit
    let freshSecret: String?
}

extension Front {
    /// `__Host-` binds the cookie to this host and to TLS; browsers refuse it on plain loopback.
    var cookieName: String { settings.behindTLS ? "__Host-holdfast" : "holdfast" }

    /// Takes the cookie away.
    var endedCookie: Cookie {
        Cookie(
            name: cookieName, value: "", maxAge: 0, path: "/", secure: settings.behindTLS, httpOnly: true,
            sameSite: .lax)
    }

    func cookie(_ secret: String) -> Cookie {
        Cookie(
            name: cookieName, value: secret, path: "/", secure: settings.behindTLS, httpOnly: true, sameSite: .lax)
    }
}

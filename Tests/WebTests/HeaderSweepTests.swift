import DoorSupport
import SceneSupport
import Testing
@testable import Web

/// What every address says in its headers, whoever comes and whatever comes of it.
@Suite("Headers of every address") struct HeaderSweepTests {
    private static let policy = """
        default-src 'none'; object-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
        frame-ancestors 'none'
        """
    private static let others = [
        ("GET", "/styles/holdfast.css"), ("GET", "/scripts/passkey.js"), ("GET", "/workflows/order.svg"),
        ("GET", "/nothing"), ("GET", "/%zz"), ("GET", "/api/v1/nothing"), ("TRACE", "/sign-in"),
        ("CONNECT", "/sign-in"), ("POST", "/sign-in"), ("OPTIONS", "/home"), ("GET", "/styles/"),
        ("GET", "/images/categories/"), ("GET", "/api/v1/openapi.json"), ("GET", "/.well-known/jwks.json"),
    ]

    @Test(arguments: [Player?.none, .ann, .petra, .bilal])
    func `tell the browser what it may do, and caches what they may keep`(who: Player?) async throws {
        let scene = try await Scene()
        let browser = Browser(Door(scene, behindTLS: true, publicFolder: SecurityTests.publicFolder))
        if let who { try await browser.signIn(who) }
        let known = AccessTableTests.routes(scene).filter { $0.path != "/sign-out" }.map { route in
            (route.method, route.path.replacing("**", with: "x").replacing(":", with: "x"))
        }
        for (method, path) in known + Self.others {
            let reply = try await browser.ask(method, path, headers: [("Origin", "https://evil.example")])
            let place = "\(method) \(path): \(reply.status)"
            #expect(reply.status < 500, "\(place)")
            let policy = reply.header("Content-Security-Policy")
            #expect(policy == Self.policy || policy == "\(Self.policy); script-src 'self'", "\(place)")
            #expect(reply.header("Strict-Transport-Security") == "max-age=63072000; includeSubDomains", "\(place)")
            #expect(reply.header("X-Content-Type-Options") == "nosniff", "\(place)")
            #expect(!reply.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") }, "\(place)")
            if reply.header("Cache-Control")?.contains("public") ?? false {
                #expect(reply.cookies.isEmpty, "\(place)")
            }
            for cookie in reply.cookies {
                #expect(cookie.hasPrefix("__Host-holdfast"), "\(place)")
                for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
                    #expect(cookie.contains(part), "\(place)")
                }
            }
            if let type = reply.header("Content-Type"), type.hasPrefix("text/") || type.contains("xml") {
                #expect(type.lowercased().contains("charset=utf-8"), "\(place): \(type)")
            }
        }
    }

    @Test(arguments: ["TRACE", "CONNECT"])
    func `what nobody needs is refused everywhere`(method: String) async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        for route in AccessTableTests.routes(scene) {
            let path = route.path.replacing("**", with: "x").replacing(":", with: "x")
            #expect([404, 405].contains(try await browser.ask(method, path).status), "\(path)")
        }
    }

    @Test func `whoever signs out leaves nothing in the browser`() async throws {
        let browser = Browser(try await Scene())
        try await browser.signIn(.ann)
        let reply = try await browser.ask(
            "POST", "/sign-out", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Browser.encode([("token", browser.token)]))
        #expect(reply.header("Clear-Site-Data") == "\"storage\"")
        #expect(reply.cookies.contains { $0.hasPrefix("holdfast=;") && $0.contains("Max-Age=0") })
    }
}

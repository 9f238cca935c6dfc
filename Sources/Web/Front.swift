import Cryptography
import HTTPTypes
import Hummingbird
import Identity
import Markup
import NIOCore
import Operations
import Orders
import Storage
import Values

/// Stands between the handlers and the browser: knows the desk, makes tokens, and puts the frame around pages.
struct Front: Sendable {
    let desk: Desk
    let settings: SiteSettings
    /// Suppliers' files, worked on beside everything else.
    let runs: ListingRuns
    let gate: ProgramGate
    let signInGate = SignInGate()

    init(desk: Desk, settings: SiteSettings, runs: ListingRuns? = nil) {
        self.desk = desk
        self.settings = settings
        gate = ProgramGate(settings.programs)
        self.runs = runs ?? ListingRuns(desk: desk, folder: RunFolder(path: settings.runFolder))
    }

    /// Forms carry this; it belongs to one browser and is nothing without its cookie.
    func token(for secret: String) -> String {
        Base64URL.encode(HMAC.sha256(key: settings.formSecret, message: Array(secret.utf8)))
    }

    /// What a form that changes something carries: the token, a fresh idempotency key, and for whom the page was made.
    /// A double press, a reload or a second tab sends the same key and so does nothing twice.
    func hidden(_ visit: Visit) -> [HiddenField] {
        let fields = [
            HiddenField(name: "token", value: visit.token), HiddenField(name: "command", value: desk.newIdentifier()),
        ]
        guard let holder = visit.principal?.authority?.holder else { return fields }
        return fields + [HiddenField(name: "for", value: holder.text)]
    }

    func respond(_ answer: Answer, visit: Visit) async throws -> Response {
        switch answer {
        case .page(let view): return try await page(view, visit: visit)
        case .redirect(let address, let flash):
            let mark = address.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
            return .redirect(to: flash.map { "\(address)\(mark)done=\($0.rawValue)" } ?? address, type: .normal)
        case .file(let bytes, let type, let name):
            return Response(
                status: .ok, headers: Front.attachment(type, name), body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .sheet(let bytes): return Front.html(bytes, status: .ok)
        case .published(let bytes, let type, let seconds):
            return Response(
                status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=\(seconds)"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .picture(let bytes):
            // Private: only for those who are signed in.
            return Response(
                status: .ok,
                headers: [.contentType: "image/jpeg", .cacheControl: "private, max-age=31536000, immutable"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .stream(let type, let name, let next):
            return Response(
                status: .ok, headers: Front.attachment(type, name),
                body: .init { writer in
                    while true {
                        let bytes = try next()
                        guard !bytes.isEmpty else { break }
                        try await writer.write(ByteBuffer(bytes: bytes))
                    }
                    try await writer.finish(nil)
                })
        case .lines(let name, let next):
            return Response(
                status: .ok, headers: Front.attachment("text/csv; charset=utf-8", name),
                body: .init { writer in
                    while let lines = try await next() {
                        try await writer.write(ByteBuffer(string: lines.map { $0 + "\r\n" }.joined()))
                    }
                    try await writer.finish(nil)
                })
        }
    }

    /// A file to keep, and nothing for caches.
    private static func attachment(_ type: String, _ name: String) -> HTTPFields {
        [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store"]
    }

    private func page(_ view: View, visit: Visit) async throws -> Response {
        let count = try await waiting(for: visit.principal)
        var response = Front.html(render(view, visit: visit, waiting: count), status: view.status)
        if view.script != nil { response.headers[.contentSecurityPolicy] = SecurityHeaders.policyWithScript }
        return response
    }

    static func html(_ bytes: [UInt8], status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// - Parameter waiting: how many things wait for the person, shown in the header.
    func render(_ view: View, visit: Visit, waiting: Int) -> [UInt8] {
        Page(
            title: view.title, header: header(view, visit: visit, waiting: waiting),
            breadcrumb: view.breadcrumb.isEmpty ? nil : Breadcrumb(view.breadcrumb),
            notice: view.notice ?? Front.flash(visit), problems: view.problems, footer: Footer(), width: view.width,
            assets: Front.assets, script: view.script
        ) { view.body }.html.bytes
    }

    /// Raised with every change of the stylesheet, so that browsers may keep it.
    static let assets = "5"

    private static func flash(_ visit: Visit) -> Notice? {
        guard let query = visit.address.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
        return query.split(separator: "&").compactMap { pair in
            pair.hasPrefix("done=") ? Flash(rawValue: String(pair.dropFirst(5))) : nil
        }.first?.notice
    }

    private func waiting(for principal: Principal?) async throws -> Int {
        switch principal?.capacity {
        case .holder(let authority, _):
            return try await desk.look { try $0.snapshot.baskets.lineCount(of: authority.holder) }
        case .supplier(let id, _):
            return try await desk.look { try $0.snapshot.supplierOrders.count(of: .init(id.text), status: .sent) }
        case .commissioner(let id, _):
            return try await desk.look { try $0.snapshot.approvals.waitingCount(of: id) }
        case .nobody, nil: return 0
        }
    }

    private func header(_ view: View, visit: Visit, waiting: Int) -> Header {
        guard let principal = visit.principal else { return Header() }
        let item = { (place: View.Place, title: String, href: String, count: Int) in
            Header.Item(title: title, href: href, isCurrent: view.place == place, count: count)
        }
        var items: [Header.Item] = []
        var (actingFor, home): (String?, String) = (nil, "/")
        switch principal.capacity {
        case .holder(let authority, let name):
            actingFor = authority.kind == .holder ? nil : name
            home = "/home"
            items = [
                item(.home, "Home", "/home", 0), item(.shop, "Shop", "/shop", 0), item(.lists, "Lists", "/lists", 0),
                item(.basket, "Basket", "/basket", waiting), item(.orders, "Orders", "/orders", 0),
            ]
                + (authority.allows(.statement)
                    ? [item(.plan, authority.kind == .holder ? "My plan" : "Plan", "/plan", 0)] : [])
        case .supplier:
            home = SupplierDuties.home(of: principal)
            items = SupplierDuties.places(for: principal)
                .map { item($0.place, $0.title, $0.href, $0.place == .inbox ? waiting : 0) }
        case .commissioner:
            home = "/requests"
            items = staffItems(view, waiting)
        case .nobody: break
        }
        return Header(
            homeHref: home, items: items,
            person: .init(
                name: principal.person.name, actingFor: actingFor,
                changeHref: principal.person.role.shops ? "/acting-for" : nil,
                accountHref: "/account",
                noticesHref: principal.person.role == .supplier ? nil : "/account/notices",
                signOutAction: "/sign-out",
                signOutFields: [HiddenField(name: "token", value: visit.token)]))
    }

    private func staffItems(_ view: View, _ waiting: Int) -> [Header.Item] {
        let places: [(View.Place, String, String)] = [
            (.requests, "Requests", "/requests"), (.payments, "Payments", "/payments"),
            (.orderBook, "Orders", "/order-book"), (.problems, "Problems", "/reported-problems"),
            (.books, "Books", "/books"), (.people, "People", "/people"), (.suppliers, "Suppliers", "/supplier-book"),
            (.listingReviews, "Listings", "/listing-reviews"), (.reviews, "Reviews", "/reviews"),
            (.policy, "Policy", "/policy"),
        ]
        return places.map { place, title, href in
            Header.Item(
                title: title, href: href, isCurrent: view.place == place, count: place == .requests ? waiting : 0)
        }
    }
}

extension [HiddenField] {
    /// The same for one of several forms of a page: each has a key of its own, so that using one leaves the others
    /// usable, also after going back.
    func naming(_ form: String) -> [HiddenField] {
        map { $0.name == "command" ? HiddenField(name: $0.name, value: "\($0.value).\(form)") : $0 }
    }
}

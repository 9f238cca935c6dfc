import Hummingbird
import Identity
import Operations

/// Collects the routes of the slices: who may reach them is the type of context that their handlers take, and a form
/// cannot be read without its token having been checked.
final class Routes {
    /// One address with one method: what the access table of the tests is made of.
    struct Known: Hashable, Sendable {
        let method: String
        let path: String
        let capacity: String
    }

    private let router: Router<VisitorContext>
    private let front: Front
    private(set) var all: [Known] = []

    init(router: Router<VisitorContext>, front: Front) {
        self.router = router
        self.front = front
    }

    /// A page for anybody.
    func get(
        _ path: String, _ handler: @escaping @Sendable (Request, VisitorContext) async throws -> Answer
    ) {
        note("GET", path, VisitorContext.self)
        router.get(RouterPath(path)) { [front] request, context in
            try await front.respond(try await handler(request, context), visit: context.visit)
        }
    }

    /// A form from anybody.
    func post(
        _ path: String, _ handler: @escaping @Sendable (Form, VisitorContext) async throws -> Answer
    ) {
        note("POST", path, VisitorContext.self)
        router.post(RouterPath(path)) { [front] request, context in
            let form = try await Form(request, visit: context.visit)
            return try await front.respond(try await handler(form, context), visit: context.visit)
        }
    }

    /// A form from anybody whose answer sets its own cookie.
    func postRaw(
        _ path: String, _ handler: @escaping @Sendable (Form, VisitorContext) async throws -> Response
    ) {
        note("POST", path, VisitorContext.self)
        router.post(RouterPath(path)) { request, context in
            try await handler(try await Form(request, visit: context.visit), context)
        }
    }

    /// A form from somebody who is signed in, whose answer sets its own cookie.
    func postRaw<Context: SiteContext>(
        _ path: String, for context: Context.Type,
        _ handler: @escaping @Sendable (Form, Context) async throws -> Response
    ) {
        note("POST", path, context)
        router.group(context: context).post(RouterPath(path)) { request, context in
            try await handler(try await Form(request, visit: context.visit).checked(for: context), context)
        }
    }

    /// A form from anybody, whose address itself proves that it may be sent: it comes from no page of ours, and no
    /// cookie counts for it.
    func postUnsigned(
        _ path: String, _ handler: @escaping @Sendable ([String: String], VisitorContext) async throws -> Answer
    ) {
        note("POST", path, VisitorContext.self)
        router.post(RouterPath(path)) { [front] request, context in
            let fields = try await Form.unsignedFields(of: request)
            return try await front.respond(try await handler(fields, context), visit: context.visit)
        }
    }

    /// A page for people in the capacity that the context proves.
    func get<Context: SiteContext>(
        _ path: String, for context: Context.Type,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Answer
    ) {
        add(.get, path, for: context, handler)
    }

    /// A form from people in the capacity that the context proves.
    func post<Context: SiteContext>(
        _ path: String, for context: Context.Type,
        _ handler: @escaping @Sendable (Form, Context) async throws -> Answer
    ) {
        add(.post, path, for: context) { request, context in
            let form = try await Form(request, visit: context.visit)
            return try await handler(try form.checked(for: context), context)
        }
    }

    /// A form with files from people in the capacity that the context proves.
    /// - Parameter bytesMaximum: of the whole body; other forms keep theirs.
    func post<Context: SiteContext>(
        _ path: String, for context: Context.Type, filesUpTo bytesMaximum: Int,
        _ handler: @escaping @Sendable (Form, Context) async throws -> Answer
    ) {
        add(.post, path, for: context) { request, context in
            let form = try await Form(request, visit: context.visit, filesUpTo: bytesMaximum)
            return try await handler(try form.checked(for: context), context)
        }
    }

    /// A form with a file from people in the capacity that the context proves: its handler reads it as an `Upload`,
    /// which checks the token.
    func upload<Context: SiteContext>(
        _ path: String, for context: Context.Type,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Answer
    ) {
        add(.post, path, for: context, handler)
    }

    /// Whatever is asked of a supplier is asked of somebody whose part of the work it is.
    private func add<Context: SiteContext>(
        _ method: HTTPRequest.Method, _ path: String, for context: Context.Type,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Answer
    ) {
        note(method.rawValue, path, context)
        let duty = SupplierDuties.duty(of: path)
        router.group(context: context).on(RouterPath(path), method: method) { [front] request, context in
            if let duty { try (context as? SupplierContext)?.principal.must(duty) }
            return try await front.respond(try await handler(request, context), visit: context.visit)
        }
    }

    /// What programs can ask for: no cookie, no form, no page.
    func program(_ call: Call) {
        note(call.method.rawValue, call.route, ProgramContext.self)
        let door = ProgramDoor(front: front, call: call)
        router.group(context: ProgramContext.self).on(RouterPath(call.route), method: call.method) { request, context in
            await door.answer(request, context)
        }
    }

    private func note(_ method: String, _ path: String, _ context: Any.Type) {
        all.append(Known(method: method, path: path, capacity: "\(context)"))
    }

    private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY"]

    /// Every address answers every other method with 405 and the methods that it knows (RFC 9110, 15.5.6).
    func refuseOtherMethods() {
        let methods = Dictionary(grouping: all, by: \.path).mapValues { Set($0.map(\.method)) }
        for (path, here) in methods {
            let allowed = here.contains("GET") ? here.union(["HEAD"]) : here
            for method in Routes.methods where !allowed.contains(method) {
                guard let verb = HTTPRequest.Method(rawValue: method) else { continue }
                router.on(RouterPath(path), method: verb) { _, _ -> Response in
                    throw HTTPError(.methodNotAllowed, headers: [.allow: allowed.sorted().joined(separator: ", ")])
                }
            }
        }
    }
}

extension Form {
    /// Of a page for one holder, sent for the same: another window may have gone over to somebody else.
    /// - Throws: `OtherHolder`.
    fileprivate func checked(for context: some SiteContext) throws -> Form {
        if let holder = (context as? HolderContext)?.holder, self["for"] != holder.text { throw OtherHolder() }
        return self
    }
}

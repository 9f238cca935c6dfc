import Hummingbird
import Operations
import Outbox
import Storage
import Values

/// How orders reach a supplier besides its pages: e-mail addresses and programs.
struct ChannelRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/channels", for: SupplierContext.self, list)
        routes.post("/supplier/channels/email", for: SupplierContext.self, addEmail)
        routes.post("/supplier/channels/webhook", for: SupplierContext.self, addWebhook)
        routes.get("/supplier/channels/:id", for: SupplierContext.self, show)
        routes.post("/supplier/channels/:id", for: SupplierContext.self, change)
        routes.post("/supplier/channels/:id/secret", for: SupplierContext.self, rotate)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func addEmail(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await add(.email, secret: nil, form, context)
    }

    @Sendable private func addWebhook(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let secret = try NewSecret(for: context.supplier, strongbox: front.settings.routing.strongbox)
        return try await add(.webhook, secret: secret, form, context)
    }

    /// The secret is on this page alone: a reload makes none and shows none.
    private func add(
        _ channel: Channel, secret: NewSecret?, _ form: Form, _ context: SupplierContext
    ) async throws -> Answer {
        let scope: Endpoint.Scope = channel == .webhook ? .everything : Endpoint.Scope(rawValue: form["scope"]) ?? .toDo
        let asked = AddEndpoint(
            channel: channel, address: form[channel.rawValue], scope: scope, secret: secret?.sealed,
            allowsPlain: front.settings.routing.allowsPlainWebhooks)
        do {
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            guard let secret else { return .redirect("/supplier/channels", .addressSaved) }
            return .page(try await endpointPage(id, context, secret: secret.written).view)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            page.typed = (channel, form[channel.rawValue], scope)
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await endpointPage(.init(context.parameters.get("id") ?? ""), context).view)
    }

    @Sendable private func change(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let id = Endpoint.ID(context.parameters.get("id") ?? "")
        let event = EndpointEvent(rawValue: form["event"])
        let scope = Endpoint.Scope(rawValue: form["scope"])
        guard let version = form.version, event != nil || scope != nil else { throw HTTPError(.unprocessableContent) }
        let asked = ChangeEndpoint(endpoint: id, version: version, event: event, scope: scope)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/channels", .addressSaved)
    }

    @Sendable private func rotate(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let id = Endpoint.ID(context.parameters.get("id") ?? "")
        guard let version = form.version else { throw HTTPError(.unprocessableContent) }
        let secret = try NewSecret(for: context.supplier, strongbox: front.settings.routing.strongbox)
        let asked = RotateEndpointSecret(endpoint: id, version: version, secret: secret.sealed)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .page(try await endpointPage(id, context, secret: secret.written).view)
    }

    private func page(_ context: SupplierContext) async throws -> ChannelsPage {
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        let hasMail = front.settings.routing.hasMail
        return try await front.desk.look { look in
            guard let known = try look.snapshot.suppliers.find(supplier) else { throw NotFound() }
            return ChannelsPage(
                endpoints: try look.snapshot.endpoints.list(of: .supplier(supplier)), known: known.email,
                hasMail: hasMail, hidden: hidden)
        }
    }

    private func endpointPage(
        _ id: Endpoint.ID, _ context: SupplierContext, secret: String? = nil
    ) async throws -> EndpointPage {
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let endpoint = try look.snapshot.endpoints.find(id, of: .supplier(supplier)),
                endpoint.status != .removed
            else { throw NotFound() }
            return EndpointPage(endpoint: endpoint, now: look.now, hidden: hidden, secret: secret)
        }
    }
}

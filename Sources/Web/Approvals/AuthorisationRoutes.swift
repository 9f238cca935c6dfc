import Hummingbird
import Identity
import Operations
import Orders
import Storage
import Values

/// Standing authorisations: the list, a new one from a request, and what can be done with one.
struct AuthorisationRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/authorisations", for: CommissionerContext.self, list)
        routes.get("/authorisations/new", for: CommissionerContext.self, new)
        routes.post("/authorisations", for: CommissionerContext.self, grant)
        routes.post("/authorisations/:id/:event", for: CommissionerContext.self, move)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return .page(
            try await front.desk.look { look in
                let names = Dictionary(
                    try look.snapshot.staff.list(of: commissioner).map { ($0.person, $0.name) },
                    uniquingKeysWith: { first, _ in first })
                let items = try look.snapshot.standing.list(of: commissioner).map { found in
                    let uses = try look.snapshot.standing.uses(of: found.authorisation.id)
                    return AuthorisationListPage.Item(
                        authorisation: found.authorisation, holder: found.holder,
                        granter: names[found.authorisation.grantedBy] ?? "somebody who has left",
                        spent: found.authorisation.spent(uses, on: look.today), uses: uses.count)
                }
                return AuthorisationListPage(items: items, today: look.today, hidden: hidden).view
            })
    }

    @Sendable private func new(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let id = Approval.ID(request.uri.queryParameters["request"].map(String.init) ?? "")
        var page = try await page(id, context)
        let today = front.desk.now.day
        page.text.perUse = page.request.part.total.decimal
        page.text.first = TypedDay(today)
        return .page(page.view)
    }

    private func page(_ id: Approval.ID, _ context: CommissionerContext) async throws -> AuthorisationPage {
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let found = try look.snapshot.approvals.view(id, of: commissioner, on: look.today)
            else { throw NotFound() }
            return AuthorisationPage(request: found, hidden: hidden, text: AuthorisationText())
        }
    }

    @Sendable private func grant(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await page(.init(form["request"]), context)
        page.text = AuthorisationText(form)
        do {
            let caps = try page.text.checked(page.request, today: front.desk.now.day)
            let asked = GrantStanding(holder: page.request.holder.id, caps: caps, words: page.text.words)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
        return .redirect("/authorisations", .authorisationSaved)
    }

    @Sendable private func move(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        guard let id = context.parameters.get("id"),
            let event = context.parameters.get("event").flatMap(StandingAuthorisation.Event.init(rawValue:))
        else { throw NotFound() }
        let asked = MoveStanding(authorisation: .init(id), event: event)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/authorisations", .authorisationSaved)
    }
}

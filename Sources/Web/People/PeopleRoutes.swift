import Hummingbird
import Identity
import Operations
import Plans
import Values

/// A commissioner's people: the list, one person, and what staff record about them.
struct PeopleRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/people", for: CommissionerContext.self, list)
        routes.get("/people/:holder", for: CommissionerContext.self, show)
        routes.post("/people/:holder/drafts", for: CommissionerContext.self, start)
        routes.post("/people/:holder/requests/:request", for: CommissionerContext.self, answer)
        routes.get("/people/:holder/authorities/:authority", for: CommissionerContext.self, authority)
        routes.post("/people/:holder/authorities/:authority", for: CommissionerContext.self, saveAuthority)
        routes.get("/people/:holder/standing", for: CommissionerContext.self, standing)
        routes.post("/people/:holder/standing", for: CommissionerContext.self, saveStanding)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        let words = Text.line(request.uri.queryParameters["q"].map(String.init) ?? "")
        let page = request.uri.queryParameters["page"].flatMap { Int($0) } ?? 1
        return .page(
            try await front.desk.look { look in try PeoplePage(of: commissioner, words: words, page: page, look).view })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await person(context) { $0.view })
    }

    private func person(
        _ context: CommissionerContext, _ finish: @escaping @Sendable (inout PersonPage) -> View
    ) async throws -> View {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        return try await front.desk.look { look in
            var page = PersonPage(person: try PersonLook(id, of: commissioner, look), hidden: hidden)
            return finish(&page)
        }
    }

    @Sendable private func start(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var origin: PlanOrigin?
        switch form["origin"] {
        case "copy": origin = .copy
        case "renewal": origin = .renewal
        case "blank": origin = .blank
        case let name: origin = PlanTemplate(rawValue: name).map { .template($0) }
        }
        guard let origin else {
            return .page(
                try await person(context) { page in
                    page.problems.add("origin", "Choose what the draft starts from")
                    return page.view
                })
        }
        let asked = StartPlanDraft(holder: try Self.id(context), origin: origin)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect(PlanAddress(id).text, .draftStarted)
    }

    @Sendable private func answer(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let request = PlanRequest.ID(context.parameters.get("request") ?? "")
        let typed = form["answer"]
        do {
            let asked = AnswerPlanRequest(request: request, answer: typed)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            return .page(
                try await person(context) { page in
                    page.answered = (request, typed)
                    for problem in problems.problems { page.problems.add("answer-\(request)", problem.words) }
                    return page.view
                })
        }
        return .redirect("/people/\(try Self.id(context))", .requestAnswered)
    }

    // MARK: Rights to act

    @Sendable private func authority(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await authorityPage(context).view)
    }

    @Sendable private func saveAuthority(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await authorityPage(context)
        page.text = AuthorityText(form, email: page.email)
        page.version = form["version"]
        do {
            let asked = try page.text.checked(for: page.holder.id, version: Int(page.version))
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
        return .redirect("/people/\(page.holder.id)", .authoritySaved)
    }

    private func authorityPage(_ context: CommissionerContext) async throws -> AuthorityPage {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        let authority = context.parameters.get("authority") ?? ""
        return try await front.desk.look { look in
            guard let holder = try look.snapshot.holders.find(id, of: commissioner) else { throw NotFound() }
            let known = try look.snapshot.holders.authorities(for: id)
            return try AuthorityPage(
                holder: holder, authority: authority, known: known, today: look.today, hidden: hidden)
        }
    }

    // MARK: Standing

    @Sendable private func standing(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let holder = try await holder(context)
        return .page(
            StandingPage(
                holder: holder, text: StandingText(holder.standing), version: String(holder.version),
                hidden: front.hidden(context.visit)
            ).view)
    }

    @Sendable private func saveStanding(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let holder = try await holder(context)
        var page = StandingPage(
            holder: holder, text: StandingText(form), version: form["version"], hidden: front.hidden(context.visit))
        do {
            // A version that is no number is none that a holder ever had.
            let asked = SetHolderStanding(
                holder: holder.id, standing: try page.text.checked(), version: Int(page.version) ?? 0)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            page.problems = page.text.placed(problems)
            return .page(page.view)
        }
        return .redirect("/people/\(holder.id)", .standingSaved)
    }

    private func holder(_ context: CommissionerContext) async throws -> Holder {
        let (id, commissioner) = (try Self.id(context), context.commissioner)
        guard let holder = try await front.desk.look({ try $0.snapshot.holders.find(id, of: commissioner) })
        else { throw NotFound() }
        return holder
    }

    private static func id(_ context: CommissionerContext) throws -> Holder.ID {
        guard let id = context.parameters.get("holder") else { throw NotFound() }
        return Holder.ID(id)
    }
}

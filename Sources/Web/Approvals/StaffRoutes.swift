import Hummingbird
import Identity
import Operations
import Storage
import Values

/// Who may decide: roles with limits, deputies, interests.
struct StaffRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/staff", for: CommissionerContext.self, list)
        routes.get("/staff/:person", for: CommissionerContext.self, show)
        routes.post("/staff/:person", for: CommissionerContext.self, save)
        routes.post("/staff/delegations", for: CommissionerContext.self, delegate)
        routes.post("/staff/delegations/:id/removal", for: CommissionerContext.self, remove)
        routes.post("/staff/interests", for: CommissionerContext.self, declare)
        routes.post("/staff/interests/withdrawal", for: CommissionerContext.self, withdraw)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context) { _ in })
    }

    private func page(
        _ context: CommissionerContext, _ change: @escaping @Sendable (inout StaffPage) -> Void
    ) async throws -> View {
        let (commissioner, person) = (context.commissioner, context.principal.person.id)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            let staff = look.snapshot.staff
            var page = StaffPage(
                staff: try staff.list(of: commissioner), delegations: try staff.delegations(of: commissioner),
                interests: try staff.interests(of: commissioner), person: person, today: look.today, hidden: hidden)
            change(&page)
            return page.view
        }
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await member(context).view)
    }

    private func member(_ context: CommissionerContext) async throws -> StaffMemberPage {
        let (id, commissioner, hidden) = (
            try Self.id(context, "person"), context.commissioner, front.hidden(context.visit)
        )
        return try await front.desk.look { look in
            let found = try look.snapshot.staff.list(of: commissioner).first { $0.person.text == id }
            guard let found else { throw NotFound() }
            return StaffMemberPage(member: found, hidden: hidden, text: PostsText(found))
        }
    }

    @Sendable private func save(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let text = PostsText(form)
        let posts: [StaffPost]
        do {
            posts = try text.checked()
        } catch {
            var page = try await member(context)
            page.text = text
            page.problems = error
            return .page(page.view)
        }
        let asked = SetStaffPosts(person: .init(try Self.id(context, "person")), posts: posts)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/staff", .rolesSaved)
    }

    @Sendable private func delegate(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var problems = FieldProblems()
        let first = TypedDay(form, "first").read("first", "the first day", &problems)
        let last = TypedDay(form, "last").read("last", "the last day", isOptional: true, &problems)
        let kind = Delegation.Kind(rawValue: form["kind"])
        if kind == nil { problems.add("kind", "Choose when they decide") }
        if form["to"].isEmpty { problems.add("to", "Choose who decides") }
        guard problems.isEmpty, let first, let kind else {
            return .page(
                try await page(context) { [problems] page in
                    page.typed = DelegationText(form)
                    page.problems = problems
                })
        }
        let asked = AddDelegation(
            from: .init(form["from"]), to: .init(form["to"]), kind: kind, first: first, last: last)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/staff", .deputySaved)
    }

    @Sendable private func remove(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let asked = RemoveDelegation(delegation: .init(try Self.id(context, "id")))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/staff", .deputyRemoved)
    }

    @Sendable private func declare(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        do {
            let asked = DeclareInterest(subject: .init(form), words: form["words"])
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            return .page(
                try await page(context) { page in
                    page.interest = (form["supplier"], form["words"])
                    page.problems = problems
                })
        }
        return .redirect("/staff", .interestSaved)
    }

    @Sendable private func withdraw(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let (person, subject) = (Person.ID(form["person"]), StaffInterest.Subject(form))
        let key = StaffInterest.key(person, subject)
        let words = form["over-\(key)"]
        do {
            let asked = WithdrawInterest(person: person, subject: subject, words: words)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            return .page(
                try await page(context) { page in
                    page.withdrawing = (key, words)
                    page.problems.add("over-\(key)", problems["over"] ?? "")
                })
        }
        return .redirect("/staff", .interestWithdrawn)
    }

    private static func id(_ context: CommissionerContext, _ name: String) throws -> String {
        guard let id = context.parameters.get(name) else { throw NotFound() }
        return id
    }
}

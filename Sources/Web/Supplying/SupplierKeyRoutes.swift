import Cryptography
import Hummingbird
import Identity
import Operations
import Storage
import Values

/// The keys of a supplier's programs: everybody of the team makes their own, for what is their work.
struct SupplierKeyRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/keys", for: SupplierContext.self, list)
        routes.post("/supplier/keys", for: SupplierContext.self, make)
        routes.post("/supplier/keys/:id/revocation", for: SupplierContext.self, revoke)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    /// The key is on this page alone: a reload makes none and shows none.
    @Sendable private func make(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let secret = "hf_" + Base64URL.encode(try RandomBytes.make(32))
        let scopes = Set(SupplierScope.allCases.filter { form[SupplierKeysPage.field($0)] == "yes" })
        let day = TypedDay(form, "ends")
        var problems = FieldProblems()
        let endsOn = day.read("ends", "the last day", isOptional: true, &problems)
        let asked = MakeSupplierKey(name: form["name"], scopes: scopes, endsOn: endsOn, digest: Digest(of: secret))
        for problem in asked.problems(on: front.desk.now.day).problems { problems.add(problem.field, problem.words) }
        if let problem = try await front.passwordProblem(form, of: context.visit) { problems.add("password", problem) }
        do {
            guard problems.isEmpty else { throw problems }
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            var page = try await page(context)
            page.secret = secret
            return .page(page.view)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            (page.name, page.scopes, page.ends) = (form["name"], scopes, day)
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func revoke(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let asked = RevokeSupplierKey(key: .init(context.parameters.get("id") ?? ""))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/keys", .keyRevoked)
    }

    private func page(_ context: SupplierContext) async throws -> SupplierKeysPage {
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            SupplierKeysPage(
                keys: try look.snapshot.supplierKeys.list(of: supplier), hidden: hidden, principal: context.principal,
                today: look.today)
        }
    }
}

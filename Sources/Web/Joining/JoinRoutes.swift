import Catalogue
import Hummingbird
import Operations
import Values

/// Applying to be a supplier, for people without an account.
struct JoinRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/suppliers/join", show)
        routes.postRaw("/suppliers/join", join)
    }

    @Sendable private func show(_ request: Request, _ context: VisitorContext) async throws -> Answer {
        .page(JoinPage(hidden: front.hidden(context.visit)).view)
    }

    /// The answer is the same whether the e-mail address is known here or not: it opens nothing by itself.
    @Sendable private func join(_ form: Form, _ context: VisitorContext) async throws -> Response {
        let text = SupplierDetailsText(form)
        do {
            let problems = problems(of: text, password: form.raw("password"))
            guard problems.isEmpty else { throw problems }
            let begun = try await front.desk.join(
                text, password: form.raw("password"), device: context.visit.device, key: form.command)
            // Whoever was signed in with this browser before is signed out, as when signing in.
            try await front.desk.signOut(secret: context.visit.secret)
            let next = Answer.redirect("/supplier/papers", .applicationBegun)
            var response = try await front.respond(next, visit: context.visit)
            response.setCookie(front.cookie(begun.secret))
            return response
        } catch let problems as FieldProblems {
            let page = JoinPage(text: text, hidden: front.hidden(context.visit), problems: problems)
            return try await front.respond(.page(page.view), visit: context.visit)
        }
    }

    /// All of them at once.
    private func problems(of text: SupplierDetailsText, password: String) -> FieldProblems {
        var problems = FieldProblems()
        do { _ = try text.checked() } catch { problems = error }
        if let fault = front.desk.passwords.fault(in: password, own: [text.contact, text.email]) {
            problems.add("password", fault.words)
        }
        return problems
    }
}

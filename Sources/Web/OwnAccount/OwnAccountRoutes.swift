import Hummingbird
import Identity
import Markup
import Operations
import Values

/// A person's own account: their password, and where they are signed in.
struct OwnAccountRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/account", for: PersonContext.self, show)
        routes.get("/.well-known/change-password") { _, _ in .redirect("/account/password") }
        routes.get("/account/password", for: PersonContext.self, password)
        routes.postRaw("/account/password", for: PersonContext.self, changePassword)
        routes.get("/account/sign-ins", for: PersonContext.self, signIns)
        routes.post("/account/sign-ins/others", for: PersonContext.self, endOthers)
        routes.post("/account/sign-ins/:id", for: PersonContext.self, end)
    }

    @Sendable private func show(_ request: Request, _ context: PersonContext) async throws -> Answer {
        let signIns = try await front.desk.signIns(of: context.principal.person, secret: context.visit.secret)
        return .page(
            OwnAccountPage(
                person: context.principal.person, signInCount: signIns.others.count + 1,
                hasPasskeys: front.party != nil
            ).view)
    }

    @Sendable private func password(_ request: Request, _ context: PersonContext) -> Answer {
        .page(PasswordPage(person: context.principal.person, hidden: front.hidden(context.visit)).view)
    }

    @Sendable private func changePassword(_ form: Form, _ context: PersonContext) async throws -> Response {
        let (principal, visit) = (context.principal, context.visit)
        do {
            if let problem = try await front.passwordProblem(form, of: visit, empty: "Enter the password you have") {
                throw FieldProblems("password", problem)
            }
            let begun = try await front.desk.changePassword(
                to: form.raw("new-password"), as: principal, device: visit.device, key: form.command)
            var response = try await front.respond(.redirect("/account", .passwordChanged), visit: visit)
            response.setCookie(front.cookie(begun.secret))
            return response
        } catch let problems as FieldProblems {
            let page = PasswordPage(person: principal.person, hidden: front.hidden(visit), problems: problems)
            return try await front.respond(.page(page.view), visit: visit)
        }
    }

    @Sendable private func signIns(_ request: Request, _ context: PersonContext) async throws -> Answer {
        let found = try await front.desk.signIns(of: context.principal.person, secret: context.visit.secret)
        return .page(
            SignInsPage(
                signIns: found, limits: .of(context.principal.person.role), hidden: front.hidden(context.visit)
            ).view)
    }

    @Sendable private func end(_ form: Form, _ context: PersonContext) async throws -> Answer {
        let session = Session.ID(context.parameters.get("id") ?? "")
        _ = try await front.desk.perform(EndSession(session: session), as: context.principal, key: form.command)
        return .redirect("/account/sign-ins", .sessionEnded)
    }

    @Sendable private func endOthers(_ form: Form, _ context: PersonContext) async throws -> Answer {
        let found = try await front.desk.signIns(of: context.principal.person, secret: context.visit.secret)
        _ = try await front.desk.perform(
            EndOtherSessions(than: found.here.id), as: context.principal, key: form.command)
        return .redirect("/account/sign-ins", .sessionEnded)
    }
}

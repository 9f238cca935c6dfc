import Hummingbird
import Identity
import Markup
import Operations
import Values

/// Signing in and out.
struct SignInRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/", start)
        routes.get("/sign-in", show)
        routes.post("/sign-out", signOut)
        routes.postRaw("/sign-in", signIn)
    }

    @Sendable private func start(_ request: Request, _ context: VisitorContext) -> Answer {
        .redirect(context.visit.principal.map(Front.home) ?? "/sign-in")
    }

    @Sendable private func show(_ request: Request, _ context: VisitorContext) -> Answer {
        let back = request.uri.queryParameters["return"].map(String.init).flatMap(SignInPage.localPath)
        return .page(SignInPage(front: front, visit: context.visit, returnTo: back ?? "/").view())
    }

    @Sendable private func signIn(_ form: Form, _ context: VisitorContext) async throws -> Response {
        let page = SignInPage(
            front: front, visit: context.visit, returnTo: SignInPage.localPath(form["return"]) ?? "/",
            kept: form.kept)
        var problems = FieldProblems()
        if form["email"].isEmpty { problems.add("email", "Enter your e-mail address") }
        if form.raw("password").isEmpty { problems.add("password", "Enter your password") }
        var signedIn: Desk.SignedIn?
        if problems.isEmpty {
            signedIn = try await front.desk.signIn(
                email: form["email"], password: form.raw("password"), device: context.visit.device)
            if signedIn == nil { problems.add("email", "E-mail address or password is not right") }
        }
        guard let signedIn else {
            return try await front.respond(
                .page(page.view(email: form["email"], problems: problems)), visit: context.visit)
        }
        // Whoever was signed in with this browser before is signed out: a secret never passes from one to another.
        try await front.desk.signOut(secret: context.visit.secret)
        var response = try await goOn(page, signedIn)
        response.setCookie(front.cookie(signedIn.secret))
        return response
    }

    /// Back to where the person was; a form that was kept is shown as a button, so that nothing is sent unasked.
    private func goOn(_ page: SignInPage, _ signedIn: Desk.SignedIn) async throws -> Response {
        guard !page.kept.isEmpty else {
            return .redirect(to: page.returnTo, type: .normal)
        }
        let principal = try await front.desk.principal(secret: signedIn.secret)
        let visit = Visit(
            secret: signedIn.secret, token: front.token(for: signedIn.secret), principal: principal,
            address: page.returnTo)
        let fields = page.kept.sorted { $0.key < $1.key }.map { HiddenField(name: $0.key, value: $0.value) }
        let view = View("Carry on where you were") {
            h1 { "Carry on where you were" }
            p(.class("lead")) { "You are signed in again. What you typed is kept." }
            PostForm(action: page.returnTo, hidden: [HiddenField(name: "token", value: visit.token)] + fields) {
                Button("Carry on")
            }
        }
        return try await front.respond(.page(view), visit: visit)
    }

    @Sendable private func signOut(_ form: Form, _ context: VisitorContext) async throws -> Answer {
        try await front.desk.signOut(secret: context.visit.secret)
        return .redirect("/sign-in", .signedOut)
    }
}

extension Front {
    /// Where a person's work begins.
    static func home(_ principal: Principal) -> String {
        switch principal.capacity {
        case .holder: "/home"
        case .nobody: "/acting-for"
        case .supplier: SupplierDuties.home(of: principal)
        case .commissioner: "/requests"
        }
    }
}

extension Form {
    /// The fields of a form that was kept over the end of a session.
    var kept: [String: String] {
        Dictionary(
            fields.filter { $0.key.hasPrefix("kept-") }.map { (String($0.key.dropFirst(5)), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }
}

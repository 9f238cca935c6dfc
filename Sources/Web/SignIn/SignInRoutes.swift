import HTTPTypes
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
        routes.postRaw("/sign-out", signOut)
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
        guard problems.isEmpty else { return try await answer(page, form, problems, context) }
        let browser = try context.visit.browser ?? KnownBrowser()
        let (name, counters) = front.counters(for: form["email"], browser, from: context.address)
        if let seconds = front.signInGate.begin(counters, at: front.desk.now) {
            problems.add("email", SignInPage.waiting(seconds))
            var response = try await answer(page, form, problems, context, status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
        let signedIn = try await front.desk.signIn(
            email: form["email"], password: form.raw("password"), device: context.visit.device)
        guard let signedIn else {
            problems.add("email", "E-mail address or password is not right")
            return try await answer(page, form, problems, context)
        }
        front.signInGate.succeed(counters)
        // Whoever was signed in with this browser before is signed out: a secret never passes from one to another.
        try await front.desk.signOut(secret: context.visit.secret)
        var response = try await goOn(page, signedIn)
        response.setCookie(front.cookie(signedIn.secret))
        response.setCookie(front.browserCookie(browser.knowing(name, key: front.settings.formSecret)))
        return response
    }

    private func answer(
        _ page: SignInPage, _ form: Form, _ problems: FieldProblems, _ context: VisitorContext,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        var response = try await front.respond(
            .page(page.view(email: form["email"], problems: problems)), visit: context.visit)
        if let status { response.status = status }
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

    /// Nothing of what was seen stays in the browser either.
    @Sendable private func signOut(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try await front.desk.signOut(secret: context.visit.secret)
        var response = try await front.respond(.redirect("/sign-in", .signedOut), visit: context.visit)
        response.setCookie(front.endedCookie)
        if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"storage\"" }
        return response
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

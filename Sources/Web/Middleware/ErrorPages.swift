import Hummingbird
import Logging
import Markup
import Operations
import Relational
import Storage
import Values

/// Four kinds of error, four fates: what the person typed (422, made by the handlers), what the domain refuses (409),
/// what is not there (404), and faults (500, with the request's number and nothing more).
struct ErrorPages: RouterMiddleware {
    let front: Front

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let failure as VisitFailure {
            var response = try await answer(failure.error, failure.visit, request, context)
            if let secret = failure.freshSecret { response.setCookie(front.cookie(secret)) }
            return response
        } catch {
            return try await answer(error, context.visit, request, context)
        }
    }

    private func answer(
        _ error: any Error, _ visit: Visit, _ request: Request, _ context: VisitorContext
    ) async throws -> Response {
        switch error {
        case is SignInNeeded: return try await signIn(request, visit)
        case is ChoiceNeeded: return .redirect(to: "/acting-for", type: .normal)
        case let error as HTTPError where error.status == .seeOther: throw error
        default: break
        }
        let words = ErrorWords(error)
        var metadata: Logger.Metadata = ["code": .string(words.code), "route": .string(context.endpointPath ?? "-")]
        if words.isFault { metadata["fault"] = .string(String(reflecting: error)) }
        context.logger.log(level: words.level, "refused", metadata: metadata)
        return page(words, visit, reference: context.id, allow: (error as? HTTPError)?.headers[.allow])
    }

    private func page(_ words: ErrorWords, _ visit: Visit, reference: String, allow: String?) -> Response {
        let view = View(words.title, status: words.status) {
            h1 { words.title }
            div(.class("text")) {
                for paragraph in words.paragraphs { p { paragraph } }
                if !words.steps.isEmpty {
                    h2 { "What can happen now" }
                    ul(.class("bullets")) { for step in words.steps { li { step } } }
                }
                if let link = words.link { p { a(.href(link.href)) { link.title } } }
                if words.status != .notFound {
                    p(.class("quiet")) { "Reference: "; code { reference } }
                    p(.class("quiet")) { small { "Code: "; code { words.code } } }
                }
            }
        }
        // The header's count is left out: it would need the database, which may be what failed.
        var response = Front.html(front.render(view, visit: visit, waiting: 0), status: words.status)
        if let allow { response.headers[.allow] = allow }
        if words.status == .serviceUnavailable { response.headers[.retryAfter] = "30" }
        return response
    }

    /// A page is come back to after signing in; a form is kept on the sign-in page and can be sent again.
    private func signIn(_ request: Request, _ visit: Visit) async throws -> Response {
        if request.method == .get || request.method == .head {
            return .redirect(to: "/sign-in?return=\(SignInPage.encode(visit.address))", type: .normal)
        }
        let kept: [String: String]
        do { kept = try await Form.fields(of: request) } catch { kept = [:] }
        let page = SignInPage(front: front, visit: visit, returnTo: visit.address, kept: kept)
        let view = page.view(hasEnded: true)
        return Front.html(front.render(view, visit: visit, waiting: 0), status: .forbidden)
    }
}

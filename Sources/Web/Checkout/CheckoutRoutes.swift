import Catalogue
import Hummingbird
import Operations
import Orders
import Storage
import Values

/// Check and sign.
struct CheckoutRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/checkout", for: HolderContext.self, show)
        routes.post("/checkout/signature", for: HolderContext.self, sign)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        guard let page = try await page(context, form: nil) else { return .redirect("/basket") }
        return .page(page.view)
    }

    /// Nil when there is nothing to sign.
    func page(_ context: HolderContext, form: SignForm?) async throws -> CheckoutPage? {
        let (hidden, person, party) = (front.hidden(context.visit), context.principal.person.id, front.party)
        return try await front.desk.look { look in
            let offersPasskey = try party != nil && !look.snapshot.passkeys.list(of: person).isEmpty
            let checkout = try Checkout(
                of: context.holder, authority: context.authority, shelf: look.shelf, today: look.today,
                in: look.snapshot)
            guard let checkout, !checkout.judgement.isBlocked else { return nil }
            return CheckoutPage(
                checkout: checkout, signer: context.principal.person.name, hidden: hidden, form: form,
                offersPasskey: offersPasskey)
        }
    }

    @Sendable private func sign(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let typed = SignForm(form)
        let page = try await page(context, form: typed)
        var problems = page.map { typed.problems(asked: $0.asked, hasChoice: $0.hasChoice) } ?? FieldProblems()
        // What is wrong with the form and with the password is told at once, never one after the other.
        let problem = try await front.passwordProblem(form, of: context.visit, empty: "Enter your password to sign")
        if let problem { problems.add("password", problem) }
        guard problems.isEmpty else {
            guard let page else { return .redirect("/basket") }
            return .page(page.with(problems).view)
        }
        do {
            let order = try await front.desk.perform(typed.operation, as: context.principal, key: form.command)
            return .redirect("/orders/\(order)", .signed)
        } catch OrderRefusal.changedSinceShown {
            // Read again: what changed may have changed after the page above was read.
            guard let fresh = try await self.page(context, form: typed) else { return .redirect("/basket") }
            return .page(fresh.changedView)
        }
    }
}

/// What was typed on the check-and-sign page.
struct SignForm: Sendable {
    let declaration: String
    let together: String
    /// By listing.
    let reasons: [String: String]
    let outcomes: [String: String]

    init(_ form: Form) {
        declaration = form["declaration"]
        together = form["together"]
        reasons = SignForm.fields(form, "reason-")
        outcomes = SignForm.fields(form, "outcome-")
    }

    private static func fields(_ form: Form, _ prefix: String) -> [String: String] {
        Dictionary(
            form.fields.keys.filter { $0.hasPrefix(prefix) }.map { (String($0.dropFirst(prefix.count)), form[$0]) },
            uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter asked: the listings outside the plan, with their titles.
    func problems(asked: [(id: Listing.ID, title: String)], hasChoice: Bool) -> FieldProblems {
        var problems = FieldProblems()
        if hasChoice, Order.Together(rawValue: together) == nil {
            problems.add("together", "Choose what may go before everything is decided")
        }
        for (id, title) in asked {
            let reason = reasons[id.text] ?? ""
            if reason.isEmpty { problems.add("reason-\(id)", "Say why you need \(title)") }
            if reason.unicodeScalars.count > LineRequest.reasonCharactersMaximum {
                problems.add(
                    "reason-\(id)", "Say it in \(LineRequest.reasonCharactersMaximum) characters or fewer")
            }
            if (outcomes[id.text] ?? "").isEmpty { problems.add("outcome-\(id)", "Choose what \(title) is for") }
        }
        return problems
    }

    /// The choice "none of these".
    static let noOutcome = "none"

    var operation: SignOrder {
        let requests = reasons.filter { !$0.value.isEmpty }.map { listing, reason in
            let outcome = outcomes[listing].flatMap { $0.isEmpty || $0 == SignForm.noOutcome ? nil : $0 }
            return (listing, LineRequest(reason: reason, outcome: outcome.map { .init($0) }))
        }
        return SignOrder(
            declaration: Digest(declaration), together: Order.Together(rawValue: together) ?? .sendNow,
            requests: Dictionary(requests, uniquingKeysWith: { first, _ in first }))
    }
}

import Cryptography
import Hummingbird
import Identity
import Markup
import Operations
import Orders
import Passkeys
import Storage
import Values

/// Signs an order with a passkey: first what is to be signed is fixed, then its digest is signed.
struct PasskeySigning: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.post("/checkout/passkey", for: HolderContext.self, prepare)
        routes.post("/checkout/passkey/signature", for: HolderContext.self, sign)
    }

    @Sendable private func prepare(_ form: Form, _ context: HolderContext) async throws -> Answer {
        guard front.party != nil else { throw NotFound() }
        let checkout = CheckoutRoutes(front: front)
        let typed = SignForm(form)
        guard let page = try await checkout.page(context, form: typed) else { return .redirect("/basket") }
        let problems = typed.problems(asked: page.asked, hasChoice: page.hasChoice)
        guard problems.isEmpty else { return .page(page.with(problems).view) }
        do {
            let id = try await front.desk.perform(
                PrepareSignature(typed.operation), as: context.principal,
                // It orders nothing: the form's own key stays for signing.
                key: front.desk.newIdentifier())
            return .page(try await self.page(id, page, context).view)
        } catch OrderRefusal.changedSinceShown {
            guard let fresh = try await checkout.page(context, form: typed) else { return .redirect("/basket") }
            return .page(fresh.changedView)
        }
    }

    private func page(
        _ id: PreparedSignature.ID, _ checkout: CheckoutPage, _ context: HolderContext
    ) async throws -> PasskeySigningPage {
        let (person, hidden, party) = (context.principal.person, front.hidden(context.visit), front.party)
        return try await front.desk.look { look in
            guard let party, let prepared = try look.snapshot.passkeys.prepared(id, of: person.id)
            else { throw PasskeyRefusal.tooLate }
            return PasskeySigningPage(
                checkout: checkout, prepared: prepared, keys: try look.snapshot.passkeys.list(of: person.id),
                party: party, hidden: hidden)
        }
    }

    @Sendable private func sign(_ form: Form, _ context: HolderContext) async throws -> Answer {
        guard let site = front.settings.publicURL, front.party != nil else { throw NotFound() }
        let asked = SignWithPasskey(
            prepared: .init(form["prepared"]), passkey: .init(form["passkey"]),
            answer: PasskeyAnswer(
                clientData: form.bytes("client-data"), authenticatorData: form.bytes("authenticator-data"),
                signature: form.bytes("signature")),
            site: site)
        do {
            let order = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/orders/\(order)", .signed)
        } catch OrderRefusal.changedSinceShown {
            guard let fresh = try await CheckoutRoutes(front: front).page(context, form: nil)
            else { return .redirect("/basket") }
            return .page(fresh.changedView)
        }
    }
}

/// What is to be signed, fixed, with the digest that the passkey signs.
struct PasskeySigningPage: Sendable {
    let checkout: CheckoutPage
    let prepared: PreparedSignature
    let keys: [Passkey]
    let party: RelyingParty
    let hidden: [HiddenField]

    var view: View {
        var view = View(
            "Sign with your passkey", place: .basket,
            breadcrumb: [Link("Basket", href: "/basket"), Link("Check and sign", href: "/checkout")]
        ) {
            h1 { "Sign with your passkey" }
            p(.class("lead")) {
                "You order \(checkout.verdicts.count == 1 ? "one thing" : "\(checkout.verdicts.count) things") for "
                strong(.class("amount")) { (checkout.total + checkout.contribution).description }
                "."
            }
            ul(.class("bullets")) {
                for verdict in checkout.verdicts { li { bdi { verdict.wish.listing.terms.title } } }
            }
            p { "Your passkey signs exactly this order, and nothing else. Nothing has been ordered yet." }
            PostForm(
                action: "/checkout/passkey/signature",
                hidden: hidden + [HiddenField(name: "prepared", value: prepared.id.text)]
                    + PasskeyMark.fields("passkey", "client-data", "authenticator-data", "signature")
            ) {
                PasskeyMark(purpose: .sign, challenge: challenge, party: party, known: keys)
                div(.attribute("data-passkey-needed", ""), .hidden) { Button("Sign and order") }
                ButtonLink("Go back and use your password", href: "/checkout", kind: .secondary)
            }
        }
        view.script = Front.passkeyScript
        return view
    }

    /// The 32 bytes of the digest.
    private var challenge: [UInt8] { prepared.digest.bytes }
}

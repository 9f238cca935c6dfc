import Hummingbird
import Identity
import Markup
import Operations
import Passkeys
import Storage
import Values

/// A person's passkeys: what they can sign orders with instead of their password.
struct PasskeyRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/passkeys", for: PersonContext.self, list)
        routes.post("/passkeys", for: PersonContext.self, add)
        routes.get("/passkeys/removal", for: PersonContext.self, removal)
        routes.post("/passkeys/removal", for: PersonContext.self, remove)
    }

    @Sendable private func list(_ request: Request, _ context: PersonContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func add(_ form: Form, _ context: PersonContext) async throws -> Answer {
        var page = try await page(context)
        page.name = form["name"]
        _ = page.problems.text(
            form, "name", most: Passkey.nameCharactersMaximum, empty: "Give it a name, such as “My phone”",
            long: "The name must not be longer than \(Passkey.nameCharactersMaximum) characters")
        if let problem = try await front.passwordProblem(form, of: context.visit) {
            page.problems.add("password", problem)
        }
        guard page.problems.isEmpty, let site = front.settings.publicURL else { return .page(page.view) }
        let asked = AddPasskey(
            name: form["name"], clientData: form.bytes("client-data"),
            authenticatorData: form.bytes("authenticator-data"),
            challenge: front.challenge(context.visit, command: form["asked"]), site: site)
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/passkeys", .passkeyAdded)
        } catch is PasskeyProblem {
            page.problems.add("name", "Your browser’s answer can’t be used. Try again with another passkey")
            return .page(page.view)
        }
    }

    @Sendable private func removal(_ request: Request, _ context: PersonContext) async throws -> Answer {
        let id = request.uri.queryParameters["passkey"].map(String.init) ?? ""
        return .page(try await removalPage(.init(id), context).view)
    }

    @Sendable private func remove(_ form: Form, _ context: PersonContext) async throws -> Answer {
        var page = try await removalPage(.init(form["passkey"]), context)
        if let problem = try await front.passwordProblem(form, of: context.visit) {
            page.problems.add("password", problem)
            return .page(page.view)
        }
        _ = try await front.desk.perform(
            RemovePasskey(passkey: page.passkey.id), as: context.principal, key: form.command)
        return .redirect("/passkeys", .passkeyRemoved)
    }

    /// - Throws: `NotFound` for one that is not the person's own.
    private func removalPage(_ id: Passkey.ID, _ context: PersonContext) async throws -> PasskeyRemovalPage {
        let person = context.principal.person
        guard person.role.shops, front.party != nil,
            let passkey = try await front.desk.look({ try $0.snapshot.passkeys.find(id, of: person.id) })
        else { throw NotFound() }
        return PasskeyRemovalPage(passkey: passkey, hidden: front.hidden(context.visit))
    }

    private func page(_ context: PersonContext) async throws -> PasskeysPage {
        guard context.principal.person.role.shops, let party = front.party else { throw NotFound() }
        let (person, asked) = (context.principal.person, front.desk.newIdentifier())
        let keys = try await front.desk.look { try $0.snapshot.passkeys.list(of: person.id) }
        return PasskeysPage(
            keys: keys, person: person, party: party, hidden: front.hidden(context.visit), asked: asked,
            challenge: front.challenge(context.visit, command: asked))
    }
}

/// A person's passkeys, with the form for another one.
struct PasskeysPage: Sendable {
    let keys: [Passkey]
    let person: Person
    let party: RelyingParty
    let hidden: [HiddenField]
    /// Names the challenge.
    let asked: String
    let challenge: [UInt8]
    var name = ""
    var problems = FieldProblems()

    var view: View {
        var view = View("Your passkeys", breadcrumb: [Link("Your account", href: "/account")], problems: problems) {
            h1 { "Your passkeys" }
            p(.class("lead")) {
                "A passkey is your phone, computer or security key that says that it is you: by finger, face or PIN."
            }
            p { "You can sign orders with it instead of your password. What you sign can then only be signed by it." }
            if keys.isEmpty { p { "You have none." } }
            for key in keys { panel(key) }
            if keys.count < Passkey.countMaximum { adding }
        }
        view.script = Front.passkeyScript
        return view
    }

    private func panel(_ key: Passkey) -> HTML {
        div(.class("panel")) {
            h2 { bdi { key.name } }
            p {
                "Added on \(key.addedAt.words). "
                key.usedAt.map { "Last used on \($0.words)." } ?? "Not used yet."
            }
            p { Link("Remove", href: "/passkeys/removal?passkey=\(key.id)", about: key.name) }
        }
    }

    private var adding: HTML {
        HTML {
            h2 { "Add a passkey" }
            PostForm(
                action: "/passkeys",
                hidden: hidden.naming("add") + [HiddenField(name: "asked", value: asked)]
                    + PasskeyMark.fields("client-data", "authenticator-data")
            ) {
                PasskeyMark(purpose: .add, challenge: challenge, party: party, known: keys, person: person)
                TextField(
                    name: "name", label: "What do you call it?", hint: "Such as “My phone”.", value: name,
                    problem: problems["name"])
                PasswordAgain(
                    problem: problems["password"], why: "We ask again, so that nobody else can add one for you.")
                div(.attribute("data-passkey-needed", ""), .hidden) { Button("Add a passkey") }
            }
        }
    }
}

/// Asks before a passkey goes: whoever has taken somebody's session must not take their passkeys away.
struct PasskeyRemovalPage: Sendable {
    let passkey: Passkey
    let hidden: [HiddenField]
    var problems = FieldProblems()

    var view: View {
        View(
            "Remove a passkey",
            breadcrumb: [Link("Your account", href: "/account"), Link("Your passkeys", href: "/passkeys")],
            problems: problems
        ) {
            h1 {
                "Remove “"
                bdi { passkey.name }
                "”?"
            }
            p { "It signs nothing any more. What you have signed with it stays valid." }
            PostForm(
                action: "/passkeys/removal", hidden: hidden + [HiddenField(name: "passkey", value: passkey.id.text)]
            ) {
                PasswordAgain(problem: problems["password"])
                Button("Remove", kind: .warning, about: passkey.name)
            }
        }
    }
}

import Cryptography
import Hummingbird
import Markup
import Operations
import Storage
import Values

/// The keys of a supplier's programs.
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
        do {
            _ = try await front.desk.perform(
                MakeSupplierKey(name: form["name"], digest: Digest(of: secret)), as: context.principal,
                key: form.command)
            var page = try await page(context)
            page.secret = secret
            return .page(page.view)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            page.name = form["name"]
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
        let keys = try await front.desk.look { try $0.snapshot.supplierKeys.list(of: supplier) }
        return SupplierKeysPage(keys: keys, hidden: hidden)
    }
}

/// The keys, with when each was used last.
struct SupplierKeysPage {
    let keys: [SupplierKey]
    let hidden: [HiddenField]
    /// A new key, shown this once.
    var secret: String?
    var name = ""
    var problems = FieldProblems()

    var view: View {
        View(
            "Keys for programs", place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            problems: problems, width: .wide
        ) {
            h1 { "Keys for programs" }
            if let secret {
                div(.class("panel panel--marked")) {
                    h2 { "Your new key" }
                    p { "Copy it now. It is not shown again." }
                    p { code { secret } }
                }
            }
            p {
                "With a key, a program of yours can fetch your listings and bring new ones, under the same rules as "
                "these pages. It can do nothing else."
            }
            ul(.class("bullets")) {
                li { code { "GET /api/v1/listings.csv" }; " fetches all of them." }
                li { code { "POST /api/v1/listings" }; " brings a file with any of their columns (text/csv)." }
                li { code { "POST /api/v1/prices-and-stock" }; " brings listing with price or stock alone." }
                li { code { "GET /api/v1/files/…" }; " says what became of a file; you are told its name." }
            }
            p { "Send the key with each request: "; code { "Authorization: Bearer hf_…" } }
            table
            h2 { "Make a key" }
            PostForm(action: "/supplier/keys", hidden: hidden) {
                TextField(
                    name: "name", label: "Which program is it for?", value: name, problem: problems["name"])
                Button("Make key")
            }
        }
    }

    private var table: HTML {
        DataTable(
            id: "keys", caption: "Keys",
            columns: [
                .init("For"), .init("Made by"), .init("Made"), .init("Used last"), .init("Stands"),
            ],
            rows: keys.map { key in
                .init(
                    HTML { bdi { key.name } },
                    [
                        HTML { bdi { key.personName } }, HTML(key.madeAt.day.words),
                        HTML(key.usedAt?.day.words ?? "Never"), stands(key),
                    ])
            }, empty: "You have no key yet.").html
    }

    private func stands(_ key: SupplierKey) -> HTML {
        HTML {
            if let revoked = key.revokedAt {
                "Revoked on \(revoked.day.words)"
            } else {
                PostForm(
                    action: "/supplier/keys/\(key.id)/revocation", hidden: hidden.naming("revoke-\(key.id)")
                ) { Button("Revoke", kind: .warning, about: key.name) }
            }
        }
    }
}

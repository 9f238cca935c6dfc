import Catalogue
import Hummingbird
import Markup
import Operations
import Orders
import Storage
import Values

/// What people say about a supplier, for its own staff: to read, and to reply once.
struct SupplierReviewRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/reviews", for: SupplierContext.self, list)
        routes.get("/supplier/reviews/:id", for: SupplierContext.self, show)
        routes.post("/supplier/reviews/:id", for: SupplierContext.self, reply)
        routes.post("/supplier/reviews/:id/withdrawal", for: SupplierContext.self, withdraw)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, page) = (context.supplier, PageNumber(request))
        return .page(try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            return try PublishedReviewsPage(
                supplier: supplier, page: page, look, place: .ownReviews, address: "/supplier/reviews",
                replying: "/supplier/reviews"
            ).view
        })
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.typed.text = page.review.reply.text
        return .page(page.view)
    }

    @Sendable private func reply(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = ReviewTyped(form)
        let asked = ReplyToSupplierReview(
            review: page.review.id, version: form.version, text: page.typed.text, isMeant: page.typed.isMeant)
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/supplier/reviews/\(page.review.id)", .supplierReviewSent)
        } catch let problems as FieldProblems {
            page.typed.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func withdraw(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let page = try await page(context)
        let asked = WithdrawSupplierReply(review: page.review.id, version: form.version)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/reviews/\(page.review.id)", .supplierReviewTakenBack)
    }

    private func page(_ context: SupplierContext) async throws -> SupplierReplyPage {
        let (id, supplier) = (SupplierReview.ID(context.parameters.get("id") ?? ""), context.supplier)
        let (name, hidden) = (context.supplierName, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let review = try look.snapshot.supplierReviews.find(id), review.supplier == supplier,
                review.isPublic
            else { throw NotFound() }
            return SupplierReplyPage(
                review: review, supplier: name,
                refusal: try look.snapshot.supplierReviews.refusal(of: id, .reply), hidden: hidden)
        }
    }
}

/// One review, and the supplier's reply to it.
struct SupplierReplyPage: Sendable {
    let review: SupplierReview
    let supplier: String
    let refusal: SupplierReviewEvent?
    let hidden: [HiddenField]
    var typed = ReviewTyped()

    private var address: String { "/supplier/reviews/\(review.id)" }
    private var status: SupplierReviewStatus { review.reply.status }

    var view: View {
        View(
            "Your reply", place: .ownReviews, breadcrumb: [Link("Reviews", href: "/supplier/reviews")],
            problems: typed.problems
        ) {
            h1 { "Your reply" }
            div(.class("panel")) { ReviewText(review: review, supplier: supplier) }
            if status != .absent { p { status.tag } }
            if status == .refused, let refusal {
                InsetText {
                    p { strong { "It was not published, because: " }; bdi { refusal.note ?? "" } }
                    p { "You can write it in another way below." }
                }
            }
            PostForm(action: address, hidden: fields("reply")) {
                PublicTextField(
                    label: "Your reply",
                    hint: "Name nobody, and say nothing about what somebody bought or about their health.",
                    typed: typed)
                p { "Everybody who shops here can read it below the review. A commissioner’s staff read it first." }
                Button(status == .absent ? "Send reply" : "Send this text instead")
            }
            if status.allows(.withdraw) {
                PostForm(action: "\(address)/withdrawal", hidden: fields("withdraw")) {
                    Button("Take the reply back", kind: .warning)
                }
            }
        }
    }

    private func fields(_ form: String) -> [HiddenField] { hidden.naming(form) + [SeenVersion.field(review.version)] }
}

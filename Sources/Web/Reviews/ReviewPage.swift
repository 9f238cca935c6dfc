import Markup
import Orders
import Values

/// What the person acted for thinks of a supplier, once something of an order has come.
struct ReviewPage: Sendable {
    let part: SupplierOrder
    let number: String
    let supplier: String
    /// Nil as long as nothing was ever written.
    let review: SupplierReview?
    /// Why it was refused last.
    let refusal: SupplierReviewEvent?
    let hidden: [HiddenField]
    var typed = ReviewTyped()

    private var address: String { "/orders/\(part.order)" }
    private var action: String { "\(address)/parts/\(part.id)/review" }
    private var status: SupplierReviewStatus { review?.review.status ?? .absent }

    var view: View {
        View(
            "Your review of \(supplier)", place: .orders,
            breadcrumb: [Link("Orders", href: "/orders"), Link("Order \(number)", href: address)],
            problems: typed.problems
        ) {
            h1 { "Your review of "; bdi { supplier } }
            if status != .absent { standing }
            PostForm(action: action, hidden: fields("write")) {
                Radios(
                    name: "stars", legend: "How was it?",
                    choices: SupplierReview.starsPossible.reversed().map {
                        Choice("\($0)", "\(SupplierReview.starWords[$0 - 1]): \($0) out of 5")
                    }, value: typed.stars, problem: typed.problems["stars"])
                PublicTextField(
                    label: "What should others know?",
                    hint: "Such as whether they came on time, and listened. No names, nothing about health.",
                    typed: typed)
                p {
                    "Everybody who shops here can read it, as from “Somebody who bought here”, with the month. "
                    "Somebody at your commissioner reads it first. The supplier can reply."
                }
                Button(status == .absent ? "Send review" : "Send this text instead")
            }
            if status.allows(.withdraw) { taking }
        }
    }

    @HTMLBuilder private var standing: HTML {
        p { status.tag }
        if status == .refused, let refusal {
            InsetText {
                p { strong { "It was not published, because: " }; bdi { refusal.note ?? "" } }
                p { "You can write it in another way below. Somebody reads it again then." }
            }
        }
        if let review, review.isPublic {
            ReviewText(review: review, supplier: supplier)
            h2 { "Change it" }
            p { "A new text takes the place of this one, and is read before others can see it." }
        }
    }

    private var taking: HTML {
        PostForm(action: "\(action)/withdrawal", hidden: fields("withdraw")) {
            p { "If you take your review back, it is gone, and nobody can read it any more." }
            Button("Take it back", kind: .warning)
        }.html
    }

    private func fields(_ form: String) -> [HiddenField] {
        hidden.naming(form) + (review.map { [SeenVersion.field($0.version)] } ?? [])
    }
}

import Markup
import Operations
import Storage
import Values

/// The newest payments, each with what to do when the bank returns it.
struct PaymentsMadePage {
    let payments: [PaidItem]
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: () -> [HiddenField]

    static let most = 100

    var view: View {
        View("Payments made", place: .payments, breadcrumb: [Link("Payments", href: "/payments")], width: .wide) {
            h1 { "Payments made" }
            if payments.isEmpty {
                EmptyState(title: "Nothing has been paid yet", next: Link("Payments that are due", href: "/payments"))
            } else {
                p(.class("lead")) { "The newest \(Self.most) payments. Say here when the bank has returned one." }
                DataTable(
                    id: "payments-made", caption: "Payments, newest first", isCaptionHidden: true,
                    columns: [
                        .init("Reference"), .init("Order"), .init("Supplier"), .init("Sum", align: .end),
                        .init("Kept back", align: .end), .init("Paid"), .init("Returned by the bank"),
                    ], rows: payments.map(row))
            }
        }
    }

    private func row(_ item: PaidItem) -> DataTable.Row {
        let own = item.payment
        return .init(
            HTML { bdi { own.reference } },
            [
                HTML(item.number), HTML { bdi { item.supplier } },
                HTML { strong(.class("amount")) { "\(own.total)" } },
                HTML(own.keptBack.isPositive ? "\(own.keptBack)" : "–"), HTML(own.paidAt.day.words),
                own.returnedAt.map { HTML($0.day.words) } ?? form(item),
            ])
    }

    private func form(_ item: PaidItem) -> HTML {
        let name = "words-\(item.payment.id)"
        return Details("The bank returned it") {
            p { "It is owed again. What is in question of it is set aside." }
            PostForm(action: "/payments/made/\(item.payment.id)/return", hidden: hidden()) {
                div(.class("field")) {
                    Markup.label(.class("field__label"), .for(name)) {
                        "What the bank says (optional)"
                        About("about \(item.payment.reference)")
                    }
                    input(
                        .class("input input--long"), .id(name), .name("words"), .type("text"), .autocomplete("off"))
                }
                Button("Record the return", kind: .warning, about: "of \(item.payment.reference)")
            }
        }.html
    }
}

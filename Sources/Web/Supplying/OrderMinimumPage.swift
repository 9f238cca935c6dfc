import Markup
import Values

/// The least that one order with a supplier has to come to.
struct OrderMinimumPage {
    let amount: String
    let problems: FieldProblems
    let hidden: [HiddenField]

    var view: View {
        View(
            "Smallest order", place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            problems: problems
        ) {
            h1 { "Smallest order" }
            p(.class("lead")) {
                "People see it in their basket, and can sign only when what they order from you comes to that much, "
                "with VAT."
            }
            PostForm(action: "/supplier/order-minimum", hidden: hidden) {
                MoneyField(
                    name: "amount", label: "At least", hint: "Pounds and pence. Empty: you take every order.",
                    value: amount, problem: problems["amount"])
                Button("Save")
            }
        }
    }
}

import Markup
import Operations
import Orders
import Storage
import Values

/// Asking a supplier to cancel what it has accepted and what has not come: says beforehand what it may cost today.
struct CancellingPage: Sendable {
    let order: OrderView
    let part: OrderView.Part
    let today: Day
    let hidden: [HiddenField]
    var typed = PartTyped()

    static let group = "cancel"

    private var address: String { "/orders/\(order.order.id)" }
    private var items: [UnitFields.Item] { part.part.items(.toCome) }

    var view: View {
        View(
            "Ask to cancel", place: .orders,
            breadcrumb: [Link("Orders", href: "/orders"), Link("Order \(order.order.number)", href: address)],
            problems: typed.problems
        ) {
            h1 { "Ask \(part.supplier.name) to cancel" }
            p {
                "The supplier has accepted this order, so it has to agree. It should answer within "
                "\(OrderLimits.cancelAnswerDays) days; if it does not, your commissioner sees to it. Until then "
                "everything stays as it is."
            }
            costs
            PostForm(
                action: "\(address)/parts/\(part.part.id)/cancelling",
                hidden: hidden + [SeenVersion.field(part.part.version)]
            ) {
                UnitFields(
                    group: Self.group, items: items, question: { "How many of “\($0)” should not come?" },
                    typed: typed.units, problems: typed.problems)
                TextArea(
                    name: "note", label: "Why? (optional)",
                    hint: "\(part.supplier.name) reads this. Write nothing about health: it is not needed here.",
                    value: typed.note, problem: typed.problems["note"], rows: 3, maximum: OrderNote.charactersMaximum)
                ButtonRow {
                    Button("Ask to cancel", kind: .warning)
                    ButtonLink("Back to the order", href: address, kind: .secondary)
                }
            }
        }
    }

    /// What it may cost at most if everything that is to come is cancelled today.
    private var costs: HTML {
        let most = part.part.cancellationFeeMaximum(part.part.all(.toCome, .cancel), on: today)
        return div(.class("panel panel--marked")) {
            h2 { "What it may cost" }
            p(.class("lead")) {
                if most.values.total.isPositive {
                    "If you ask today, at most "
                    strong(.class("amount")) { "\(most.values.total)" }
                    " for everything. The budget pays it, and the rest of the money is free again."
                } else {
                    "If you ask today, cancelling costs nothing."
                }
            }
            for item in items {
                if let line = part.part.line(item.position) {
                    let own = most[item.position] ?? .zero
                    p {
                        strong { bdi { line.title } }
                        own.isPositive ? ": at most \(own) today. " : ": "
                        line.cancelling.words
                    }
                }
            }
        }
    }
}

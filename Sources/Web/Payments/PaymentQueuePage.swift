import Markup
import Operations
import Orders
import Storage
import Values

/// What was received and confirmed and is not paid yet, oldest first. Finance needs no names of holders.
struct PaymentQueuePage {
    let queue: PaymentQueue
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: () -> [HiddenField]
    var typed: [SupplierOrder.ID: String] = [:]
    var problems = FieldProblems()

    /// Several forms stand on the page, so each field has an identifier of its own.
    static func field(_ id: SupplierOrder.ID) -> String { "reference-\(id)" }

    static func problem(with reference: String) -> String? {
        if reference.isEmpty { return "Enter the payment’s reference" }
        let most = RecordPayment.referenceCharactersMaximum
        return reference.unicodeScalars.count > most ? "The reference must not be longer than \(most) characters" : nil
    }

    var view: View {
        View("Payments", place: .payments, problems: problems, width: .wide) {
            h1 { "Payments that are due" }
            if queue.items.isEmpty {
                EmptyState(
                    title: "Nothing is due",
                    text: "Orders appear here once somebody has confirmed that they came as ordered.",
                    next: Link("Requests that wait", href: "/requests"))
            } else {
                p(.class("lead")) { summary }
                p { "Pay in your bank or finance system first, then record its reference here." }
                table
                if queue.isCut { p(.class("quiet")) { "Only the oldest \(queue.items.count) are shown." } }
            }
        }
    }

    private var summary: String {
        let sum = queue.items.map(\.total).total
        let count = queue.items.count
        if count == 1 { return "One payment of \(sum)." }
        return "\(queue.isCut ? "More than " : "")\(count) payments, \(sum) in all, the oldest first."
    }

    private var table: DataTable {
        DataTable(
            id: "payments", caption: "Payments that are due", isCaptionHidden: true,
            columns: [
                .init("Order"), .init("Supplier"), .init("Sum", align: .end), .init("Pseudonym"), .init("Received"),
                .init("Record the payment"),
            ],
            rows: queue.items.map(row))
    }

    private func row(_ item: PaymentQueue.Item) -> DataTable.Row {
        .init(
            HTML(item.number),
            [
                HTML { bdi { item.supplier } }, HTML { strong(.class("amount")) { "\(item.total)" } },
                HTML { code { item.pseudonym } }, HTML(item.receivedAt.day.words),
                PaymentForm(
                    item: item, hidden: hidden(), typed: typed[item.id] ?? "", problem: problems[Self.field(item.id)]
                ).html,
            ])
    }
}

/// The reference of one payment.
struct PaymentForm: Component {
    let item: PaymentQueue.Item
    let hidden: [HiddenField]
    let typed: String
    let problem: String?

    private var field: String { PaymentQueuePage.field(item.id) }

    var html: HTML {
        PostForm(action: "/payments/\(item.id)", hidden: hidden) {
            div(.class(problem == nil ? "field" : "field field--problem")) {
                Markup.label(.class("field__label"), .for(field)) {
                    "Reference"
                    About("of the payment for order \(item.number) to \(item.supplier)")
                }
                FieldNotes(name: field, hint: nil, problem: problem)
                input(
                    .class("input input--medium"), .id(field), .name("reference"), .type("text"), .value(typed),
                    .autocomplete("off"), .spellcheck("false"), .when(problem != nil, .ariaInvalid("true")),
                    .ariaDescribedBy(FieldFrame.notes(of: field, hint: nil, problem: problem)))
            }
            Button("Mark as paid", kind: .secondary, about: "order \(item.number), \(item.supplier)")
        }
    }
}

import Catalogue
import Markup
import Operations
import Orders
import Storage
import Values

/// What is owed: received, confirmed, not in question and not paid yet, oldest first. Finance needs no names of
/// holders.
struct PaymentQueuePage {
    let queue: PaymentQueue
    /// Sees accounts in full: whoever may say that one is right.
    let isFinance: Bool
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
            div(.class("row row--apart")) {
                h1 { "Payments that are due" }
                Link("Payments made", href: "/payments/made")
                Link("Invoices with questions", href: "/invoices")
            }
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
        let sum = queue.items.map(\.owed).total
        let count = queue.items.count
        if count == 1 { return "One payment of \(sum)." }
        return "\(queue.isCut ? "More than " : "")\(count) payments, \(sum) in all, the oldest first."
    }

    private var table: DataTable {
        DataTable(
            id: "payments", caption: "Payments that are due", isCaptionHidden: true,
            columns: [
                .init("Order"), .init("Supplier"), .init("Owed", align: .end), .init("Pseudonym"), .init("Received"),
                .init("Record the payment"),
            ],
            rows: queue.items.map(row))
    }

    private func row(_ item: PaymentQueue.Item) -> DataTable.Row {
        .init(
            HTML {
                item.number
                if !item.invoices.isEmpty {
                    br()
                    "Invoice "
                    bdi { item.invoices.joined(separator: ", ") }
                }
            },
            [
                supplier(item), HTML {
                    div {
                        strong(.class("amount")) { "\(item.owed)" }
                        if item.disputed.isPositive {
                            br()
                            "\(item.disputed) more waits for a decision"
                        }
                    }
                },
                HTML { code { item.pseudonym } }, HTML(item.receivedAt.day.words),
                PaymentForm(
                    item: item, refunds: queue.refunds(for: item), hidden: hidden(), typed: typed[item.id] ?? "",
                    problem: problems[Self.field(item.id)]
                ).html,
            ])
    }
}

extension PaymentQueuePage {
    /// The supplier, and where it is to be paid: nowhere else has a call back confirmed.
    private func supplier(_ item: PaymentQueue.Item) -> HTML {
        let address = "/supplier-book/\(item.supplierID)/papers/bank-account"
        return HTML {
            bdi { item.supplier }
            br()
            if let account = item.account {
                bdi { account.holder }
                br()
                isFinance ? "\(account.sortCodeWords), \(account.number)" : account.masked
            } else {
                StatusTag("No account confirmed", tone: .no)
            }
            if item.isAccountWaiting {
                br()
                StatusTag("A new account waits for a call back", tone: .ask)
            }
            if item.account == nil || item.isAccountWaiting {
                br()
                Link("Look at its accounts", href: address, about: "for order \(item.number)")
            }
        }
    }
}

/// The reference of one payment.
struct PaymentForm: Component {
    let item: PaymentQueue.Item
    /// What the supplier agreed to have kept back.
    let refunds: [PaymentQueue.Refund]
    let hidden: [HiddenField]
    let typed: String
    let problem: String?

    private var field: String { PaymentQueuePage.field(item.id) }

    var html: HTML {
        PostForm(
            action: "/payments/\(item.id)", hidden: hidden + [HiddenField(name: "owed", value: item.owed.decimal)]
        ) {
            for kept in offers { offer(kept) }
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

    /// As far as the payment goes, the oldest refund first.
    private var offers: [KeptBack] {
        var rest = item.owed
        return refunds.compactMap { refund in
            let amount = min(rest, refund.left)
            rest -= amount
            return amount.isPositive ? KeptBack(problem: refund.problem, amount: amount, left: refund.left) : nil
        }
    }

    private func offer(_ kept: KeptBack) -> HTML {
        let number = refunds.first { $0.problem == kept.problem }?.number ?? ""
        let name = "keep-\(kept.problem)"
        return HTML {
            HiddenFields([
                HiddenField(name: "amount-\(kept.problem)", value: kept.amount.decimal),
                HiddenField(name: "left-\(kept.problem)", value: kept.left.decimal),
            ])
            div(.class("field")) {
                ChoiceLine(
                    type: "checkbox", name: name, id: "\(name)-\(item.id)",
                    choice: Choice("yes", "Keep back \(kept.amount) for order \(number)"), isChosen: false)
            }
        }
    }
}

extension Form {
    /// The refunds that were ticked, with what the page said about them.
    var keptBack: [KeptBack] {
        get throws(FieldProblems) {
            var kept: [KeptBack] = []
            for name in fields.keys.sorted() where name.hasPrefix("keep-") && self[name] == "yes" {
                let problem = name.dropFirst("keep-".count)
                do {
                    kept.append(
                        KeptBack(
                            problem: Problem.ID(String(problem)), amount: try Money(reading: self["amount-\(problem)"]),
                            left: try Money(reading: self["left-\(problem)"])))
                } catch {
                    throw FieldProblems("owed", "Open the page again to see what can be kept back")
                }
            }
            return kept
        }
    }

    /// What the page said is owed; nil where it did not say.
    var owed: Money? {
        do { return try Money(reading: self["owed"]) } catch { return nil }
    }
}

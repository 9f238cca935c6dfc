import Markup
import Operations
import Orders
import Storage
import Values

/// Invoices that cannot be right, for the commissioner's staff. Finance needs no names of holders.
struct InvoiceQueriesPage {
    let items: [InvoiceItem]
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: () -> [HiddenField]
    var typed: [Invoice.ID: String] = [:]
    var problems = FieldProblems()

    static let most = 100

    static func field(_ id: Invoice.ID) -> String { "reason-\(id)" }

    var view: View {
        View(
            "Invoices with questions", place: .payments, breadcrumb: [Link("Payments", href: "/payments")],
            problems: problems, width: .wide
        ) {
            h1 { "Invoices with questions" }
            if items.isEmpty {
                EmptyState(
                    title: "No invoice has a question",
                    text: "Invoices that agree with what was signed and confirmed are paid with what is due.",
                    next: Link("Payments that are due", href: "/payments"))
            } else {
                p(.class("lead")) {
                    "They differ from what was signed or confirmed. Their suppliers see it on their pages, and can "
                    "credit them. Nothing is paid because of an invoice."
                }
                for item in items { panel(item) }
                if items.count == Self.most { p(.class("quiet")) { "Only the oldest \(Self.most) are shown." } }
            }
        }
    }

    private func panel(_ item: InvoiceItem) -> HTML {
        let invoice = item.invoice
        let field = Self.field(invoice.id)
        return div(.class("panel stack")) {
            h2 { "Invoice "; bdi { invoice.number } }
            p {
                bdi { item.supplier }
                ", order \(item.orderNumber), \(invoice.total), came on \(invoice.receivedAt.day.words)"
            }
            InvoiceProblems(invoice: invoice)
            InvoiceLines(invoice: invoice)
            PostForm(
                action: "/invoices/\(invoice.id)/rejection",
                hidden: hidden() + [SeenVersion.field(invoice.version)]
            ) {
                TextArea(
                    name: field, label: "Reject it, and say why", hint: "The supplier reads it.",
                    value: typed[invoice.id] ?? "",
                    problem: problems[field], maximum: OrderNote.charactersMaximum)
                Button("Reject", kind: .secondary, about: "invoice \(invoice.number) of \(item.supplier)")
            }
        }
    }
}

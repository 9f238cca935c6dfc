import Markup
import Operations
import Orders
import Storage
import Values

/// A supplier's invoices, and how each stands.
struct SupplierInvoicesPage {
    let items: [InvoiceItem]

    static let most = 200

    var view: View {
        View(
            "Invoices", place: .statement, breadcrumb: [Link("Statement", href: "/supplier/statement")], width: .wide
        ) {
            h1 { "Invoices" }
            p(.class("lead")) {
                "You need not send any: what customers confirm is paid. If you do, we compare them with what was "
                "signed and confirmed, and pay with their number."
            }
            p { "To write one here, open an order that you have accepted, or send a file under Documents." }
            DataTable(
                id: "invoices", caption: "Invoices, the newest first", isCaptionHidden: true,
                columns: [
                    .init("Invoice"), .init("Order"), .init("Dated"), .init("Sum", align: .end), .init("Stands"),
                ],
                rows: items.map { item in
                    .init(
                        HTML { Link(item.invoice.number, href: "/supplier/invoices/\(item.invoice.id)") },
                        [
                            HTML(item.orderNumber), HTML(item.invoice.issuedOn.words),
                            HTML(item.invoice.total.description), item.invoice.status.tag.html,
                        ])
                }, empty: "You have sent no invoice yet.")
            if items.count == Self.most { p(.class("quiet")) { "Only the newest \(Self.most) are shown." } }
        }
    }
}

/// One invoice as its supplier sees it.
struct SupplierInvoicePage {
    let invoice: Invoice
    let orderNumber: String

    var view: View {
        View(
            "Invoice \(invoice.number)", place: .statement,
            breadcrumb: [Link("Statement", href: "/supplier/statement"), Link("Invoices", href: "/supplier/invoices")],
            width: .wide
        ) {
            h1 { "Invoice "; bdi { invoice.number } }
            p { invoice.status.tag }
            InvoiceProblems(invoice: invoice)
            SummaryList([
                .init("Order", HTML { Link(orderNumber, href: "/supplier/orders/\(invoice.supplierOrder)") }),
                .init("Dated", HTML(invoice.issuedOn.words)), .init("Came", HTML(invoice.receivedAt.words)),
                .init("Sum", HTML("\(invoice.total) with \(invoice.tax) VAT")),
            ])
            InvoiceLines(invoice: invoice)
            p { Link("Download our answer (XML)", href: "/supplier/invoices/\(invoice.id)/response.xml") }
        }
    }
}

/// Why an invoice is asked about or was rejected, one reason each.
struct InvoiceProblems: Component {
    let invoice: Invoice

    var html: HTML {
        if !invoice.problems.isEmpty {
            InsetText {
                for problem in invoice.problems {
                    p { problem.words(invoice.lines.first { $0.position == problem.position }?.title) }
                }
            }
        }
        if let note = invoice.note { p { "Said about it: "; bdi { note } } }
    }
}

struct InvoiceLines: Component {
    let invoice: Invoice

    var html: HTML {
        DataTable(
            id: "lines-\(invoice.id)", caption: "Lines of invoice \(invoice.number)", isCaptionHidden: true,
            columns: [
                .init("Line"), .init("How many", align: .end), .init("Price for one, without VAT", align: .end),
                .init("Sum, without VAT", align: .end),
            ],
            rows: invoice.lines.map { line in
                .init(
                    HTML { bdi { line.title } },
                    [HTML("\(line.units)"), HTML("\(line.unitNet)"), HTML("\(line.net)")])
            }
        ).html
    }
}

/// A supplier writes an invoice: its number, its day, and how many of what.
struct WriteInvoicePage {
    let part: SupplierOrder
    let orderNumber: String
    let items: [UnitFields.Item]
    let hidden: [HiddenField]
    var number = ""
    var day = TypedDay()
    var units: [Int: String] = [:]
    var problems = FieldProblems()

    var view: View {
        View(
            "Write an invoice", place: .statement,
            breadcrumb: [Link("Statement", href: "/supplier/statement"), Link("Invoices", href: "/supplier/invoices")],
            problems: problems
        ) {
            h1 { "Write an invoice for order \(orderNumber)" }
            if items.isEmpty {
                EmptyState(
                    title: "There is nothing to invoice",
                    text: "Nothing of this order was accepted, or all of it is on invoices already.",
                    next: Link("Your invoices", href: "/supplier/invoices"))
            } else {
                p { "Prices and VAT are those that were signed." }
                PostForm(
                    action: "/supplier/invoices/orders/\(part.id)", hidden: hidden + [SeenVersion.field(part.version)]
                ) {
                    TextField(
                        name: "number", label: "Your invoice number", value: number, problem: problems["number"],
                        autocomplete: "off", width: .medium)
                    day.field("issued", "Date of the invoice", problem: problems["issued"])
                    UnitFields(
                        group: "units", items: items, question: { "How many of “\($0)”?" }, typed: units,
                        problems: problems)
                    Button("Send invoice")
                }
            }
        }
    }
}

import Hummingbird
import Markup
import Operations
import Orders
import Storage
import Values

/// A supplier's own account: how the money of each order stands.
struct SupplierStatementPage: Sendable {
    /// All of them, newest first.
    let lines: [SupplierStatementLine]
    /// The numbers of the invoices that agree, by what they are about.
    let invoices: [SupplierOrder.ID: [String]]
    let onlyOpen: Bool
    let page: Int

    static let pageSize = 50

    private var shown: [SupplierStatementLine] { onlyOpen ? lines.filter(\.isOpen) : lines }

    var view: View {
        View("Statement", place: .statement, width: .wide) {
            h1 { "Statement" }
            SummaryList([
                .init("Owed to you", HTML(lines.map(\.owed).total.description)),
                .init("Set aside until a problem is decided", HTML(lines.map(\.disputed).total.description)),
                .init("On its way to you", HTML(lines.map(\.sent).total.description)),
                .init("Paid to you", HTML(lines.map(\.paid).total.description)),
                .init("You have to pay back", HTML(lines.map(\.refundDue).total.description)),
            ])
            p {
                if onlyOpen {
                    a(.href("/supplier/statement")) { "Show all orders" }
                } else {
                    a(.href("/supplier/statement?show=open")) { "Show only orders that are not settled" }
                }
            }
            table
            Pagination(
                page: page, pageCount: max(1, (shown.count + Self.pageSize - 1) / Self.pageSize),
                address: "/supplier/statement?" + (onlyOpen ? "show=open&" : "") + "page=", subject: "Statement")
            p { a(.href("/supplier/statement.csv")) { "Download the whole statement (CSV)" } }
            p { Link("Your invoices", href: "/supplier/invoices") }
        }
    }

    private var table: HTML {
        DataTable(
            id: "statement", caption: "How the money of each order stands, newest first", isCaptionHidden: true,
            columns: [
                .init("Order"), .init("Signed"), .init("Commissioner"), .init("Delivered", align: .end),
                .init("Fees", align: .end), .init("Reduced", align: .end), .init("Disputed", align: .end),
                .init("Owed", align: .end), .init("Sent", align: .end), .init("Paid", align: .end),
                .init("To pay back", align: .end), .init("Paid back", align: .end),
            ],
            rows: shown.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize).map { line in
                .init(
                    HTML {
                        a(.href("/supplier/orders/\(line.part)")) { line.orderNumber }
                        if let numbers = invoices[line.part] {
                            br()
                            "Invoice "
                            bdi { numbers.joined(separator: ", ") }
                        }
                    },
                    [HTML(line.signedOn.words), HTML { bdi { line.commissioner } }]
                        + SupplierStatementPage.sums(line).map { HTML($0.description) })
            }, empty: "No money has moved for you yet.")
            .html
    }

    private static func sums(_ line: SupplierStatementLine) -> [Money] {
        [
            line.matched, line.fees, line.credited, line.disputed, line.owed, line.sent, line.paid, line.refundDue,
            line.refunded,
        ]
    }

    static let fileHead = CSVLine([
        "order", "signed", "commissioner", "delivered", "fees", "reduced", "disputed", "owed", "sent", "paid",
        "to_pay_back", "paid_back", "invoices",
    ]).text

    static func fileLine(_ line: SupplierStatementLine, invoices: [String]) -> String {
        var cells = CSVLine([line.orderNumber, line.signedOn.description, line.commissioner])
        for sum in sums(line) { cells.add(sum) }
        cells.add(invoices.joined(separator: " "))
        return cells.text
    }
}

/// The addresses of a supplier's statement.
struct SupplierStatementRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/statement", for: SupplierContext.self, show)
        routes.get("/supplier/statement.csv", for: SupplierContext.self, file)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (lines, invoices) = try await statement(context)
        return .page(
            SupplierStatementPage(
                lines: lines, invoices: invoices, onlyOpen: request.query("show") == "open", page: request.page).view)
    }

    @Sendable private func file(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (lines, invoices) = try await statement(context)
        let text = [SupplierStatementPage.fileHead]
            + lines.map { SupplierStatementPage.fileLine($0, invoices: invoices[$0.part] ?? []) }
        return .file(
            bytes: Array(text.map { $0 + "\r\n" }.joined().utf8), type: "text/csv; charset=utf-8",
            name: "statement.csv")
    }

    private func statement(
        _ context: SupplierContext
    ) async throws -> ([SupplierStatementLine], [SupplierOrder.ID: [String]]) {
        let supplier = context.supplier
        return try await front.desk.look { look in
            (
                try look.snapshot.supplierOrders.statement(of: supplier),
                try look.snapshot.invoices.numbers(of: supplier)
            )
        }
    }
}

import Hummingbird
import Operations
import Orders
import Storage
import Values

/// Invoices: of suppliers, written and looked at; those with questions, for the commissioner's staff.
struct InvoiceRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/invoices", for: SupplierContext.self, list)
        routes.get("/supplier/invoices/:id", for: SupplierContext.self, show)
        routes.get("/supplier/invoices/:id/response.xml", for: SupplierContext.self, response)
        routes.get("/supplier/invoices/orders/:id", for: SupplierContext.self, begin)
        routes.post("/supplier/invoices/orders/:id", for: SupplierContext.self, write)
        routes.get("/invoices", for: CommissionerContext.self, queries)
        routes.post("/invoices/:id/rejection", for: CommissionerContext.self, reject)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        let items = try await front.desk.look {
            try $0.snapshot.invoices.list(of: supplier, most: SupplierInvoicesPage.most)
        }
        return .page(SupplierInvoicesPage(items: items).view)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, supplier) = (Invoice.ID(context.parameters.get("id") ?? ""), context.supplier)
        return try await front.desk.look { look in
            guard let invoice = try look.snapshot.invoices.find(id, of: supplier),
                let part = try look.snapshot.supplierOrders.find(invoice.supplierOrder),
                let order = try look.snapshot.orders.find(part.order)
            else { throw NotFound() }
            return .page(SupplierInvoicePage(invoice: invoice, orderNumber: order.number).view)
        }
    }

    @Sendable private func response(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, supplier) = (Invoice.ID(context.parameters.get("id") ?? ""), context.supplier)
        let document = try await front.desk.look { look in
            guard let invoice = try look.snapshot.invoices.find(id, of: supplier) else { throw NotFound() }
            return try look.snapshot.invoiceResponse(invoice)
        }
        return .file(bytes: document.bytes, type: "application/xml; charset=utf-8", name: document.fileName)
    }

    @Sendable private func begin(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func write(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        let units = page.problems.units(form, "units", page.items, of: page.part.version)
        page.units = UnitFields.typed(form, "units", page.items)
        (page.number, page.day) = (form["number"], TypedDay(form, "issued"))
        if page.number.isEmpty { page.problems.add("number", "Enter your invoice number") }
        page.problems.length(page.number, "number", most: Invoice.numberCharactersMaximum)
        let day = page.day.read("issued", "the date of the invoice", &page.problems)
        if units.values.allSatisfy({ $0 == 0 }), let first = page.items.first {
            page.problems.add(UnitFields.field("units", first.position), "Enter how many the invoice is for")
        }
        guard page.problems.isEmpty, let day else { return .page(page.view) }
        do {
            let asked = WriteInvoice(part: page.part.id, number: page.number, issuedOn: day, units: units)
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/supplier/invoices/\(id)", .invoiceSent)
        } catch InvoiceRefusal.numberKnown {
            page.problems.add("number", "You have sent an invoice with this number before")
            return .page(page.view)
        }
    }

    private func page(_ context: SupplierContext) async throws -> WriteInvoicePage {
        let (id, supplier) = (SupplierOrder.ID(context.parameters.get("id") ?? ""), context.supplier)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            guard let part = try look.snapshot.supplierOrders.find(id, of: supplier),
                let order = try look.snapshot.orders.find(part.order)
            else { throw NotFound() }
            let others = try look.snapshot.invoices.list(of: part.id)
            let items = part.tallies.compactMap { tally -> UnitFields.Item? in
                let most = others.leftToInvoice(of: tally)
                guard most > 0 else { return nil }
                return .init(position: tally.position, title: part.line(tally.position)?.title ?? "", most: most)
            }
            var page = WriteInvoicePage(part: part, orderNumber: order.number, items: items, hidden: hidden)
            page.day = TypedDay(look.today)
            return page
        }
    }

    @Sendable private func queries(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await queriesPage(context).view)
    }

    @Sendable private func reject(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let id = Invoice.ID(context.parameters.get("id") ?? "")
        let (field, reason) = (InvoiceQueriesPage.field(id), form[InvoiceQueriesPage.field(id)])
        var problems = FieldProblems()
        if reason.isEmpty { problems.add(field, "Say why it is rejected") }
        problems.length(reason, field, most: OrderNote.charactersMaximum)
        if !problems.isEmpty {
            var page = try await queriesPage(context)
            guard page.items.contains(where: { $0.invoice.id == id }) else { throw NotFound() }
            (page.typed[id], page.problems) = (reason, problems)
            return .page(page.view)
        }
        let asked = RejectInvoice(invoice: id, version: SeenVersion.read(form), reason: reason)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/invoices", .invoiceRejected)
    }

    private func queriesPage(_ context: CommissionerContext) async throws -> InvoiceQueriesPage {
        let commissioner = context.commissioner
        let items = try await front.desk.look {
            try $0.snapshot.invoices.queries(of: commissioner, most: InvoiceQueriesPage.most)
        }
        return InvoiceQueriesPage(items: items, hidden: { front.hidden(context.visit) })
    }
}

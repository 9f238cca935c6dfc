import Catalogue
import Identity
import Operations
import Orders
import Storage
import Values

/// A supplier's invoices for its programs.
enum InvoiceCalls {
    static let all = [list, read, write]

    static let invoice = Schema.object([
        "id": .identifier, "order": .identifier, "orderNumber": .text(1...40), "number": .text(0...200),
        "issuedOn": .day, "receivedAt": .moment, "status": .word(InvoiceStatus.self),
        "lines": .list(
            of: Schema.object([
                "position": Schema.integer(1...10_000).orNull.noted("Of the order's line; null where it names none"),
                "title": .text(0...500), "units": .number, "unitNetPence": .pence, "netPence": .pence,
                "vatBasisPoints": .number.noted("The rate of VAT in hundredths of a per cent"),
            ]).named("InvoiceLine")),
        "taxPence": .pence, "totalPence": .pence.noted("With VAT"),
        "problems": .list(
            of: .object([
                "code": .word(InvoiceProblem.Code.self), "position": Schema.integer(1...10_000).orNull,
                "said": .text(0...500), "expected": .text(0...500),
            ])
        ).noted("Why it does not agree with what was signed and received"),
        "note": .text(0...2_000).orNull, "version": .count,
    ]).named("Invoice")

    private static let order = Call.Parameter(
        name: "order", schema: .identifier, notes: "Only those about this order")

    private static let list = Call(
        method: .get, path: "/invoices", name: "listInvoices", section: .invoices, title: "List invoices",
        notes: "The newest first.", scopes: [.readInvoices], duties: [.money], query: Call.paging + [order],
        answers: [.json(Call.page(of: invoice, named: "InvoicePage"), "A page of invoices.")],
        handle: .json { input in
            let page = try PageQuestion("invoices", input)
            let (supplier, part) = (input.supplier, input.text("order").map { SupplierOrder.ID($0) })
            return try await input.look { look in
                let rows = try look.snapshot.invoices.list(
                    of: supplier, about: part, before: page.after.map { .init($0) }, most: page.limit + 1)
                return page.reply(rows, id: \.invoice.id.text, \.json)
            }
        })

    private static let read = Call(
        method: .get, path: "/invoices/{id}", name: "readInvoice", section: .invoices, title: "Read an invoice",
        scopes: [.readInvoices], duties: [.money], answers: [.thing(invoice, "The invoice as it stands.")],
        handle: .json { input in
            let (id, supplier) = (Invoice.ID(input.place("id")), input.supplier)
            return try await input.look { try $0.told(id, of: supplier) }
        })

    private static let write = Call(
        method: .post, path: "/invoices", name: "writeInvoice", section: .invoices, title: "Send an invoice",
        notes: """
            About units of an order that you accepted, at the prices that were signed. It makes no money: it is compared
            with what was signed and confirmed, and its number goes with the payment.
            """,
        scopes: [.writeInvoices], duties: [.money],
        bodies: [
            .json(
                Schema.object([
                    "order": .identifier,
                    "number": .words(upTo: Invoice.numberCharactersMaximum).noted("Your own; never one twice"),
                    "issuedOn": .day,
                    "lines": .list(
                        of: .object([
                            "position": .integer(1...10_000), "units": .integer(1...OrderSchemas.unitsMaximum),
                        ]), 1...Invoice.linesMaximum),
                ]).named("NewInvoice"),
                example: [
                    "order": "0199c5f2-7c1e-7000-8000-000000000001", "number": "2026-17", "issuedOn": "2026-10-09",
                    "lines": [["position": 1, "units": 2]],
                ])
        ],
        answers: [.thing(invoice, "The invoice as it stands.", status: .created)], refusals: [404, 409],
        handle: .change { input, _ in
            let units = try input.byPosition("lines", input.body["lines"]?.items ?? []) { $0["units"]?.integer ?? 0 }
            return WriteInvoice(
                part: .init(input.body["order"]?.text ?? ""), number: input.body.tidy("number"),
                issuedOn: try Day(input.body["issuedOn"]?.text ?? ""), units: units)
        } telling: { input, look, id in
            try look.told(id, of: input.supplier, isNew: true)
        })
}

extension Desk.Look {
    /// - Throws: `NotFound`, also for another supplier's.
    fileprivate func told(_ id: Invoice.ID, of supplier: Supplier.ID, isNew: Bool = false) throws -> ProgramReply {
        guard let item = try snapshot.invoices.item(id, of: supplier) else { throw NotFound() }
        return ProgramReply(
            item.json, version: item.invoice.version, status: isNew ? .created : .ok,
            at: isNew ? "/invoices/\(id)" : nil)
    }
}

extension InvoiceItem {
    var json: JSONValue {
        [
            "id": .string(invoice.id.text), "order": .string(invoice.supplierOrder.text),
            "orderNumber": .string(orderNumber), "number": .string(invoice.number),
            "issuedOn": .string(invoice.issuedOn.description), "receivedAt": invoice.receivedAt.json,
            "status": .string(invoice.status.rawValue), "lines": .array(invoice.lines.map(\.json)),
            "taxPence": invoice.tax.json, "totalPence": invoice.total.json,
            "problems": .array(invoice.problems.map(\.json)), "note": invoice.note.json,
            "version": .integer(invoice.version),
        ]
    }
}

extension Invoice.Line {
    fileprivate var json: JSONValue {
        [
            "position": position.map(JSONValue.integer) ?? .null, "title": .string(title), "units": .integer(units),
            "unitNetPence": unitNet.json, "netPence": net.json, "vatBasisPoints": .integer(basisPoints),
        ]
    }
}

extension InvoiceProblem {
    fileprivate var json: JSONValue {
        [
            "code": .string(code.rawValue), "position": position.map(JSONValue.integer) ?? .null,
            "said": .string(said), "expected": .string(expected),
        ]
    }
}

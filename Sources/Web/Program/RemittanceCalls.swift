import Identity
import Operations
import Orders
import Storage
import Values

/// What was paid to a supplier, for its programs.
enum RemittanceCalls {
    static let all = [list, read]

    static let remittance = Schema.object([
        "id": .identifier, "order": .identifier, "orderNumber": .text(1...40), "commissioner": .text(0...200),
        "reference": .text(0...200).noted("What the bank calls the payment"), "paidAt": .moment,
        "amountPence": .pence.noted("What it settles"),
        "keptBackPence": .pence.noted("Refunds that were kept back: the bank carried the rest"),
        "lines": .list(of: .object(["position": .integer(1...10_000), "units": .count])),
        "invoices": .list(of: .text(0...200)).noted("Your numbers of invoices about the order that agree"),
        "returnedAt": .moment.orNull.noted("When it was recorded that the bank returned it"),
    ]).named("Remittance")

    private static let list = Call(
        method: .get, path: "/remittances", name: "listRemittances", section: .remittances, title: "List what was paid",
        notes: "The newest first.", scopes: [.readRemittances], duties: [.money],
        query: Call.paging + [.init(name: "order", schema: .identifier, notes: "Only those about this order")],
        answers: [.json(Call.page(of: remittance, named: "RemittancePage"), "A page of remittances.")],
        handle: .json { input in
            let page = try PageQuestion("remittances", input)
            let (supplier, part) = (input.supplier, input.text("order").map { SupplierOrder.ID($0) })
            return try await input.look { look in
                let rows = try look.snapshot.payments.remittances(
                    of: supplier, about: part, before: page.after.map { .init($0) }, most: page.limit + 1)
                return page.reply(rows, id: \.payment.id.text, \.json)
            }
        })

    private static let read = Call(
        method: .get, path: "/remittances/{id}", name: "readRemittance", section: .remittances,
        title: "Read what was paid", scopes: [.readRemittances], duties: [.money],
        answers: [.thing(remittance, "The remittance.")],
        handle: .json { input in
            let (id, supplier) = (Payment.ID(input.place("id")), input.supplier)
            return try await input.look { look in
                guard let found = try look.snapshot.payments.remittance(id, of: supplier) else { throw NotFound() }
                return ProgramReply(found.json, version: found.payment.returnedAt == nil ? 1 : 2)
            }
        })
}

extension Remittance {
    var json: JSONValue {
        [
            "id": .string(payment.id.text), "order": .string(payment.supplierOrder.text),
            "orderNumber": .string(orderNumber), "commissioner": .string(commissioner),
            "reference": .string(payment.reference), "paidAt": payment.paidAt.json, "amountPence": payment.total.json,
            "keptBackPence": payment.keptBack.json,
            "lines": .array(
                payment.units.sorted { $0.key < $1.key }.map {
                    ["position": .integer($0.key), "units": .integer($0.value)]
                }),
            "invoices": .array(invoices.map(JSONValue.string)), "returnedAt": payment.returnedAt.json,
        ]
    }
}

import Catalogue
import Identity
import Operations
import Orders
import Storage
import Values

/// A supplier's orders for its programs: the list, each of them, and messages.
enum OrderCalls {
    static let all = [list, read, messages, write] + OrderSteps.all

    private static let list = Call(
        method: .get, path: "/orders", name: "listOrders", section: .orders, title: "List orders",
        notes: "The newest first. To follow what happens, ask again with changedSince, or take a webhook.",
        scopes: [.readOrders], duties: [.orders],
        query: Call.paging + [
            .init(name: "status", schema: OrderSchemas.status, notes: "Only those that stand so"),
            .init(
                name: "changedSince", schema: .moment,
                notes: "Only those to which something happened then or later, like 2026-04-06T13:05:09.123Z"),
        ],
        answers: [.json(Call.page(of: OrderSchemas.item, named: "OrderPage"), "A page of orders.")],
        handle: .json { input in
            let page = try PageQuestion("orders", input)
            let status = input.text("status").flatMap { SupplierOrderStatus(rawValue: $0) }
            let since = input.text("changedSince").flatMap { Moment(timestamp: $0) }
            let supplier = input.supplier
            return try await input.look { look in
                let rows = try look.snapshot.supplierOrders.page(
                    of: supplier, status: status, changedSince: since, before: page.after.map { .init($0) },
                    most: page.limit + 1)
                return page.reply(rows, id: \.id.text, \.json)
            }
        })

    private static let read = Call(
        method: .get, path: "/orders/{id}", name: "readOrder", section: .orders, title: "Read an order",
        scopes: [.readOrders], duties: [.orders], answers: [.json(OrderSchemas.order, "The order as it stands.")],
        hasTag: true,
        handle: .json { input in
            let (id, supplier) = (SupplierOrder.ID(input.place("id")), input.supplier)
            return try await input.look { try $0.told(id, of: supplier) }
        })

    private static let messages = Call(
        method: .get, path: "/orders/{id}/messages", name: "listMessages", section: .orders, title: "Read messages",
        notes: "What customer, commissioner and you write to each other about an order, oldest first.",
        scopes: [.readOrders], duties: [.orders], query: Call.paging,
        answers: [.json(Call.page(of: OrderSchemas.message, named: "MessagePage"), "A page of messages.")],
        handle: .json { input in
            let page = try PageQuestion("messages", input)
            let (id, supplier) = (SupplierOrder.ID(input.place("id")), input.supplier)
            return try await input.look { look in
                guard let part = try look.snapshot.supplierOrders.find(id, of: supplier) else { throw NotFound() }
                let rows = try look.snapshot.orderNotes.list(of: part.id).filter { $0.note.id.text > page.after ?? "" }
                return page.reply(Array(rows.prefix(page.limit + 1)), id: \.note.id.text) { note, name in
                    note.json(name: note.side == .supplier ? name : nil)
                }
            }
        })

    private static let write = Call(
        method: .post, path: "/orders/{id}/messages", name: "writeMessage", section: .orders, title: "Write a message",
        notes: "The customer and their commissioner read it.", scopes: [.writeOrders], duties: [.orders],
        bodies: [.json(OrderSchemas.messageText, example: ["text": "We come between nine and eleven."])],
        answers: [.json(OrderSchemas.message, "The message.", status: .created)], refusals: [409],
        fields: ["message": "text"],
        handle: .json { input in
            let (id, supplier) = (SupplierOrder.ID(input.place("id")), input.supplier)
            let asked = WriteOrderNote(part: id, text: input.body.tidy("text"))
            return try await input.perform(asked) { look, note in
                let notes = try look.snapshot.supplierOrders.find(id, of: supplier)
                    .map { try look.snapshot.orderNotes.list(of: $0.id) } ?? []
                guard let (written, name) = notes.first(where: { $0.note.id == note }) else { throw NotFound() }
                return ProgramReply(written.json(name: name), status: .created)
            }
        })
}

extension Desk.Look {
    /// An order as its supplier's programs are told.
    /// - Throws: `NotFound` where it is not theirs, or was not sent.
    func told(_ id: SupplierOrder.ID, of supplier: Supplier.ID) throws -> ProgramReply {
        guard let order = try snapshot.supplierOrders.view(id, of: supplier) else { throw NotFound() }
        return ProgramReply(order.json, version: order.version)
    }
}

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
        notes: """
            The newest first. To follow what happens, ask with changedSince: then in the order in which they changed, so
            that the last changedAt is where to begin the next time. Or take a webhook.
            """,
        scopes: [.readOrders], duties: [.orders],
        query: Call.paging + [
            .init(name: "status", schema: OrderSchemas.status, notes: "Only those that stand so"),
            .init(
                name: "changedSince", schema: .moment,
                notes: "Only those to which something happened then or later, like 2026-04-06T13:05:09.123Z"),
        ],
        answers: [.json(Call.page(of: OrderSchemas.item, named: "OrderPage"), "A page of orders.")],
        handle: .json { input in
            let status = input.text("status").flatMap { SupplierOrderStatus(rawValue: $0) }
            let since = input.text("changedSince").flatMap { Moment(timestamp: $0) }
            // Each order of the list has cursors of its own.
            let page = try PageQuestion(since == nil ? "orders" : "changes", input)
            let list = try ProgramOrderList(page, since: since)
            let supplier = input.supplier
            return try await input.look { look in
                let rows = try look.snapshot.supplierOrders.page(
                    of: supplier, status: status, list, most: page.limit + 1)
                return page.reply(rows, id: { since == nil ? $0.id.text : $0.change }, \.json)
            }
        })

    private static let read = Call(
        method: .get, path: "/orders/{id}", name: "readOrder", section: .orders, title: "Read an order",
        scopes: [.readOrders], duties: [.orders], answers: [.thing(OrderSchemas.order, "The order as it stands.")],
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
        handle: .change { input, _ in
            WriteOrderNote(part: .init(input.place("id")), text: input.body.tidy("text"))
        } telling: { input, look, note in
            let part = try look.snapshot.supplierOrders.find(.init(input.place("id")), of: input.supplier)
            let notes = try part.map { try look.snapshot.orderNotes.list(of: $0.id) } ?? []
            guard let (written, name) = notes.first(where: { $0.note.id == note }) else { throw NotFound() }
            return ProgramReply(written.json(name: name), status: .created)
        })
}

extension ProgramOrderList {
    /// - Throws: `ProgramProblem.cursorBroken`.
    fileprivate init(_ page: PageQuestion, since: Moment?) throws(ProgramProblem) {
        guard let since else {
            self = .newest(before: page.after.map { .init($0) })
            return
        }
        guard let after = page.after else {
            self = .changed(since: since, after: nil)
            return
        }
        let parts = after.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let at = Moment(timestamp: String(parts[0])), at >= since else { throw .cursorBroken }
        self = .changed(since: at, after: .init(String(parts[1])))
    }
}

extension ProgramOrderItem {
    /// Where it stands in the list of changes.
    fileprivate var change: String { "\(changedAt.timestamp)/\(id)" }
}

extension Desk.Look {
    /// An order as its supplier's programs are told.
    /// - Throws: `NotFound` where it is not theirs, or was not sent.
    func told(_ id: SupplierOrder.ID, of supplier: Supplier.ID) throws -> ProgramReply {
        guard let order = try snapshot.supplierOrders.view(id, of: supplier) else { throw NotFound() }
        return ProgramReply(order.json, version: order.version)
    }
}

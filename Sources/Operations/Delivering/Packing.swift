import Catalogue
import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// A delivery made ready to leave.
package enum Packed: Sendable {
    case ready(Parcel)
    /// For a telephone.
    case text(TextMessage)
    /// Meanwhile it was tried, delivered or settled, or its endpoint takes nothing now.
    case notWanted
    /// Too late: nobody tries any more.
    case tooLate
    /// What it asks for has been done meanwhile, or cannot be done any more, or its reader has no right to know it any
    /// more: there is nothing to tell.
    case overtaken
}

extension Desk {
    /// What goes out for a delivery, as things stand now: read afresh for each attempt. Nobody is asked by letter for
    /// what has been done.
    package func pack(_ id: Delivery.ID, _ settings: RoutingSettings) async throws -> Packed {
        let sealer = try await sealerInUse().sealer
        try await weed(id)
        let now = clock()
        return try await database.read { snapshot in
            guard let delivery = try snapshot.deliveries.find(id), delivery.status == .waiting,
                let endpoint = try snapshot.endpoints.find(delivery.endpoint)
            else { return .notWanted }
            // It may have been tried meanwhile, and be due later.
            guard endpoint.status == .active, delivery.dueAt <= now else { return .notWanted }
            guard now <= delivery.deadline else { return .tooLate }
            if let bulletin = delivery.bulletin {
                return try snapshot.pack(bulletin, to: endpoint, at: now, settings)
            }
            guard let message = try delivery.message.flatMap({ try snapshot.outbox.find($0) }),
                let part = try snapshot.supplierOrders.find(message.supplierOrder),
                let order = try snapshot.orders.find(message.order)
            else { return .notWanted }
            if message.isOvertaken(part.status, by: endpoint.channel) { return .overtaken }
            let packer = Packer(
                message: message, part: part, order: order, endpoint: endpoint, settings: settings, sealer: sealer,
                now: now)
            return .ready(try packer.parcel(in: snapshot))
        }
    }

    /// There is nothing to tell any more.
    package func settleOvertaken(_ id: Delivery.ID) async throws {
        let now = clock()
        try await database.write { tx in
            guard var delivery = try tx.deliveries.find(id), delivery.status == .waiting else { return }
            if let bulletin = delivery.bulletin, try !tx.standing(in: bulletin, at: now).isEmpty { return }
            try delivery.settle()
            try tx.deliveries.save(delivery)
        }
    }

    /// It could not be delivered in its time.
    package func giveUp(_ id: Delivery.ID, _ settings: RoutingSettings) async throws {
        let now = clock()
        try await database.write { [identifiers] tx in
            try NoticeWays(tx: tx, settings: settings, identifiers: identifiers, now: now).giveUp(id)
        }
    }
}

extension NoticeWays {
    /// Nobody tries any more, if it still waits.
    func giveUp(_ id: Delivery.ID) throws {
        guard var delivery = try tx.deliveries.find(id), delivery.status == .waiting else { return }
        try delivery.giveUp(at: now)
        try tx.deliveries.save(delivery)
        try sendElsewhere(delivery)
    }
}

/// Writes what goes to one endpoint about one message.
struct Packer {
    let message: Message
    let part: SupplierOrder
    let order: Order
    let endpoint: Endpoint
    let settings: RoutingSettings
    let sealer: Sealer
    let now: Moment

    private var link: String {
        let page = message.kind.isAboutInvoice
            ? "invoices/\(message.occasion.prefix { $0 != "/" })" : "orders/\(part.id)"
        return "\(settings.publicURL)/supplier/\(page)"
    }
    private var answerBy: Moment? { part.status.allows(.accept) ? part.expiresAt : nil }

    /// Suppliers have programs and e-mail addresses only.
    func parcel(in snapshot: Snapshot) throws -> Parcel {
        switch endpoint.channel {
        case .webhook: .post(try post(in: snapshot))
        case .email, .letter, .text: .letter(try letter(in: snapshot))
        }
    }

    private func post(in snapshot: Snapshot) throws -> Parcel.Post {
        let body = WebhookBody(
            message: message, orderNumber: order.number, status: part.status, version: part.version,
            answerBy: answerBy, link: link, file: try file(in: snapshot)?.json
        ).bytes
        let seconds = now.milliseconds / 1_000
        let id = "msg_\(message.id)"
        let secrets = try endpoint.secrets(at: now).map { try settings.strongbox.open($0, for: endpoint.owner) }
        let headers = [
            ("Content-Type", "application/json"), ("webhook-id", id), ("webhook-timestamp", "\(seconds)"),
            ("webhook-signature", WebhookSignature.header(secrets, id: id, seconds: seconds, body: body)),
        ]
        let signed = try WebhookSignature.messageSignature(
            of: endpoint.address, id: id, seconds: seconds, body: body, by: sealer)
        return Parcel.Post(url: endpoint.address, headers: headers + signed, body: body)
    }

    /// The order as it was sealed for the supplier, where it goes with the message.
    private func file(in snapshot: Snapshot) throws -> SupplierOrderFile? {
        message.kind.carriesOrder ? try snapshot.supplierOrderFile(of: part) : nil
    }

    private func letter(in snapshot: Snapshot) throws -> Letter {
        let file = try file(in: snapshot)
        let supplier = try snapshot.suppliers.find(part.supplier)
        let holder = try snapshot.holders.find(order.holder)
        let commissioner = try holder.flatMap { try snapshot.holders.commissioner($0.commissioner) }
        let letter = SupplierLetter(
            kind: message.kind, orderNumber: order.number, supplier: supplier?.name ?? "",
            commissioner: commissioner?.name ?? "", answerBy: answerBy, link: link, hasFile: file != nil,
            showsPlace: file?.delivery != nil)
        return Letter(
            to: try EmailAddress(endpoint.address), subject: letter.subject, text: letter.text, html: letter.html,
            files: file.map(attached) ?? [], messageID: "\(message.id).\(endpoint.id)@holdfast", at: now)
    }

    private func attached(_ file: SupplierOrderFile) -> [Letter.File] {
        [
            Letter.File(
                name: "order-\(order.number).json", type: "application/json",
                bytes: Array("\(file.json.canonical)\n".utf8))
        ]
    }
}

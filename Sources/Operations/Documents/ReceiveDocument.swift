import Baskets
import Catalogue
import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// A document of a supplier's program is carried out: by the very operations that the supplier's pages run, with the
/// same guards, and it is kept. The same document again does nothing again.
package struct ReceiveDocument: Operation {
    package let document: IncomingDocument
    package let channel: ReceivedDocument.Channel
    /// As they came.
    package let bytes: [UInt8]
    package let digest: Digest

    package init(_ document: IncomingDocument, by channel: ReceivedDocument.Channel, bytes: [UInt8]) {
        self.document = document
        self.channel = channel
        self.bytes = bytes
        digest = Digest(of: bytes)
    }

    /// The digest stands for everything in it.
    private enum CodingKeys: String, CodingKey {
        case digest, channel
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(digest, forKey: .digest)
        try container.encode(channel, forKey: .channel)
    }

    /// - Throws: `DocumentRefusal`, and whatever the steps throw.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ReceivedDocument.ID {
        let supplier = try principal.actingForSupplier(to: document.kind.duty)
        if let known = try tx.documents.taken(document.kind, document.id, of: supplier) {
            guard known.digest == digest else { throw DocumentRefusal.otherContents(document.id) }
            return known.id
        }
        let part = try part(of: supplier, tx)
        try carryOut(about: part, tx, principal, tools)
        let received = ReceivedDocument(
            id: tools.new(), supplier: supplier, person: principal.person.id, channel: channel, kind: document.kind,
            documentID: document.id, supplierOrder: part.id, digest: digest, size: bytes.count, outcome: .taken,
            reason: "", at: tools.now)
        try tx.documents.insert(received, contents: bytes)
        return received.id
    }

    /// The one that it is about; another supplier's is as unknown as none.
    func part(of supplier: Supplier.ID, _ tx: some Reading) throws -> SupplierOrder {
        var references = document.orders
        if references.isEmpty, case .creditNote(let note) = document, let number = note.credits,
            let invoice = try tx.invoices.find(number: number, of: supplier)
        {
            references = [invoice.supplierOrder.text]
        }
        guard let reference = references.first else { throw DocumentRefusal.missing("OrderReference/ID") }
        guard references.count == 1 else { throw DocumentRefusal.severalOrders }
        let parts = try tx.documents.parts(called: reference, of: supplier)
        guard parts.count < 2 else { throw DocumentRefusal.orderUnclear(reference) }
        guard let part = parts.first else { throw DocumentRefusal.orderUnknown(String(reference.prefix(60))) }
        return part
    }

    private func carryOut(
        about part: SupplierOrder, _ tx: Transaction, _ principal: Principal, _ tools: Tools
    ) throws {
        let clerk = InvoiceClerk(tx: tx, person: principal.person.id, tools: tools)
        switch document {
        case .orderResponse(let response):
            try mustFollowTheQuestion(response, part, tx)
            for step in try response.steps(for: part) { try take(step, part, tx, principal, tools) }
        case .despatchAdvice(let advice):
            for step in try advice.steps(for: part) { try take(step, part, tx, principal, tools) }
        case .invoice(let sent):
            try clerk.receive(try sent.invoice(tools.new(), about: part, at: tools.now), about: part)
        case .creditNote(let note):
            try clerk.credit(note, of: part)
            try clerk.compareAll(of: part)
        }
    }

    /// What was written before the customer asked to cancel answers the order, and cannot mean the question. Documents
    /// say the day, so of the same day this cannot be told.
    private func mustFollowTheQuestion(
        _ response: OrderResponse, _ part: SupplierOrder, _ tx: Transaction
    ) throws {
        guard part.status == .cancelAsked || part.status == .cancelOverdue, let issued = response.issued,
            response.code == .accepted || response.code == .rejected,
            let asked = part.moments(try tx.orders.events(of: part.order).map(\.event))
                .last(where: { $0.action == .askToCancel })
        else { return }
        if issued < asked.at.day { throw DocumentRefusal.notAnAnswerToCancelling }
    }

    private func take(
        _ step: DocumentStep, _ part: SupplierOrder, _ tx: Transaction, _ principal: Principal, _ tools: Tools
    ) throws {
        let id = part.id
        switch step {
        case .accept(let units, let note):
            _ = try AcceptOrder(part: id, units: units, note: note).run(in: tx, as: principal, with: tools)
        case .decline(let note): _ = try DeclineOrder(part: id, note: note).run(in: tx, as: principal, with: tools)
        case .propose(let units, let lines, let note):
            let proposals = try lines.map { ($0.position, try proposal($0, part, tx)) }
            _ = try OfferChange(
                part: id, version: nil, units: units,
                proposals: Dictionary(proposals, uniquingKeysWith: { first, _ in first }), note: note
            ).run(in: tx, as: principal, with: tools)
        case .deliver(let units, let note):
            _ = try DeliverOrder(part: id, units: units, note: note).run(in: tx, as: principal, with: tools)
        case .closeShort(let units, let note):
            _ = try CloseShort(part: id, units: units, note: note).run(in: tx, as: principal, with: tools)
        case .agreeToCancel(let note):
            // A fee cannot be asked for in such a document: who wants one answers on the site.
            _ = try AnswerCancellation(part: id, version: nil, answer: .agree, note: note)
                .run(in: tx, as: principal, with: tools)
        case .refuseToCancel(let note):
            _ = try AnswerCancellation(part: id, version: nil, answer: .refuse, note: note)
                .run(in: tx, as: principal, with: tools)
        }
    }

    /// What is not said stays as it was signed; a substitute costs what its listing does.
    private func proposal(
        _ line: ProposedLine, _ part: SupplierOrder, _ tx: Transaction
    ) throws -> OfferChange.Proposal {
        guard let signed = part.line(line.position) else { throw DocumentRefusal.lineUnknown("\(line.position)") }
        var listing = signed.listing
        var price = line.unitNet ?? signed.unitNet
        if let item = line.item {
            guard let found = try substitute(item, part.supplier, tx)
            else { throw DocumentRefusal.itemUnknown(line: line.position) }
            (listing, price) = (found.id, line.unitNet ?? found.terms.price)
        }
        return .init(
            listing: listing, unitNet: price, quantity: line.quantity ?? signed.quantity,
            schedule: line.day.map { day in
                Schedule(first: day, every: signed.schedule?.every ?? .week, times: signed.times)
            } ?? signed.schedule)
    }

    private func substitute(
        _ item: OrderResponse.Item, _ supplier: Supplier.ID, _ tx: Transaction
    ) throws -> Listing? {
        let own = try tx.listings.list(of: supplier).filter { $0.status == .live }
        if let reference = item.reference {
            return own.first { $0.reference == reference } ?? own.first { $0.id.text == reference }
        }
        return item.gtin.flatMap { gtin in own.first { $0.terms.gtin?.spellings.contains(gtin) ?? false } }
    }
}

extension IncomingDocument.Kind {
    /// Whose part of the supplier's work it is.
    package var duty: SupplierDuty {
        switch self {
        case .orderResponse, .despatchAdvice: .orders
        case .invoice, .creditNote: .money
        }
    }
}

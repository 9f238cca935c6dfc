import Catalogue
import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

// What goes out about a supplier order, as its supplier's programs read it.

extension Reading {
    /// All documents about a supplier's own part, oldest first: the order, then its changes and its cancellation.
    /// - Throws: `NotFound` for what is not the supplier's, or was never sent.
    package func outgoingDocuments(of id: SupplierOrder.ID, for supplier: Supplier.ID) throws -> [OutgoingDocument] {
        guard let part = try supplierOrders.find(id, of: supplier), let order = try orders.find(part.order),
            let holder = try holders.find(order.holder)
        else { throw NotFound() }
        let moments = part.moments(try orders.events(of: part.order).map(\.event))
        let paper = try paper(part, order, holder, moments)
        let listings = try listings.find(Array(Set(part.lines.map(\.listing))))
        return paper.documents(moments) { position, units, price in
            guard let line = part.line(position) else { return nil }
            return OrderPaper.Line(line, listings[line.listing], units: units, at: price)
        }
    }

    /// The document that goes with a message to a supplier; nil where messages of this kind have none.
    /// - Parameter occasion: of the message: the version of the part that the step made, or the invoice that it is
    ///   about; reminders have others.
    package func outgoingDocument(
        for part: SupplierOrder.ID, of supplier: Supplier.ID, _ kind: Message.Kind, occasion: String
    ) throws -> OutgoingDocument? {
        if kind.isAboutInvoice {
            return try invoices.find(.init(occasion.prefix { $0 != "/" }.description), of: supplier)
                .map(invoiceResponse)
        }
        guard let version = Int(occasion) else { return nil }
        return try outgoingDocuments(of: part, for: supplier).first { $0.version == version }
    }

    private func paper(
        _ part: SupplierOrder, _ order: Order, _ holder: Holder, _ moments: [SupplierOrderMoment]
    ) throws -> OrderPaper {
        let exchange = try documents.exchange(of: part.supplier)
        let sent = moments.first { $0.action == .send }
        let contribution = part.lines.map(\.contribution).total
        let notes = [
            part.payer.principal == .holder ? "The customer is the buyer in law." : nil,
            contribution.isPositive ? "The customer pays \(contribution) of it to you themselves." : nil,
        ].compactMap(\.self)
        return OrderPaper(
            id: part.documentID(number: order.number), profile: exchange.profile,
            buyer: try buyer(holder.commissioner), seller: try seller(part.supplier, exchange),
            originator: holder.pseudonym,
            answerBy: sent.map { $0.at.adding(minutes: OrderLimits.answerDays * 1_440).day },
            // Where to go is the supplier's to know as long as something is to be delivered.
            delivery: part.status.needsDelivery
                ? .init(name: holder.knownAs, lines: holder.address.allLines, telephone: holder.telephone) : nil,
            note: notes.isEmpty ? nil : notes.joined(separator: " "))
    }

    func buyer(_ id: Commissioner.ID) throws -> TradeParty {
        let board = try holders.commissioner(id)
        return TradeParty(
            name: board?.name ?? id.text, address: try documents.address(of: id), email: board?.email.text,
            telephone: board?.telephone)
    }

    func seller(_ id: Supplier.ID, _ exchange: SupplierExchange) throws -> TradeParty {
        let supplier = try suppliers.find(id)
        return TradeParty(
            name: supplier?.name ?? id.text, address: exchange.address, email: supplier?.email.text,
            telephone: supplier?.telephone)
    }

    /// How an invoice stands, as its supplier's programs read it.
    package func invoiceResponse(_ invoice: Invoice) throws -> OutgoingDocument {
        guard let part = try supplierOrders.find(invoice.supplierOrder), let order = try orders.find(part.order),
            let holder = try holders.find(order.holder)
        else { throw NotFound() }
        let moved = try invoices.lastMove(of: invoice.id) ?? invoice.receivedAt
        let paper = InvoiceResponsePaper(
            id: "\(invoice.id)-\(invoice.version)", issued: moved.day, code: invoice.status.response,
            reasons: invoice.reasons, buyer: try buyer(holder.commissioner),
            seller: try seller(invoice.supplier, try documents.exchange(of: invoice.supplier)),
            invoice: invoice.number, invoiceIssued: invoice.issuedOn)
        return paper.document(version: invoice.version)
    }
}

extension OrderPaper.Line {
    /// - Parameter listing: for the supplier's own code of it; nil where it is not there any more.
    fileprivate init(_ line: OrderLine, _ listing: Listing?, units: Int, at price: Money) {
        self.init(
            position: line.position, title: line.title, unit: line.unit, units: units,
            price: line.price(at: price), reference: listing?.reference ?? line.listing.text,
            gtin: listing?.terms.gtin?.digits, first: line.schedule?.first, last: line.schedule?.last,
            note: line.schedule.flatMap { schedule in
                schedule.times > 1
                    ? "\(line.quantity) each time, \(schedule.every.words), \(schedule.times) times" : nil
            })
    }
}

extension InvoiceStatus {
    fileprivate var response: InvoiceResponsePaper.Code {
        switch self {
        case .received: .acknowledged
        case .query: .underQuery
        case .rejected, .credited: .rejected
        case .matched: .accepted
        case .paid: .paid
        }
    }
}

extension Invoice {
    /// What is asked about, or why it was rejected, has at least one reason.
    fileprivate var reasons: [InvoiceResponsePaper.Reason] {
        guard status == .query || status == .rejected || status == .credited else { return [] }
        let found = problems.map { problem in
            let place = problem.position.map { "Line \($0): " } ?? ""
            return InvoiceResponsePaper.Reason(
                code: problem.code.trade, words: "\(place)said \(problem.said), expected \(problem.expected)")
        }
        return found + (note.map { [.init(code: "OTH", words: $0)] } ?? [])
    }
}

/// A supplier says where its programs are reached, and which of Peppol's processes they take part in.
package struct SaveExchange: Operation {
    /// Empty where there is none.
    package let address: String
    package let profile: OrderProfile
    /// Which the person was looking at.
    package let version: Int

    package init(address: String, profile: OrderProfile, version: Int) {
        self.address = address
        self.profile = profile
        self.version = version
    }

    /// - Throws: `NotFound`, `TeamRefusal`, `FieldProblems`, `CatalogueRefusal.supplierChanged`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        let supplier = try principal.actingForSupplier(to: .papers)
        var read: ElectronicAddress?
        if !address.isEmpty {
            do {
                read = try ElectronicAddress(address)
            } catch {
                throw FieldProblems("address", "The electronic address \(error)")
            }
        }
        try tx.documents.save(SupplierExchange(address: read, profile: profile, version: version + 1), of: supplier)
        return supplier
    }
}

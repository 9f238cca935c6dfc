import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Values

/// One part of an order as the supplier's page shows it.
package struct SupplierOrderView: Sendable {
    package struct Line: Sendable, Hashable {
        package let position: Int
        /// How its units stand.
        package let tally: LineTally
        package let listing: Listing.ID
        package let category: Catalogue.Category.ID
        package let title: String
        package let unit: String
        /// Each time.
        package let quantity: Int
        /// Nil: as soon as the supplier can, once.
        package let schedule: Schedule?
        package let unitPrice: Money
        /// Without VAT.
        package let unitNet: Money
        /// All times together, as signed.
        package let total: Money
        package let tax: Money
        /// What the customer pays to the supplier themselves.
        package let contribution: Money
        /// The customer's declaration, where VAT was left off because of it: the supplier has to keep it (D5).
        package let relief: ReliefDeclaration?
        package let leadDays: Int
        package let delivery: String
        package let cancellation: String
        package let cancelling: CancellationTerms
        /// The title of the line in whose place it was agreed.
        package let replaces: String?
    }

    package struct Event: Sendable, Hashable {
        package let action: SupplierOrderAction
        /// The supplier's own staff by name; nil for everybody else.
        package let name: String?
        package let note: String?
        package let lines: [LineStep]
        package let at: Moment
    }

    package struct Note: Sendable, Hashable {
        package let side: OrderNote.Side
        /// The supplier's own staff by name; nil for everybody else.
        package let name: String?
        package let text: String
        package let at: Moment
    }

    package let id: SupplierOrder.ID
    package let number: String
    package let status: SupplierOrderStatus
    package let version: Int
    /// Until when somebody has to answer; nil where nobody has to.
    package let expiresAt: Moment?
    package let signedAt: Moment
    package let deliverTo: String
    /// Where, and whom to call; nil once nothing is left to deliver: then it is not the supplier's to know any more.
    package let place: (address: [String], telephone: String)?
    package let buyer: ContractingPrincipal
    package let commissioner: String
    package let lines: [Line]
    package let events: [Event]
    package let notes: [Note]
    /// What is offered and waits for the customer's answer.
    package let offer: ChangeOffer?
    /// Goods that came with proof and are not confirmed.
    package let proved: [ProvedDelivery]
    /// What the customer asks to cancel, as long as it is not answered.
    package let askedToCancel: [LineStep]
    /// What may be asked for it at most, by position.
    package let feeMaximum: [Int: Money]
    /// What the supplier is or will be paid for what is still alive.
    package let total: Money

    /// Whether it was sealed as a document of its own, as all are that went out since there are such documents.
    package let hasDocument: Bool

    package var contribution: Money { lines.map(\.contribution).total }
}

extension SupplierOrderStore {
    /// A supplier's own part, once sent; nil otherwise.
    package func view(_ id: SupplierOrder.ID, of supplier: Supplier.ID) throws -> SupplierOrderView? {
        guard let part = try find(id, of: supplier), let order = try access.orders.find(part.order),
            let holder = try access.holders.find(order.holder)
        else { return nil }
        let declarations = try declarations(for: part, of: order)
        let lines = part.lines.map { line in
            SupplierOrderView.Line(
                position: line.position, tally: part.tally(line.position) ?? LineTally(of: line),
                listing: line.listing, category: line.category, title: line.title, unit: line.unit,
                quantity: line.quantity, schedule: line.schedule,
                unitPrice: part.tally(line.position)?.unitPrice ?? line.unitPrice, unitNet: line.unitNet,
                total: line.total, tax: line.tax, contribution: line.contribution, relief: declarations[line.position],
                leadDays: line.leadDays, delivery: line.delivery, cancellation: line.cancellation,
                cancelling: line.cancelling,
                replaces: line.replaces.flatMap { part.line($0)?.title })
        }
        let asked = part.status.allows(.agreeToCancel) ? try access.orders.lastStep(.askToCancel, of: part) : nil
        return SupplierOrderView(
            id: id, number: order.number, status: part.status, version: part.version, expiresAt: part.expiresAt,
            signedAt: order.signedAt,
            deliverTo: holder.knownAs,
            place: part.status.needsDelivery ? (holder.address.allLines, holder.telephone) : nil,
            buyer: part.payer.principal,
            commissioner: try access.holders.commissioner(holder.commissioner)?.name ?? "", lines: lines,
            events: try events(of: part), notes: try notes(of: part), offer: try access.changeOffers.open(of: id),
            proved: try access.provedDeliveries.open(of: id), askedToCancel: asked?.lines ?? [],
            feeMaximum: asked.map { part.cancellationFeeMaximum($0.lines, on: $0.at.day) } ?? [:],
            total: part.status.isOver && part.liveTotal == .zero ? part.total : part.liveTotal,
            hasDocument: try access.orderDocuments.exist(of: id))
    }

    /// Under which declaration VAT was left off, by the position of the line. Nothing of it once the supplier delivers
    /// nothing: then there is nothing to keep it for.
    private func declarations(for part: SupplierOrder, of order: Order) throws -> [Int: ReliefDeclaration] {
        let relieved = part.lines.filter(\.isRelieved)
        guard !relieved.isEmpty, part.status != .declined, part.status != .cancelled else { return [:] }
        let categories = try access.structure.categories()
        var found: [Int: ReliefDeclaration] = [:]
        for line in relieved {
            guard let goods = categories.group(of: line.category) else { continue }
            found[line.position] = try access.reliefs.covering(
                order.holder, supplier: part.supplier, goods: goods.id, at: order.signedAt)
        }
        return found
    }

    /// From the moment on at which it was sent: what was decided before that is not the supplier's to know.
    private func events(of part: SupplierOrder) throws -> [SupplierOrderView.Event] {
        try access.connection.rows(
            """
            SELECT e.what, e.note, e.lines, e.at, p.name, p.organisation FROM order_events e
            LEFT JOIN people p ON p.id = e.person_id
            WHERE e.supplier_order_id = \(part.id) ORDER BY e.sequence
            """
        ).compactMap { row in
            guard case .supplierOrder(let action)? = OrderEvent.What(code: try row.text("what")),
                action != .grant, action != .drop, action != .askAgain
            else { return nil }
            let own = try row.optionalText("organisation") == part.supplier.text
            return SupplierOrderView.Event(
                action: action, name: own ? try row.optionalText("name") : nil, note: try row.optionalText("note"),
                lines: try OrderStore<Access>.lineSteps(row), at: try row.moment("at"))
        }
    }

    private func notes(of part: SupplierOrder) throws -> [SupplierOrderView.Note] {
        try access.orderNotes.list(of: part.id).map { note, name in
            .init(side: note.side, name: note.side == .supplier ? name : nil, text: note.text, at: note.at)
        }
    }
}

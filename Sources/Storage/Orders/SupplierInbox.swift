import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Values

/// What waits for a supplier, and what it has done. Holds nothing about plans, budgets, reasons or other suppliers:
/// a supplier's page cannot show what this type does not carry.
package struct SupplierInbox: Sendable {
    package struct Item: Sendable, Hashable {
        package let id: SupplierOrder.ID
        package let number: String
        package let status: SupplierOrderStatus
        package let signedAt: Moment
        /// First name only.
        package let deliverTo: String
        package let district: String
        package let firstTitle: String
        package let lineCount: Int
        package let total: Money
    }

    package let items: [Item]
    package let isCut: Bool
}

/// One part of an order as the supplier's page shows it.
package struct SupplierOrderView: Sendable {
    package struct Line: Sendable, Hashable {
        package let title: String
        package let unit: String
        /// Each time.
        package let quantity: Int
        /// Nil: as soon as the supplier can, once.
        package let schedule: Schedule?
        package let unitPrice: Money
        /// All times together.
        package let total: Money
        package let tax: Money
        /// What the customer pays to the supplier themselves.
        package let contribution: Money
        /// The customer's declaration, where VAT was left off because of it: the supplier has to keep it (D5).
        package let relief: ReliefDeclaration?
        package let leadDays: Int
        package let delivery: String
        package let cancellation: String
    }

    package struct Event: Sendable, Hashable {
        package let action: SupplierOrderAction
        /// The supplier's own staff by name; nil for everybody else.
        package let name: String?
        package let note: String?
        package let at: Moment
    }

    package let id: SupplierOrder.ID
    package let number: String
    package let status: SupplierOrderStatus
    package let version: Int
    package let signedAt: Moment
    package let deliverTo: String
    /// Where, and whom to call; nil once nothing is left to deliver: then it is not the supplier's to know any more.
    package let place: (address: [String], telephone: String)?
    package let buyer: ContractingPrincipal
    package let commissioner: String
    package let lines: [Line]
    package let events: [Event]

    package var total: Money { lines.map(\.total).total }
    package var contribution: Money { lines.map(\.contribution).total }
}

extension SupplierOrderStore {
    package static var inboxMaximum: Int { 200 }

    /// - Parameters:
    ///   - statuses: only these.
    ///   - oldestFirst: for what waits, so that nothing is forgotten; what is finished comes newest first.
    package func inbox(
        of supplier: Supplier.ID, statuses: [SupplierOrderStatus], oldestFirst: Bool = false
    ) throws -> SupplierInbox {
        let most = SupplierOrderStore.inboxMaximum
        let direction: StaticString = oldestFirst ? "ASC" : "DESC"
        let visible = statuses.filter { $0 != .awaitingApproval && $0 != .notSent }.map(\.rawValue)
        let rows = try access.connection.rows(
            """
            SELECT s.id, s.status, o.number, o.signed_at, h.known_as, h.postcode,
                (SELECT title FROM order_lines l WHERE l.supplier_order_id = s.id ORDER BY position LIMIT 1) AS title,
                (SELECT COUNT(*) FROM order_lines l WHERE l.supplier_order_id = s.id) AS line_count,
                (SELECT SUM(l.unit_price_pence * l.quantity * l.times) FROM order_lines l
                    WHERE l.supplier_order_id = s.id) AS total_pence
            FROM supplier_orders s JOIN orders o ON o.id = s.order_id JOIN holders h ON h.id = o.holder_id
            WHERE s.supplier_id = \(supplier) AND s.status IN (\(list: visible))
            ORDER BY s.id \(sql: direction) LIMIT \(most + 1)
            """)
        let items = try rows.prefix(most).map { row in
            SupplierInbox.Item(
                id: try row.id("id"), number: try row.text("number"), status: try row.word("status"),
                signedAt: try row.moment("signed_at"), deliverTo: try row.text("known_as"),
                district: try Postcode(try row.text("postcode")).district, firstTitle: try row.text("title"),
                lineCount: try row.integer("line_count"), total: try row.money("total_pence"))
        }
        return SupplierInbox(items: items, isCut: rows.count > most)
    }

    /// How many parts of a supplier stand so: for the header of every page.
    package func count(of supplier: Supplier.ID, status: SupplierOrderStatus) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS parts FROM supplier_orders
            WHERE supplier_id = \(supplier) AND status = \(status.rawValue)
            """)?.integer("parts") ?? 0
    }

    /// How many parts of a supplier are not over: something is to come, to be answered or to be paid.
    package func openCount(of supplier: Supplier.ID) throws -> Int {
        let open = SupplierOrderStatus.allCases.filter { !$0.isOver }.map(\.rawValue)
        return try access.connection.row(
            """
            SELECT COUNT(*) AS parts FROM supplier_orders
            WHERE supplier_id = \(supplier) AND status IN (\(list: open))
            """)?.integer("parts") ?? 0
    }

    /// A supplier's own part, once sent; nil otherwise.
    package func view(_ id: SupplierOrder.ID, of supplier: Supplier.ID) throws -> SupplierOrderView? {
        guard let part = try find(id, of: supplier), let order = try access.orders.find(part.order),
            let holder = try access.holders.find(order.holder)
        else { return nil }
        let declarations = try declarations(for: part, of: order)
        let lines = part.lines.map { line in
            SupplierOrderView.Line(
                title: line.title, unit: line.unit, quantity: line.quantity, schedule: line.schedule,
                unitPrice: line.unitPrice, total: line.total, tax: line.tax, contribution: line.contribution,
                relief: declarations[line.position], leadDays: line.leadDays, delivery: line.delivery,
                cancellation: line.cancellation)
        }
        return SupplierOrderView(
            id: id, number: order.number, status: part.status, version: part.version, signedAt: order.signedAt,
            deliverTo: holder.knownAs,
            place: part.status.needsDelivery ? (holder.address.allLines, holder.telephone) : nil,
            buyer: part.payer.principal,
            commissioner: try access.holders.commissioner(holder.commissioner)?.name ?? "", lines: lines,
            events: try events(of: part))
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

    private func events(of part: SupplierOrder) throws -> [SupplierOrderView.Event] {
        try access.connection.rows(
            """
            SELECT e.what, e.note, e.at, p.name, p.organisation FROM order_events e JOIN people p ON p.id = e.person_id
            WHERE e.supplier_order_id = \(part.id) ORDER BY e.sequence
            """
        ).compactMap { row in
            guard case .supplierOrder(let action)? = OrderEvent.What(code: try row.text("what")) else { return nil }
            let own = try row.optionalText("organisation") == part.supplier.text
            return SupplierOrderView.Event(
                action: action, name: own ? try row.text("name") : nil, note: try row.optionalText("note"),
                at: try row.moment("at"))
        }
    }
}

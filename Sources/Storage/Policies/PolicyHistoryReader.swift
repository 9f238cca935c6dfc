import Baskets
import Catalogue
import Identity
import Policies
import Relational
import Values

// What the commissioner's pages ask beyond single versions.

extension PolicyStore {
    /// The one draft, or nil.
    package func draft(of commissioner: Commissioner.ID) throws -> PolicyVersion? {
        try list(of: commissioner).first { $0.status == .draft }
    }

    /// The published versions, with when they were published.
    package func history(of commissioner: Commissioner.ID) throws -> PolicyHistory {
        PolicyHistory(
            try list(of: commissioner).filter { $0.status == .published }
                .map { .init(policy: $0.policy, at: $0.writtenAt) })
    }

    /// Every line that a commissioner's holders signed in a period, newest order first, handed over one by one.
    package func eachSignedLine(
        of commissioner: Commissioner.ID, in period: Period, _ body: (SignedLine) throws -> Void
    ) throws {
        try access.connection.eachRow(
            """
            SELECT o.number, o.signed_at, o.holder_id, h.name AS holder, s.name AS supplier, so.supplier_id, so.route,
                l.category_id, l.title, l.quantity, l.times, l.unit_net_pence, l.vat, l.unit_price_pence,
                l.contribution_pence, l.rules
            FROM holders h JOIN orders o ON o.holder_id = h.id JOIN supplier_orders so ON so.order_id = o.id
            JOIN order_lines l ON l.supplier_order_id = so.id JOIN suppliers s ON s.id = so.supplier_id
            WHERE h.commissioner_id = \(commissioner) AND o.signed_at >= \(Moment(startOf: period.first))
                AND o.signed_at < \(Moment(startOf: period.last.adding(days: 1)))
            ORDER BY o.signed_at DESC, o.id DESC, l.position
            """
        ) { row in try body(PolicyStore.signedLine(row)) }
    }

    private static func signedLine(_ row: Row) throws -> SignedLine {
        let (net, vat): (Money, VAT) = (try row.money("unit_net_pence"), try row.word("vat"))
        let times = try row.integer("times")
        let units = try row.integer("quantity") * times
        // Where VAT was left off, the policy had still looked at the price with it.
        let unitPrice = net + vat.tax(on: net)
        return SignedLine(
            number: try row.text("number"), holder: try row.id("holder_id"), holderName: try row.text("holder"),
            title: try row.text("title"), supplier: try row.text("supplier"), signedAt: try row.moment("signed_at"),
            bought: .init(
                category: try row.id("category_id"), supplier: try row.id("supplier_id"), unitPrice: unitPrice,
                total: unitPrice.times(units)),
            times: times, rules: try row.list("rules"), wasAsked: try row.text("route") == "asked",
            charge: try row.money("unit_price_pence").times(units) - (try row.money("contribution_pence")))
    }
}

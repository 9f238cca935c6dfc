import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Policies
import Relational
import Values

/// Collects the facts that rules may look at.
package struct FactsReader<Access: Reading> { let access: Access }

extension Reading {
    package var facts: FactsReader<Self> { FactsReader(access: self) }
}

extension FactsReader {
    /// Everything about one holder on one day.
    /// - Parameter freed: units that would fall away first.
    package func facts(
        for holder: Holder, authority: Authority?, on day: Day, shelf: Shelf, freeing freed: FreedUnits? = nil
    ) throws -> Facts {
        let plan = try access.plans.current(of: holder.id)
        return try facts(for: holder, plan: plan, authority: authority, on: day, shelf: shelf, freeing: freed)
    }

    /// The same, as if another plan were in force: for showing beforehand what a new version would do.
    ///
    /// - Parameter over: the version whose money it would take over.
    package func facts(
        for holder: Holder, plan: Plan?, over old: Plan? = nil, authority: Authority?, on day: Day, shelf: Shelf,
        freeing freed: FreedUnits? = nil
    ) throws -> Facts {
        let postcode = try Postcode(holder.address.postcode)
        let policy = try access.policies.inForce(of: holder.commissioner, on: day)
        let window = policy?.settings.duplicateDays ?? PolicySettings().duplicateDays
        return Facts(
            today: day, plan: plan,
            budget: try plan.map { try access.budgets.budget(of: $0, over: old, on: day, freeing: freed) }
                ?? Budget(lines: []),
            categories: shelf.categories, policy: policy,
            person: HolderFacts(
                holder, place: try access.structure.place(of: postcode, in: shelf.gazetteer),
                postcode: postcode.description),
            authority: authority,
            liveOrders: try liveOrders(of: holder.id, since: day.adding(days: -window)),
            reliefs: try access.reliefs.inForce(of: holder.id))
    }

    /// What was ordered since a day and has not been received, declined or cancelled.
    private func liveOrders(of holder: Holder.ID, since day: Day) throws -> [LiveOrder] {
        try access.connection.rows(
            """
            SELECT l.listing_id, o.number, o.signed_at FROM orders o
            JOIN supplier_orders so ON so.order_id = o.id JOIN order_lines l ON l.supplier_order_id = so.id
            WHERE o.holder_id = \(holder) AND o.signed_at >= \(Moment(startOf: day))
                AND so.status IN (\(list: SupplierOrderStatus.live))
            ORDER BY o.id, l.position
            """
        ).map { row in
            LiveOrder(
                listing: try row.id("listing_id"), number: try row.text("number"),
                on: try row.moment("signed_at").day)
        }
    }

    /// The lines of a basket with their listings and suppliers, as wishes to be judged.
    /// - Parameter place: where things are to come: it decides the prices.
    package func wishes(of basket: Basket, for place: Place?, on day: Day) throws -> [Wish] {
        let listings = try access.listings.find(basket.lines.map(\.listing), for: place)
        let weeks = try access.capacity.weeks(of: Array(listings.values), from: WeeklyCapacity.week(of: day))
        let suppliers = try access.suppliers.find(Array(Set(listings.values.map(\.supplier))))
        return basket.lines.compactMap { line in
            guard let listing = listings[line.listing], let supplier = suppliers[listing.supplier] else { return nil }
            return Wish(
                listing: listing, supplier: supplier, quantity: line.quantity, priceSeen: line.priceSeen,
                schedule: line.wants.schedule, choice: line.wants.planLine, contribution: line.wants.contribution,
                capacity: weeks[listing.id])
        }
    }
}

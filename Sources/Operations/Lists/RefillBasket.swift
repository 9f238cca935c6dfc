import Baskets
import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

/// Puts several listings into the basket at once, as a refill proposed them: all of them, or none.
package struct RefillBasket: Operation {
    package struct Item: Sendable, Hashable, Encodable {
        package let listing: Listing.ID
        package let quantity: Int
        /// The unit price that the page showed.
        package let priceSeen: Money
        package let schedule: Schedule?

        package init(listing: Listing.ID, quantity: Int, priceSeen: Money, schedule: Schedule? = nil) {
            self.listing = listing
            self.quantity = quantity
            self.priceSeen = priceSeen
            self.schedule = schedule
        }
    }

    package let items: [Item]

    package init(items: [Item]) {
        self.items = items
    }

    /// - Throws: `RefillRefusal.changedMeanwhile` when one of them cannot be ordered today, or is in the basket;
    ///   `BasketRefusal.full`, `.tooMany`; `NotFound` for nothing at all.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Basket.ID {
        let authority = try principal.actingForHolder(to: .shop)
        guard !items.isEmpty else { throw NotFound() }
        let old = try tx.baskets.current(of: authority.holder)
        var basket = old ?? Basket(id: tools.new(), holder: authority.holder, touchedAt: tools.now)
        let offers = try tx.listings.find(items.map(\.listing))
        for item in items {
            guard let listing = offers[item.listing], !basket.lines.contains(where: { $0.listing == item.listing })
            else { throw RefillRefusal.changedMeanwhile }
            let line: BasketLine.ID = tools.new()
            try basket.add(listing, quantity: item.quantity, line: line, priceSeen: item.priceSeen)
            if let schedule = item.schedule { try basket.arrange(.init(schedule: schedule), for: line) }
        }
        try judge(basket, for: authority, tx, tools)
        if old == nil {
            try tx.baskets.insert(basket)
        } else {
            try tx.refill(basket, with: tools)
        }
        return basket.id
    }

    /// What was looked at may have been withdrawn, or run out, since. A price that rose is told in the basket.
    private func judge(_ basket: Basket, for authority: Authority, _ tx: Transaction, _ tools: Tools) throws {
        let facts = try tx.facts.facts(
            for: try tx.holder(of: authority), authority: authority, on: tools.today, shelf: tools.shelf)
        let seen = Set(items.map(\.listing))
        let wishes = try tx.facts.wishes(of: basket, for: facts.person.place, on: tools.today)
        for verdict in Judge.judge(wishes, given: facts).verdicts where seen.contains(verdict.wish.listing.id) {
            let blocks = verdict.reasons.filter { reason in
                if case .priceRose = reason { return false }
                return reason.severity == .block
            }
            guard blocks.isEmpty else { throw RefillRefusal.changedMeanwhile }
        }
    }
}

extension Transaction {
    /// However many lines were put in, the basket is one version further than it was read.
    fileprivate func refill(_ basket: Basket, with tools: Tools) throws {
        guard let read = try baskets.current(of: basket.holder) else { throw BasketRefusal.changedMeanwhile }
        let next = Basket(
            id: basket.id, holder: basket.holder, status: basket.status, version: read.version + 1,
            lines: basket.lines, touchedAt: tools.now)
        try baskets.save(next)
    }
}

/// What a refill is made of.
package struct RefillReader {
    package let look: Desk.Look
    package let facts: Facts

    package init(_ facts: Facts, _ look: Desk.Look) {
        self.look = look
        self.facts = facts
    }

    /// A past order as it stands: what came in the place of something counts, and not what it came for.
    package func refill(of order: Order, for holder: Holder.ID) throws -> Refill {
        let lines = try look.snapshot.supplierOrders.list(of: order.id).flatMap { part in
            part.lines.filter { line in !part.lines.contains { $0.replaces == line.position } }
        }
        return try refill(
            lines.map { line in
                Refill.Asked(
                    listing: line.listing, title: line.title, category: line.category, quantity: line.quantity,
                    schedule: line.schedule, priceThen: line.unitNet + line.vat.tax(on: line.unitNet),
                    contribution: line.contribution)
            }, for: holder)
    }

    package func refill(of list: ShoppingList) throws -> Refill {
        let listings = try look.snapshot.listings.find(list.lines.map(\.listing))
        return try refill(
            list.lines.compactMap { line in
                listings[line.listing].map { listing in
                    Refill.Asked(
                        listing: line.listing, title: listing.terms.title, category: listing.terms.category,
                        quantity: line.quantity, priceThen: line.priceThen)
                }
            }, for: list.holder)
    }

    private func refill(_ asked: [Refill.Asked], for holder: Holder.ID) throws -> Refill {
        let listings = try look.snapshot.listings.find(asked.map(\.listing), for: facts.person.place)
        let suppliers = try look.snapshot.suppliers.find(Array(Set(listings.values.map(\.supplier))))
        let weeks = try look.snapshot.capacity.weeks(
            of: Array(listings.values), from: WeeklyCapacity.week(of: look.today))
        let offers = listings.compactMapValues { listing in
            suppliers[listing.supplier].map { Refill.Offer(listing, by: $0, capacity: weeks[listing.id]) }
        }
        let basket = try look.snapshot.baskets.current(of: holder)
        return Refill(
            asked, offers: offers,
            basket: try basket.map {
                try look.snapshot.facts.wishes(of: $0, for: facts.person.place, on: look.today)
            } ?? [], facts: facts)
    }
}

import Baskets
import Catalogue
import Identity
import Relational
import Storage
import Values

/// Puts a listing into the holder's basket.
package struct AddToBasket: Operation {
    package let listing: Listing.ID
    package let quantity: Int
    /// The unit price that the page showed, so that a rise since then is told; nil for today's.
    package let priceSeen: Money?

    package init(listing: Listing.ID, quantity: Int, priceSeen: Money? = nil) {
        self.listing = listing
        self.quantity = quantity
        self.priceSeen = priceSeen
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        let authority = try principal.actingForHolder(to: .shop)
        let place = try tx.place(of: authority.holder, with: tools)
        guard let listing = try tx.listings.find(listing, for: place), listing.status == .live
        else { throw NotFound() }
        // Never more than it costs: otherwise a later rise could be kept from being told.
        let seen = min(priceSeen ?? listing.terms.unitPrice, listing.terms.unitPrice)
        if var basket = try tx.baskets.current(of: authority.holder) {
            try basket.add(listing, quantity: quantity, line: tools.new(), priceSeen: seen)
            try tx.save(basket, with: tools)
        } else {
            var basket = Basket(id: tools.new(), holder: authority.holder, touchedAt: tools.now)
            try basket.add(listing, quantity: quantity, line: tools.new(), priceSeen: seen)
            try tx.baskets.insert(basket)
        }
        return listing.id
    }
}

/// Changes how many of a line; nought takes it out.
package struct ChangeBasketLine: Operation {
    package let line: BasketLine.ID
    package let quantity: Int

    package init(line: BasketLine.ID, quantity: Int) {
        self.line = line
        self.quantity = quantity
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> BasketLine.ID {
        var basket = try openBasket(tx, principal)
        if quantity == 0 {
            try basket.remove(line)
        } else {
            let maximum = try listing(of: line, in: basket, tx, for: nil).terms.quantityMaximum
            try basket.change(line, to: quantity, maximum: maximum)
        }
        try tx.save(basket, with: tools)
        return line
    }
}

/// The person has seen a price that rose, and goes on with it.
package struct AcceptPrice: Operation {
    package let line: BasketLine.ID
    /// The price that the page showed; if it has moved again, it must be seen again.
    package let price: Money

    package init(line: BasketLine.ID, price: Money) {
        self.line = line
        self.price = price
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> BasketLine.ID {
        var basket = try openBasket(tx, principal)
        // Never more than it costs now: otherwise the next rise would go unseen.
        let place = try tx.place(of: basket.holder, with: tools)
        let now = try listing(of: line, in: basket, tx, for: place).terms.unitPrice
        try basket.accept(price: min(price, now), of: line)
        try tx.save(basket, with: tools)
        return line
    }
}

extension Reading {
    /// Where a holder's things come to: it decides the prices. Nil where neither the gazetteer nor the directory knows
    /// the postcode.
    func place(of holder: Holder.ID, with tools: Tools) throws -> Place? {
        guard let holder = try holders.find(holder) else { return nil }
        return try structure.place(of: try Postcode(holder.address.postcode), in: tools.shelf.gazetteer)
    }
}

extension Transaction {
    /// Saves a basket that somebody has just changed.
    func save(_ basket: Basket, with tools: Tools) throws {
        var basket = basket
        basket.touch(at: tools.now)
        try baskets.save(basket)
    }
}

/// The basket of the holder acted for, by somebody who may shop for them.
func openBasket(_ tx: Transaction, _ principal: Principal) throws -> Basket {
    let authority = try principal.actingForHolder(to: .shop)
    guard let basket = try tx.baskets.current(of: authority.holder) else { throw NotFound() }
    return basket
}

private func listing(
    of line: BasketLine.ID, in basket: Basket, _ tx: Transaction, for place: Place?
) throws -> Listing {
    guard let line = basket.lines.first(where: { $0.id == line }),
        let listing = try tx.listings.find(line.listing, for: place)
    else { throw BasketRefusal.noSuchLine }
    return listing
}

import Baskets
import Catalogue
import Markup
import Operations
import Orders
import Storage
import Values

/// The same kind of thing from other suppliers, for a line of which something fell away: judged by the plan as it is
/// now, ready to be put in the basket.
struct Alternatives: Component {
    /// The line that fell away.
    let line: OrderLine
    let units: Int
    let offers: [Verdict]
    let hidden: [HiddenField]

    /// How many are shown; the link beside them leads to all.
    static let shownMaximum = 3

    var html: HTML {
        div(.class("stack"), .id("alternatives-\(line.position)")) {
            h3 { "Instead of “\(line.title)”" }
            if offers.isEmpty {
                p { "Nobody else offers the same kind of thing where you live." }
            } else {
                ul(.class("list")) { for offer in offers { li { entry(offer) } } }
            }
            p { a(.href("/shop?category=\(line.category)&show=all")) { "Look for the same from others" } }
        }
    }

    @HTMLBuilder private func entry(_ offer: Verdict) -> HTML {
        let listing = offer.wish.listing
        p {
            a(.href("/listings/\(listing.id)")) { bdi { listing.terms.title } }
            " from "
            bdi { offer.wish.supplier.name }
            ", "
            span(.class("amount")) { offer.priceWords }
        }
        offer.badge
        if offer.mayShop, offer.outcome != .notAllowed {
            PostForm(
                action: "/basket/lines",
                hidden: hidden.naming("alternative-\(line.position)-\(listing.id)") + [
                    HiddenField(name: "listing", value: listing.id.text),
                    HiddenField(name: "quantity", value: "\(offer.wish.quantity)"),
                    HiddenField(name: "price", value: "\(listing.terms.unitPrice.pence)"),
                ]
            ) {
                Button("Put \(offer.wish.quantity) in the basket", kind: .secondary, about: listing.terms.title)
            }
        }
    }
}

/// Finds them.
struct AlternativeOffers {
    let look: Desk.Look
    private let judge: Judge
    private let facts: Facts

    init(_ facts: Facts, _ look: Desk.Look) {
        self.look = look
        judge = Judge(facts)
        self.facts = facts
    }

    /// What is in the plan first, then the cheapest.
    func offers(for line: OrderLine, units: Int, without supplier: Supplier.ID) throws -> [Verdict] {
        var search = Search()
        search.category = line.category
        search.order = .price
        search.without = supplier
        let hits = look.shelf.find(search, for: try look.shopper(facts, nil), matches: nil).hits
        let verdicts = try look.wishes(hits, for: facts.person.place).map { wish in
            judge.verdict(
                on: Wish(
                    listing: wish.listing, supplier: wish.supplier,
                    quantity: max(wish.quantity, min(units, wish.listing.terms.quantityMaximum)),
                    priceSeen: wish.priceSeen))
        }
        let sorted = verdicts.filter { $0.outcome == .inPlan } + verdicts.filter { $0.outcome == .needsApproval }
        return Array(sorted.prefix(Alternatives.shownMaximum))
    }
}

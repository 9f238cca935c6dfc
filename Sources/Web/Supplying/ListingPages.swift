import Catalogue
import Markup
import Values

/// The form for something new.
struct NewListingPage: Sendable {
    let text: ListingText
    let problems: FieldProblems
    let categories: Categories
    let hidden: [HiddenField]

    var view: View {
        View(
            "Add a listing", place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            problems: problems
        ) {
            h1 { "Add a listing" }
            p(.class("lead")) { "It is in the shop as soon as you add it. You can change or withdraw it at any time." }
            PostForm(action: "/supplier/listings", hidden: hidden) {
                ListingFields(text: text, problems: problems, categories: categories)
                ButtonRow {
                    Button("Add listing")
                    ButtonLink("Cancel", href: "/supplier/listings", kind: .secondary)
                }
            }
        }
    }
}

/// One listing as its supplier sees and changes it.
struct OwnListingPage {
    let listing: Listing
    let supplier: Supplier
    let categories: Categories
    let today: Day
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: () -> [HiddenField]
    var text: ListingText
    /// The version that the person was looking at.
    var version: String
    /// The number in stock that the person was looking at.
    var stockSeen: String
    var problems = FieldProblems()

    init(
        listing: Listing, supplier: Supplier, categories: Categories, today: Day, hidden: @escaping () -> [HiddenField]
    ) {
        self.listing = listing
        self.supplier = supplier
        self.categories = categories
        self.today = today
        self.hidden = hidden
        text = ListingText(listing)
        stockSeen = text.stock
        version = String(listing.version)
    }

    private var address: String { "/supplier/listings/\(listing.id)" }
    private var terms: ListingTerms { listing.terms }

    var view: View {
        View(
            terms.title, place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            problems: problems
        ) {
            h1 { bdi { terms.title } }
            p { listing.status.supplierTag }
            div(.class("panel")) { price }
            p { Link("Pictures of this listing", href: "\(address)/pictures") }
            for obstacle in obstacles { Notice(.info, obstacle.title, text: obstacle.text) }
            h2 { "Edit" }
            p { "Orders that were signed before keep the terms they were signed with." }
            PostForm(action: address, hidden: fields) {
                ListingFields(text: text, problems: problems, categories: categories)
                ButtonRow {
                    Button("Save listing")
                    ButtonLink("Cancel", href: "/supplier/listings", kind: .secondary)
                }
            }
            moving
        }
    }

    private var fields: [HiddenField] {
        hidden() + [
            HiddenField(name: "version", value: version), HiddenField(name: "stock_seen", value: stockSeen),
        ]
    }

    /// What the customer pays, and how that sits with what is usual.
    @HTMLBuilder private var price: HTML {
        p {
            "Customers pay "; strong(.class("amount")) { "\(terms.unitPrice)" }; " for each \(unit): "
            if terms.unitPrice > terms.price {
                "\(terms.price) and \(terms.unitPrice - terms.price) VAT."
            } else {
                "there is no VAT on it."
            }
        }
        if let category = categories[terms.category], let item = category.item {
            p(.class("quiet")) {
                "Usual for “\(category.title)”: \(item.lowest) to \(item.highest). "
                "This informs reviewers; it is no limit."
            }
        }
    }

    private var unit: String { terms.unit.lowercased() == "each" ? "one" : terms.unit }

    @HTMLBuilder private var moving: HTML {
        switch listing.status {
        case .live:
            h2 { "Withdraw" }
            p { "It leaves the shop at once. Orders you have are not touched, and you can put it back." }
            move("withdrawal", "Withdraw this listing")
        case .withdrawn:
            h2 { "Put back" }
            p { "Nobody can find or buy it now." }
            move("restoration", "Put it back in the shop")
        }
    }

    private func move(_ step: String, _ words: String) -> HTML {
        PostForm(
            action: "\(address)/\(step)",
            hidden: hidden() + [HiddenField(name: "version", value: String(listing.version))]
        ) { Button(words, kind: .secondary) }.html
    }

    /// Why customers could not buy it, although it is in the shop.
    private var obstacles: [(title: String, text: String)] {
        var found: [(String, String)] = []
        switch supplier.status {
        case .approved: break
        case .applying, .inReview, .refused:
            found.append(("You are not approved yet", "Customers can’t buy before your application is approved."))
        case .suspended:
            found.append(("You are suspended", "Customers can’t buy from you until the suspension is lifted."))
        case .ended: found.append(("You no longer sell here", "Customers can’t buy from you any more."))
        }
        if listing.stock == 0 {
            found.append(("None is left in stock", "Customers can’t buy it until you enter a new number below."))
        }
        if let until = supplier.checks.insuredUntil, until < today {
            found.append((
                "Your insurance has run out",
                "It ran until \(until.words). Customers can’t buy until we have seen a new one."
            ))
        }
        for check in categories[terms.category]?.item?.checks ?? [] where !supplier.checks.holds(check, on: today) {
            found.append(("\(check.supplierWords) is missing", "Customers can’t buy this until we have seen it."))
        }
        found += policy
        return found
    }

    private var policy: [(String, String)] {
        let effects = categories.policies(on: terms.category).map(\.effect)
        if effects.contains(.block) {
            return [("NHS money may not pay for this", "It is in the shop, but nobody can order it there.")]
        }
        if effects.contains(.refer) {
            return [("Commissioners decide about this each time", "Every order waits for approval before you get it.")]
        }
        return []
    }
}

extension SupplierCheck {
    /// As a supplier reads of its own papers.
    var supplierWords: String {
        switch self {
        case .cqc: "Your registration with the Care Quality Commission"
        case .professional: "Your entry in a professional register"
        case .workers: "Proof that the people who visit have been checked"
        }
    }
}

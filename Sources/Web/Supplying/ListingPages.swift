import Catalogue
import Markup
import Values

/// The form for something new.
struct NewListingPage: Sendable {
    let text: ListingText
    let reference: String
    let problems: FieldProblems
    let categories: Categories
    let hidden: [HiddenField]
    /// The category has questions of its own, which were not on the form yet.
    var asksMore = false

    var view: View {
        View(
            "Add a listing", place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            notice: asksMore
                ? Notice(.info, "The category asks a little more", text: "Answer below, then save or propose it.")
                : nil,
            problems: problems
        ) {
            h1 { "Add a listing" }
            p(.class("lead")) {
                "Somebody of a commissioner’s staff looks at it before it is in the shop. Until then you can change "
                "it freely."
            }
            PostForm(action: "/supplier/listings", hidden: hidden) {
                TextField(
                    name: "reference", label: "Your own code (optional)",
                    hint: "It names the listing in your files. It can’t be changed later.", value: reference,
                    problem: problems["reference"], width: .medium)
                ListingFields(text: text, problems: problems, categories: categories)
                ButtonRow {
                    Button("Propose listing", name: "send", value: "propose")
                    Button("Save as a draft", kind: .secondary, name: "send", value: "draft")
                    ButtonLink("Cancel", href: "/supplier/listings", kind: .secondary)
                }
            }
        }
    }
}

/// Why customers could not buy something, although it is in the shop.
struct SaleObstacles: Component {
    let listing: Listing
    let supplier: Supplier
    let categories: Categories
    let today: Day

    var html: HTML {
        for obstacle in obstacles { Notice(.info, obstacle.title, text: obstacle.text) }
    }

    private var obstacles: [(title: String, text: String)] {
        var found: [(String, String)] = []
        switch supplier.status {
        case .approved:
            if !supplier.isApproved(for: categories.way(from: listing.terms.category), on: today) {
                found.append((
                    "No commissioner has approved you for this",
                    "Customers can’t buy it before one does. See what you are approved for under Organisation."
                ))
            }
        case .applying, .inReview, .refused:
            found.append(("You are not approved yet", "Customers can’t buy before your application is approved."))
        case .suspended:
            found.append(("You are suspended", "Customers can’t buy from you until the suspension is lifted."))
        case .ended: found.append(("You no longer sell here", "Customers can’t buy from you any more."))
        }
        if listing.stock == 0 {
            found.append(("None is left in stock", "Customers can’t buy it until you enter a new number below."))
        }
        return found + papers + policy
    }

    private var papers: [(String, String)] {
        var found: [(String, String)] = []
        if let until = supplier.checks.insuredUntil {
            if until < today {
                found.append((
                    "Your insurance has run out",
                    "It ran until \(until.words). Customers can’t buy until we have seen a new one."
                ))
            }
        } else {
            found.append(("We have not seen your insurance", "Customers can’t buy before we have."))
        }
        if !supplier.checks.areOtherPapersInDate(on: today) {
            found.append((
                "Something that you have to show is missing or has run out",
                "Customers can’t buy until we have seen it. Your checklist says what it is."
            ))
        }
        for check in categories[listing.terms.category]?.item?.checks ?? []
        where !supplier.checks.holds(check, on: today) {
            found.append(("\(check.supplierWords) is missing", "Customers can’t buy this until we have seen it."))
        }
        return found
    }

    private var policy: [(String, String)] {
        let effects = categories.policies(on: listing.terms.category).map(\.effect)
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

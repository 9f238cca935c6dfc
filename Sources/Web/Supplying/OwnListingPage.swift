import Catalogue
import Markup
import Operations
import Storage
import Values

/// One listing as its supplier sees and changes it.
struct OwnListingPage {
    let own: OwnListing
    let supplier: Supplier
    let categories: Categories
    let today: Day
    let noticeDays: Int
    /// What a reviewer said last; nil where nobody has.
    let answer: ListingEvent?
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: () -> [HiddenField]
    var text: ListingText
    /// The version that the person was looking at.
    var version: String
    /// The number in stock that the person was looking at.
    var stockSeen: String
    /// The price that the person was looking at.
    var priceSeen: String
    /// The version of the waiting change that the person was looking at.
    var changeSeen: String
    var problems = FieldProblems()
    var asksMore = false

    init(
        own: OwnListing, supplier: Supplier, noticeDays: Int, answer: ListingEvent?, categories: Categories,
        today: Day, hidden: @escaping () -> [HiddenField]
    ) {
        self.own = own
        self.supplier = supplier
        self.noticeDays = noticeDays
        self.answer = answer
        self.categories = categories
        self.today = today
        self.hidden = hidden
        text = own.wanted
        stockSeen = own.live.stock
        priceSeen = own.live.price
        version = String(own.listing.version)
        changeSeen = String(own.pending?.version ?? 0)
    }

    var listing: Listing { own.listing }
    private var address: String { "/supplier/listings/\(listing.id)" }
    private var terms: ListingTerms { listing.terms }

    var view: View {
        View(
            terms.title, place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            notice: asksMore ? Notice(.info, "The category asks a little more", text: "Answer below, then save.") : nil,
            problems: problems
        ) {
            h1 { bdi { terms.title } }
            p { listing.status.supplierTag }
            div(.class("panel")) { price }
            if listing.status == .live {
                SaleObstacles(listing: listing, supplier: supplier, categories: categories, today: today)
            }
            waiting
            p {
                a(.href("\(address)/prices")) { "Prices by date and region" }
                " · "
                a(.href("\(address)/pictures")) { "Pictures" }
                " · "
                a(.href("\(address)/history")) { "History" }
            }
            if listing.status != .rejected { editing }
            moving
        }
    }

    // MARK: - How it stands

    @HTMLBuilder private var price: HTML {
        p {
            "Customers pay "; strong(.class("amount")) { "\(terms.unitPrice)" }; " for each \(unit): "
            if terms.unitPrice > terms.price {
                "\(terms.price) and \(terms.unitPrice - terms.price) VAT."
            } else {
                "there is no VAT on it."
            }
        }
        for step in own.timeline.coming(after: today) {
            p {
                "From \(step.day.words): "; strong(.class("amount")) { "\(step.price)" }; " without VAT. "
                a(.href("\(address)/prices")) { "Take it back, or set another" }
            }
        }
        p(.class("quiet")) { "Your code: "; code { bdi { listing.reference } } }
        if let category = categories[terms.category], let item = category.item {
            p(.class("quiet")) {
                "Usual for “\(category.title)”: \(item.lowest) to \(item.highest). "
                "This informs reviewers; it is no limit."
            }
        }
    }

    private var unit: String { terms.unit.lowercased() == "each" ? "one" : terms.unit }

    @HTMLBuilder private var waiting: HTML {
        switch listing.status {
        case .proposed: Notice(.info, "It waits for a commissioner’s staff", text: "You can still change it.")
        case .changesAsked:
            Notice(.warning, "They asked for changes", text: answer?.note)
        case .rejected: Notice(.warning, "It was rejected", text: answer?.note)
        case .draft, .live, .paused, .withdrawn: refused
        }
        if let change = own.pending {
            h2 { "Waiting for review" }
            p { "The shop shows what is under “Now” until somebody has accepted it." }
            FieldDiff(
                id: "pending", caption: "What you want to change", changes: change.fields, categories: categories)
            PostForm(
                action: "\(address)/change-withdrawal",
                hidden: hidden() + [HiddenField(name: "version", value: String(change.version))]
            ) { Button("Take this change back", kind: .secondary) }
        }
    }

    @HTMLBuilder private var refused: HTML {
        if let answer, answer.what == .changeRefused, own.pending == nil {
            Notice(.info, "Your last change was refused on \(answer.at.day.words)", text: answer.note)
        }
    }

    // MARK: - What can be done

    @HTMLBuilder private var editing: HTML {
        h2 { "Edit" }
        if listing.isAccepted {
            p {
                "A lower price, stock and room in a week count at once. A higher price counts after \(noticeDays) "
                "days. Everything else is looked at first. Orders that were signed before keep their terms."
            }
        }
        PostForm(action: address, hidden: fields) {
            ListingFields(text: text, problems: problems, categories: categories)
            ButtonRow {
                Button("Save listing")
                ButtonLink("Cancel", href: "/supplier/listings", kind: .secondary)
            }
        }
    }

    private var fields: [HiddenField] {
        hidden() + [
            HiddenField(name: "version", value: version), HiddenField(name: "stock_seen", value: stockSeen),
            HiddenField(name: "price_seen", value: priceSeen), HiddenField(name: "change_seen", value: changeSeen),
        ]
    }

    @HTMLBuilder private var moving: HTML {
        switch listing.status {
        case .draft, .changesAsked:
            h2 { "Propose" }
            p { "Somebody of a commissioner’s staff looks at it, and accepts it or tells you what is missing." }
            move("proposal", "Propose this listing", kind: .primary)
        case .live:
            h2 { "Pause" }
            p { "It leaves the shop for a time. Orders you have are not touched." }
            move("pause", "Pause this listing")
        case .paused:
            h2 { "Offer again" }
            p { "Nobody can find or buy it now." }
            move("resumption", "Offer it again")
        case .withdrawn:
            h2 { "Put back" }
            p { "Nobody can find or buy it now." }
            move("restoration", listing.isAccepted ? "Put it back in the shop" : "Make it a draft again")
        case .proposed, .rejected: HTML { "" }
        }
        if ListingStatus.workflow.allows(.withdraw, from: listing.status) {
            h2 { "Withdraw" }
            p { "It leaves the shop at once. Orders you have are not touched, and you can put it back." }
            move("withdrawal", "Withdraw this listing")
        }
    }

    private func move(_ step: String, _ words: String, kind: ButtonKind = .secondary) -> HTML {
        PostForm(
            action: "\(address)/\(step)",
            hidden: hidden() + [HiddenField(name: "version", value: String(listing.version))]
        ) { Button(words, kind: kind) }.html
    }
}

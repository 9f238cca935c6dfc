import Catalogue
import Identity
import Markup
import Operations
import Relational
import Storage
import Values

/// What suppliers propose and want to change, for commissioners' approvers: who has waited longest comes first.
struct ListingReviewQueuePage {
    static let most = 50

    let page: Int
    let pageCount: Int
    let waiting: [ListingChangeStore<Snapshot>.Waiting]
    /// Whose alone are shown, with what can be done with all of them.
    let accepting: AcceptListingsForm?
    var problems = FieldProblems()

    /// - Throws: `NotFound` for an unknown supplier.
    init(
        page: PageNumber, of supplier: Supplier.ID?, for context: CommissionerContext, _ look: Desk.Look,
        hidden: [HiddenField]
    ) throws {
        let counts = try look.snapshot.listingChanges.waitingCount(of: supplier)
        (self.page, pageCount) = page.of(counts.changes + counts.new, most: Self.most)
        waiting = try look.snapshot.listingChanges.waiting(
            of: supplier, skipping: (self.page - 1) * Self.most, most: Self.most)
        accepting = try supplier.map { id in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            let obstacles = try look.snapshot.obstacles(
                to: context.principal.person.id, of: context.commissioner, about: id)
            return AcceptListingsForm(
                supplier: supplier, count: counts.new, seen: try look.snapshot.listings.revision(),
                obstacle: obstacles[.reviewListing], hidden: hidden)
        }
    }

    private var address: String {
        accepting.map { "/listing-reviews?supplier=\($0.supplier.id)&page=" } ?? "/listing-reviews?page="
    }

    var view: View {
        View("Listings to review", place: .listingReviews, problems: problems, width: .wide) {
            h1 { "Listings to review" }
            p(.class("lead")) {
                "Suppliers are shared by all commissioners here: whoever of you decides, decides for all."
            }
            if let accepting {
                p {
                    "Only those of "
                    bdi { accepting.supplier.name }
                    ". "
                    a(.href("/listing-reviews")) { "Show all" }
                }
            }
            if waiting.isEmpty {
                EmptyState(
                    title: "Nothing waits", text: "What suppliers propose or want to change comes here.",
                    next: Link("Look at the suppliers", href: "/supplier-book"))
            } else {
                DataTable(
                    id: "reviews", caption: "Waiting for review, the longest first", isCaptionHidden: true,
                    columns: [.init("Listing"), .init("Supplier"), .init("What"), .init("Since")],
                    rows: waiting.map(row))
                Pagination(page: page, pageCount: pageCount, address: address, subject: "Listings")
            }
            if let accepting, accepting.count > 1 { accepting.showing(problems["looked"]) }
        }
    }

    private func row(_ item: ListingChangeStore<Snapshot>.Waiting) -> DataTable.Row {
        .init(
            HTML { a(.class("link"), .href("/listing-reviews/\(item.listing)")) { bdi { item.title } } },
            [
                HTML {
                    a(.href("/supplier-book/\(item.supplier)")) { bdi { item.supplierName } }
                    if accepting == nil {
                        " "
                        a(.href("/listing-reviews?supplier=\(item.supplier)")) {
                            "Only theirs"; Hidden(": \(item.supplierName)")
                        }
                    }
                },
                HTML(item.change == nil ? "New" : item.fieldCount == 1 ? "One change" : "\(item.fieldCount) changes"),
                HTML(item.since.day.words),
            ])
    }
}

/// One of them: what it says, or what would change, and the decision.
struct ListingReviewPage {
    let own: OwnListing
    let supplier: Supplier
    let categories: Categories
    let today: Day
    /// Why the reader may not decide; nil where they may.
    let obstacle: StaffRefusal?
    let hidden: [HiddenField]
    var decision = ""
    var note = ""
    var problems = FieldProblems()

    init(_ id: Listing.ID, by person: Person.ID, of commissioner: Commissioner.ID, _ look: Desk.Look,
        hidden: [HiddenField]
    ) throws {
        guard let listing = try look.snapshot.listings.find(id),
            let supplier = try look.snapshot.suppliers.find(listing.supplier)
        else { throw NotFound() }
        own = try look.snapshot.own(listing)
        // What nobody has proposed is its supplier's alone.
        guard own.pending != nil || listing.status == .proposed else { throw NotFound() }
        self.supplier = supplier
        categories = look.shelf.categories
        today = look.today
        obstacle = try look.snapshot.obstacles(
            to: person, of: commissioner, about: supplier.id)[.reviewListing]
        self.hidden = hidden
    }

    var listing: Listing { own.listing }

    var view: View {
        View(
            listing.terms.title, place: .listingReviews,
            breadcrumb: [Link("Listings to review", href: "/listing-reviews")], problems: problems, width: .wide
        ) {
            h1 { bdi { listing.terms.title } }
            p(.class("lead")) {
                "From "
                a(.href("/supplier-book/\(supplier.id)")) { bdi { supplier.name } }
                own.pending == nil ? ": new." : ": a change of what is in the shop."
            }
            usual
            prices
            if let change = own.pending {
                FieldDiff(id: "diff", caption: "What would change", changes: change.fields, categories: categories)
                Details("The whole listing as it is now") { ListingSheet(text: own.live, categories: categories) }
            } else {
                ListingSheet(text: own.live, categories: categories)
            }
            if let obstacle {
                Notice(.info, obstacle.words.0, text: obstacle.words.1)
            } else {
                deciding
            }
        }
    }

    @HTMLBuilder private var usual: HTML {
        let category = categories[.init(own.wanted.category)]
        if let category, let item = category.item {
            p(.class("quiet")) {
                "It costs \(listing.terms.price) without VAT. Usual for “\(category.title)”: \(item.lowest) to "
                "\(item.highest)."
            }
        }
    }

    /// What was set for some days or for a region, beside today's price that holds everywhere.
    @HTMLBuilder private var prices: HTML {
        let stated = own.timeline.stated.filter { price in
            price.last.map { $0 >= today } ?? true && (price.region != nil || price.last != nil || price.first > today)
        }
        if !stated.isEmpty {
            DataTable(
                id: "prices", caption: "Prices by date and region, the newest first, without VAT",
                columns: [.init("From"), .init("Until"), .init("Where"), .init("Price", align: .end)],
                rows: stated.reversed().map { price in
                    .init(
                        HTML(price.first.words),
                        [
                            HTML(price.last?.words ?? "Another is set"), HTML(price.region ?? "Everywhere"),
                            HTML(price.price.map { "\($0)" } ?? "As everywhere"),
                        ])
                })
        }
    }

    private var deciding: HTML {
        HTML {
            h2 { "Decide" }
            PostForm(
                action: "/listing-reviews/\(listing.id)",
                hidden: hidden + [
                    HiddenField(name: "change", value: own.pending?.id.text ?? ""),
                    HiddenField(name: "version", value: String(own.pending?.version ?? listing.version)),
                ]
            ) {
                Radios(
                    name: "decision", legend: "Your decision", choices: choices, value: decision,
                    problem: problems["decision"])
                TextArea(
                    name: "note", label: "What the supplier is told",
                    hint: "Needed unless you accept. Plain words: what has to be different, or why not.", value: note,
                    problem: problems["note"], rows: 4, maximum: ReviewNote.charactersMaximum)
                Button("Save decision")
            }
        }
    }

    private var choices: [Choice] {
        own.pending == nil
            ? [
                Choice("accept", "Accept", hint: "It is in the shop at once."),
                Choice("ask_changes", "Ask for changes", hint: "The supplier changes it and proposes it again."),
                Choice("reject", "Reject", hint: "For good."),
            ]
            : [
                Choice("accept", "Accept", hint: "It counts at once. Signed orders keep their terms."),
                Choice("refuse", "Refuse", hint: "The listing stays as it is."),
            ]
    }
}

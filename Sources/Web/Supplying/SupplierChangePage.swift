import Baskets
import Catalogue
import Markup
import Operations
import Orders
import Storage
import Values

/// What is offered for one line, as it was typed.
struct OfferText: Sendable {
    /// How many are taken as ordered, where nothing else is offered.
    var taken = ""
    /// Empty: nothing else is offered.
    var listing = ""
    var price = ""
    var quantity = ""
    var first = TypedDay()
    var every = Schedule.Every.week.rawValue
    var times = "1"

    static func field(_ part: String, _ position: Int) -> String { "\(part)-\(position)" }

    /// As it was ordered.
    init(_ line: SupplierOrderView.Line) {
        taken = "\(line.tally[.open])"
        price = line.unitNet.decimal
        quantity = "\(line.quantity)"
        first = TypedDay(line.schedule?.first)
        every = (line.schedule?.every ?? .week).rawValue
        times = "\(line.schedule?.times ?? 1)"
    }

    init(_ form: Form, _ position: Int) {
        let read = { (part: String) in form[OfferText.field(part, position)] }
        (taken, listing, price, quantity) = (read("take"), read("listing"), read("price"), read("quantity"))
        first = TypedDay(form, OfferText.field("first", position))
        (every, times) = (read("every"), read("times"))
    }

    var isOffer: Bool { !listing.isEmpty }

    func proposal(
        for line: SupplierOrderView.Line, listings: [Listing], today: Day, _ problems: inout FieldProblems
    ) -> OfferChange.Proposal? {
        let field = { (part: String) in OfferText.field(part, line.position) }
        guard let chosen = listings.first(where: { $0.id.text == listing }) else {
            problems.add(field("listing"), "Choose one of your own listings")
            return nil
        }
        let net = problems.money(price, field("price"), "the price of one, without VAT")
        if let net, !net.isPositive || net > ListingText.priceMaximum {
            problems.add(field("price"), "The price must be more than £0.00 and at most \(ListingText.priceMaximum)")
        }
        let count = problems.number(
            quantity, field("quantity"), "how many each time", in: 1...chosen.terms.quantityMaximum)
        let day = first.read(field("first"), "the first day", isOptional: true, &problems)
        if let day, day < today { problems.add(field("first"), "The first day must not lie in the past") }
        let often = problems.number(times, field("times"), "how often in all", in: 1...Schedule.timesMaximum)
        if day == nil, first.isEmpty, (often ?? 1) > 1 {
            problems.add(field("first"), "Enter the first day, so that it can be repeated")
        }
        guard let net, let count, let often else { return nil }
        let schedule = day.map { Schedule(first: $0, every: Schedule.Every(rawValue: every) ?? .week, times: often) }
        let isSame = chosen.id == line.listing && net == line.unitNet && count == line.quantity
            && schedule == line.schedule
        if isSame {
            problems.add(field("listing"), "That is what was ordered: change something, or choose “Nothing else”")
        }
        return OfferChange.Proposal(listing: chosen.id, unitNet: net, quantity: count, schedule: schedule)
    }
}

/// The form in which a supplier answers line by line, and offers something else where it likes.
struct SupplierChangePage: Sendable {
    let order: SupplierOrderView
    /// The supplier's own, in the shop.
    let listings: [Listing]
    let today: Day
    let hidden: [HiddenField]
    var typed: [Int: OfferText] = [:]
    var note = ""
    var problems = FieldProblems()

    var open: [SupplierOrderView.Line] { order.lines.filter { $0.tally[.open] > 0 } }

    /// The lines that a form is about, whatever has become of them since: sent twice, it is the same command.
    func named(in form: Form) -> [SupplierOrderView.Line] {
        order.lines.filter { form.fields[OfferText.field("take", $0.position)] != nil }
    }

    var view: View {
        View(
            "Offer a change", place: .inbox,
            breadcrumb: [
                Link("Orders", href: "/supplier/orders"),
                Link("Order \(order.number)", href: "/supplier/orders/\(order.id)"),
            ], problems: problems
        ) {
            h1 { "Offer a change to order \(order.number)" }
            p {
                "\(order.deliverTo) has \(OrderLimits.consentDays) days to agree. What you take as ordered is settled "
                "at once, but deliver nothing before they have answered."
            }
            PostForm(
                action: "/supplier/orders/\(order.id)/change", hidden: hidden + [SeenVersion.field(order.version)]
            ) {
                for line in open { fields(line) }
                TextArea(
                    name: "change-note", label: "Why?", hint: "\(order.deliverTo) reads this.", value: note,
                    problem: problems["change-note"], rows: 3, maximum: OrderNote.charactersMaximum)
                ButtonRow {
                    Button("Offer this change")
                    ButtonLink("Back to the order", href: "/supplier/orders/\(order.id)", kind: .secondary)
                }
            }
        }
    }

    private func fields(_ line: SupplierOrderView.Line) -> HTML {
        let text = typed[line.position] ?? OfferText(line)
        let field = { (part: String) in OfferText.field(part, line.position) }
        return div(.class("panel")) {
            h2 { bdi { line.title } }
            p {
                "Ordered: "
                line.schedule?.words(line.quantity, line.unit) ?? Unit.count(line.quantity, line.unit)
                ", \(line.unitPrice) for one."
            }
            Select(
                name: field("listing"), label: "What do you offer instead of “\(line.title)”?",
                choices: choices(line), value: text.listing, problem: problems[field("listing")])
            TextField(
                name: field("take"), label: "If nothing else: how many do you take as ordered?",
                hint: "From 0 to \(line.tally[.open])", value: text.taken, problem: problems[field("take")],
                inputmode: "numeric", width: .short)
            Details("Price, quantity and days of what you offer instead", isOpen: text.isOffer) {
                MoneyField(
                    name: field("price"), label: "Price for one, without VAT", value: text.price,
                    problem: problems[field("price")])
                TextField(
                    name: field("quantity"), label: "How many each time", value: text.quantity,
                    problem: problems[field("quantity")], inputmode: "numeric", width: .short)
                text.first.field(
                    field("first"), "First day", hint: "Leave it empty for as soon as you can.",
                    problem: problems[field("first")])
                Select(
                    name: field("every"), label: "How far apart",
                    choices: Schedule.Every.allCases.map { Choice($0.rawValue, $0.words) }, value: text.every)
                TextField(
                    name: field("times"), label: "How often in all", value: text.times,
                    problem: problems[field("times")], inputmode: "numeric", width: .short)
            }
        }
    }

    /// The same thing first, then of the same kind, then all others.
    private func choices(_ line: SupplierOrderView.Line) -> [Choice] {
        let rank = { (listing: Listing) in
            listing.id == line.listing ? 0 : listing.terms.category == line.category ? 1 : 2
        }
        let sorted = listings.sorted { (rank($0), $0.terms.title, $0.id.text) < (rank($1), $1.terms.title, $1.id.text) }
        return [Choice("", "Nothing else")] + sorted.map { listing in
            Choice(
                listing.id.text,
                listing.id == line.listing
                    ? "The same, at another price, time or quantity"
                    : "\(listing.terms.title), \(listing.terms.price) without VAT")
        }
    }
}

import Catalogue
import Markup
import Operations
import Storage
import Values

/// What a listing's page says besides its terms: what the schema asks, when there is room, what it will cost, and what
/// it cost before.
struct OfferDetails: Component {
    private let attributes: [(title: String, value: HTML)]
    private let minimum: Int
    private let orderMinimum: Money?
    private let weeks: WeeklyCapacity?
    private let week: Day
    /// Each announced price with the day from which it counts, with VAT.
    private let coming: [PriceHistory.Step]
    private let history: PriceHistory

    init(_ listing: Listing, for place: Place?, _ look: Desk.Look) throws {
        let words = FieldWords(categories: look.shelf.categories)
        attributes = look.shelf.categories.attributes(on: listing.terms.category).compactMap { field in
            listing.terms.attributes[field.field].map { (field.title, words.value($0.text, of: field.field)) }
        }
        minimum = listing.terms.quantityMinimum
        orderMinimum = try look.snapshot.suppliers.find(listing.supplier)?.orderMinimum
        week = WeeklyCapacity.week(of: look.today)
        weeks = try look.snapshot.capacity.weeks(of: [listing], from: week)[listing.id]
        let prices = try look.snapshot.prices.timeline(of: listing)
        let step = { (step: (day: Day, price: Money)) in
            PriceHistory.Step(day: step.day, price: step.price + listing.terms.vat.tax(on: step.price))
        }
        coming = prices.coming(after: look.today, in: place?.region).map(step)
        history = PriceHistory(
            steps: prices.steps(from: look.today.adding(months: -12), to: look.today, in: place?.region).map(step),
            today: look.today)
    }

    var html: HTML {
        let rows = attributes.map { SummaryList.Row($0.title, $0.value) } + terms
        if !rows.isEmpty { SummaryList(rows) }
        if !coming.isEmpty {
            h2 { "Price to come" }
            for step in coming {
                p { "From \(step.day.words): "; strong(.class("amount")) { "\(step.price)" }; " with VAT." }
            }
        }
        if !history.steps.isEmpty { history }
    }

    private var terms: [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        if minimum > 1 { rows.append(.init("Smallest quantity", HTML("\(minimum)"))) }
        if let orderMinimum { rows.append(.init("Smallest order", HTML("\(orderMinimum) from this supplier"))) }
        if let weeks { rows.append(.init("Room this week", HTML(room(weeks)))) }
        return rows
    }

    private func room(_ weeks: WeeklyCapacity) -> String {
        let free = weeks.free(in: week)
        if free > 0 { return "\(free) free this week" }
        guard let next = weeks.next(from: week, units: 1) else { return "None in the next half-year" }
        return "None. The next free week begins on \(next.words)."
    }
}

/// What something cost in the last twelve months: a line for the eye, and the same as a table.
struct PriceHistory: Component {
    struct Step: Sendable {
        let day: Day
        /// With VAT.
        let price: Money
    }

    let steps: [Step]
    let today: Day

    private static let (width, height, margin) = (480, 120, 8)

    var html: HTML {
        h2 { "Price in the last twelve months" }
        if steps.count > 1 {
            svg(
                .class("price-line"), .role("img"), .ariaLabel(sentence),
                .attribute("viewBox", "0 0 \(Self.width) \(Self.height)")
            ) {
                element("path", .class("price-line__path"), .attribute("d", path), .attribute("fill", "none")) {}
            }
            p { sentence }
            Details("Every price") {
                DataTable(
                    id: "price-history", caption: "Price with VAT",
                    columns: [.init("From"), .init("Price", align: .end)],
                    rows: steps.reversed().map { .init(HTML($0.day.words), [HTML("\($0.price)")]) })
            }
        } else if let only = steps.first {
            p { "It has been \(only.price) since \(only.day.words)." }
        }
    }

    private var sentence: String {
        let prices = steps.map(\.price)
        guard let low = prices.min(), let high = prices.max(), let now = prices.last else { return "" }
        return "Between \(low) and \(high) since \(steps[0].day.words); \(now) now, with VAT."
    }

    /// Steps, not slopes: a price counts until the next.
    private var path: String {
        let (first, days) = (steps[0].day, max(1, today - steps[0].day))
        let prices = steps.map(\.price.pence)
        let (low, high) = (prices.min() ?? 0, prices.max() ?? 1)
        let across = { (day: Day) in Self.margin + (day - first) * (Self.width - 2 * Self.margin) / days }
        let up = { (pence: Int) in
            Self.height - Self.margin - (pence - low) * (Self.height - 2 * Self.margin) / max(1, high - low)
        }
        var path = "M\(across(first)) \(up(steps[0].price.pence))"
        for step in steps.dropFirst() { path += "H\(across(step.day))V\(up(step.price.pence))" }
        return path + "H\(across(today))"
    }
}

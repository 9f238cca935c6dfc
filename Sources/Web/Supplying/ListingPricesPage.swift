import Catalogue
import Markup
import Operations
import Relational
import Storage
import Values

/// The prices of a listing, by date and by region: what counts, what comes, what was.
struct ListingPricesPage {
    let listing: Listing
    let entries: [PriceStore<Snapshot>.Entry]
    let regional: [(region: String, price: Money)]
    let regions: [String]
    let noticeDays: Int
    let today: Day
    let hidden: [HiddenField]
    var price = ""
    var region = ""
    var first = TypedDay()
    var last = TypedDay()
    var problems = FieldProblems()

    init(_ listing: Listing, _ look: Desk.Look, hidden: [HiddenField]) throws {
        self.listing = listing
        self.hidden = hidden
        let prices = look.snapshot.prices
        entries = try prices.entries(of: listing.id)
        regional = try prices.regional(of: listing.id)
        regions = try look.snapshot.structure.regions()
        noticeDays = try look.snapshot.setting(.priceNoticeDays)
        today = look.today
        first = TypedDay(look.today)
    }

    private var address: String { "/supplier/listings/\(listing.id)" }

    var view: View {
        View(
            "Prices of \(listing.terms.title)", place: .listings,
            breadcrumb: [
                Link("Your listings", href: "/supplier/listings"), Link(listing.terms.title, href: address),
            ], problems: problems
        ) {
            h1 { "Prices" }
            p(.class("lead")) { bdi { listing.terms.title } }
            p { "Today it costs \(listing.terms.price) without VAT, \(listing.terms.unitPrice) with VAT." }
            if !regional.isEmpty {
                DataTable(
                    id: "regional", caption: "Today’s prices of regions, without VAT",
                    columns: [.init("Region"), .init("Price", align: .end)],
                    rows: regional.map { .init(HTML($0.region), [HTML("\($0.price)")]) })
            }
            stated
            setting
        }
    }

    private var stated: HTML {
        DataTable(
            id: "stated", caption: "Prices as you set them, the newest first, without VAT",
            columns: [
                .init("From"), .init("Until"), .init("Where"), .init("Price", align: .end), .init("Set by"),
                .init("Stands"),
            ],
            rows: entries.map(row), empty: "No price has been set since we keep count.").html
    }

    private func row(_ entry: PriceStore<Snapshot>.Entry) -> DataTable.Row {
        let stated = entry.stated
        return .init(
            HTML(stated.first.words),
            [
                HTML(stated.last?.words ?? "Another is set"), HTML(stated.region ?? "Everywhere"),
                HTML(stated.price.map { "\($0)" } ?? "As everywhere"),
                HTML("\(entry.person ?? "An import"), \(entry.at.day.words)"), stands(entry),
            ])
    }

    private func stands(_ entry: PriceStore<Snapshot>.Entry) -> HTML {
        HTML {
            if entry.isRecalled {
                "Taken back"
            } else if entry.stated.first > today {
                StatusTag("Comes", tone: .info)
                PostForm(
                    action: "\(address)/prices/\(entry.stated.sequence)/recall",
                    hidden: hidden.naming("recall-\(entry.stated.sequence)")
                ) { Button("Take back", kind: .secondary, about: "from \(entry.stated.first.words)") }
            } else if entry.stated.covers(today) {
                "Begun"
            } else {
                "Over"
            }
        }
    }

    @HTMLBuilder private var setting: HTML {
        h2 { "Set a price" }
        p {
            "Where several prices are set for a day, the one you set last counts. A higher price needs \(noticeDays) "
            "days’ notice; a lower one can begin today. Signed orders keep their price."
        }
        PostForm(action: "\(address)/prices", hidden: hidden) {
            MoneyField(
                name: "price", label: "Price for one unit, without VAT",
                hint: "For a region: leave it empty to end the region’s own price.", value: price,
                problem: problems["price"])
            Select(
                name: "region", label: "Where",
                choices: [Choice("", "Everywhere")] + regions.map { Choice($0, $0) }, value: region,
                problem: problems["region"])
            first.field("first", "From", problem: problems["first"])
            last.field("last", "Until (optional)", hint: "The last day. Then the earlier price comes back.",
                problem: problems["last"])
            Button("Set price")
        }
    }
}

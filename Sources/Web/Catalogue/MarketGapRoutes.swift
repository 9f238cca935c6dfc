import Catalogue
import Hummingbird
import Markup
import Operations
import Storage
import Values

/// What a commissioner's people looked for and nobody offers them.
struct MarketGapRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/market-gaps", for: CommissionerContext.self, show)
        routes.get("/market-gaps.csv", for: CommissionerContext.self, file)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, page) = (context.commissioner, request.page)
        let stretch = MarketGapPage.Stretch(rawValue: request.query("period")) ?? .month
        return .page(try await front.desk.look { look in
            let (store, since) = (look.snapshot.marketGaps, stretch.first(look.today))
            let count = try store.count(of: commissioner, since: since)
            let last = max(1, (count + MarketGapPage.pageSize - 1) / MarketGapPage.pageSize)
            let shown = min(page, last)
            return MarketGapPage(
                stretch: stretch, count: count, page: shown, pages: last,
                gaps: try store.list(
                    of: commissioner, since: since, skipping: (shown - 1) * MarketGapPage.pageSize,
                    most: MarketGapPage.pageSize),
                categories: look.shelf.categories
            ).view
        })
    }

    @Sendable private func file(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (desk, commissioner) = (front.desk, context.commissioner)
        let stretch = MarketGapPage.Stretch(rawValue: request.query("period")) ?? .month
        let since = stretch.first(desk.now.day)
        let head = CSVLine(["day", "words", "category", "category_title", "place", "searches"]).text
        return .pages(name: "market-gaps.csv", head: head) { (read: Int?) in
            try await desk.look { look in
                let rows = try look.snapshot.marketGaps.rows(
                    of: commissioner, since: since, skipping: read ?? 0, most: MarketGapRoutes.filePageSize)
                let lines = rows.map { MarketGapRoutes.line($0, look.shelf.categories) }
                return (lines, rows.isEmpty ? nil : (read ?? 0) + rows.count)
            }
        }
    }

    /// How many lines of a file are read at once.
    static let filePageSize = 1_000

    private static func line(_ row: MarketGapRow, _ categories: Categories) -> String {
        let category = row.gap.category
        var line = CSVLine([
            row.day.description, row.gap.words, category?.text ?? "",
            category.flatMap { categories[$0]?.title } ?? "", row.gap.place,
        ])
        line.add(row.searches)
        return line.text
    }
}

/// Gaps in the market, the most asked first.
struct MarketGapPage: Sendable {
    /// How far back is looked.
    enum Stretch: String, Sendable, CaseIterable {
        case week, month, quarter, year

        var words: String {
            switch self {
            case .week: "The last 7 days"
            case .month: "The last month"
            case .quarter: "The last 3 months"
            case .year: "The last 12 months"
            }
        }

        func first(_ today: Day) -> Day {
            switch self {
            case .week: today.adding(days: -6)
            case .month: today.adding(months: -1)
            case .quarter: today.adding(months: -3)
            case .year: today.adding(months: -12)
            }
        }
    }

    let stretch: Stretch
    let count: Int
    let page: Int
    let pages: Int
    let gaps: [MarketGapSum]
    let categories: Categories

    static let pageSize = 50

    var view: View {
        View(
            "Market gaps", place: .suppliers, breadcrumb: [Link("Suppliers", href: "/supplier-book")], width: .wide
        ) {
            h1 { "Market gaps" }
            p(.class("lead measure")) {
                "What your people looked for in the shop, and no supplier offers where they live."
            }
            choosing
            DataTable(
                id: "gaps", caption: "Searches that found nothing, the most asked first", isCaptionHidden: true,
                columns: [
                    .init("Words"), .init("Category chosen"), .init("Searches", align: .end), .init("Where"),
                    .init("Last asked"),
                ],
                rows: gaps.map(row), empty: "Nobody looked for something in vain in this time.")
            Pagination(
                page: page, pageCount: pages, address: "/market-gaps?period=\(stretch.rawValue)&page=",
                subject: "Market gaps")
            if count > 0 {
                p { a(.href("/market-gaps.csv?period=\(stretch.rawValue)")) { "Download every row by day (CSV)" } }
            }
            explaining
        }
    }

    private var choosing: HTML {
        form(.class("form"), .method("get"), .action("/market-gaps")) {
            Select(
                name: "period", label: "Show", choices: Stretch.allCases.map { Choice($0.rawValue, $0.words) },
                value: stretch.rawValue)
            Button("Show", kind: .secondary, about: "this time")
        }
    }

    private func row(_ gap: MarketGapSum) -> DataTable.Row {
        .init(
            HTML { bdi { gap.words } },
            [
                HTML(gap.category.map { categories[$0]?.title ?? $0.text } ?? "Any"), HTML(String(gap.searches)),
                HTML(gap.places.map { "\($0.name.isEmpty ? "not named" : $0.name) (\($0.searches))" }
                    .joined(separator: ", ")),
                HTML(gap.lastDay.words),
            ])
    }

    private var explaining: HTML {
        Details("How this is counted") {
            ul(.class("bullets")) {
                li { "Nobody is told who searched: that is not kept, not even for a short time." }
                li { "The same person asking the same again on one day counts once." }
                li { "Of one person, at most \(MarketGap.dailyMaximum) different searches count in one day." }
                li {
                    """
                    A district or area is named only where at least \(MarketGap.peopleMinimum) of your people live. \
                    All other places are together under “not named”.
                    """
                }
                li { "Names, postcodes, e-mail addresses and long numbers are taken out of the words." }
            }
        }.html
    }
}

import Catalogue
import Markup
import Operations
import Storage

/// All suppliers of the installation, those first that wait for somebody.
struct SupplierBookPage {
    static let most = 50

    /// Which suppliers are shown.
    enum Show: String, CaseIterable {
        case all, applications

        var statuses: [SupplierStatus] {
            SupplierStatus.allCases.filter { self == .all ? $0 != .applying : !$0.isKnown }
        }
    }

    let show: Show
    let words: String
    let page: Int
    let pageCount: Int
    /// How many applications wait to be read, and how much waits in all.
    let applications: Int
    let waiting: Int
    let count: Int
    let suppliers: [Supplier]

    init(words: String, show: Show, page: PageNumber, _ look: Desk.Look) throws {
        let store = look.snapshot.suppliers
        self.words = words
        self.show = show
        waiting = try look.snapshot.joining.waitingCount()
        applications = try store.count(words: "", statuses: [.inReview])
        count = try store.count(words: words, statuses: show.statuses)
        (self.page, pageCount) = page.of(count, most: Self.most)
        suppliers = try store.list(
            words: words, statuses: show.statuses, skipping: (self.page - 1) * Self.most, most: Self.most)
    }

    var view: View {
        View("Suppliers", place: .suppliers, width: .wide) {
            h1 { show == .all ? "Suppliers" : "Applications" }
            p {
                Link(
                    waiting == 0 ? "Nothing waits for you" : "Waiting for you (\(waiting))",
                    href: "/supplier-book/waiting")
                " · "
                if show == .all {
                    Link(
                        applications == 0 ? "Applications" : "Applications (\(applications) to be read)",
                        href: "/supplier-book?show=applications")
                } else {
                    Link("All suppliers", href: "/supplier-book")
                }
                " · "
                Link("About to expire", href: "/supplier-book/ending")
                " · "
                Link("Messages", href: "/supplier-book/messages")
            }
            form(.class("search"), .method("get"), .action("/supplier-book"), .role("search")) {
                label(.class("search__label"), .for("q")) { "Part of a name" }
                if show != .all { input(.type("hidden"), .name("show"), .value(show.rawValue)) }
                div(.class("search__row")) {
                    input(.class("input search__input"), .type("search"), .id("q"), .name("q"), .value(words))
                    Button("Search")
                }
            }
            p { a(.href("/market-gaps")) { "Market gaps: what people looked for in vain" } }
            if suppliers.isEmpty {
                EmptyState(
                    title: words.isEmpty ? "Nobody has applied" : "No supplier has this name",
                    text: words.isEmpty ? nil : "Try a shorter part of it.",
                    next: Link("Show all suppliers", href: "/supplier-book"))
            } else {
                list
            }
        }
    }

    @HTMLBuilder private var list: HTML {
        p(.class("lead")) { count == 1 ? "One supplier." : "\(count) suppliers, those first that wait for you." }
        DataTable(
            id: "suppliers", caption: "Suppliers, those first that wait for you", isCaptionHidden: true,
            columns: [.init("Supplier"), .init("Comes to"), .init("Stands")],
            rows: suppliers.map { supplier in
                .init(
                    HTML { a(.class("link"), .href("/supplier-book/\(supplier.id)")) { bdi { supplier.name } } },
                    [ReachTag(supplier.reach.tag).html, supplier.status.tag.html],
                    isMarked: supplier.status == .suspended || supplier.status == .inReview)
            })
        let query = (words.isEmpty ? "" : "q=\(SignInPage.encode(words))&")
            + (show == .all ? "" : "show=\(show.rawValue)&")
        Pagination(page: page, pageCount: pageCount, address: "/supplier-book?\(query)page=", subject: "Suppliers")
    }
}

extension SupplierStatus {
    var words: String {
        switch self {
        case .applying: "Applying"
        case .inReview: "Application to be read"
        case .refused: "Refused"
        case .approved: "Takes orders"
        case .suspended: "Suspended"
        case .ended: "Ended"
        }
    }

    var tag: StatusTag {
        switch self {
        case .applying: StatusTag(words, tone: .plain)
        case .inReview: StatusTag(words, tone: .ask)
        case .refused: StatusTag(words, tone: .no)
        case .approved: StatusTag(words, tone: .yes)
        case .suspended: StatusTag(words, tone: .no)
        case .ended: StatusTag(words, tone: .plain)
        }
    }
}

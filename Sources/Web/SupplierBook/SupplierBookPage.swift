import Catalogue
import Markup
import Operations
import Storage

/// All suppliers of the installation, those that take no orders first.
struct SupplierBookPage {
    static let most = 50

    let words: String
    let page: Int
    let count: Int
    let suppliers: [Supplier]

    init(words: String, page: Int, _ look: Desk.Look) throws {
        let store = look.snapshot.suppliers
        self.words = words
        count = try store.count(words: words)
        let last = max(1, (count + Self.most - 1) / Self.most)
        self.page = min(max(1, page), last)
        suppliers = try store.list(words: words, skipping: (self.page - 1) * Self.most, most: Self.most)
    }

    private var pageCount: Int { max(1, (count + Self.most - 1) / Self.most) }

    var view: View {
        View("Suppliers", place: .suppliers, width: .wide) {
            h1 { "Suppliers" }
            form(.class("search"), .method("get"), .action("/supplier-book"), .role("search")) {
                label(.class("search__label"), .for("q")) { "Part of a name" }
                div(.class("search__row")) {
                    input(.class("input search__input"), .type("search"), .id("q"), .name("q"), .value(words))
                    Button("Search")
                }
            }
            p { a(.href("/market-gaps")) { "Market gaps: what people looked for in vain" } }
            if suppliers.isEmpty {
                EmptyState(
                    title: "No supplier has this name", text: "Try a shorter part of it.",
                    next: Link("Show all suppliers", href: "/supplier-book"))
            } else {
                list
            }
        }
    }

    @HTMLBuilder private var list: HTML {
        p(.class("lead")) { count == 1 ? "One supplier." : "\(count) suppliers, those that take no orders first." }
        DataTable(
            id: "suppliers", caption: "Suppliers, those that take no orders first", isCaptionHidden: true,
            columns: [.init("Supplier"), .init("Comes to"), .init("Stands")],
            rows: suppliers.map { supplier in
                .init(
                    HTML { a(.class("link"), .href("/supplier-book/\(supplier.id)")) { bdi { supplier.name } } },
                    [ReachTag(supplier.reach.tag).html, supplier.status.tag.html],
                    isMarked: supplier.status == .suspended)
            })
        let query = words.isEmpty ? "" : "q=\(SignInPage.encode(words))&"
        Pagination(page: page, pageCount: pageCount, address: "/supplier-book?\(query)page=", subject: "Suppliers")
    }
}

extension SupplierStatus {
    var words: String {
        switch self {
        case .approved: "Takes orders"
        case .suspended: "Suspended"
        case .ended: "Ended"
        }
    }

    var tag: StatusTag {
        switch self {
        case .approved: StatusTag(words, tone: .yes)
        case .suspended: StatusTag(words, tone: .no)
        case .ended: StatusTag(words, tone: .plain)
        }
    }
}

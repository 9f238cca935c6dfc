import Catalogue
import Identity
import Markup
import Operations
import Outbox
import Storage
import Values

/// Everything about suppliers that waits for somebody of the staff, whatever it is, the longest waiting first.
struct SupplierWaitingPage {
    static let most = 50

    let items: [StaffWaiting]
    let count: Int
    let page: Int
    let pageCount: Int

    init(page: PageNumber, _ look: Desk.Look) throws {
        count = try look.snapshot.joining.waitingCount()
        (self.page, pageCount) = page.of(count, most: Self.most)
        items = try look.snapshot.joining.waiting(skipping: (self.page - 1) * Self.most, most: Self.most)
    }

    var view: View {
        View(
            "Waiting for you", place: .suppliers, breadcrumb: [Link("Suppliers", href: "/supplier-book")], width: .wide
        ) {
            h1 { "Waiting for you" }
            if items.isEmpty {
                EmptyState(
                    title: "No supplier waits for you", next: Link("Show all suppliers", href: "/supplier-book"))
            } else {
                p(.class("lead")) {
                    count == 1 ? "One thing, from one supplier." : "\(count) things, the longest waiting first."
                    " Suppliers are shared: whoever of you is first decides for all commissioners here."
                }
                DataTable(
                    id: "waiting", caption: "What waits, the longest waiting first", isCaptionHidden: true,
                    columns: [.init("Supplier"), .init("What"), .init("Since")], rows: items.map(row))
                Pagination(
                    page: page, pageCount: pageCount, address: "/supplier-book/waiting?page=", subject: "Waiting")
            }
        }
    }

    private func row(_ item: StaffWaiting) -> DataTable.Row {
        let address = "/supplier-book/\(item.supplier)"
        return .init(
            HTML { a(.class("link"), .href(address)) { bdi { item.supplierName } } },
            [
                Link(item.words, href: "\(address)/\(item.path)", about: item.supplierName).html,
                HTML(item.since.milliseconds == 0 ? "" : item.since.words),
            ])
    }
}

extension StaffWaiting {
    fileprivate var words: String {
        switch what {
        case .application: "An application to be read"
        case .evidence:
            "To be looked at: \(requirement.flatMap { Requirement[$0] }?.title.midSentence ?? "something new")"
        case .account: "A new bank account: call back"
        case .answer: "It wants to answer a question otherwise"
        }
    }

    fileprivate var path: String {
        switch what {
        case .application, .answer: "papers"
        case .evidence: "papers/\(requirement?.rawValue ?? "")"
        case .account: "papers/\(Requirement.Code.bankAccount.rawValue)"
        }
    }
}

/// What a commissioner's staff were told about suppliers, the newest first.
struct SupplierMessagesPage {
    static let most = 50

    let notices: [SupplierNotice]
    let suppliers: [Supplier.ID: Supplier]
    let categories: Categories
    let page: Int
    let pageCount: Int

    init(to commissioner: Commissioner.ID, page: PageNumber, _ look: Desk.Look) throws {
        let store = look.snapshot.supplierNotices
        let count = try store.count(for: .commissioner(commissioner))
        (self.page, pageCount) = page.of(count, most: Self.most)
        notices = try store.latest(
            for: .commissioner(commissioner), skipping: (self.page - 1) * Self.most, count: Self.most)
        suppliers = try look.snapshot.suppliers.find(notices.map(\.supplier))
        categories = look.shelf.categories
    }

    var view: View {
        View(
            "Messages about suppliers", place: .suppliers, breadcrumb: [Link("Suppliers", href: "/supplier-book")]
        ) {
            h1 { "Messages about suppliers" }
            if notices.isEmpty {
                EmptyState(
                    title: "You have not been told anything yet",
                    next: Link("Show all suppliers", href: "/supplier-book"))
            } else {
                p(.class("lead")) { "What suppliers did, and what runs out, the newest first." }
                Timeline(notices.map(item))
                Pagination(
                    page: page, pageCount: pageCount, address: "/supplier-book/messages?page=", subject: "Messages")
            }
        }
    }

    private func item(_ notice: SupplierNotice) -> Timeline.Item {
        let name = suppliers[notice.supplier]?.name ?? notice.supplier.text
        return Timeline.Item(
            title: notice.words(for: name, categories), when: notice.at.words,
            detail: HTML { p { Link("Its papers", href: "/supplier-book/\(notice.supplier)/papers", about: name) } },
            state: .done)
    }
}

import Catalogue
import Identity
import Markup
import Operations
import Outbox
import Storage
import Values

/// For whom and for what a supplier takes orders, what stands in the way, and what it was told: for everybody of its
/// team, whatever their roles.
struct OwnStandingPage {
    static let most = 20

    let supplier: Supplier
    let approvals: [GrantedApproval]
    let names: [(id: Commissioner.ID, name: String)]
    let notices: [SupplierNotice]
    let noticeCount: Int
    let page: Int
    let pageCount: Int
    let categories: Categories
    let today: Day
    /// The parts of the work that are whoever's who looks.
    let duties: Set<SupplierDuty>

    init(_ id: Supplier.ID, page: PageNumber, _ look: Desk.Look, duties: Set<SupplierDuty>) throws {
        guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
        self.supplier = supplier
        approvals = try look.snapshot.joining.approvals(of: id)
        names = try look.snapshot.joining.commissioners()
        let store = look.snapshot.supplierNotices
        noticeCount = try store.count(for: .supplier(id))
        (self.page, pageCount) = page.of(noticeCount, most: Self.most)
        notices = try store.latest(for: .supplier(id), skipping: (self.page - 1) * Self.most, count: Self.most)
        categories = look.shelf.categories
        today = look.today
        self.duties = duties
    }

    var view: View {
        View("What you are approved for", place: .organisation, width: .wide) {
            h1 { "What you are approved for" }
            p { supplier.status.tag }
            SupplierPapers(supplier: supplier, today: today)
            p(.class("lead")) {
                "Each commissioner approves you for its own people. They can order only what is in this list."
            }
            DataTable(
                id: "approvals", caption: "Approvals, the newest first", isCaptionHidden: true,
                columns: [.init("For"), .init("Whose customers"), .init("When"), .init("Stands")],
                rows: approvals.map(row), empty: "You are approved for nothing yet: nobody can order from you.")
            ul(.class("bullets")) {
                if duties.contains(.papers) { li { Link("Your checklist", href: "/supplier/papers") } }
                if duties.contains(.places) { li { Link("Places and closed days", href: "/supplier/places") } }
                li { Link("Keys for programs", href: "/supplier/keys") }
            }
            if noticeCount > 0 { told }
        }
    }

    private func row(_ granted: GrantedApproval) -> DataTable.Row {
        let approval = granted.approval
        return .init(
            HTML(approval.category.map { categories[$0]?.title ?? $0.text } ?? "Everything"),
            [
                HTML { bdi { whose(approval) } }, HTML(approval.daysWords),
                HTML {
                    if let words = granted.withdrawnWords, let at = granted.withdrawnAt {
                        "Taken back on \(at.day.words): "
                        bdi { words }
                    } else if approval.isInForce(on: today) {
                        StatusTag("In force", tone: .yes)
                    } else {
                        StatusTag(today < approval.first ? "Not yet" : "Over")
                    }
                },
            ])
    }

    private func whose(_ approval: SupplierApproval) -> String {
        guard let code = approval.commissioner else { return "Everybody’s" }
        return names.first { $0.id.text == code }?.name ?? code
    }

    @HTMLBuilder private var told: HTML {
        h2 { "What we told you" }
        Timeline(
            notices.map {
                Timeline.Item(title: $0.words(for: nil, categories), when: $0.at.words, state: .done)
            })
        Pagination(
            page: page, pageCount: pageCount, address: "/supplier/standing?page=", subject: "Messages")
    }
}

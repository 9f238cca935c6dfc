import Catalogue
import HTTPTypes
import Identity
import Ledger
import Markup
import Operations
import Orders
import Plans
import Storage
import Values

/// What was typed in a form of one part, and what is wrong with it.
struct CaseTyped: Sendable {
    var outcome = ""
    var units: [Int: String] = [:]
    var reason = ""
    var message = ""
    var problems = FieldProblems()
}

/// One order as the commissioner's staff see it: its parts, where the money is, why each line was possible, what
/// happened, and what they can decide.
struct OrderCasePage: Sendable {
    let orderCase: OrderCase
    let categories: Categories
    let hidden: [HiddenField]
    let now: Moment
    var typed: [SupplierOrder.ID: CaseTyped] = [:]

    private var order: OrderView { orderCase.order }
    private var signed: Order { order.order }
    private var address: String { "/order-book/\(signed.id)" }

    var view: View { view(status: .ok, notice: nil) }

    /// The page as it is now, for somebody whose page was older.
    var changedView: View { view(status: .conflict, notice: .changedMeanwhile) }

    private func view(status: HTTPResponse.Status, notice: Notice?) -> View {
        View(
            "Order \(signed.number)", status: status, place: .orderBook,
            breadcrumb: [Link("Orders", href: "/order-book")], notice: notice,
            problems: typed.values.first { !$0.problems.isEmpty }?.problems ?? FieldProblems(), width: .wide
        ) {
            h1 { "Order \(signed.number)" }
            div(.class("row")) { signed.standing.stage.tag }
            facts
            for part in order.parts { panel(part) }
            h2 { "What happened" }
            Timeline(timeline)
            h2 { "Proof" }
            p {
                a(.href("\(address)/bundle.zip"), .download("order-\(signed.number).zip")) {
                    "Download everything that proves it"
                }
                " – signatures and keys, clauses of the plan, decisions and events, and how to check them without this "
                "service (zip file)."
            }
        }
    }

    private var facts: SummaryList {
        SummaryList([
            .init("Holder", HTML { a(.href("/people/\(orderCase.holder.id)")) { bdi { orderCase.holder.name } } }),
            .init("Signed", HTML { signed.signedAt.words; ", by "; bdi { order.signer } }),
            .init(
                "Plan",
                HTML { a(.href("/plans/\(signed.plan)/\(signed.planVersion)")) { "Version \(signed.planVersion)" } }),
            .init("Total, as signed", HTML { strong(.class("amount")) { "\(signed.total)" } }),
            .init("As it stands now", HTML { "\(order.parts.map(\.part.liveTotal).total)" }),
            .init("Supply", HTML(signed.standing.supply.words)),
            .init("Approval", HTML(signed.standing.approval.words)),
            .init(
                "Whose turn it is",
                HTML(
                    signed.standing.attention.words
                        + (signed.standing.attentionDue.map { ", by \($0.words)" } ?? ""))),
        ])
    }

    private func panel(_ part: OrderView.Part) -> HTML {
        let id = part.part.id
        return Markup.section(.class("panel"), .ariaLabelledBy("part-\(id)")) {
            h2(.id("part-\(id)")) { bdi { part.supplier.name } }
            div(.class("row")) { part.part.status.tag }
            if let until = part.part.expiresAt { p(.class("quiet")) { "An answer is due by \(until.words)." } }
            OrderCaseLines(part: part, plan: orderCase.plan, categories: categories)
            OrderCaseMoney(part: part, holds: orderCase.holds[id] ?? [], plan: orderCase.plan,
                newest: orderCase.newest)
            ReviewForms(part: part, address: address, hidden: hidden, typed: typed[id] ?? CaseTyped())
            NotesPanel(
                items: part.notes.map { .init(who: writer($0, part), text: $0.note.text, at: $0.note.at) },
                with: "\(orderCase.holder.name) and \(part.supplier.name)",
                readers: "\(orderCase.holder.name) and \(part.supplier.name) can read it.",
                action: "\(address)/parts/\(id)/messages", hidden: hidden.naming("message-\(id)"), part: id,
                typed: typed[id]?.message ?? "", problem: typed[id]?.problems[NotesPanel.field(id)],
                mayWrite: order.takesMessages(part.part, at: now))
        }
    }

    private func writer(_ item: (note: OrderNote, name: String), _ part: OrderView.Part) -> String {
        switch item.note.side {
        case .holder: order.actors.contains(item.note.person) ? "\(item.name) for \(order.holder)" : item.name
        case .supplier: "\(item.name), \(part.supplier.name)"
        case .commissioner: item.name
        }
    }

    private var timeline: [Timeline.Item] {
        let parts = Dictionary(order.parts.map { ($0.part.id, $0) }, uniquingKeysWith: { first, _ in first })
        let steps = order.events.map { event, name in
            let part = event.supplierOrder.flatMap { parts[$0] }
            let item = Timeline.Item(
                title: event.what.words(supplier: part?.supplier.name ?? "the supplier"), who: name ?? "By time alone",
                when: event.at.words, detail: HTML.detail(event, part.map { StepWords($0.part) }), state: .done)
            return (at: event.at, item: item)
        }
        let sent = order.parts.flatMap { DeliveryStory.items($0.deliveries, forHolder: false) }
        let now = order.parts.filter { !$0.part.status.isOver }.map { part in
            Timeline.Item(
                title: "\(part.supplier.name): \(part.part.nextForCommissioner)",
                when: part.part.expiresAt.map { "until \($0.words)" }, state: .now)
        }
        return (steps + sent).inOrder + now
    }
}

extension SupplierOrderStatus {
    /// Who has it now, as the commissioner reads it.
    var nextForCommissioner: String {
        switch self {
        case .awaitingApproval: "Your decision."
        case .sent: "The supplier answers, or it lapses."
        case .changeOffered: "The holder answers the change, or it lapses."
        case .accepted: "The supplier delivers."
        case .partDelivered: "The supplier delivers the rest; the holder confirms."
        case .cancelAsked: "The supplier says whether it can still be cancelled."
        case .cancelOverdue: "The supplier has not answered about cancelling. Call them, or put it on hold and decide."
        case .onHold: "You say how it goes on."
        case .delivered: "The holder confirms."
        case .received: "You pay."
        case .paid, .declined, .lapsed, .cancelled, .notSent: "Nothing more."
        }
    }
}

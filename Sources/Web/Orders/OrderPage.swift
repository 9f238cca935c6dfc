import Catalogue
import HTTPTypes
import Identity
import Markup
import Operations
import Orders
import Plans
import Storage
import Values

/// One order: each supplier's part with its status and what can be done, and everything that happened.
struct OrderPage: Sendable {
    let order: OrderView
    /// The version that it was signed under.
    let plan: Plan?
    /// Of the person who looks.
    let authority: Authority
    /// By part: for what fell away.
    var alternatives: [SupplierOrder.ID: [Alternatives]] = [:]
    let hidden: [HiddenField]
    let now: Moment
    /// With any of its parts.
    var problems: [Problem] = []
    /// What was typed in a form, by part.
    var typed: [SupplierOrder.ID: PartTyped] = [:]

    private var seesMoney: Bool { authority.allows(.statement) }
    private var signed: Order { order.order }

    var view: View { view(status: .ok, notice: nil) }

    /// The page as it is now, for somebody whose page was older.
    var changedView: View { view(status: .conflict, notice: .changedMeanwhile) }

    private func view(status: HTTPResponse.Status, notice: Notice?) -> View {
        View(
            "Order \(signed.number)", status: status, place: .orders, breadcrumb: [Link("Orders", href: "/orders")],
            notice: notice, problems: typed.values.first { !$0.problems.isEmpty }?.problems ?? FieldProblems(),
            width: .wide
        ) {
            h1 { "Order \(signed.number)" }
            div(.class("row")) { signed.standing.stage.tag }
            if authority.allows(.shop) {
                ButtonRow { ButtonLink("Order again", href: "/orders/\(signed.id)/again", kind: .secondary) }
            }
            SummaryList([
                .init(
                    "Signed",
                    HTML {
                        signed.signedAt.words
                        ", by "
                        bdi { name(of: signed.signer, order.signer) }
                    })
            ] + (seesMoney ? sums : []) + [
                .init("Approval", HTML(signed.standing.approval.words))
            ])
            if !seesMoney {
                InsetText { p { "You may not see the budget and the plan, so no sums are shown to you." } }
            }
            if signed.together == .keepTogether {
                InsetText { p { "You asked to keep everything together: nothing goes until everything is approved." } }
            }
            for part in order.parts {
                PartPanel(
                    part: part, refusal: refusal(of: part), address: "/orders/\(signed.id)", plan: plan,
                    authority: authority, alternatives: alternatives[part.part.id] ?? [], hidden: hidden,
                    problems: problems, typed: typed[part.part.id] ?? PartTyped(),
                    takesMessages: order.takesMessages(part.part, at: now))
            }
            h2 { "What happened" }
            Timeline(timeline)
            if seesMoney { proof }
        }
    }

    @HTMLBuilder private var proof: HTML {
        h2 { "Proof" }
        p {
            a(.href("/orders/\(signed.id)/signed-order.json"), .download("order-\(signed.number).json")) {
                "Download the signed order"
            }
            " – anyone can check that it was not changed."
        }
        p {
            a(.href("/orders/\(signed.id)/bundle.zip"), .download("order-\(signed.number).zip")) {
                "Download everything that proves it"
            }
            " – the order to print, all signatures and keys, the clauses of the plan, decisions and events, and how to "
            "check them without this service (zip file)."
        }
    }

    /// Both names, where somebody acted for the holder.
    private func name(of person: Person.ID, _ name: String) -> String {
        order.actors.contains(person) ? "\(name) for \(order.holder)" : name
    }

    private var sums: [SummaryList.Row] {
        [.init("Total", HTML { strong(.class("amount")) { signed.total.description } })] + changed + own
    }

    /// What it comes to now, where something fell away or was changed.
    private var changed: [SummaryList.Row] {
        let live = order.parts.map(\.part.liveTotal).total
        guard live != order.parts.map(\.part.total).total else { return [] }
        return [.init("As it stands now", HTML { strong(.class("amount")) { live.description } })]
    }

    /// What the holder pays beside the budget.
    private var own: [SummaryList.Row] {
        let sum = order.parts.flatMap(\.part.lines).map(\.contribution).total
        guard sum.isPositive else { return [] }
        return [.init("Of that you pay yourself", HTML { strong(.class("amount")) { sum.description } })]
    }

    /// The event that ended a part against the holder's wish.
    private func refusal(of part: OrderView.Part) -> OrderEvent? {
        order.events.map(\.event).last { event in
            event.supplierOrder == part.part.id
                && (event.what == .approval(.decline) || event.what == .supplierOrder(.decline))
        }
    }

    private var timeline: [Timeline.Item] {
        let steps = Dictionary(
            order.parts.map { ($0.part.id, StepWords($0.part)) }, uniquingKeysWith: { first, _ in first })
        let suppliers = Dictionary(
            order.parts.map { ($0.part.id, $0.supplier.name) }, uniquingKeysWith: { first, _ in first })
        let done = order.events.map { event, name in
            let item = Timeline.Item(
                title: event.what.words(supplier: event.supplierOrder.flatMap { suppliers[$0] } ?? "the supplier"),
                who: event.by.map { self.name(of: $0, name ?? "") }, when: event.at.words,
                detail: HTML.detail(event, event.supplierOrder.flatMap { steps[$0] }), state: .done)
            return (at: event.at, item: item)
        }
        let sent = order.parts.flatMap { DeliveryStory.items($0.deliveries, forHolder: true) }
        let now = order.parts.compactMap { part in
            part.part.nextForHolder.map {
                Timeline.Item(
                    title: "\(part.supplier.name): \($0)", when: part.part.expiresAt.map { "until \($0.words)" },
                    state: .now)
            }
        }
        return (done + sent).inOrder + now
    }
}

extension HTML {
    /// What a step did to which units, and what was written about it.
    static func detail(_ event: OrderEvent, _ words: StepWords?) -> HTML? {
        if event.reason == ChangeReview.approvalCarried {
            return HTML {
                for sentence in words?.sentences(event.lines) ?? [] { p { sentence } }
                p { "It is no dearer and nothing new stands against it, so the approval goes on for it." }
            }
        }
        return detail(
            event.lines, event.note ?? HoldReason.words(event.reason), words,
            asking: event.what == .supplierOrder(.askToCancel))
    }

    static func detail(_ lines: [LineStep], _ note: String?, _ words: StepWords?, asking: Bool) -> HTML? {
        let sentences = words?.sentences(lines, asking: asking) ?? []
        guard !sentences.isEmpty || note != nil else { return nil }
        return HTML {
            for sentence in sentences { p { sentence } }
            if let note { p { bdi { "“\(note)”" } } }
        }
    }
}

extension Notice {
    /// For a form that came from a page that is not true any more.
    static let changedMeanwhile = Notice(
        .warning, "This order has changed since you opened it",
        text: "Nothing was done. This page shows how it stands now, and what is possible.")
}

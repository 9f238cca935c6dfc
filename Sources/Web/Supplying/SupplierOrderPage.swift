import Baskets
import HTTPTypes
import Markup
import Operations
import Orders
import Outbox
import Storage
import Values

/// One order as its supplier works with it. It can show nothing of the customer's plan or money: it is handed none.
struct SupplierOrderPage {
    let order: SupplierOrderView
    let hidden: [HiddenField]
    /// What was typed in one of its forms, when there is something wrong with it.
    var typed = SupplierTyped()
    /// Some of what is to come are goods, of whose delivery there can be proof.
    var hasGoods = false
    /// What customers reported about it.
    var reported: PartProblems?
    /// What its supplier's program can read about it.
    var documents: [OutgoingDocument] = []
    /// Not when it has long been over.
    var takesMessages = true

    var view: View { view(status: .ok, notice: nil) }

    /// The page as it is now, for somebody whose page was older.
    var changedView: View {
        var page = self
        page.typed = SupplierTyped()
        return page.view(status: .conflict, notice: .changedMeanwhile)
    }

    /// With the form that somebody has filled in, as long as the step is still possible.
    func view(for action: SupplierOrderAction) -> View { order.status.allows(action) ? view : changedView }

    private func view(status: HTTPResponse.Status, notice: Notice?) -> View {
        View(
            "Order \(order.number)", status: status, place: .inbox,
            breadcrumb: [Link("Orders", href: "/supplier/orders")], notice: notice, problems: typed.problems,
            width: .wide
        ) {
            h1 { "Order \(order.number)" }
            p { order.status.supplierTag }
            p(.class("lead")) { next }
            // On a narrow page it stands below everything that was ordered.
            if canAct { p { Link("Go to what you can do now", href: "#now") } }
            div(.class("with-side with-side--end")) {
                div(.class("with-side__main stack")) {
                    SectionHeading("What was ordered")
                    for line in order.lines { SupplierLinePanel(line: line) }
                    for relief in reliefs { SupplierReliefPanel(declaration: relief, goods: goods(under: relief)) }
                    SectionHeading("The order as a whole")
                    div(.class("panel")) { facts }
                    document
                }
                div(.class("with-side__side stack"), .id("now")) {
                    proved
                    SupplierAnswerForms(order: order, hasGoods: hasGoods, hidden: hidden, typed: typed)
                    if let reported { reported }
                    SectionHeading("What happened, and what comes next")
                    SupplierTimeline(order: order, words: words)
                    notes
                    DocumentLinks(order: order.id.text, documents: documents)
                    if order.status.isInvoiced {
                        p { Link("Write an invoice", href: "/supplier/invoices/orders/\(order.id)") }
                    }
                }
            }
        }
    }

    @HTMLBuilder private var document: HTML {
        if order.hasDocument {
            p {
                a(.href("/supplier/orders/\(order.id)/signed-order.json"), .download("order-\(order.number).json")) {
                    "Download the signed order"
                }
                " – as it counts now. Anyone can check that it was not changed."
            }
        }
    }

    private var notes: NotesPanel {
        NotesPanel(
            items: order.notes.map { .init(who: writer($0), text: $0.text, at: $0.at) }, with: order.deliverTo,
            readers: "\(order.deliverTo) and \(order.commissioner) can read it.",
            action: "/supplier/orders/\(order.id)/messages", hidden: hidden.naming("message"), part: order.id,
            typed: typed.form == "message" ? typed.text : "",
            problem: typed.problems[NotesPanel.field(order.id)], mayWrite: takesMessages)
    }

    private func writer(_ note: SupplierOrderView.Note) -> String {
        switch note.side {
        case .holder: order.deliverTo
        case .supplier: note.name ?? "You"
        case .commissioner: order.commissioner
        }
    }

    /// Each declaration once, however many lines it is for.
    private var reliefs: [ReliefDeclaration] {
        var seen: Set<ReliefDeclaration.ID> = []
        return order.lines.compactMap(\.relief).filter { seen.insert($0.id).inserted }
    }

    private func goods(under declaration: ReliefDeclaration) -> [String] {
        order.lines.filter { $0.relief?.id == declaration.id }.map(\.title)
    }

    private var canAct: Bool {
        order.status.allows(.accept) || order.status.allows(.agreeToCancel)
            || order.status.allows(.deliver) && !order.items(.toCome).isEmpty
    }

    /// What came with proof, and when it is owed if nobody says otherwise.
    @HTMLBuilder private var proved: HTML {
        for delivery in order.proved {
            InsetText {
                p {
                    "\(delivery.units) of “"
                    bdi { order.line(delivery.position)?.title ?? "" }
                    "” came with proof: “"
                    bdi { delivery.proof }
                    "”."
                }
                if let day = delivery.countsFrom {
                    p { "If \(order.deliverTo) says nothing, this counts as received on \(day.day.words)." }
                }
            }
        }
    }

    private var next: String {
        let isOnlyInQuestion = order.status == .received && order.items(.received).isEmpty
        return isOnlyInQuestion ? "A problem with this order is being settled." : words.next(order.status)
    }

    private var words: SupplierWords { SupplierWords(customer: order.deliverTo, payer: order.commissioner) }

    private var facts: SummaryList {
        let tax = order.lines.map(\.tax).total
        var rows: [SummaryList.Row] = [
            .init("Sum", HTML {
                strong(.class("amount")) { "\(order.total)" }
                if tax.isPositive { " with \(tax) VAT" } else { ", no VAT" }
                if order.contribution.isPositive {
                    br()
                    "The customer pays \(order.contribution) of it to you."
                }
            }),
            .init("Signed", HTML(order.signedAt.words)),
            .init("Buyer", HTML(words.buyer(order.buyer))),
            .init("For", HTML { bdi { order.deliverTo } }),
        ]
        if let place = order.place {
            rows.append(.init("Address", HTML {
                for (position, line) in place.address.enumerated() {
                    if position > 0 { br() }
                    bdi { line }
                }
            }))
            rows.append(.init("Telephone", HTML {
                a(.class("link"), .href(SupplierOrderPage.dial(place.telephone))) { place.telephone }
            }))
        } else {
            rows.append(.init("Address", "Not shown any more: nothing is left to deliver."))
        }
        return SummaryList(rows)
    }

    private static func dial(_ telephone: String) -> String {
        "tel:" + telephone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
    }
}

/// One line of the order with the terms that were signed.
struct SupplierLinePanel: Component {
    let line: SupplierOrderView.Line

    var html: HTML {
        div(.class("panel")) {
            h3 { bdi { line.title } }
            if let old = line.replaces { p(.class("quiet")) { "Agreed in the place of “\(old)”." } }
            SummaryList([
                .init("How many", HTML(amount)),
                .init("How it stands", HTML(line.tally.words(for: .supplier))),
                .init("Price for one", HTML {
                    span(.class("amount")) { "\(line.unitPrice)" }
                    line.tax.isPositive ? ", VAT included" : ", no VAT"
                    if line.relief != nil { ", because the customer declared relief" }
                }),
                .init("Sum", HTML {
                    strong(.class("amount")) { "\(line.total)" }
                    if line.tax.isPositive { " with \(line.tax) VAT" }
                    if line.contribution.isPositive {
                        br()
                        "The customer pays \(line.contribution) of it to you."
                    }
                }),
                .init("When", HTML(when)),
                .init("Delivery or visit", HTML { bdi { line.delivery } }),
                .init("Cancelling", HTML { bdi { line.cancellation }; br(); line.cancelling.words }),
            ])
        }
    }

    private var amount: String { line.schedule?.words(line.quantity, line.unit) ?? "\(line.quantity) × \(line.unit)" }

    private var when: String {
        guard let schedule = line.schedule else { return lead }
        return schedule.times > 1
            ? "From \(schedule.first.words) to \(schedule.last.words), \(schedule.every.words)"
            : "On \(schedule.first.words)"
    }

    private var lead: String {
        switch line.leadDays {
        case 0: "On the same day"
        case 1: "Within 1 day of your answer"
        default: "Within \(line.leadDays) days of your answer"
        }
    }
}

/// The customer's declaration that no VAT is due: for the supplier to check, and to keep for the tax authority.
struct SupplierReliefPanel: Component {
    let declaration: ReliefDeclaration
    /// What was ordered under it.
    let goods: [String]

    var html: HTML {
        div(.class("panel")) {
            h3 { "Declaration of VAT relief" }
            p {
                """
                VAT is left off because of this. Keep it with your VAT records. You still have to be sure that the \
                goods qualify. Use it for nothing else.
                """
            }
            SummaryList([
                .init("Name", HTML { bdi { declaration.name } }),
                .init("Address", HTML.lines(declaration.address)),
                .init("Nature of the condition", HTML { bdi { declaration.condition } }),
                .init("Goods", HTML { for title in goods { p { bdi { title } } } }),
                .init(
                    "Declared that",
                    HTML("the person is chronically sick or disabled, and the goods are for their own personal or "
                        + "domestic use")),
                .init("Declared", HTML(declaration.declaredAt.words)),
            ])
        }
    }
}

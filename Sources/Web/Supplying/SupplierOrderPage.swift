import Baskets
import Markup
import Operations
import Orders
import Storage
import Values

/// One order as its supplier works with it. It can show nothing of the customer's plan or money: it is handed none.
struct SupplierOrderPage {
    let order: SupplierOrderView
    /// The hidden fields of one form; each form has a key of its own.
    let hidden: () -> [HiddenField]
    /// The reason or note that was typed, when there is something wrong with it.
    var typed = ""
    var problems = FieldProblems()

    /// With the form that somebody has filled in, as long as the step is still possible.
    /// - Throws: `WorkflowRefusal` when the order has moved on meanwhile.
    func viewWithForm(for action: SupplierOrderAction) throws(WorkflowRefusal) -> View {
        try SupplierOrderStatus.workflow.must(action, from: order.status)
        return view
    }

    var view: View {
        View(
            "Order \(order.number)", place: .inbox, breadcrumb: [Link("Orders", href: "/supplier/orders")],
            problems: problems, width: .wide
        ) {
            h1 { "Order \(order.number)" }
            p { order.status.supplierTag }
            p(.class("lead")) { words.next(order.status) }
            div(.class("with-side with-side--end")) {
                div(.class("with-side__main stack")) {
                    SectionHeading("What was ordered")
                    for line in order.lines { SupplierLinePanel(line: line) }
                    for relief in reliefs { SupplierReliefPanel(declaration: relief, goods: goods(under: relief)) }
                    SectionHeading("The order as a whole")
                    div(.class("panel")) { facts }
                }
                div(.class("with-side__side stack")) {
                    SupplierAnswerForms(order: order, hidden: hidden, typed: typed, problems: problems)
                    SectionHeading("What happened, and what comes next")
                    SupplierTimeline(order: order, words: words)
                }
            }
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
            SummaryList([
                .init("How many", HTML(amount)),
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
                .init("Cancelling", HTML { bdi { line.cancellation } }),
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

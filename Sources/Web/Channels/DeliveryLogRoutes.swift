import Hummingbird
import Markup
import Operations
import Outbox
import Storage
import Values

/// What was sent to a supplier, and whether it arrived.
struct DeliveryLogRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/deliveries", for: SupplierContext.self, list)
        routes.post("/supplier/deliveries/:id/replay", for: SupplierContext.self, replay)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (supplier, hidden, page) = (context.supplier, front.hidden(context.visit), PageNumber(request))
        return .page(
            try await front.desk.look { look in
                try DeliveryLogPage(of: .supplier(supplier), page: page, hidden: hidden, look).view
            })
    }

    @Sendable private func replay(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        guard let version = form.version else { throw HTTPError(.unprocessableContent) }
        let asked = StepDelivery(
            delivery: .init(context.parameters.get("id") ?? ""), version: version, step: .tryAgain)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/deliveries", .deliveryRetried)
    }
}

/// The newest first; what has arrived or failed can be sent again.
struct DeliveryLogPage {
    static let most = 50

    let items: [DeliveryItem]
    let page: Int
    let pageCount: Int
    let hidden: [HiddenField]

    init(of owner: Message.Recipient, page: PageNumber, hidden: [HiddenField], _ look: Desk.Look) throws {
        let store = look.snapshot.deliveries
        (self.page, pageCount) = page.of(try store.logCount(of: owner), most: Self.most)
        items = try store.log(of: owner, skipping: (self.page - 1) * Self.most, most: Self.most)
        self.hidden = hidden
    }

    var view: View {
        View(
            "What was sent to you", place: .inbox, breadcrumb: [Link("Orders", href: "/supplier/orders")], width: .wide
        ) {
            h1 { "What was sent to you" }
            p(.class("lead")) {
                "Besides these pages, where everything is anyway. What a program of yours lost can be sent again: it "
                "comes under the same identifier."
            }
            DataTable(
                id: "deliveries", caption: "What was sent, the newest first", isCaptionHidden: true,
                columns: [.init("What"), .init("Where"), .init("Stands"), .init("Again")],
                rows: items.map(row), empty: "Nothing has been sent yet.")
            Pagination(page: page, pageCount: pageCount, address: "/supplier/deliveries?page=", subject: "Deliveries")
        }
    }

    private func row(_ item: DeliveryItem) -> DataTable.Row {
        .init(
            HTML {
                item.kind.words(supplier: item.supplierName)
                br()
                Link("Order \(item.orderNumber)", href: "/supplier/orders/\(item.supplierOrder)")
                br()
                span(.class("quiet")) { item.at.words }
            },
            [
                HTML { item.channel.title; br(); span(.class("quiet")) { bdi { item.address } } },
                item.standing, again(item),
            ])
    }

    private func again(_ item: DeliveryItem) -> HTML {
        guard item.delivery.status != .waiting, item.delivery.status != .settled else { return HTML("") }
        return PostForm(
            action: "/supplier/deliveries/\(item.delivery.id)/replay",
            hidden: hidden.naming(item.delivery.id.text)
                + [HiddenField(name: "version", value: "\(item.delivery.version)")]
        ) {
            Button("Send again", kind: .secondary, about: "order \(item.orderNumber) to \(item.address)")
        }.html
    }
}

extension DeliveryItem {
    /// How it stands, and what the last attempt came to.
    var standing: HTML {
        HTML {
            delivery.status.tag
            if let arrived = delivery.deliveredAt {
                br()
                span(.class("quiet")) { arrived.words }
            } else if let last {
                br()
                span(.class("quiet")) {
                    "Tried \(delivery.attempts == 1 ? "once" : "\(delivery.attempts) times"); \(last.at.words): "
                    last.outcome.words
                    if delivery.status == .waiting { ". Next try: \(delivery.dueAt.words)" }
                }
            }
        }
    }
}

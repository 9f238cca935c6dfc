import Hummingbird
import Operations
import Orders
import Storage
import Values

/// A supplier offers something else in the place of what was ordered.
struct SupplierChangeRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/orders/:id/change", for: SupplierContext.self, show)
        routes.post("/supplier/orders/:id/change", for: SupplierContext.self, offer)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let page = try await page(context)
        guard page.order.status.allows(.propose) else { return .redirect("/supplier/orders/\(page.order.id)") }
        return .page(page.view)
    }

    @Sendable private func offer(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        var (units, proposals): ([Int: Int], [Int: OfferChange.Proposal]) = ([:], [:])
        let isCurrent = SeenVersion.read(form) == page.order.version
        for line in page.named(in: form) {
            let text = OfferText(form, line.position)
            page.typed[line.position] = text
            if text.isOffer {
                proposals[line.position] = text.proposal(
                    for: line, listings: page.listings, today: page.today, &page.problems)
            } else {
                units[line.position] = page.problems.number(
                    text.taken, OfferText.field("take", line.position), "how many you take",
                    in: 0...(isCurrent ? line.tally[.open] : UnitFields.countMaximum))
            }
        }
        page.note = form["change-note"]
        if proposals.isEmpty, page.problems.isEmpty, let first = page.open.first {
            page.problems.add(
                OfferText.field("listing", first.position), "Choose what you offer instead, for at least one line")
        }
        let note = page.problems.text(
            form, "change-note", most: OrderNote.charactersMaximum, empty: "Say why you offer a change",
            long: "Write at most \(OrderNote.charactersMaximum) characters")
        guard page.problems.isEmpty, let note else { return .page(page.view) }
        let step = OfferChange(
            part: page.order.id, version: SeenVersion.read(form), units: units, proposals: proposals, note: note)
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/supplier/orders/\(page.order.id)", .changeOffered)
        } catch where Stale.is(error) {
            return .page(try await SupplyingRoutes(front: front).page(context).changedView)
        }
    }

    private func page(_ context: SupplierContext) async throws -> SupplierChangePage {
        guard let id = context.parameters.get("id").map({ SupplierOrder.ID($0) }) else { throw NotFound() }
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let order = try look.snapshot.supplierOrders.view(id, of: supplier) else { throw NotFound() }
            let listings = try look.snapshot.listings.list(of: supplier).filter { $0.status == .live }
            return SupplierChangePage(order: order, listings: listings, today: look.today, hidden: hidden)
        }
    }
}

import Baskets
import Hummingbird
import Operations
import Orders
import Storage
import Values

/// Reads what the pages of one order need, for the person who acts for its holder.
struct OrderLook {
    let look: Desk.Look
    let context: HolderContext

    /// - Throws: `NotFound` where it is not the holder's.
    func page(hidden: [HiddenField]) throws -> OrderPage {
        let (order, view) = try order()
        return OrderPage(
            order: view, plan: try look.snapshot.plans.find(order.plan, version: order.planVersion),
            authority: context.authority, alternatives: try alternatives(view, hidden), hidden: hidden,
            now: look.now,
            problems: try look.snapshot.problems.list(of: order.id))
    }

    /// One part of it.
    func part() throws -> (view: OrderView, part: OrderView.Part) {
        let (_, view) = try order()
        let id = SupplierOrder.ID(context.parameters.get("part") ?? "")
        guard let part = view.parts.first(where: { $0.part.id == id }) else { throw NotFound() }
        return (view, part)
    }

    /// What is offered for a part; nil where nothing is.
    func change(hidden: [HiddenField]) throws -> ChangePage? {
        let (view, part) = try part()
        let review = try ChangeReview(
            of: part.part, view.order, authority: context.authority, shelf: look.shelf, today: look.today,
            in: look.snapshot)
        return review.map {
            ChangePage(
                view, part, $0, authority: context.authority, signer: context.principal.person.name, hidden: hidden)
        }
    }

    private func order() throws -> (Order, OrderView) {
        let id = Order.ID(context.parameters.get("id") ?? "")
        guard let order = try look.snapshot.orders.find(id, of: context.holder) else { throw NotFound() }
        return (order, try look.snapshot.orders.view(of: order))
    }

    /// For every line of which something fell away without something else having been agreed in its place.
    private func alternatives(
        _ view: OrderView, _ hidden: [HiddenField]
    ) throws -> [SupplierOrder.ID: [Alternatives]] {
        let fallen = view.parts.flatMap { part in
            part.part.lines.compactMap { line -> (OrderView.Part, OrderLine, Int)? in
                let replaced = part.part.lines.contains { $0.replaces == line.position }
                let units = part.part.tally(line.position)?.fallen ?? 0
                return units > 0 && !replaced ? (part, line, units) : nil
            }
        }
        guard !fallen.isEmpty else { return [:] }
        let search = AlternativeOffers(try context.facts(look), look)
        var found: [SupplierOrder.ID: [Alternatives]] = [:]
        for (part, line, units) in fallen {
            let offers = try search.offers(for: line, units: units, without: part.supplier.id)
            found[part.part.id, default: []].append(
                Alternatives(line: line, units: units, offers: offers, hidden: hidden))
        }
        return found
    }
}

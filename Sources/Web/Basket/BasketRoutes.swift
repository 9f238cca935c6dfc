import Baskets
import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// The basket.
struct BasketRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/basket", for: HolderContext.self, show)
        routes.post("/basket/lines", for: HolderContext.self, add)
        routes.post("/basket/lines/:id", for: HolderContext.self, change)
        routes.post("/basket/lines/:id/removal", for: HolderContext.self, remove)
        routes.post("/basket/lines/:id/arrangement", for: HolderContext.self, arrange)
        routes.post("/basket/lines/:id/price", for: HolderContext.self, acceptPrice)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    private func page(_ context: HolderContext, typed: BasketPage.Typed? = nil) async throws -> BasketPage {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            try BasketPage(for: context, look, hidden: hidden, typed: typed)
        }
    }

    @Sendable private func add(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let listing = Listing.ID(form["listing"])
        guard let quantity = Int(form["quantity"]), quantity > 0 else {
            return try await again(form, listing, context, "Enter how many you want, as a whole number")
        }
        let seen = Int(form["price"]).flatMap { $0 >= 0 ? Money(pence: $0) : nil }
        do {
            let addition = AddToBasket(listing: listing, quantity: quantity, priceSeen: seen)
            _ = try await front.desk.perform(addition, as: context.principal, key: form.command)
        } catch BasketRefusal.tooMany(let most) {
            let words = most == 1
                ? "The supplier sells one at a time, and one is in your basket already"
                : "Enter a number from 1 to \(most), with what is in your basket already"
            return try await again(form, listing, context, words)
        }
        return .redirect("/listings/\(listing)", .added)
    }

    /// The listing's page with the problem next to its field.
    private func again(
        _ form: Form, _ listing: Listing.ID, _ context: HolderContext, _ words: String
    ) async throws -> Answer {
        let hidden = front.hidden(context.visit)
        return .page(
            try await front.desk.look { look in
                var page = try ListingPage(listing, for: context, look, hidden: hidden)
                page.quantity = form["quantity"]
                page.problems.add("quantity", words)
                return page.view
            })
    }

    @Sendable private func change(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let line = BasketLine.ID(context.parameters.get("id") ?? "")
        let problem: String
        if let quantity = Int(form["quantity"]), quantity >= 0 {
            do {
                _ = try await front.desk.perform(
                    ChangeBasketLine(line: line, quantity: quantity), as: context.principal, key: form.command)
                return .redirect("/basket", quantity == 0 ? .removed : .changed)
            } catch BasketRefusal.tooMany(let most) {
                problem = "Enter a whole number from 1 to \(most)"
            }
        } else {
            problem = "Enter how many you want, as a whole number"
        }
        let typed = BasketPage.Typed(
            line: line, quantity: form["quantity"], problems: FieldProblems(BasketPage.field(line), problem))
        return .page(try await page(context, typed: typed).view)
    }

    @Sendable private func remove(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let line = BasketLine.ID(context.parameters.get("id") ?? "")
        _ = try await front.desk.perform(
            ChangeBasketLine(line: line, quantity: 0), as: context.principal, key: form.command)
        return .redirect("/basket", .removed)
    }

    @Sendable private func arrange(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let line = BasketLine.ID(context.parameters.get("id") ?? "")
        let arrangement = ArrangeForm(form, line: line)
        var problems: FieldProblems
        do {
            let operation = try arrangement.checked()
            do {
                _ = try await front.desk.perform(operation, as: context.principal, key: form.command)
                return .redirect("/basket", .arranged)
            } catch let found as FieldProblems {
                problems = arrangement.naming(found)
            }
        } catch let found as FieldProblems {
            problems = found
        }
        let typed = BasketPage.Typed(line: line, arrangement: arrangement, problems: problems)
        return .page(try await page(context, typed: typed).view)
    }

    @Sendable private func acceptPrice(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let line = BasketLine.ID(context.parameters.get("id") ?? "")
        guard let pence = Int(form["price"]), pence >= 0 else { throw NotFound() }
        _ = try await front.desk.perform(
            AcceptPrice(line: line, price: Money(pence: pence)), as: context.principal, key: form.command)
        return .redirect("/basket", .priceAccepted)
    }
}

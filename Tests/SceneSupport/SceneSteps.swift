import Baskets
import Catalogue
import Identity
import Operations
import Orders
import Relational
import Storage
import Testing
import Values

/// What people do in many tests, said shortly.
extension Scene {
    /// Puts things into the basket, in this order.
    package func fill(_ who: Player = .ann, _ things: [(Listing.ID, Int)]) async throws {
        for (listing, quantity) in things {
            try await perform(AddToBasket(listing: listing, quantity: quantity), as: who)
        }
    }

    package func checkout(_ who: Player = .ann) async throws -> Checkout {
        guard let authority = try await principal(who).authority else { throw NotFound() }
        return try #require(
            try await desk.look { look in
                try Checkout(
                    of: authority.holder, authority: authority, shelf: look.shelf, today: look.today,
                    in: look.snapshot)
            })
    }

    /// What signing asks for, as the page would send it: a reason for everything that needs one.
    package func signing(
        _ who: Player = .ann, together: Order.Together = .sendNow, reason: String = "It helps me walk"
    ) async throws -> SignOrder {
        let checkout = try await checkout(who)
        let asked = checkout.judgement.verdicts.filter(\.needsWhy)
        let request = LineRequest(reason: reason, outcome: checkout.plan.outcomes.first?.id)
        return SignOrder(
            declaration: checkout.declaration.digest, together: together,
            requests: Dictionary(
                asked.map { ($0.wish.listing.id.text, request) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Fills the basket and signs it.
    @discardableResult
    package func sign(
        _ who: Player = .ann, _ things: [(Listing.ID, Int)] = [], together: Order.Together = .sendNow,
        key: String? = nil
    ) async throws -> Order.ID {
        try await fill(who, things)
        return try await perform(try await signing(who, together: together), as: who, key: key)
    }

    package func parts(of order: Order.ID) async throws -> [SupplierOrder] {
        try await database.read { try $0.supplierOrders.list(of: order) }
    }

    package func part(of order: Order.ID, _ supplier: Supplier.ID, _ route: SupplierOrder.Route = .direct)
        async throws -> SupplierOrder
    {
        try #require(try await parts(of: order).first { $0.supplier == supplier && $0.route == route })
    }

    package func order(_ id: Order.ID) async throws -> Order {
        try #require(try await database.read { try $0.orders.find(id) })
    }

    package func approval(of part: SupplierOrder.ID) async throws -> Approval {
        try #require(try await database.read { try $0.approvals.find(supplierOrder: part) })
    }

    /// `meadow asked awaiting_approval`, one line for each part.
    package func standing(of order: Order.ID) async throws -> [String] {
        try await parts(of: order).map { "\($0.supplier) \($0.route) \($0.status.rawValue)" }
    }

    /// Answers as the supplier of the part would.
    package func answer(_ part: SupplierOrder, _ step: SupplierAnswer, note: String = "") async throws {
        let who = Player.staff(of: part.supplier.text)
        switch step {
        case .accept: try await perform(AcceptOrder(part: part.id, note: note), as: who)
        case .decline: try await perform(DeclineOrder(part: part.id, note: note), as: who)
        case .deliver: try await perform(DeliverOrder(part: part.id, note: note), as: who)
        }
    }

    package enum SupplierAnswer: Sendable, CaseIterable {
        case accept, decline, deliver
    }

    package func decide(
        _ part: SupplierOrder, _ decision: DecideApproval.Decision, as who: Player = .bilal, reason: String = "Agreed"
    ) async throws {
        let approval = try await approval(of: part.id)
        try await perform(
            DecideApproval(
                approval: approval.id, decision: decision, code: decision == .decline ? .other : nil, reason: reason,
                content: approval.content),
            as: who)
    }
}

extension Scene {
    package func confirm(_ part: SupplierOrder, as who: Player = .ann) async throws {
        try await perform(ConfirmDelivery(part: part.id), as: who)
    }

    package func cancel(_ part: SupplierOrder, as who: Player = .ann) async throws {
        try await perform(CancelSupplierOrder(part: part.id), as: who)
    }

    package func withdraw(_ part: SupplierOrder, as who: Player = .ann) async throws {
        try await perform(WithdrawRequest(part: part.id), as: who)
    }

    package func pay(_ part: SupplierOrder, as who: Player = .bilal, reference: String = "BACS-1") async throws {
        try await perform(RecordPayment(part: part.id, reference: reference), as: who)
    }

    /// Takes the guards off the tables that are only appended to, as somebody who tampers would.
    package func dropGuards() async throws {
        for row in try await rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'") {
            try await run(.init(stringLiteral: "DROP TRIGGER \(try row.text("name"))"))
        }
        // Without its keys, too: whoever writes to the file can turn them off.
        for table in ["ledger_postings", "order_events"] {
            for sql in [
                "CREATE TABLE bare AS SELECT * FROM \(table) ORDER BY rowid", "DROP TABLE \(table)",
                "ALTER TABLE bare RENAME TO \(table)",
            ] { try await run(.init(stringLiteral: sql)) }
        }
    }
}

extension Scene {
    /// The price (without VAT) is another, at once, as an import makes it; rollators lose their VAT for round sums.
    package func reprice(_ listing: Listing.ID, _ price: String) async throws {
        let now = clock.now
        try await database.write { tx in
            guard let found = try tx.listings.find(listing) else { throw NotFound() }
            var (changed, text) = (found, try tx.listings.text(of: found))
            text.price = price
            text.vat = VAT.exempt.rawValue
            let terms = try text.checked(against: World.categories)
            try changed.revise(terms)
            try tx.listings.save(changed, revision: try tx.listings.nextRevision())
            try tx.prices.state(terms.price, of: found, from: now.day, by: nil, at: now)
        }
    }

    /// The supplier proposes something new, and a commissioner's staff accept it.
    @discardableResult
    package func offer(_ text: ListingText, as who: Player, reference: String = "") async throws -> Listing.ID {
        let id = try await perform(AddListing(text: text, reference: reference, proposes: true), as: who)
        let found = try #require(try await database.read { try $0.listings.find(id) })
        return try await perform(ReviewListing(listing: id, version: found.version, decision: .accept), as: .bilal)
    }
}

extension Scene {
    /// The supplier counts what there is.
    package func stock(_ listing: Listing.ID, _ number: Int) async throws {
        let found = try #require(try await database.read { try $0.listings.find(listing) })
        var text = ListingText(found)
        let seen = text.stock
        text.stock = String(number)
        let revision = ReviseListing(
            listing: listing, version: found.version, text: text, stockSeen: seen, priceSeen: text.price)
        try await perform(revision, as: .staff(of: found.supplier.text))
    }

    package func stockLeft(_ listing: Listing.ID) async throws -> Int? {
        try await database.read { try $0.listings.find(listing)?.stock }
    }
}

import Baskets
import Catalogue
import Identity
import Ledger
import Operations
import Orders
import Relational
import Storage
import Values

/// Something that simulated people do.
struct Move: Sendable {
    let name: String
    /// How often, compared with others.
    let weight: Int
    let play: @Sendable (Stage, inout SeededRandom) async throws -> Void
}

/// There was nothing to do it with.
struct Idle: Error {}

/// Everything that can be done in the simulation: one table.
enum Moves {
    static let all: [Move] =
        shopping + requests + standing + answering + suppliers + deciding + settling + problems + plans
        + repeating + passing

    static func pick(_ random: inout SeededRandom) -> Move {
        var rest = random.number(0...all.map(\.weight).reduce(0, +) - 1)
        for move in all {
            if rest < move.weight { return move }
            rest -= move.weight
        }
        return all[0]
    }

    private static let shopping = [
        Move(name: "put something into the basket", weight: 18) { stage, random in
            guard let who = random.one(of: SimulatedWorld.shoppers),
                let listing = random.one(of: SimulatedWorld.listings)
            else { throw Idle() }
            try await stage.perform(
                AddToBasket(listing: .init(listing.id), quantity: random.number(1...6)), as: who, &random)
        },
        Move(name: "sign the basket", weight: 14) { stage, random in
            guard let who = random.one(of: SimulatedWorld.shoppers) else { throw Idle() }
            let together: Order.Together = random.once(in: 3) ? .keepTogether : .sendNow
            guard let order = try await stage.signing(who, together) else { throw Idle() }
            try await stage.perform(order, as: who, &random)
        },
        Move(name: "change a price", weight: 2) { stage, random in
            guard let row = random.one(of: SimulatedWorld.listings) else { throw Idle() }
            let found = try await stage.database.read { try $0.listings.find(.init(row.id)) }
            guard let listing = found else { throw Idle() }
            var text = ListingText(listing.terms)
            text.price = Money(pence: random.number(500...20_000)).decimal
            try await stage.perform(
                ReviseListing(listing: listing.id, version: listing.version, text: text),
                as: SimulatedWorld.staff(of: row.supplier), &random)
        },
    ]

    private static let answering = [
        Move(name: "accept an order, or part of it", weight: 12) { stage, random in
            guard let part = try await stage.part(&random, [.sent]) else { throw Idle() }
            var units: [Int: Int] = [:]
            if random.once(in: 3) {
                for tally in part.tallies { units[tally.position] = random.number(0...tally[.open]) }
            }
            try await stage.perform(
                AcceptOrder(part: part.id, version: stage.seen(part, &random), units: units, note: "As far as we can."),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "decline an order", weight: 2) { stage, random in
            guard let part = try await stage.part(&random, [.sent, .accepted]) else { throw Idle() }
            try await stage.perform(
                DeclineOrder(part: part.id, version: stage.seen(part, &random), note: "Not possible."),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "deliver something", weight: 14) { stage, random in
            guard let part = try await stage.part(&random, [.accepted, .partDelivered, .onHold]) else { throw Idle() }
            try await stage.perform(
                DeliverOrder(
                    part: part.id, version: stage.seen(part, &random), units: part.some(.toCome, &random),
                    proof: part.hasGoods && random.once(in: 2) ? "Taken in at the door" : ""),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "close an order short", weight: 2) { stage, random in
            guard let part = try await stage.part(&random, [.accepted, .partDelivered]) else { throw Idle() }
            try await stage.perform(
                CloseShort(
                    part: part.id, version: stage.seen(part, &random), units: part.some(.toCome, &random),
                    note: "No more of these."), as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "answer a request to cancel", weight: 4) { stage, random in
            guard let part = try await stage.part(&random, [.cancelAsked, .cancelOverdue]) else { throw Idle() }
            let answer: AnswerCancellation.Reply = random.once(in: 3) ? .refuse : .agree
            try await stage.perform(
                AnswerCancellation(
                    part: part.id, version: stage.seen(part, &random), answer: answer,
                    fee: Money(pence: random.once(in: 2) ? 0 : random.number(0...4_000)), note: "As agreed."),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
    ]

    private static let deciding = [
        Move(name: "put an order on hold", weight: 1) { stage, random in
            guard let part = try await stage.part(&random, SupplierOrderStatus.allCases) else { throw Idle() }
            try await stage.perform(
                PutOnHold(part: part.id, version: stage.seen(part, &random), note: "A concern."),
                as: try await stage.board(of: part), &random)
        },
        Move(name: "say how an order goes on", weight: 3) { stage, random in
            guard let part = try await stage.part(&random, [.onHold]) else { throw Idle() }
            let outcome = random.one(of: ReviewOrder.Outcome.allCases) ?? .goOn
            try await stage.perform(
                ReviewOrder(
                    part: part.id, version: stage.seen(part, &random), outcome: outcome,
                    units: outcome == .finish ? part.some(.toCome, &random) : [:], note: "Decided."),
                as: try await stage.board(of: part), &random)
        },
    ]

    private static let settling = [
        Move(name: "confirm what came", weight: 12) { stage, random in
            let statuses: [SupplierOrderStatus] = [.partDelivered, .delivered, .onHold, .cancelAsked]
            guard let part = try await stage.part(&random, statuses) else { throw Idle() }
            try await stage.perform(
                ConfirmDelivery(
                    part: part.id, version: stage.seen(part, &random), units: part.some(.unconfirmed, &random)),
                as: try await stage.holder(of: part), &random)
        },
        Move(name: "cancel before the answer", weight: 2) { stage, random in
            guard let part = try await stage.part(&random, [.sent, .accepted]) else { throw Idle() }
            try await stage.perform(
                CancelSupplierOrder(part: part.id, version: stage.seen(part, &random)),
                as: try await stage.holder(of: part), &random)
        },
        Move(name: "ask to cancel", weight: 3) { stage, random in
            guard let part = try await stage.part(&random, [.accepted, .partDelivered]) else { throw Idle() }
            try await stage.perform(
                AskToCancel(
                    part: part.id, version: stage.seen(part, &random), units: part.some(.toCome, &random),
                    note: "Not needed any more."), as: try await stage.holder(of: part), &random)
        },
        Move(name: "pay what is owed", weight: 9) { stage, random in
            guard let part = try await stage.part(&random, SupplierOrderStatus.allCases.filter { $0.allows(.pay) })
            else { throw Idle() }
            try await stage.perform(
                RecordPayment(part: part.id, reference: "BACS \(random.number(1...9_999))"),
                as: try await stage.board(of: part), &random)
        },
    ]

    /// Commands that come again, late and in another order: from a page that was left open, from a queue that sent
    /// twice.
    private static let repeating = [
        Move(name: "send something again that was sent long ago", weight: 6) { stage, random in
            guard let said = random.one(of: stage.said.value) else { throw Idle() }
            try await stage.again(said)
        },
        Move(name: "send something else under an old key", weight: 2) { stage, random in
            guard let said = random.one(of: stage.said.value) else { throw Idle() }
            try await stage.reuse(said.key, of: said.player)
        },
    ]

    private static let passing = [
        Move(name: "let some time pass", weight: 10) { stage, random in
            let minutes = random.once(in: 4) ? random.number(1_440...12_000) : random.number(1...600)
            stage.now.value = stage.now.value.adding(minutes: minutes)
        },
        Move(name: "let weeks pass", weight: 1) { stage, random in
            stage.now.value = stage.now.value.adding(minutes: random.number(7...50) * 1_440)
        },
        Move(name: "let the clocks strike", weight: 6) { stage, _ in
            _ = try await stage.desk.strikePlanClock()
            _ = try await stage.desk.strikeOrderClock()
            try await stage.desk.strikeSurplusClock()
        },
    ]
}

extension SupplierOrder {
    var hasGoods: Bool { lines.contains { $0.category.text == SimulatedWorld.goods } }

    /// Some of the units in a state, by position; sometimes none named, which means all.
    func some(_ state: UnitState, _ random: inout SeededRandom) -> [Int: Int] {
        guard random.once(in: 2) else { return [:] }
        var units: [Int: Int] = [:]
        for tally in tallies where tally[state] > 0 { units[tally.position] = random.number(0...tally[state]) }
        return units
    }
}

extension Stage {
    /// Any supplier order that stands so.
    func part(_ random: inout SeededRandom, _ statuses: [SupplierOrderStatus]) async throws -> SupplierOrder? {
        let found: [SupplierOrder.ID] = try await database.read { snapshot in
            try snapshot.connection.rows(
                "SELECT id FROM supplier_orders WHERE status IN (\(list: statuses.map(\.rawValue))) ORDER BY id"
            ).map { Identifier(try $0.text("id")) }
        }
        guard let id = random.one(of: found) else { return nil }
        return try await database.read { try $0.supplierOrders.find(id) }
    }

    /// The version that the person's page showed: mostly today's, sometimes an older one.
    func seen(_ part: SupplierOrder, _ random: inout SeededRandom) -> Int {
        random.once(in: 12) ? part.version - 1 : part.version
    }

    private func holderID(of part: SupplierOrder) async throws -> String {
        guard let order = try await database.read({ try $0.orders.find(part.order) }) else { throw NotFound() }
        return order.holder.text
    }

    func holder(of part: SupplierOrder) async throws -> SimulatedWorld.Player {
        let holder = try await holderID(of: part)
        return SimulatedWorld.Player(
            person: .init("p" + holder.dropFirst()), holder: .init(holder), organisation: nil)
    }

    func board(of part: SupplierOrder) async throws -> SimulatedWorld.Player {
        SimulatedWorld.staff(of: SimulatedWorld.board(of: String(try await holderID(of: part).dropFirst(2))))
    }

    /// What signing asks for, with a reason for everything that needs one; nil when there is nothing to sign.
    func signing(_ who: SimulatedWorld.Player, _ together: Order.Together) async throws -> SignOrder? {
        guard let authority = try await principal(who).authority else { throw NotFound() }
        return try await desk.look { look in
            let checkout = try Checkout(
                of: authority.holder, authority: authority, shelf: look.shelf, today: look.today, in: look.snapshot)
            guard let checkout else { return nil }
            let request = LineRequest(reason: "It helps.", outcome: checkout.plan.outcomes.first?.id)
            let asked = checkout.judgement.verdicts.filter(\.needsWhy).map { ($0.wish.listing.id.text, request) }
            return SignOrder(
                declaration: checkout.declaration.digest, together: together,
                requests: Dictionary(asked, uniquingKeysWith: { first, _ in first }))
        }
    }
}

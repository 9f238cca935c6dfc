import Catalogue
import Operations
import Orders
import Relational
import Storage
import Values

extension Moves {
    /// Suppliers that offer something else, count their stock, or may not sell for a time.
    static let suppliers = [
        Move(name: "offer something else", weight: 6) { stage, random in
            guard let part = try await stage.part(&random, [.sent]) else { throw Idle() }
            var proposals: [Int: OfferChange.Proposal] = [:]
            let own = SimulatedWorld.listings.filter { $0.supplier == part.supplier.text }
            for line in part.lines where part.tally(line.position)?[.open] ?? 0 > 0 && random.once(in: 2) {
                guard let listing = random.one(of: own) else { continue }
                proposals[line.position] = OfferChange.Proposal(
                    listing: .init(listing.id), unitNet: Money(pence: random.number(1...listing.pence * 3 / 2)),
                    quantity: random.number(1...6), schedule: line.schedule)
            }
            try await stage.perform(
                OfferChange(
                    part: part.id, version: stage.seen(part, &random), proposals: proposals, note: "Better so."),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "answer an offer", weight: 8) { stage, random in
            guard let part = try await stage.part(&random, [.changeOffered]) else { throw Idle() }
            let holder = try await stage.holder(of: part)
            guard !random.once(in: 4), let shown = try await stage.amendment(of: part, holder) else {
                return try await stage.perform(
                    AnswerChange(
                        part: part.id, version: stage.seen(part, &random), answer: .refuse, shown: Digest(of: "")),
                    as: holder, &random)
            }
            try await stage.perform(
                AnswerChange(
                    part: part.id, version: stage.seen(part, &random), answer: .agree,
                    shown: random.once(in: 10) ? Digest(of: "something else") : shown), as: holder, &random)
        },
        Move(name: "suspend a supplier, or let it go on", weight: 3) { stage, random in
            guard let id = random.one(of: SimulatedWorld.suppliers),
                let supplier = try await stage.database.read({ try $0.suppliers.find(.init(id)) })
            else { throw Idle() }
            // Most are open most of the time.
            let action: SupplierAction = supplier.status == .suspended ? .lift : .suspend
            try await stage.perform(
                MoveSupplier(
                    supplier: supplier.id, version: random.once(in: 8) ? supplier.version - 1 : supplier.version,
                    action: random.once(in: 10) ? .lift : action,
                    reason: random.once(in: 10) ? "" : "What the inspection found"),
                as: SimulatedWorld.staff(of: "TAD", random.number(1...3)), &random)
        },
        Move(name: "count the stock", weight: 4) { stage, random in
            guard let row = random.one(of: SimulatedWorld.listings),
                let listing = try await stage.database.read({ try $0.listings.find(.init(row.id)) })
            else { throw Idle() }
            var text = ListingText(listing)
            let seen = text.stock
            text.stock = random.once(in: 4) ? "" : String(random.number(0...9))
            try await stage.perform(
                ReviseListing(
                    listing: listing.id, version: listing.version, text: text,
                    stockSeen: random.once(in: 8) ? "3" : seen, priceSeen: text.price),
                as: SimulatedWorld.staff(of: row.supplier), &random)
        },
    ]
}

extension Stage {
    /// What the page would show of an offer, as its digest; nil where there is nothing to agree to.
    fileprivate func amendment(of part: SupplierOrder, _ who: SimulatedWorld.Player) async throws -> Digest? {
        guard let authority = try await principal(who).authority else { throw NotFound() }
        return try await desk.look { look in
            guard let order = try look.snapshot.orders.find(part.order) else { return nil }
            return try ChangeReview(
                of: part, order, authority: authority, shelf: look.shelf, today: look.today, in: look.snapshot
            )?.amendment.digest
        }
    }
}

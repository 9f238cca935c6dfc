import Catalogue
import Operations
import Orders
import Storage
import Testing
import Values

/// Changes that suppliers offer, and the answers to them, said shortly.
extension Scene {
    /// Something else for the first line of a part, at a price without VAT.
    package func offer(
        _ part: SupplierOrder, listing: Listing.ID? = nil, price: String, quantity: Int, note: String = "Better so."
    ) async throws {
        let line = try #require(part.lines.first)
        let proposal = OfferChange.Proposal(
            listing: listing ?? line.listing, unitNet: try Money(reading: price), quantity: quantity,
            schedule: line.schedule)
        try await perform(
            OfferChange(part: part.id, version: nil, proposals: [line.position: proposal], note: note),
            as: Player.staff(of: part.supplier.text))
    }

    /// Digest of what the page would show.
    package func review(_ part: SupplierOrder, as who: Player = .ann) async throws -> Digest {
        guard let authority = try await principal(who).authority else { throw NotFound() }
        let digest = try await desk.look { look -> Digest? in
            guard let order = try look.snapshot.orders.find(part.order),
                let part = try look.snapshot.supplierOrders.find(part.id)
            else { return nil }
            return try ChangeReview(
                of: part, order, authority: authority, shelf: look.shelf, today: look.today, in: look.snapshot)?
                .amendment.digest
        }
        return digest ?? Digest(of: "nothing is offered")
    }

    package func agree(_ part: SupplierOrder, as who: Player = .ann, shown: Digest? = nil) async throws {
        var digest = shown
        if digest == nil { digest = try await review(part, as: who) }
        try await perform(
            AnswerChange(part: part.id, version: nil, answer: .agree, shown: digest ?? Digest(of: "")), as: who)
    }

    package func refuse(_ part: SupplierOrder, as who: Player = .ann) async throws {
        try await perform(AnswerChange(part: part.id, version: nil, answer: .refuse, shown: Digest(of: "")), as: who)
    }

    /// What is wrong with seals.
    package func seals() async throws -> [String] {
        try await database.read { try SealVerification(reading: $0).differences }
    }
}

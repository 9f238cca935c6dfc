import Baskets
import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

/// A supplier offers something else, or at another price, on other days or in another quantity, for some lines. The
/// other lines are accepted or refused at once; those that something is offered for wait for the holder.
package struct OfferChange: Operation {
    package struct Proposal: Sendable, Hashable, Codable {
        /// Of the supplier's own.
        package let listing: Listing.ID
        /// Of one unit, pence without VAT.
        package let unitNet: Money
        /// Each time.
        package let quantity: Int
        /// Nil: as soon as the supplier can, once.
        package let schedule: Schedule?

        package init(listing: Listing.ID, unitNet: Money, quantity: Int, schedule: Schedule?) {
            self.listing = listing
            self.unitNet = unitNet
            self.quantity = quantity
            self.schedule = schedule
        }
    }

    package let part: SupplierOrder.ID
    package let version: Int?
    /// How many units of the other lines are taken, by position; what is not named is taken whole.
    package let units: [Int: Int]
    /// By the position of the line in whose place it would come.
    package let proposals: [Int: Proposal]
    /// Told to the holder.
    package let note: String

    package init(
        part: SupplierOrder.ID, version: Int?, units: [Int: Int] = [:], proposals: [Int: Proposal], note: String
    ) {
        self.part = part
        self.version = version
        self.units = units
        self.proposals = proposals
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        guard !note.isEmpty else { throw OrderRefusal.reasonMissing }
        guard !proposals.isEmpty else { throw OrderRefusal.nothingOffered }
        var (part, clerk) = try suppliedPart(part, tx, principal, tools)
        try SupplierOrderStatus.workflow.must(.propose, from: part.status)
        let lines = try proposals.sorted { $0.key < $1.key }.map { position, proposal in
            try offered(proposal, inPlaceOf: position, part, tx, tools)
        }
        let answers = try part.answers(units, leaving: Set(proposals.keys))
        try clerk.advance(
            &part,
            SupplierOrderStep(
                .propose, answers, note: note,
                expiresAt: tools.now.adding(minutes: OrderLimits.consentDays * 1_440)), seen: version)
        try tx.changeOffers.insert(
            ChangeOffer(
                id: tools.new(), supplierOrder: part.id, lines: lines, note: note, offeredBy: principal.person.id,
                offeredAt: tools.now))
        return part.id
    }

    /// Freezes what is offered, so that it cannot change before the holder answers.
    private func offered(
        _ proposal: Proposal, inPlaceOf position: Int, _ part: SupplierOrder, _ tx: Transaction, _ tools: Tools
    ) throws -> ChangeOffer.Line {
        guard let line = part.line(position), let tally = part.tally(position), tally[.open] > 0 else {
            throw OrderRefusal.unitsMissing(wanted: proposal.quantity, there: 0)
        }
        guard let listing = try tx.listings.find(proposal.listing, of: part.supplier), listing.status == .live,
            proposal.unitNet.isPositive, proposal.unitNet <= ListingText.priceMaximum,
            (1...listing.terms.quantityMaximum).contains(proposal.quantity),
            proposal.schedule.map({ $0.first >= tools.today }) ?? true
        else { throw OrderRefusal.nothingOffered }
        let terms = listing.terms
        let offered = ChangeOffer.Line(
            position: position,
            offer: .init(
                listing: listing.id, category: terms.category, title: terms.title, unit: terms.unit,
                unitNet: proposal.unitNet, vat: terms.vat,
                unitPrice: proposal.unitNet + terms.vat.tax(on: proposal.unitNet), leadDays: terms.leadDays,
                delivery: terms.delivery, cancellation: terms.cancellation, cancelling: terms.cancelling),
            quantity: proposal.quantity, schedule: proposal.schedule)
        guard offered.differs(from: line) || tally.unitPrice < line.unitPrice else { throw OrderRefusal.nothingOffered }
        return offered
    }
}

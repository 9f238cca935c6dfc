import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier sets a price for some days, or from a day on, everywhere or in one region. Whoever reviews something new
/// reads all its prices, so one that is set meanwhile makes it another version.
package struct SetListingPrice: Operation {
    package let listing: Listing.ID
    /// Pounds and pence without VAT, as typed; empty ends a region's own price.
    package let price: String
    /// Empty: everywhere.
    package let region: String
    package let first: Day
    package let last: Day?

    package init(listing: Listing.ID, price: String, region: String = "", first: Day, last: Day? = nil) {
        self.listing = listing
        self.price = price
        self.region = region
        self.first = first
        self.last = last
    }

    /// - Throws: `NotFound`; `FieldProblems`; `WorkflowRefusal` for what was rejected.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        guard let found = try tx.listings.find(listing, of: try principal.actingForSupplier(to: .listings))
        else { throw NotFound() }
        let own = try tx.own(found)
        let stated = try checked(own, regions: try tx.structure.regions(), tools.today)
        if own.listing.isAccepted {
            try mustBeAnnounced(stated, own, try tx.setting(.priceNoticeDays), tools.today)
        } else {
            try tx.noteNewPrices(of: found)
        }
        try tx.prices.state(
            stated.price, of: found, region: stated.region, from: first, until: last, by: principal.person.id,
            at: tools.now)
        try tx.listingHistory.append(
            .priceSet, to: found.id, by: principal.person.id, note: SetListingPrice.words(stated),
            fields: [
                FieldChange(
                    field: ListingField.price.rawValue,
                    before: own.timeline.price(on: first, in: stated.region).decimal,
                    after: stated.price?.decimal ?? "")
            ], at: tools.now)
        return found.id
    }

    private func checked(
        _ own: OwnListing, regions: [String], _ today: Day
    ) throws(FieldProblems) -> StatedPrice {
        var problems = FieldProblems()
        var amount: Money?
        if !Text.tidy(price).isEmpty {
            do throws(ValueProblem) {
                let money = try Money(reading: price)
                amount = money
                if !money.isPositive || money > ListingText.priceMaximum {
                    problems.add("price", "Price must be more than £0.00 and at most \(ListingText.priceMaximum)")
                }
            } catch {
                problems.add("price", "Price \(error)")
            }
        } else if region.isEmpty {
            problems.add("price", "Price is missing")
        }
        if !region.isEmpty, !regions.contains(region) { problems.add("region", "Choose a region from the list") }
        if first < today { problems.add("first", "A price can begin today at the earliest") }
        if first > today.adding(days: Self.daysAheadMaximum) {
            problems.add("first", "A price can begin at most two years from now")
        }
        if let last, last < first { problems.add("last", "The last day must not come before the first") }
        guard problems.isEmpty else { throw problems }
        return StatedPrice(
            sequence: .max, region: region.isEmpty ? nil : region, first: first, last: last, price: amount)
    }

    private static let daysAheadMaximum = 731

    private func mustBeAnnounced(
        _ stated: StatedPrice, _ own: OwnListing, _ notice: Int, _ today: Day
    ) throws(FieldProblems) {
        let earliest = own.timeline.earliest(for: stated, today: today, noticeDays: notice)
        guard earliest > stated.first else { return }
        throw FieldProblems(
            "first", "A higher price needs \(notice) days’ notice: it can begin on \(earliest.words) at the earliest")
    }

    private static func words(_ stated: StatedPrice) -> String {
        let place = stated.region.map { "In \($0), f" } ?? "F"
        return "\(place)rom \(stated.first.words)" + (stated.last.map { " to \($0.words)" } ?? "")
    }
}

/// A supplier takes back a price that has not begun, unless that raised what was announced.
package struct RecallListingPrice: Operation {
    package let listing: Listing.ID
    package let sequence: Int

    package init(listing: Listing.ID, sequence: Int) {
        self.listing = listing
        self.sequence = sequence
    }

    /// - Throws: `NotFound`; `CatalogueRefusal.priceBegun`, `.recallRaises`; `WorkflowRefusal` for what was rejected.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        guard let found = try tx.listings.find(listing, of: try principal.actingForSupplier(to: .listings))
        else { throw NotFound() }
        let announced = try tx.prices.timeline(of: found)
        try tx.prices.recall(sequence, of: found.id, by: principal.person.id, at: tools.now)
        if found.isAccepted {
            try mustNotRaise(
                announced, to: try tx.prices.timeline(of: found), try tx.setting(.priceNoticeDays), tools.today)
        } else {
            try tx.noteNewPrices(of: found)
        }
        try tx.listingHistory.append(.priceRecalled, to: found.id, by: principal.person.id, at: tools.now)
        return found.id
    }

    private func mustNotRaise(
        _ announced: PriceTimeline, to left: PriceTimeline, _ notice: Int, _ today: Day
    ) throws(CatalogueRefusal) {
        guard let day = left.firstRise(over: announced, today: today, noticeDays: notice) else { return }
        throw .recallRaises(from: day, noticeDays: notice)
    }
}

extension Transaction {
    /// Whoever reviews something new decides about the prices that they have read.
    fileprivate func noteNewPrices(of listing: Listing) throws {
        var listing = listing
        try listing.revise(listing.terms)
        try listings.save(listing, revision: try listings.nextRevision())
    }
}

extension Desk {
    private static let pricesAtOnce = 200

    /// Makes listings cost what was set for today: prices that begin, and offers that end. Asked before every
    /// operation too, so that nobody signs yesterday's price.
    /// - Returns: how many listings were looked at.
    @discardableResult
    package func strikePriceClock() async throws -> Int {
        let today = clock().day
        var count = 0
        while true {
            let due = try await database.read { try $0.prices.due(on: today, most: Desk.pricesAtOnce) }
            guard !due.isEmpty else { return count }
            try await database.write { tx in for id in due { try tx.prices.settle(id, on: today) } }
            count += due.count
        }
    }
}

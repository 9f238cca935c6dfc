import Catalogue
import Values

/// What of a past order, or of a list, could go into the basket today: line by line, with what has changed since.
///
/// Nothing is left out: what cannot be had is a line that says so.
package struct Refill: Sendable, Hashable {
    /// What is asked for, as it was then.
    package struct Asked: Sendable, Hashable {
        package let listing: Listing.ID
        /// As people knew it then.
        package let title: String
        package let category: Category.ID
        /// Each time.
        package let quantity: Int
        /// How often, where it was repeated; its first day is past, and another one is proposed.
        package let schedule: Schedule?
        /// What one unit cost then, with VAT.
        package let priceThen: Money
        /// What the holder paid of it themselves; has to be said anew.
        package let contribution: Money
        /// It was ordered in several ways at once, of which the basket takes one.
        package let hasOtherRuns: Bool

        package init(
            listing: Listing.ID, title: String, category: Category.ID, quantity: Int, schedule: Schedule? = nil,
            priceThen: Money, contribution: Money = .zero, hasOtherRuns: Bool = false
        ) {
            self.listing = listing
            self.title = title
            self.category = category
            self.quantity = quantity
            self.schedule = schedule
            self.priceThen = priceThen
            self.contribution = contribution
            self.hasOtherRuns = hasOtherRuns
        }

        var isRepeated: Bool { (schedule?.times ?? 1) > 1 }
    }

    /// What can be had today instead.
    package struct Offer: Sendable {
        package let listing: Listing
        package let supplier: Supplier
        /// Of the weeks to come, where the supplier counts them.
        package let capacity: WeeklyCapacity?

        package init(_ listing: Listing, by supplier: Supplier, capacity: WeeklyCapacity? = nil) {
            self.listing = listing
            self.supplier = supplier
            self.capacity = capacity
        }
    }

    /// What is not as it was.
    package enum Change: Sendable, Hashable {
        case price(from: Money, to: Money)
        case title(from: String)
        /// The supplier has, or sells at once, no more.
        case fewer(from: Int, to: Int)
        /// The supplier sells no fewer at once.
        case more(from: Int, to: Int)
        /// Repeated as often as then, beginning on the first day on which the supplier can.
        case begins(Schedule)
        case contributionNotTaken(Money)
        /// The rest of it has to be added in the basket.
        case otherRunsLeft
    }

    package enum Line: Sendable, Hashable {
        /// Can go into the basket; the verdict counts everything else that is there and here.
        case ready(Asked, Verdict, [Change])
        /// Cannot be ordered: the verdict's reasons say why.
        case refused(Asked, Verdict, [Change])
        case inBasket(Asked, quantity: Int)
        /// The catalogue does not know it any more.
        case gone(Asked)

        package var asked: Asked {
            switch self {
            case .ready(let asked, _, _), .refused(let asked, _, _), .inBasket(let asked, _), .gone(let asked): asked
            }
        }
    }

    package let lines: [Line]

    /// - Parameters:
    ///   - offers: what the listings are today, with their suppliers.
    ///   - basket: what is in the basket already: its money counts, too.
    package init(
        _ asked: [Asked], offers: [Listing.ID: Offer], basket: [Wish], facts: Facts
    ) {
        let there = Dictionary(basket.map { ($0.listing.id, $0.quantity) }, uniquingKeysWith: +)
        let merged = Refill.merged(asked)
        var wishes: [Listing.ID: Wish] = [:]
        for one in merged where there[one.listing] == nil {
            wishes[one.listing] = offers[one.listing].map { Refill.wish(one, $0, facts.today) }
        }
        let verdicts = Dictionary(
            Judge(facts).judge(basket + merged.compactMap { wishes[$0.listing] }).verdicts
                .map { ($0.wish.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
        lines = merged.map { one in
            if let quantity = there[one.listing] { return .inBasket(one, quantity: quantity) }
            guard let verdict = verdicts[one.listing] else { return .gone(one) }
            let changes = Refill.changes(one, verdict.wish)
            return verdict.outcome == .notAllowed ? .refused(one, verdict, changes) : .ready(one, verdict, changes)
        }
    }

    package var ready: [Verdict] {
        lines.compactMap { if case .ready(_, let verdict, _) = $0 { verdict } else { nil } }
    }

    /// A basket has one line for each listing: what was ordered once and once more is asked for together.
    private static func merged(_ asked: [Asked]) -> [Asked] {
        var merged: [Asked] = []
        for one in asked {
            if let index = merged.firstIndex(where: { $0.listing == one.listing }) {
                merged[index] = both(merged[index], one)
            } else {
                merged.append(one)
            }
        }
        return merged
    }

    private static func both(_ first: Asked, _ second: Asked) -> Asked {
        let hasRuns = first.isRepeated || second.isRepeated
        return Asked(
            listing: first.listing, title: first.title, category: first.category,
            quantity: hasRuns ? first.quantity : first.quantity + second.quantity, schedule: first.schedule,
            priceThen: max(first.priceThen, second.priceThen), contribution: first.contribution + second.contribution,
            hasOtherRuns: hasRuns || first.hasOtherRuns)
    }

    private static func wish(_ asked: Asked, _ offer: Offer, _ today: Day) -> Wish {
        let (listing, times) = (offer.listing, asked.schedule?.times ?? 1)
        let most = min(listing.terms.quantityMaximum, listing.stock.map { $0 / times } ?? Int.max)
        let first = today.adding(days: listing.terms.leadDays)
        let wanted = max(asked.quantity, listing.terms.quantityMinimum)
        let schedule = asked.isRepeated
            ? asked.schedule.map { Schedule(first: first, every: $0.every, times: $0.times) } : nil
        return Wish(
            listing: listing, supplier: offer.supplier,
            // Where there are too few for any order, the verdict says so about as many as were asked for.
            quantity: most >= listing.terms.quantityMinimum ? min(wanted, most) : asked.quantity,
            priceSeen: listing.terms.unitPrice, schedule: schedule, capacity: offer.capacity)
    }

    private static func changes(_ asked: Asked, _ wish: Wish) -> [Change] {
        var changes: [Change] = []
        let price = wish.unitPrice
        if price != asked.priceThen { changes.append(.price(from: asked.priceThen, to: price)) }
        if wish.listing.terms.title != asked.title { changes.append(.title(from: asked.title)) }
        if wish.quantity < asked.quantity { changes.append(.fewer(from: asked.quantity, to: wish.quantity)) }
        if wish.quantity > asked.quantity { changes.append(.more(from: asked.quantity, to: wish.quantity)) }
        if let schedule = wish.schedule { changes.append(.begins(schedule)) }
        if asked.contribution.isPositive { changes.append(.contributionNotTaken(asked.contribution)) }
        if asked.hasOtherRuns { changes.append(.otherRunsLeft) }
        return changes
    }
}

/// Why nothing goes into the basket.
package enum RefillRefusal: Refusal, Hashable {
    /// Something of it cannot be ordered any more, or is in the basket meanwhile.
    case changedMeanwhile

    package var code: String {
        switch self {
        case .changedMeanwhile: "refill.changed-meanwhile"
        }
    }
}

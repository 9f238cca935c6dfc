import Baskets
import Catalogue
import Plans
import Values

/// One line of a signed order: what was promised, frozen. Later changes of the listing do not touch it.
package struct OrderLine: Sendable, Hashable, Codable {
    /// What was offered, in the words and at the price of the day of signing.
    package struct Offer: Sendable, Hashable, Codable {
        package let listing: Listing.ID
        package let category: Category.ID
        package let title: String
        package let unit: String
        /// Without VAT.
        package let unitNet: Money
        package let vat: VAT
        /// What one unit costs: with VAT, unless the holder has declared that none is due.
        package let unitPrice: Money
        package let leadDays: Int
        package let delivery: String
        package let cancellation: String
        /// What cancelling late may cost at most.
        package let cancelling: CancellationTerms

        package init(
            listing: Listing.ID, category: Category.ID, title: String, unit: String, unitNet: Money, vat: VAT,
            unitPrice: Money, leadDays: Int, delivery: String, cancellation: String,
            cancelling: CancellationTerms = .free
        ) {
            self.listing = listing
            self.category = category
            self.title = title
            self.unit = unit
            self.unitNet = unitNet
            self.vat = vat
            self.unitPrice = unitPrice
            self.leadDays = leadDays
            self.delivery = delivery
            self.cancellation = cancellation
            self.cancelling = cancelling
        }
    }

    /// A plan line that pays, from one of its periods.
    package struct Source: Sendable, Hashable, Codable {
        package let planLine: PlanLine.ID
        /// First day of the plan line's period.
        package let period: Day
        package let amount: Money
        /// How many units fall into the period.
        package let units: Int

        package init(planLine: PlanLine.ID, period: Day, amount: Money, units: Int) {
            self.planLine = planLine
            self.period = period
            self.amount = amount
            self.units = units
        }
    }

    /// Counted from 1 within the part that it belongs to.
    package let position: Int
    package let offer: Offer
    /// Each time.
    package let quantity: Int
    /// Nil: as soon as the supplier can, once.
    package let schedule: Schedule?
    /// The plan lines that pay; empty when extra money was asked for.
    package let sources: [Source]
    /// Units that count towards a line's cap although emergency money pays: sources of no money.
    package let counts: [Source]
    /// Asked of the commissioner beyond what the plan has.
    package let extra: Money
    /// What the holder pays to the supplier themselves.
    package let contribution: Money
    /// VAT was left off because of the holder's declaration.
    package let isRelieved: Bool
    /// The rules (reference, A9) that spoke; empty when nothing stood against it.
    package let rules: [String]
    /// Why the holder asks, and for which outcome; nil when nothing had to be asked.
    package let request: LineRequest?
    /// The position of the line in whose place it was agreed; nil for what was signed first.
    package let replaces: Int?

    package init(
        position: Int, offer: Offer, quantity: Int, schedule: Schedule? = nil, sources: [Source],
        counts: [Source] = [], extra: Money = .zero, contribution: Money = .zero,
        isRelieved: Bool = false, rules: [String], request: LineRequest?, replaces: Int? = nil
    ) {
        self.position = position
        self.offer = offer
        self.quantity = quantity
        self.schedule = schedule
        self.sources = sources
        self.counts = counts
        self.extra = extra
        self.contribution = contribution
        self.isRelieved = isRelieved
        self.rules = rules
        self.request = request
        self.replaces = replaces
    }

    /// As it is promised now.
    package init(position: Int, verdict: Verdict, request: LineRequest?, replaces: Int? = nil) {
        let (wish, funding) = (verdict.wish, verdict.funding)
        let unitPrice = funding?.unitPrice ?? wish.unitPrice
        self.init(
            position: position, offer: Offer(wish.listing, unitPrice: unitPrice), quantity: wish.quantity,
            schedule: wish.schedule,
            sources: (funding?.sources ?? []).map {
                Source(planLine: $0.line, period: $0.period.first, amount: $0.amount, units: $0.units)
            },
            counts: (funding?.counts ?? []).map {
                Source(planLine: $0.line, period: $0.period.first, amount: .zero, units: $0.units)
            },
            extra: funding?.extra ?? .zero, contribution: funding?.contribution ?? .zero,
            isRelieved: funding?.isRelieved ?? false, rules: verdict.reasons.map(\.rule), request: request,
            replaces: replaces)
    }
}

extension OrderLine {
    package var listing: Listing.ID { offer.listing }
    package var category: Category.ID { offer.category }
    package var title: String { offer.title }
    package var unit: String { offer.unit }
    package var unitNet: Money { offer.unitNet }
    package var vat: VAT { offer.vat }
    package var unitPrice: Money { offer.unitPrice }
    package var leadDays: Int { offer.leadDays }
    package var delivery: String { offer.delivery }
    package var cancellation: String { offer.cancellation }
    package var cancelling: CancellationTerms { offer.cancelling }

    package var times: Int { schedule?.times ?? 1 }
    /// What the supplier is paid in all.
    package var total: Money { unitPrice.times(quantity * times) }
    package var tax: Money { (unitPrice - unitNet).times(quantity * times) }
    /// What the public purse pays: the total without the holder's contribution.
    package var charge: Money { sources.map(\.amount).total + extra }
    /// The plan line that pays, or the first of several; nil when only extra money was asked for.
    package var planLine: PlanLine.ID? { sources.first?.planLine }
    package var period: Day? { sources.first?.period }
}

extension OrderLine.Offer {
    package init(_ listing: Listing, unitPrice: Money) {
        let terms = listing.terms
        self.init(
            listing: listing.id, category: terms.category, title: terms.title, unit: terms.unit, unitNet: terms.price,
            vat: terms.vat, unitPrice: unitPrice, leadDays: terms.leadDays, delivery: terms.delivery,
            cancellation: terms.cancellation, cancelling: terms.cancelling)
    }
}

/// Why something outside the plan is asked for.
package struct LineRequest: Sendable, Hashable, Codable {
    package let reason: String
    /// The outcome it serves; nil when the person says that none of them fits.
    package let outcome: Outcome.ID?

    package init(reason: String, outcome: Outcome.ID?) {
        self.reason = reason
        self.outcome = outcome
    }

    package static let reasonCharactersMaximum = 1_000
}

import Values

/// Something a supplier offers, at a price, per unit.
package struct Listing: Sendable, Hashable {
    package typealias ID = Identifier<Listing>

    package let id: ID
    package let supplier: Supplier.ID
    /// The supplier's own code for it; no two listings of a supplier share one.
    package let reference: String
    package private(set) var terms: ListingTerms
    package private(set) var status: ListingStatus
    package private(set) var version: Int
    /// How many the supplier has left; nil where nobody counts. Moved by the store alone, in one guarded statement.
    package let stock: Int?
    /// How many units the supplier can give in one week; nil where nobody counts. Moved by the store alone.
    package let capacityPerWeek: Int?
    /// Whether anybody of a commissioner's staff, or an import, has ever put it into the shop.
    package private(set) var isAccepted: Bool

    /// - Parameters:
    ///   - reference: the identifier, where the supplier has no code of its own for it.
    ///   - isAccepted: as the status says, where it is not known.
    package init(
        id: ID, supplier: Supplier.ID, reference: String? = nil, terms: ListingTerms, status: ListingStatus,
        version: Int, stock: Int? = nil, capacityPerWeek: Int? = nil, isAccepted: Bool? = nil
    ) {
        self.id = id
        self.supplier = supplier
        self.reference = reference ?? id.text
        self.terms = terms
        self.status = status
        self.version = version
        self.stock = stock
        self.capacityPerWeek = capacityPerWeek
        self.isAccepted = isAccepted ?? [.live, .paused, .withdrawn].contains(status)
    }

    /// The same at another price, without VAT: the one of a place, say.
    package func priced(_ price: Money) -> Listing {
        var listing = self
        listing.terms.price = price
        return listing
    }

    /// Changes what is offered. Signed orders keep what they were signed with.
    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package mutating func revise(_ terms: ListingTerms) throws(WorkflowRefusal) {
        try perform(.revise)
        self.terms = terms
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package mutating func perform(_ action: ListingAction) throws(WorkflowRefusal) {
        let isAccepted = isAccepted
        status = try ListingStatus.workflow.next(from: status, on: action) { name in
            switch name {
            case .accepted: isAccepted
            }
        }
        if status == .live { self.isAccepted = true }
        version += 1
    }
}

/// What is offered, in all its terms: checked when made (`ListingText`).
package struct ListingTerms: Sendable, Hashable {
    package let category: Category.ID
    package let title: String
    package let description: String
    package let unit: String
    /// Without VAT.
    package fileprivate(set) var price: Money
    package let vat: VAT
    package let leadDays: Int
    package let delivery: String
    package let cancellation: String
    package let gtin: GTIN?
    package let quantityMaximum: Int
    package let cancelling: CancellationTerms
    /// The fewest that can be ordered at a time.
    package let quantityMinimum: Int
    /// Another listing of the same supplier that takes its place where it cannot come.
    package var replacement: Listing.ID?
    /// What the schema of its category asks for, by field.
    package let attributes: [String: AttributeValue]

    /// What one unit costs the budget: with VAT, and without any relief.
    package var unitPrice: Money { price + vat.tax(on: price) }

    package init(
        category: Category.ID, title: String, description: String, unit: String, price: Money, vat: VAT,
        leadDays: Int, delivery: String, cancellation: String, gtin: GTIN?, quantityMaximum: Int,
        cancelling: CancellationTerms = .free, quantityMinimum: Int = 1, replacement: Listing.ID? = nil,
        attributes: [String: AttributeValue] = [:]
    ) {
        self.category = category
        self.title = title
        self.description = description
        self.unit = unit
        self.price = price
        self.vat = vat
        self.leadDays = leadDays
        self.delivery = delivery
        self.cancellation = cancellation
        self.gtin = gtin
        self.quantityMaximum = quantityMaximum
        self.cancelling = cancelling
        self.quantityMinimum = quantityMinimum
        self.replacement = replacement
        self.attributes = attributes
    }
}

extension ListingTerms {
    /// The same terms with what imported files do not speak of as another has it: smallest quantity, attributes and
    /// replacement.
    package func keeping(_ other: ListingTerms) -> ListingTerms {
        ListingTerms(
            category: category, title: title, description: description, unit: unit, price: price, vat: vat,
            leadDays: leadDays, delivery: delivery, cancellation: cancellation, gtin: gtin,
            quantityMaximum: quantityMaximum, cancelling: cancelling,
            quantityMinimum: min(other.quantityMinimum, quantityMaximum), replacement: other.replacement,
            attributes: category == other.category ? other.attributes : [:])
    }
}

/// What cancelling may cost after the supplier has accepted.
package struct CancellationTerms: Sendable, Hashable, Codable {
    /// Nothing when it is cancelled so many days before the first day of what is cancelled.
    package let freeDays: Int
    /// Later than that: at most so much of the price of what is cancelled, in per cent.
    package let feePercent: Int

    package static let free = CancellationTerms(freeDays: 0, feePercent: 0)

    package init(freeDays: Int, feePercent: Int) {
        self.freeDays = freeDays
        self.feePercent = feePercent
    }

    /// The most that cancelling may cost today.
    /// - Parameters:
    ///   - price: of what is cancelled, pence with VAT.
    ///   - day: when it would come; nil when no day was named: then it is never early enough.
    package func feeMaximum(of price: Money, comingOn day: Day?, today: Day) -> Money {
        if let day, today <= day.adding(days: -freeDays) { return .zero }
        return price.share(basisPoints: feePercent * 100)
    }
}

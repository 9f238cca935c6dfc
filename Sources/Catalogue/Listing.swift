import Values

/// Something a supplier offers, at a price, per unit.
package struct Listing: Sendable, Hashable {
    package typealias ID = Identifier<Listing>

    package let id: ID
    package let supplier: Supplier.ID
    package var terms: ListingTerms
    package private(set) var status: ListingStatus
    package private(set) var version: Int
    /// How many the supplier has left; nil where nobody counts. Moved by the store alone, in one guarded statement.
    package let stock: Int?

    package init(
        id: ID, supplier: Supplier.ID, terms: ListingTerms, status: ListingStatus, version: Int, stock: Int? = nil
    ) {
        self.id = id
        self.supplier = supplier
        self.terms = terms
        self.status = status
        self.version = version
        self.stock = stock
    }

    /// Changes what is offered. Signed orders keep what they were signed with.
    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package mutating func revise(_ terms: ListingTerms) throws(WorkflowRefusal) {
        try perform(.revise)
        self.terms = terms
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package mutating func perform(_ action: ListingAction) throws(WorkflowRefusal) {
        status = try ListingStatus.workflow.next(from: status, on: action)
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
    package let price: Money
    package let vat: VAT
    package let leadDays: Int
    package let delivery: String
    package let cancellation: String
    package let gtin: GTIN?
    package let quantityMaximum: Int
    package let cancelling: CancellationTerms

    /// What one unit costs the budget: with VAT, and without any relief.
    package var unitPrice: Money { price + vat.tax(on: price) }

    package init(
        category: Category.ID, title: String, description: String, unit: String, price: Money, vat: VAT,
        leadDays: Int, delivery: String, cancellation: String, gtin: GTIN?, quantityMaximum: Int,
        cancelling: CancellationTerms = .free
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

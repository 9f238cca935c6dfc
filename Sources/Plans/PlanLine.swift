import Catalogue
import Values

/// An allocation of the plan for some things, towards outcomes.
package struct PlanLine: Sendable, Hashable, Codable {
    package typealias ID = Identifier<PlanLine>

    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// Agreed in the plan.
        case agreed
        /// Ring-fenced for emergencies: pays last, for what another line covers, and the coordinator is told.
        case contingency
        /// Every plan has one: money that the commissioner grants request by request. Covers nothing by itself.
        case extras
    }

    /// Stays the same from version to version, so that the money of the line stays together.
    package let id: ID
    package let kind: Kind
    package let budget: PlanBudget.ID
    /// In the person's words.
    package let title: String
    package let covers: Covers
    package let limits: SupplierLimits
    /// Nothing else may pay for what this line covers.
    package let isExclusive: Bool
    package let outcomes: [Outcome.ID]
    package let allocation: Allocation
    package let carry: CarryForward
    package let cap: UsageCap?
    /// The most that one unit may cost, with VAT, without asking.
    package let priceCeiling: Money?
    /// An order line above this needs approval even though the line covers it.
    package let approvalAbove: Money?

    package init(
        id: ID, kind: Kind = .agreed, budget: PlanBudget.ID = PlanBudget.first, title: String, covers: Covers,
        limits: SupplierLimits = SupplierLimits(), isExclusive: Bool = false, outcomes: [Outcome.ID],
        allocation: Allocation, carry: CarryForward = .none, cap: UsageCap? = nil, priceCeiling: Money? = nil,
        approvalAbove: Money? = nil
    ) {
        self.id = id
        self.kind = kind
        self.budget = budget
        self.title = title
        self.covers = covers
        self.limits = limits
        self.isExclusive = isExclusive
        self.outcomes = outcomes
        self.allocation = allocation
        self.carry = carry
        self.cap = cap
        self.priceCeiling = priceCeiling
        self.approvalAbove = approvalAbove
    }

    /// How closely the line names a listing: the smaller, the closer; nil when it does not cover it.
    package func closeness(to listing: Listing, in categories: Categories) -> Int? {
        closeness(to: listing.id, of: listing.supplier, in: listing.terms.category, categories)
    }

    package func closeness(
        to listing: Listing.ID, of supplier: Supplier.ID, in category: Category.ID, _ categories: Categories
    ) -> Int? {
        guard kind == .agreed else { return nil }
        return covers.closeness(to: listing, of: supplier, in: category, categories)
    }
}

/// What a plan line is for: any of these.
package struct Covers: Sendable, Hashable, Codable {
    /// Item types, or groups with everything below them.
    package let categories: [Category.ID]
    package let listings: [Listing.ID]
    /// Everything of these suppliers.
    package let suppliers: [Supplier.ID]

    package init(categories: [Category.ID] = [], listings: [Listing.ID] = [], suppliers: [Supplier.ID] = []) {
        self.categories = categories
        self.listings = listings
        self.suppliers = suppliers
    }

    package var isEmpty: Bool { categories.isEmpty && listings.isEmpty && suppliers.isEmpty }

    /// 0 a named listing, 1 its item type, 2 its supplier, 3 and more the groups above it; nil when not covered.
    package func closeness(
        to listing: Listing.ID, of supplier: Supplier.ID, in category: Category.ID, _ tree: Categories
    ) -> Int? {
        if listings.contains(listing) { return 0 }
        let way = tree.way(from: category)
        let steps = way.firstIndex { categories.contains($0) }
        if steps == 0 { return 1 }
        if suppliers.contains(supplier) { return 2 }
        return steps.map { $0 + 2 }
    }
}

/// From whom a plan line may be used; empty lists set no limit.
package struct SupplierLimits: Sendable, Hashable, Codable {
    package let suppliers: [Supplier.ID]
    package let reaches: [Reach]

    package init(suppliers: [Supplier.ID] = [], reaches: [Reach] = []) {
        self.suppliers = suppliers
        self.reaches = reaches
    }

    package func allow(_ supplier: Supplier) -> Bool { allow(supplier.id, supplier.reach) }

    /// - Parameter supplier: nil for one that nobody names.
    package func allow(_ supplier: Supplier.ID?, _ reach: Reach) -> Bool {
        (suppliers.isEmpty || supplier.map { suppliers.contains($0) } ?? false)
            && (reaches.isEmpty || reaches.contains(reach))
    }
}

/// The most that may be bought in one period of the line, counted in units and not in money.
package struct UsageCap: Sendable, Hashable, Codable {
    package let quantity: Int
    /// Counts only what is sold by this unit, such as `hour`; nil counts everything.
    package let unit: String?

    package init(quantity: Int, unit: String?) {
        self.quantity = quantity
        self.unit = unit
    }

    package func counts(_ unit: String) -> Bool { self.unit.map { $0 == unit } ?? true }
}

/// What the person wants from life; each purchase serves one.
package struct Outcome: Sendable, Hashable, Codable {
    package typealias ID = Identifier<Outcome>

    package let id: ID
    package let text: String
    /// How everybody will know that it works.
    package let measure: String
    /// What reviews found, oldest first.
    package let findings: [Finding]

    package struct Finding: Sendable, Hashable, Codable {
        package let on: Day
        package let text: String

        package init(on: Day, text: String) {
            self.on = on
            self.text = text
        }
    }

    package init(id: ID, text: String, measure: String = "", findings: [Finding] = []) {
        self.id = id
        self.text = text
        self.measure = measure
        self.findings = findings
    }
}

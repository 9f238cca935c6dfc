import Catalogue
import Values

/// An allocation of the plan for some categories, towards outcomes.
package struct PlanLine: Sendable, Hashable {
    package typealias ID = Identifier<PlanLine>

    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// Agreed in the plan.
        case agreed
        /// Every plan has one: money that the commissioner grants request by request. Covers nothing by itself.
        case extras
    }

    package let id: ID
    package let kind: Kind
    /// In the person's words.
    package let title: String
    /// Item types, or groups with everything below them.
    package let covers: [Category.ID]
    package let outcomes: [Outcome.ID]
    package let allocation: Allocation
    /// The most that one unit may cost, with VAT, without asking.
    package let priceCeiling: Money?
    /// An order line above this needs approval even though the line covers it.
    package let approvalAbove: Money?

    package init(
        id: ID, kind: Kind, title: String, covers: [Category.ID], outcomes: [Outcome.ID], allocation: Allocation,
        priceCeiling: Money?, approvalAbove: Money?
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.covers = covers
        self.outcomes = outcomes
        self.allocation = allocation
        self.priceCeiling = priceCeiling
        self.approvalAbove = approvalAbove
    }

    /// How closely the line names a category: 0 when it names it itself, 1 when it names its group; nil when it
    /// does not cover it.
    package func closeness(to category: Category.ID, in categories: Categories) -> Int? {
        guard kind == .agreed else { return nil }
        return covers.compactMap { categories.steps(from: category, to: $0) }.min()
    }
}

/// What the person wants from life; each purchase serves one.
package struct Outcome: Sendable, Hashable {
    package typealias ID = Identifier<Outcome>

    package let id: ID
    package let text: String

    package init(id: ID, text: String) {
        self.id = id
        self.text = text
    }
}

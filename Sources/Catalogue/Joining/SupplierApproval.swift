import Values

/// A commissioner lets its holders order from a supplier, for a category and all that stands below it.
///
/// Suppliers are shared by the commissioners of an installation; what each of them approves is its own.
package struct SupplierApproval: Sendable, Hashable {
    /// By its code; nil for every commissioner, as an import approves.
    package let commissioner: String?
    /// A group or an item type; nil for every category.
    package let category: Category.ID?
    package let first: Day
    /// Nil where no end is set.
    package let last: Day?

    package init(commissioner: String?, category: Category.ID?, first: Day, last: Day? = nil) {
        self.commissioner = commissioner
        self.category = category
        self.first = first
        self.last = last
    }

    /// For every commissioner and category, from the beginning of time as computers know it.
    package static let everything = SupplierApproval(commissioner: nil, category: nil, first: Day(number: 0))

    /// - Parameter code: of a commissioner; nil where it is not known: then only what is for every one counts.
    package func holds(for code: String?, on day: Day) -> Bool {
        (commissioner == nil || commissioner == code) && isInForce(on: day)
    }

    package func isInForce(on day: Day) -> Bool { first <= day && (last.map { day <= $0 } ?? true) }
}

/// What one commissioner's holders may order from a supplier on a day.
package enum ServedCategories: Sendable, Hashable {
    case nothing
    case everything
    case some(Set<Category.ID>)

    /// - Parameter way: from a category up to its group, as `Categories.way` gives it.
    package func contains(way: [Category.ID]) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .some(let categories): way.contains(where: categories.contains)
        }
    }
}

extension Supplier {
    /// What a commissioner's holders may order from them on a day, whatever the papers say. Asked once for each
    /// supplier of a search: where one row approves everything, nothing is made.
    ///
    /// - Parameter commissioner: by its code; nil where it is not known.
    package func served(for commissioner: String?, on day: Day) -> ServedCategories {
        guard takesOrders else { return .nothing }
        var categories: Set<Category.ID> = []
        for approval in approvals where approval.holds(for: commissioner, on: day) {
            guard let category = approval.category else { return .everything }
            categories.insert(category)
        }
        return categories.isEmpty ? .nothing : .some(categories)
    }

    /// May somebody order from them on a day, whoever that is? As the supplier itself asks.
    /// - Parameter way: from a category up to its group; nil for anything at all.
    package func isApproved(for way: [Category.ID]? = nil, on day: Day) -> Bool {
        approvals.contains { approval in
            approval.isInForce(on: day) && (way.map { way in approval.category.map(way.contains) ?? true } ?? true)
        }
    }

    /// May a commissioner's holders order this from them on this day?
    package func serves(
        _ commissioner: String?, _ category: Category.ID, in categories: Categories, on day: Day
    ) -> Bool {
        switch served(for: commissioner, on: day) {
        case .nothing: false
        case .everything: true
        case let served: served.contains(way: categories.way(from: category))
        }
    }
}

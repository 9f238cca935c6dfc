import Catalogue
import Plans
import Policies
import Values

/// What of the catalogue a person's plan has a line for, prepared once for looking through the whole shelf: the same
/// lines, limits and prohibitions as the judge's, without money, quantities and dates.
package struct PlanCoverage: Sendable {
    private struct Line: Sendable {
        let categories: Set<Category.ID>
        let covers: Covers
        let limits: SupplierLimits
    }

    private let lines: [Line]
    private let blocked: Set<Category.ID>
    private let blockedSuppliers: Set<Supplier.ID>

    /// - Parameter only: this line of the plan and no other; nil for all.
    package init(_ facts: Facts, only: PlanLine.ID? = nil) {
        let items = facts.categories.all.filter { $0.item != nil }
        let rules = (facts.policy?.rules ?? []).filter { $0.effect == .block && $0.condition == .always }
        blocked = Set(items.filter { item in
            facts.categories.policies(on: item.id).contains { $0.effect == .block }
                || rules.contains { rule in
                    guard case .category(let id) = rule.subject else { return rule.subject == .everything }
                    return facts.categories.steps(from: item.id, to: id) != nil
                }
        }.map(\.id))
        blockedSuppliers = Set(rules.compactMap { if case .supplier(let id) = $0.subject { id } else { nil } })
        let paying = (facts.plan?.linesPaying(on: facts.today) ?? []).filter { only == nil || $0.id == only }
        lines = paying.map { line in
            let covered = items.filter { item in
                line.covers.categories.contains { facts.categories.steps(from: item.id, to: $0) != nil }
            }
            return Line(categories: Set(covered.map(\.id)), covers: line.covers, limits: line.limits)
        }
    }

    package var isEmpty: Bool { lines.isEmpty }

    /// Listings that a line names.
    package var listings: [Listing.ID] { Array(Set(lines.flatMap { $0.covers.listings })).sorted() }

    /// The same, worked out for looking through a whole shelf.
    /// - Parameter rows: where the listings that lines name stand on the shelf.
    package func onShelf(_ shelf: Shelf, rows: [Listing.ID: Int]) -> ShelfCoverage {
        let named = lines.flatMap { $0.covers.suppliers + $0.limits.suppliers } + blockedSuppliers
        let covered = rows.filter { listing, row in
            shelf.whose(row).map { covers($0.category, listing: listing, from: $0.supplier) } ?? false
        }
        return ShelfCoverage(on: shelf, named: Set(named), rows: RowSet(covered.values)) { category, id, reach in
            covers(category, listing: nil, supplier: id, reach)
        }
    }

    package func covers(_ category: Category.ID, listing: Listing.ID?, from supplier: Supplier) -> Bool {
        covers(category, listing: listing, supplier: supplier.id, supplier.reach)
    }

    /// - Parameter supplier: nil for one that neither the plan nor a policy names.
    private func covers(
        _ category: Category.ID, listing: Listing.ID?, supplier: Supplier.ID?, _ reach: Reach
    ) -> Bool {
        guard !blocked.contains(category), !(supplier.map { blockedSuppliers.contains($0) } ?? false)
        else { return false }
        return lines.contains { line in
            let isCovered = line.categories.contains(category)
                || listing.map { line.covers.listings.contains($0) } ?? false
                || supplier.map { line.covers.suppliers.contains($0) } ?? false
            return isCovered && line.limits.allow(supplier, reach)
        }
    }
}

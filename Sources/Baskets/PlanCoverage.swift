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

    package func covers(_ item: Shelf.Item, from supplier: Supplier) -> Bool {
        guard !blocked.contains(item.category), !blockedSuppliers.contains(supplier.id) else { return false }
        return lines.contains { line in
            (line.categories.contains(item.category) || line.covers.listings.contains(item.listing)
                || line.covers.suppliers.contains(item.supplier)) && line.limits.allow(supplier)
        }
    }
}

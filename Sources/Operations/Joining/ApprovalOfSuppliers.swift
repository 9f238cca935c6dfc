import Catalogue
import Identity
import Relational
import Storage
import Values

/// A commissioner lets its own holders order from a supplier: for a category with all below it, or for everything.
package struct GrantSupplierApproval: Operation {
    package let supplier: Supplier.ID
    /// Nil for everything.
    package let category: Catalogue.Category.ID?
    package let first: Day
    /// Nil where no end is set.
    package let last: Day?

    package init(supplier: Supplier.ID, category: Catalogue.Category.ID?, first: Day, last: Day? = nil) {
        self.supplier = supplier
        self.category = category
        self.first = first
        self.last = last
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(supplier, .grant, by: principal, tx, tools)
        let commissioner = try principal.actingForCommissioner()
        guard clerk.supplier.status.isKnown, clerk.supplier.status != .ended else { throw JoiningRefusal.notApproved }
        let way = try category.map { try tx.structure.categories().way(from: $0) } ?? []
        if category != nil, way.isEmpty { throw FieldProblems("category", "Choose a category from the list") }
        var problems = FieldProblems()
        if first < tools.today { problems.add("first", "The first day must not be over") }
        if let last, last < first { problems.add("last", "The last day must not be before the first") }
        guard problems.isEmpty else { throw problems }
        let isThere = clerk.supplier.approvals.contains {
            ($0.commissioner == nil || $0.commissioner == commissioner.text)
                && ($0.category.map(way.contains) ?? true) && $0.first <= first && $0.last == nil
        }
        guard !isThere else { throw JoiningRefusal.approvedAlready }
        let approval = SupplierApproval(
            commissioner: commissioner.text, category: category, first: first, last: last)
        try tx.joining.grant(approval, to: supplier, by: principal.person.id, at: tools.now)
        try clerk.noteChange()
        try clerk.tell(
            .categoryApproved, category?.text ?? "", occasion: "\(commissioner).\(clerk.supplier.version)",
            to: .supplier)
        return supplier
    }
}

/// A commissioner takes an approval of its own back: nothing new is ordered, what is open goes on. An approval for all
/// commissioners becomes one for each of the others, so that nobody else's holders lose anything.
package struct WithdrawSupplierApproval: Operation {
    package let supplier: Supplier.ID
    /// Of the approval, among the supplier's own.
    package let number: Int
    package let reason: String

    package init(supplier: Supplier.ID, number: Int, reason: String) {
        self.supplier = supplier
        self.number = number
        self.reason = reason
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(supplier, .withdraw, by: principal, tx, tools)
        let commissioner = try principal.actingForCommissioner()
        guard let found = try tx.joining.approvals(of: supplier).first(where: { $0.number == number })?.approval,
            found.commissioner == nil || found.commissioner == commissioner.text
        else { throw NotFound() }
        let reason = try mustSay(
            reason, "reason-\(number)", "Say why; the supplier reads it", most: Evidence.reasonCharactersMaximum)
        guard try tx.joining.withdraw(number, of: supplier, by: principal.person.id, at: tools.now, reason)
        else { throw JoiningRefusal.decidedMeanwhile }
        if found.commissioner == nil {
            for other in try tx.joining.commissioners() where other.id != commissioner {
                let same = SupplierApproval(
                    commissioner: other.id.text, category: found.category, first: found.first, last: found.last)
                try tx.joining.grant(same, to: supplier, by: principal.person.id, at: tools.now)
            }
        }
        try clerk.noteChange()
        try clerk.tell(
            .categoryWithdrawn, found.category?.text ?? "", occasion: "\(commissioner).\(clerk.supplier.version)",
            to: .supplier)
        return supplier
    }
}

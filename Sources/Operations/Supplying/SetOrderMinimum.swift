import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier says how much an order with it has to come to at least. Signed orders stay as they are.
package struct SetOrderMinimum: Operation {
    /// Pounds and pence with VAT, as typed; empty for none.
    package let amount: String

    package init(amount: String) {
        self.amount = amount
    }

    package static let most = Money(pence: 100_000)

    /// - Throws: `NotFound`; `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        let supplier = try principal.actingForSupplier(to: .listings)
        let minimum = try checked()
        try tx.suppliers.set(orderMinimum: minimum, of: supplier, revision: try tx.listings.nextRevision())
        return supplier
    }

    private func checked() throws(FieldProblems) -> Money? {
        guard !Text.tidy(amount).isEmpty else { return nil }
        do throws(ValueProblem) {
            let money = try Money(reading: amount)
            if money.isPositive, money <= Self.most { return money }
        } catch {
            throw FieldProblems("amount", "The smallest order \(error)")
        }
        throw FieldProblems("amount", "The smallest order must be more than £0.00 and at most \(Self.most)")
    }
}

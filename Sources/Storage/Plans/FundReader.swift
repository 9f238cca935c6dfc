import Identity
import Ledger
import Relational
import Values

extension BudgetReader {
    /// What a commissioner's fund has: money that is in no plan.
    package func fund(of commissioner: Commissioner.ID) throws -> Money {
        try access.journal.balance(of: Books(commissioner: commissioner.text).account(.fund)) ?? .zero
    }
}

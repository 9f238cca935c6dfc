/// The part of a set of books that an account belongs to, as every accountant's program names it.
package enum AccountGroup: String, Sendable, CaseIterable {
    case assets, liabilities, equity, expenses
}

extension AccountKind {
    /// Money not spent yet is the commissioner's own, whoever it is set aside for; money for suppliers is owed.
    package var group: AccountGroup {
        switch self {
        case .cash, .supplierReceivable: .assets
        case .payable, .inTransit, .disputed: .liabilities
        case .fund, .fundReserved, .allocated, .available, .held, .committed, .refundExpected, .returned: .equity
        case .writeOff: .expenses
        }
    }
}

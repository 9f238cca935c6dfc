import Ledger

// The words of accounts, for a commissioner's staff. No default: a new kind does not compile until it has words.

extension AccountKind {
    var words: String {
        switch self {
        case .cash: "Money in the bank"
        case .fund: "Not given to any plan"
        case .fundReserved: "Set aside for requests"
        case .allocated: "Given to plans, for later periods"
        case .available: "Can be spent now"
        case .held: "Held for orders and requests"
        case .committed: "Promised to suppliers"
        case .payable: "Owed to suppliers"
        case .inTransit: "Sent to the bank"
        case .disputed: "Set aside until a problem is decided"
        case .supplierReceivable: "Suppliers have to pay back"
        case .refundExpected: "Expected back, for plans"
        case .returned: "Left over and returned"
        case .writeOff: "Losses accepted"
        }
    }
}

extension LedgerAccount {
    /// Whose, and for which period; nothing for the commissioner's own.
    var whose: String {
        let since = period.isEmpty ? "" : ", period from \(period)"
        return owner.isEmpty ? "" : owner + since
    }
}

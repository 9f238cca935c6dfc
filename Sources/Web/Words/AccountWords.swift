import Ledger
import Values

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
    /// Whose, and for which period; the commissioner's own where nobody else's.
    /// - Parameter names: of owners, by their identifiers.
    func whose(_ names: [String: String]) -> String {
        guard !owner.isEmpty else { return "The commissioner’s own" }
        let since: String
        do { since = period.isEmpty ? "" : ", from \(try Day(period).words)" } catch { since = ", from \(period)" }
        return (names[owner] ?? owner) + since
    }
}

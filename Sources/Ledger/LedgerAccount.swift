import Values

/// What an account is for (reference, workflow 5.1).
package enum AccountKind: String, Sendable, CaseIterable, Codable {
    /// Bank position of the commissioner's programme.
    case cash
    /// Money not allocated to people.
    case fund
    /// Held for requests that need extra money.
    case fundReserved = "fund_reserved"
    /// Allocated to a plan line, its period not begun or not yet used.
    case allocated
    /// Can be spent now.
    case available
    /// Orders signed, supplier has not accepted; approvals waiting.
    case held
    /// Supplier accepted; not yet received.
    case committed
    /// Owed to a supplier.
    case payable
    /// Sent to the bank, not confirmed.
    case inTransit = "in_transit"
    /// Set aside from what is owed, until a problem is decided; per supplier order.
    case disputed
    /// A supplier has to pay this back.
    case supplierReceivable = "supplier_receivable"
    /// The mirror of it, per plan line and period: not spendable before the money has come.
    case refundExpected = "refund_expected"
    /// Unspent when a plan ended, or refunded after that.
    case returned
    /// Losses accepted by a signed decision.
    case writeOff = "write_off"

    /// The side that makes it grow. No account may fall below nought.
    package var normalSide: Side {
        switch self {
        case .cash, .supplierReceivable, .writeOff: .debit
        case .fund, .fundReserved, .allocated, .available, .held, .committed, .payable, .inTransit, .disputed,
            .refundExpected, .returned:
            .credit
        }
    }
}

package enum Side: String, Sendable, CaseIterable {
    case debit, credit
}

/// One account of a commissioner's books.
package struct LedgerAccount: Sendable, Hashable, CustomStringConvertible {
    package let commissioner: String
    package let kind: AccountKind
    /// The plan line or supplier it belongs to; empty for the commissioner's own.
    package let owner: String
    /// First day of the plan line's period as `2026-04-06`; empty where there are no periods.
    package let period: String

    package init(commissioner: String, kind: AccountKind, owner: String = "", period: String = "") {
        self.commissioner = commissioner
        self.kind = kind
        self.owner = owner
        self.period = period
    }

    /// `TAD:available:ann-chc/1/l1:2026-10-01`: parts that are empty at the end are left out.
    package var code: String {
        var parts = [commissioner, kind.rawValue, owner, period]
        while parts.last == "" { parts.removeLast() }
        return parts.joined(separator: ":")
    }

    package var description: String { code }
}

import Values

/// Money promised to one supplier order from one pot. It resolves once: committed or released.
package struct Hold: Sendable, Hashable {
    package typealias ID = Identifier<Hold>

    package enum State: String, Sendable, CaseIterable {
        case open, committed, released
    }

    /// Whose money it is while it is open.
    package enum Source: String, Sendable, CaseIterable {
        /// The plan line's own.
        case line
        /// Reserved in the commissioner's fund until the request is decided.
        case fund
    }

    package let id: ID
    package let supplierOrder: String
    package let pot: Books.Pot
    package let amount: Money
    package let source: Source
    package let state: State

    package init(id: ID, supplierOrder: String, pot: Books.Pot, amount: Money, source: Source, state: State) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.pot = pot
        self.amount = amount
        self.source = source
        self.state = state
    }
}

/// Why the ledger says no.
package enum LedgerRefusal: Refusal, Hashable {
    /// Less is available than is to be held.
    case insufficient(planLine: String, available: Money, needed: Money)
    /// The commissioner's fund has not enough free money for a request.
    case fundShort
    /// A hold had already been committed or released.
    case holdResolved

    package var code: String {
        switch self {
        case .insufficient: "ledger.insufficient"
        case .fundShort: "ledger.fund-short"
        case .holdResolved: "ledger.hold-resolved"
        }
    }
}

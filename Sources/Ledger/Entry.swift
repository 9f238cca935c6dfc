import Values

/// One leg of an entry.
package struct Posting: Sendable, Hashable {
    package let account: LedgerAccount
    package let side: Side
    package let amount: Money

    package init(account: LedgerAccount, side: Side, amount: Money) {
        self.account = account
        self.side = side
        self.amount = amount
    }

    /// What it does to the account's balance.
    package var change: Money { side == account.kind.normalSide ? amount : -amount }
}

/// Why an entry is written (reference, workflow 5.2).
package enum PostingCode: String, Sendable, CaseIterable {
    case fundIn = "FUND_IN"
    case allocate = "ALLOCATE"
    /// A period of a plan line begins: its money becomes available.
    case open = "OPEN"
    /// Spent in this period before the books were opened.
    case opening = "OPENING"
    /// A plan line gives less than was agreed before: free money goes back to the fund.
    case reduce = "REDUCE"
    /// What a period left over is used in a later one.
    case carry = "CARRY"
    /// From one line of a plan to another.
    case moveLine = "MOVE_LINE"
    case hold = "HOLD"
    case fundReserve = "FUND_RESERVE"
    case fundReserveBack = "FUND_RESERVE_BACK"
    case fundGrant = "FUND_GRANT"
    case release = "RELEASE"
    case commit = "COMMIT"
    case match = "MATCH"
    case paySent = "PAY_SENT"
    case payOK = "PAY_OK"
    /// The bank did not carry a payment out: it is owed again.
    case payBack = "PAY_BACK"
    /// Cancelled after acceptance, or closed short: what will not come is free again.
    case decommit = "DECOMMIT"
    /// The fee of a late cancellation, within the terms that were signed.
    case cancelFee = "CANCEL_FEE"
    /// What is owed for something with a problem is set aside, and given to one or the other when that is decided.
    case dispute = "DISPUTE"
    case disputeEnd = "DISPUTE_END"
    /// Less is owed than was matched, agreed before it was paid.
    case creditNote = "CREDIT_NOTE"
    /// A supplier has agreed, or was told, to pay back; then the money comes, or is kept back from the next payment.
    case refundDue = "REFUND_DUE"
    case refundIn = "REFUND_IN"
    case refundOffset = "REFUND_OFFSET"
    /// What a period that may not carry forward left over goes back to the commissioner.
    case surplus = "SURPLUS"
    case writeOff = "WRITE_OFF"
    /// The mirror of an entry that was a mistake. The mistake stays in the journal.
    case reverse = "REVERSE"
}

/// What an entry is about. All optional: a grant to the fund concerns nobody's order.
package struct EntryReferences: Sendable, Hashable {
    package var order: String?
    package var supplierOrder: String?
    package var planLine: String?
    /// First day of the plan line's period.
    package var period: String?
    package var hold: String?
    /// What somebody outside knows it by: a payment reference.
    package var external: String?

    package init(
        order: String? = nil, supplierOrder: String? = nil, planLine: String? = nil, period: String? = nil,
        hold: String? = nil, external: String? = nil
    ) {
        self.order = order
        self.supplierOrder = supplierOrder
        self.planLine = planLine
        self.period = period
        self.hold = hold
        self.external = external
    }
}

/// An entry of the journal: legs that balance, or it cannot be made. Once written it is never changed.
package struct Entry: Sendable, Hashable {
    package typealias ID = Identifier<Entry>

    package let id: ID
    package let code: PostingCode
    package let commissioner: String
    package let postings: [Posting]
    package let effectiveOn: Day
    package let recordedAt: Moment
    /// Who caused it; a person's identifier, or `import`.
    package let actor: String
    package let references: EntryReferences

    /// Nil when the legs do not balance, an amount is not positive, or a leg belongs to another commissioner.
    package init?(
        id: ID, code: PostingCode, commissioner: String, postings: [Posting], effectiveOn: Day, recordedAt: Moment,
        actor: String, references: EntryReferences
    ) {
        let debits = postings.filter { $0.side == .debit }.map(\.amount).total
        let credits = postings.filter { $0.side == .credit }.map(\.amount).total
        guard debits == credits, debits.isPositive, postings.allSatisfy({ $0.amount.isPositive }),
            postings.allSatisfy({ $0.account.commissioner == commissioner })
        else { return nil }
        self.id = id
        self.code = code
        self.commissioner = commissioner
        self.postings = postings
        self.effectiveOn = effectiveOn
        self.recordedAt = recordedAt
        self.actor = actor
        self.references = references
    }

    /// What moved along each of its legs.
    package var amount: Money { postings.map(\.amount).max() ?? .zero }
}

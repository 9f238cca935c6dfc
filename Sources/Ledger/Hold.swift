import Values

/// Money promised to one line of a supplier order from one pot: an amount, and where each of its pence is now.
package struct Hold: Sendable, Hashable {
    package typealias ID = Identifier<Hold>

    /// Where the money came from.
    package enum Source: String, Sendable, CaseIterable {
        /// The plan line's own.
        case line
        /// Extra money of the commissioner's fund, granted by an approval.
        case fund
    }

    package let id: ID
    package let supplierOrder: String
    /// Of the order line.
    package let position: Int
    package let pot: Books.Pot
    package let source: Source
    package let amount: Money
    private var pence: [Int]

    /// - Parameter buckets: together the whole amount, none below nought.
    package init(
        id: ID, supplierOrder: String, position: Int, pot: Books.Pot, source: Source, buckets: [HoldBucket: Money]
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.position = position
        self.pot = pot
        self.source = source
        pence = HoldBucket.allCases.map { buckets[$0]?.pence ?? 0 }
        amount = Money(pence: pence.reduce(0, +))
    }

    /// New: on a plan line, or reserved in the fund.
    package init(
        id: ID, supplierOrder: String, position: Int, pot: Books.Pot, source: Source, amount: Money
    ) {
        self.init(
            id: id, supplierOrder: supplierOrder, position: position, pot: pot, source: source,
            buckets: [source == .fund ? .reserved : .held: amount])
    }

    package subscript(bucket: HoldBucket) -> Money { Money(pence: pence[bucket.index]) }

    /// Neither committed nor given back yet. A hold resolves once: what has left `held` never comes back to it.
    package var isOpen: Bool { self[.held].isPositive || self[.reserved].isPositive }

    /// Moves pence as a posting does.
    /// - Parameter from: where they are; the table says where they go.
    /// - Throws: `LedgerRefusal.holdResolved` when so many are not there, `WorkflowRefusal` when the table has no such
    ///   posting.
    package mutating func move(_ amount: Money, _ code: PostingCode, from bucket: HoldBucket) throws -> HoldStep {
        let edge = try HoldBucket.workflow.edge(from: bucket, on: code) { _ in true }
        guard amount.isPositive, amount <= self[bucket] else { throw LedgerRefusal.holdResolved }
        pence[bucket.index] -= amount.pence
        pence[edge.to.index] += amount.pence
        return HoldStep(hold: id, pot: pot, code: code, amount: amount)
    }
}

extension HoldBucket {
    fileprivate var index: Int {
        switch self {
        case .reserved: 0
        case .held: 1
        case .released: 2
        case .committed: 3
        case .decommitted: 4
        case .owed: 5
        case .disputed: 6
        case .credited: 7
        case .paid: 8
        case .refundDue: 9
        case .refunded: 10
        }
    }
}

/// What a move of a hold's pence means for the books.
package struct HoldStep: Sendable, Hashable {
    package let hold: Hold.ID
    package let pot: Books.Pot
    package let code: PostingCode
    package let amount: Money
}

/// Why the ledger says no.
package enum LedgerRefusal: Refusal, Hashable {
    /// Less is available than is to be held.
    case insufficient(planLine: String, available: Money, needed: Money)
    /// The commissioner's fund has not enough free money for a request.
    case fundShort
    /// A hold's money is not where it would have to be.
    case holdResolved

    package var code: String {
        switch self {
        case .insufficient: "ledger.insufficient"
        case .fundShort: "ledger.fund-short"
        case .holdResolved: "ledger.hold-resolved"
        }
    }
}

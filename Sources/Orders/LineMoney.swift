import Ledger
import Values

/// Where the public money of one order line is, beside where its units are: money follows units, and only units.
///
/// What falls away is taken from the last source first; what is owed is taken from the first. Where the holder pays a
/// part themselves, that is the rest of what is bought (reference, domain A8): what
/// is never bought lessens the rest first. What is given back after it came is public money first, whether it was
/// confirmed before or not: the holder's part was promised to the supplier, the public purse's is guarded here.
package struct LineMoney: Sendable, Hashable {
    package let tally: LineTally
    /// What the public purse was signed to pay for the line at most.
    package let charge: Money
    /// In the order in which they pay.
    package private(set) var holds: [Hold]
    package private(set) var steps: [HoldStep] = []

    package init(tally: LineTally, charge: Money, holds: [Hold]) {
        self.tally = tally
        self.charge = charge
        self.holds = holds
    }

    /// What the public purse pays for what is still alive.
    package var due: Money {
        let back = tally.unitPrice.times(tally[.returned])
        return max(.zero, min(charge, tally.unitPrice.times(tally.live) + back + tally.fee) - back)
    }

    package func sum(_ buckets: HoldBucket...) -> Money { sum(of: buckets) }

    private func sum(of buckets: [HoldBucket]) -> Money {
        holds.reduce(.zero) { sum, hold in buckets.reduce(sum) { $0 + hold[$1] } }
    }

    /// Everything that has become owed, whatever became of it after that.
    private static let matched: [HoldBucket] = [.owed, .disputed, .credited, .paid, .refundDue, .refunded]

    /// Moves the money to where the units say it is.
    /// - Parameter fee: of the step that has just been taken, to be booked as such.
    package mutating func follow(fee: Money = .zero) throws {
        let price = tally.unitPrice
        try take(sum(.disputed) - disputedPart, .disputeEnd, from: .disputed)
        let excess = sum(.reserved, .held, .committed) + sum(of: LineMoney.matched) - due
        try giveBack(excess)
        if tally[.open] == 0 { try take(sum(.held), .commit, from: .held) }
        let owed = min(due, price.times(tally.matched) + tally.fee) - sum(of: LineMoney.matched)
        try take(min(fee, owed), .cancelFee, from: .committed)
        try take(owed - max(.zero, min(fee, owed)), .match, from: .committed)
        // Asked again: where the holder pays a part, what has just become owed may belong to what is disputed.
        try take(disputedPart - sum(.disputed), .dispute, from: .owed, lastFirst: true)
        // Something went back unconfirmed after others of its line had become owed, with the holder paying a part.
        let over = max(.zero, sum(of: LineMoney.matched) - due)
        let credited = price.times(tally[.credited]) + tally.credit + over - sum(.credited)
        try take(min(credited, sum(.owed)), .creditNote, from: .owed, lastFirst: true)
        let refunded = price.times(tally[.refunded]) + tally.refund - sum(.refundDue, .refunded)
        try take(min(refunded, sum(.paid)), .refundDue, from: .paid, lastFirst: true)
    }

    /// What is set aside: the price of the disputed units, as far as the public purse owes it.
    private var disputedPart: Money {
        min(tally.unitPrice.times(tally[.disputed]), sum(.owed, .disputed))
    }

    /// All that is owed is paid.
    package mutating func pay() throws { try take(sum(.owed), .payOK, from: .owed) }

    /// A payment came back from the bank: what it paid is owed again, and set aside where something is wrong with it.
    /// - Parameter amounts: what it paid of each hold.
    package mutating func payBack(_ amounts: [Hold.ID: Money]) throws {
        for index in holds.indices {
            guard let amount = amounts[holds[index].id], amount.isPositive else { continue }
            steps.append(try holds[index].move(amount, .payBack, from: .paid))
        }
        try follow()
    }

    /// Extra money is granted.
    package mutating func grant() throws { try take(sum(.reserved), .fundGrant, from: .reserved) }

    /// A refund has come, been kept back from a payment, or been written off.
    package mutating func refund(_ amount: Money, as code: PostingCode) throws {
        guard amount <= sum(.refundDue) else { throw LedgerRefusal.holdResolved }
        try take(amount, code, from: .refundDue)
    }

    private mutating func giveBack(_ excess: Money) throws {
        var rest = excess
        for (bucket, code) in [
            (HoldBucket.reserved, PostingCode.fundReserveBack), (.held, .release), (.committed, .decommit),
        ] {
            let part = min(rest, sum(of: [bucket]))
            try take(part, code, from: bucket, lastFirst: true)
            rest -= max(.zero, part)
        }
    }

    /// From one hold after the other. Nothing where the amount is not positive.
    private mutating func take(
        _ amount: Money, _ code: PostingCode, from bucket: HoldBucket, lastFirst: Bool = false
    ) throws {
        guard amount.isPositive else { return }
        var rest = amount
        for index in lastFirst ? Array(holds.indices.reversed()) : Array(holds.indices) {
            let part = min(rest, holds[index][bucket])
            guard part.isPositive else { continue }
            steps.append(try holds[index].move(part, code, from: bucket))
            rest -= part
        }
    }
}

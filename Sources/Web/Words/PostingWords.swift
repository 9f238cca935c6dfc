import Ledger

// The words of what moves money. No default anywhere: a new code does not compile until it has words.

extension PostingCode {
    /// As a holder reads it on their statement.
    /// - Parameter supplier: its name, or "the supplier".
    func words(supplier: String) -> String {
        switch self {
        case .fundIn: "Money granted to the programme"
        case .allocate: "Agreed in the plan"
        case .open: "Money of this period"
        case .opening: "Spent before Holdfast began"
        case .reduce: "Taken back by a change of the plan"
        case .carry: "Left over from an earlier period"
        case .moveLine: "Moved from another line"
        case .surplus: "Left over at the end, back to the commissioner"
        case .fundReserve: "Extra money set aside"
        case .fundReserveBack: "Extra money not needed"
        case .fundGrant: "Extra money granted"
        case .reverse: "A mistake put right"
        case .hold: "Held for \(supplier)"
        case .release: "Free again, from \(supplier)"
        case .commit: "Promised to \(supplier)"
        case .decommit: "Free again: \(supplier) does not deliver it"
        case .match: "Received from \(supplier), to be paid"
        case .cancelFee: "Fee for cancelling late, owed to \(supplier)"
        case .paySent: "Payment sent to \(supplier)"
        case .payOK: "Paid to \(supplier)"
        case .payBack: "Payment to \(supplier) came back from the bank"
        case .dispute: "Not paid to \(supplier) until a problem is decided"
        case .disputeEnd: "A problem with \(supplier) was decided"
        case .creditNote: "\(supplier) asks for less"
        case .refundDue: "\(supplier) has to pay back"
        case .refundIn: "Paid back by \(supplier)"
        case .refundOffset: "Paid back by \(supplier), out of its next payment"
        case .writeOff: "Not paid back by \(supplier): your commissioner bears it"
        }
    }
}

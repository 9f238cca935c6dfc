import Ledger

extension PostingCode {
    /// What an entry of this kind means, for the help pages: a few words, without a full stop.
    var helpWords: String { budgetWords ?? orderWords ?? laterWords }

    private var budgetWords: String? {
        switch self {
        case .fundIn: "money comes into the commissioner’s fund"
        case .allocate: "money of the fund is set aside for a line of a plan"
        case .open: "a period’s money becomes available"
        case .opening: "what was spent before is noted"
        case .reduce: "free money of a line goes back to the fund"
        case .carry: "what an earlier period left over is used"
        case .moveLine: "free money moves to another line"
        case .surplus: "what a period left over goes back to the fund"
        default: nil
        }
    }

    private var orderWords: String? {
        switch self {
        case .hold: "the money is held"
        case .fundReserve: "extra money is held in the commissioner’s fund"
        case .fundReserveBack: "extra money that was held is free in the fund again"
        case .fundGrant: "extra money is granted"
        case .release: "money that was held is free again"
        case .commit: "money that was held is promised to the supplier"
        case .match: "promised money is owed to the supplier"
        case .paySent: "the payment is sent"
        case .payOK: "the payment has arrived"
        case .payBack: "the bank did not pay: it is owed again"
        case .decommit: "promised money is free again"
        case .cancelFee: "the fee that was signed for is owed"
        default: nil
        }
    }

    private var laterWords: String {
        switch self {
        case .dispute: "money that is owed is set aside while a problem is looked into"
        case .disputeEnd: "money that was set aside goes where it was decided"
        case .creditNote: "less is owed"
        case .refundDue: "the supplier owes money back"
        case .refundIn: "money that was owed back has come"
        case .refundOffset: "money owed back is kept from the next payment"
        case .writeOff: "a loss is accepted"
        case .reverse: "an entry made by mistake is undone"
        // Said above; named here, so that no new code goes without words.
        case .fundIn, .allocate, .open, .opening, .reduce, .carry, .moveLine, .surplus, .hold, .fundReserve,
            .fundReserveBack, .fundGrant, .release, .commit, .match, .paySent, .payOK, .payBack, .decommit, .cancelFee:
            rawValue
        }
    }
}

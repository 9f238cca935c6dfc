import Orders

// Why something about a problem or a payment is not possible, for people. No default: what is new needs words.

extension ProblemRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .windowOver(let days):
            (
                "That is too long ago to report here",
                "This can be reported for \(days) days after it came. What is dangerous can always be reported. "
                    + "Otherwise talk to your coordinator.", nil
            )
        case .nothingToReport: ("There is nothing to report about it", "It has not been delivered.", nil)
        case .amountNotPart(let whole):
            ("That amount is not a part of it", "Enter more than nothing and less than \(whole).", nil)
        case .party:
            (
                "Somebody else has to decide this",
                "You are a party to it, or close to somebody who is. Ask a colleague.", nil
            )
        case .moreThanLeft, .keptBackTooMuch, .refundUnderWay, .sharedWithOtherPayment, .returnedBefore, .owedChanged:
            moneyWords
        }
    }

    private var moneyWords: (String, String, Link?) {
        switch self {
        case .moreThanLeft(let left):
            (
                "That is not what is left",
                "\(left) is still to be paid back. Somebody may have recorded it just now. Open the page again.",
                Link("Problems and refunds", href: "/reported-problems")
            )
        case .keptBackTooMuch(let most):
            ("More is kept back than is paid", "At most \(most) can be kept back from this payment.", nil)
        case .refundUnderWay:
            (
                "A refund of this payment is under way",
                "Record first what came of the refund: the money that came back from the bank counts as that.",
                Link("Problems and refunds", href: "/reported-problems")
            )
        case .sharedWithOtherPayment:
            (
                "A problem stands in the way",
                "Part of this payment is for things of a problem that another payment paid, too. Settle it first.",
                Link("Problems and refunds", href: "/reported-problems")
            )
        case .returnedBefore: ("That was recorded before", "Nothing is left of this payment to return.", nil)
        case .owedChanged(let now):
            (
                "What is owed has changed",
                "It is \(now) now. Somebody may have reported or settled a problem. Nothing was recorded.",
                Link("Payments", href: "/payments")
            )
        case .windowOver, .nothingToReport, .amountNotPart, .party: words
        }
    }
}

import Baskets
import Catalogue
import Plans
import Values

// The words of verdicts. The domain says what is wrong; only this file says how to put it to a holder.

extension Verdict {
    var badge: VerdictBadge { VerdictBadge(kind, reason: short) }

    var kind: VerdictBadge.Kind {
        if reasons.contains(where: { if case .priceRose = $0 { true } else { false } }) { return .changed }
        return switch outcome {
        case .inPlan: .inPlan
        case .needsApproval: .ask
        case .notAllowed: .no
        }
    }

    /// What one unit costs: without VAT where relief applies.
    var unitPrice: Money { funding?.unitPrice ?? wish.unitPrice }
    /// What the supplier is paid in all.
    var price: Money { unitPrice.times(wish.quantity * wish.times) }

    /// "£62.00 per session".
    var priceWords: String { "\(unitPrice) \(Unit.words(wish.listing.terms.unit))" }

    /// "2 × £62.00 per session × 6 times".
    var priceSum: String {
        "\(wish.quantity) × \(priceWords)"
            + (wish.isRepeated ? " × \(wish.times) times" : "")
    }

    /// For a card: one line.
    private var short: String {
        if outcome == .inPlan, let source = funding?.sources.first {
            return warnings.first.map(words(of:))
                ?? (showsBalances ? "Would leave \(source.after)" : "“\(source.title)” pays")
        }
        return (reasons.first { $0.severity == worst } ?? reasons.first).map(words(of:)) ?? ""
    }

    private var worst: Severity? { reasons.map(\.severity).max() }

    /// What has to be asked for, or can't be.
    var against: [Reason] { reasons.filter { $0.severity > .warn } }
    /// What the person is told, and may go on with.
    var warnings: [Reason] { reasons.filter { $0.severity == .warn } }

    /// May the person who acts put things into the basket? Why not is among the reasons.
    var mayShop: Bool { !reasons.contains(.notInScope(.shop)) }

    /// A reason, in words that the person who acts may read.
    func words(of reason: Reason) -> String { showsBalances ? reason.words : reason.wordsWithoutBalances }

    /// What pays, and what it leaves; nothing where nothing pays.
    var moneySentences: [String] {
        guard let funding, wish.quantity > 0 else { return [] }
        guard showsBalances else { return funding.sentencesWithoutBalances(asked: outcome == .needsApproval) }
        return funding.sentences(asked: outcome == .needsApproval)
    }

    /// Who pays, in a few words each: for tables.
    var payers: [String] {
        (showsBalances ? funding?.payers : funding?.payersWithoutBalances) ?? []
    }

    /// Every reason, and what pays.
    var sentences: [String] { reasons.map(words(of:)) + moneySentences }
}

extension Funding {
    /// "£62.00 of the £310.00 left for “Physiotherapy” until 31 March 2027 pays for this. £248.00 would be left."
    func sentences(asked: Bool) -> [String] {
        let lines = Set(sources.map(\.line)).count
        var sentences = sources.count > 3 ? [runWords] : sources.map { $0.words(isPart: extra.isPositive || lines > 1) }
        if isRelieved { sentences.append("No VAT is charged, because you declared to the supplier that none is due.") }
        if contribution.isPositive { sentences.append("You pay \(contribution) of it yourself, to the supplier.") }
        if extra.isPositive, asked {
            sentences.append(
                sources.isEmpty
                    ? "You would be asking for \(extra) of extra money."
                    : "You would be asking for \(extra) more than the plan has for it.")
        }
        return sentences
    }

    /// The same for somebody who may not see what the plan has: what pays, and no sums of the plan.
    func sentencesWithoutBalances(asked: Bool) -> [String] {
        var sentences = lineSums.isEmpty ? [] : [titles + (lineSums.count == 1 ? " pays for it." : " pay for it.")]
        if isRelieved { sentences.append("No VAT is charged, because you declared to the supplier that none is due.") }
        if contribution.isPositive { sentences.append("You pay \(contribution) of it yourself, to the supplier.") }
        if extra.isPositive, asked { sentences.append("You would be asking for extra money.") }
        return sentences
    }

    private var titles: String { lineSums.map { "“\($0.title)”" }.joined(separator: " and ") }

    /// A repeated order over many periods, in one sentence.
    private var runWords: String {
        let sums = lineSums
        return sums.map(\.words).joined(separator: "; ") + (sums.count == 1 ? " pays for it." : " pay for it.")
    }

    /// Why this line pays; empty where no other could.
    var choiceWords: String? {
        switch choice {
        case .only: nil
        case .closest: "This line names it more closely than others that could pay."
        case .endsFirst: "Of the lines that could pay, this one’s money ends first."
        case .othersShort: "The line that would come first has not enough for everything in the basket."
        case .chosen: "You chose this line."
        case .split: "Several lines pay together, as your plan allows."
        case .contingency: "No other line has enough, so the emergency money pays."
        }
    }

    /// Who pays, without what each pays.
    var payersWithoutBalances: [String] {
        lineSums.map { "“\($0.title)”" } + (extra.isPositive ? ["Extra money, if approved"] : [])
            + (contribution.isPositive ? ["\(contribution) by you"] : [])
    }

    /// Who pays what, in a few words each: for tables.
    var payers: [String] {
        lineSums.map(\.words)
            + (extra.isPositive ? ["\(extra) of extra money, if approved"] : [])
            + (contribution.isPositive ? ["\(contribution) by you"] : [])
    }
}

extension Funding.Source {
    /// - Parameter isPart: more than this has to be asked for.
    func words(isPart: Bool = false) -> String {
        """
        \(amount) of the \(before) left for “\(title)” until \(period.last.words) pays for \
        \(isPart ? "a part of " : "")this. \(after) would be left.
        """
    }
}

extension VAT {
    /// Beside a price that holds it already.
    var words: String {
        switch self {
        case .zeroWithDeclaration:
            "VAT included. You may not have to pay it if you declare a disability to the supplier."
        case .zero, .exempt, .outside: "No VAT"
        case .standard: "Includes 20% VAT"
        case .reduced: "Includes 5% VAT"
        }
    }

    /// For a card: a few words.
    func short(isRelieved: Bool) -> String { isRelieved ? "No VAT, as you declared" : short }

    private var short: String {
        switch self {
        case .zeroWithDeclaration, .standard, .reduced: "VAT included"
        case .zero, .exempt, .outside: "No VAT"
        }
    }
}

extension Listing {
    /// How many there are.
    var stockWords: String {
        switch stock {
        case nil: "Not counted"
        case 0: "None just now"
        case .some(let left): "\(left)"
        }
    }
}

/// Distances as people in England think of them.
enum Distance {
    static func words(metres: Int) -> String {
        let miles = (metres * 1_000 + 804_672) / 1_609_344
        return metres < 1_609 ? "less than a mile away" : miles == 1 ? "1 mile away" : "\(miles) miles away"
    }
}

extension Reach {
    var tag: ReachTag.Reach {
        switch self {
        case .local: .local
        case .regional: .regional
        case .national: .national
        }
    }
}

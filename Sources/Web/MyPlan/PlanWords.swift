import Catalogue
import Plans
import Values

// The words of plans, for those whose plans they are.

extension Frequency {
    /// "week", as in "what is left at the end of the week".
    var noun: String {
        switch self {
        case .week: "week"
        case .fourWeeks: "four weeks"
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        case .once: "time"
        }
    }

    /// "one more week", "3 more months".
    func more(_ count: Int) -> String {
        if count == 1 { return self == .fourWeeks ? "four more weeks" : "one more \(noun)" }
        return self == .fourWeeks ? "\(count * 4) more weeks" : "\(count) more \(noun)s"
    }
}

extension Allocation {
    /// "£120.00 a week", "£250.00 once".
    var words: String { "\(amount) \(every.words)" }

    /// When the next period begins and what it gives; nil after the last one.
    func next(after day: Day) -> (day: Day, amount: Money)? {
        if day < span.first { return (span.first, periods.first.map(amount(for:)) ?? .zero) }
        guard let index = index(of: day), let period = period(at: index + 1) else { return nil }
        return (period.first, amount(for: period))
    }
}

extension PlanLine {
    /// What becomes of money that is not used.
    var carryWords: String {
        let last = allocation.span.last.words
        if allocation.every == .once { return "What is not used by \(last) lapses." }
        let noun = allocation.every.noun
        return switch carry {
        case .none: "What is not used in one \(noun) lapses."
        case .all: "What is not used stays, until \(last)."
        case .upTo(let most): "Up to \(most) that is not used goes on into the next \(noun)."
        case .periods(let count): "What is not used can be used for \(allocation.every.more(count))."
        }
    }

    /// What kind of money it is, where it is not the usual kind.
    var kindWords: String? {
        switch kind {
        case .agreed: nil
        case .contingency:
            "This is emergency money. It pays last, when no other line has enough. You say why, and your coordinator "
                + "is told."
        case .extras: "This is extra money. Your commissioner grants it, request by request."
        }
    }

    /// Each limit of the line, in words; empty where it has none.
    /// - Parameter used: units that count towards the cap, used in the present period; nil where it does not run.
    func limitWords(_ names: PlanNames, used: Int?) -> [String] {
        var words: [String] = []
        if let priceCeiling { words.append("One may cost up to \(priceCeiling) without asking.") }
        if let approvalAbove {
            words.append("Above \(approvalAbove) for one thing, your commissioner is asked first.")
        }
        if let cap {
            words.append("\(cap.words), \(allocation.every.words)." + (used.map { " " + usedWords(cap, $0) } ?? ""))
        }
        if !limits.suppliers.isEmpty {
            words.append("Only from \(limits.suppliers.map(names.name).joined(separator: ", or from ")).")
        }
        if !limits.reaches.isEmpty {
            words.append("Only from suppliers that are \(limits.reaches.map(\.rawValue).joined(separator: " or ")).")
        }
        if isExclusive { words.append("No other line pays for these things.") }
        return words
    }

    private func usedWords(_ cap: UsageCap, _ used: Int) -> String {
        "\(used) \(used == 1 ? "is" : "are") ordered, \(max(0, cap.quantity - used)) left."
    }
}

extension LineBudget {
    /// All that there is in the period: what it gave, and what came over from earlier ones.
    var whole: Money { left + held + committed + owed + paid }

    var capUsed: Int? { line.cap == nil ? nil : used[period.first] ?? 0 }
}

extension PlanBudget {
    /// How it is run and who buys in law, as people say it (reference, A2).
    var managementWords: [String] {
        let holder = organisation.isEmpty ? "An organisation" : organisation
        return switch management {
        case .notional: ["Your commissioner keeps the money.", "In law, your commissioner is the buyer."]
        case .thirdParty: ["\(holder) keeps the money for you.", "In law, \(holder.lowercasedArticle) is the buyer."]
        case .directPayment: ["The money is paid to you.", "In law, you are the buyer."]
        case .managedAccount:
            ["\(holder) keeps the money in an account for you, and pays when you say so.", "In law, you are the buyer."]
        }
    }

    /// Nil where none is needed.
    var agreementWords: String? {
        guard needsAgreement else { return nil }
        return agreementSignedOn.map { "The agreement about the money was signed on \($0.words)." }
            ?? "The agreement about the money is not signed yet, so no money can move."
    }
}

extension String {
    /// "An organisation" within a sentence: "that organisation".
    fileprivate var lowercasedArticle: String { self == "An organisation" ? "that organisation" : self }

    /// One sentence each, for text that somebody else wrote.
    var sentences: [String] {
        var found: [String] = []
        var rest = ""
        for word in split(whereSeparator: \.isWhitespace) {
            rest += (rest.isEmpty ? "" : " ") + word
            if let end = word.last, ".!?".contains(end), !String.shortened.contains(String(word)) {
                found.append(rest)
                rest = ""
            }
        }
        return rest.isEmpty ? found : found + [rest]
    }

    /// Their full stop does not end a sentence.
    private static let shortened: Set<String> = ["Dr.", "Mr.", "Mrs.", "Ms.", "St.", "e.g.", "i.e.", "approx."]
}

extension Agreement {
    /// "Ann Marsh agreed in Holdfast on 20 March 2026."
    func words(holder: String) -> String {
        let who = name.isEmpty ? (side == .holder ? holder : "The commissioner") : name
        return "\(who) agreed \(way.words) on \(on.words)."
    }
}

extension Agreement.Way {
    var words: String {
        switch self {
        case .online: "in Holdfast"
        case .meeting: "at a meeting"
        case .telephone: "by telephone"
        case .letter: "by letter"
        case .imported: "on paper"
        }
    }
}

extension PlanStatus {
    /// For the holder, who never sees drafts.
    var holderWords: String {
        switch self {
        case .draft: "Being written"
        case .proposed: "Waiting for your agreement"
        case .agreed: "Agreed, waiting for its day"
        case .inForce: "In force"
        case .suspended: "Suspended"
        case .superseded: "Replaced by a newer one"
        case .ended: "Ended"
        case .discarded: "Never came into force"
        }
    }

    var tag: StatusTag {
        switch self {
        case .inForce: StatusTag(holderWords, tone: .yes)
        case .proposed, .suspended: StatusTag(holderWords, tone: .ask)
        case .agreed: StatusTag(holderWords, tone: .info)
        case .draft, .superseded, .ended, .discarded: StatusTag(holderWords)
        }
    }
}

extension Plans.PlanNotice {
    var title: String {
        switch kind {
        case .cut: "Less money from \(takesEffect.words)"
        case .suspend: "The plan \(isDone ? "was to be" : "will be") suspended on \(takesEffect.words)"
        case .end: "The plan \(isDone ? "was to end" : "will end") on \(takesEffect.words)"
        case .resume: "The plan goes on from \(takesEffect.words)"
        case .transfer: "Money was moved on \(takesEffect.words)"
        case .addition: "Extra money was given on \(takesEffect.words)"
        }
    }
}

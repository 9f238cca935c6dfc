import Plans
import Values

// The words of plans for the commissioner's staff. No default anywhere: what is new does not compile until it has
// words.

extension PlanStatus {
    /// As staff read it.
    var staffTag: StatusTag {
        switch self {
        case .draft: StatusTag("Draft", tone: .plain)
        case .proposed: StatusTag("Waits for the person’s agreement", tone: .ask)
        case .agreed: StatusTag("Agreed, waits for its day", tone: .info)
        case .inForce: StatusTag("In force", tone: .yes)
        case .suspended: StatusTag("Suspended", tone: .no)
        case .superseded: StatusTag("Replaced", tone: .plain)
        case .ended: StatusTag("Ended", tone: .plain)
        case .discarded: StatusTag("Discarded", tone: .plain)
        }
    }
}

extension Plans.PlanNotice.Kind {
    var staffWords: String {
        switch self {
        case .cut: "A new version gives less"
        case .suspend: "Suspended"
        case .resume: "Goes on"
        case .end: "Ended"
        case .transfer: "Money moved between lines"
        case .addition: "Money added once"
        }
    }
}

extension Agreement.Way {
    /// As an answer to "How did they agree".
    var choiceWords: String {
        switch self {
        case .online: "In this service"
        case .meeting: "At a meeting"
        case .telephone: "By telephone"
        case .letter: "By letter"
        case .imported: "Before this service began"
        }
    }

    /// What staff can record for somebody else.
    static let recorded: [Agreement.Way] = [.meeting, .telephone, .letter]
}

extension LineChange.Kind {
    private var staffWords: String {
        switch self {
        case .added: "New"
        case .removed: "Taken out"
        case .raised: "Gives more"
        case .cut: "Gives less"
        case .changed: "Changed"
        case .unchanged: "Stays the same"
        }
    }

    var staffTag: StatusTag {
        switch self {
        case .added, .raised: StatusTag(staffWords, tone: .yes)
        case .removed, .cut: StatusTag(staffWords, tone: .no)
        case .changed: StatusTag(staffWords, tone: .info)
        case .unchanged: StatusTag(staffWords, tone: .plain)
        }
    }
}

extension LineChange.Aspect {
    /// In a list of what is different.
    var listWords: String {
        switch self {
        case .title: "title"
        case .kind: "kind of line"
        case .budget: "budget"
        case .amount: "amount"
        case .rhythm: "how often"
        case .dates: "dates"
        case .covers: "what it pays for"
        case .limits: "suppliers it is limited to"
        case .exclusive: "whether other lines may pay"
        case .outcomes: "outcomes"
        case .carry: "money left over"
        case .cap: "most units in a period"
        case .ceiling: "highest price of a unit"
        case .threshold: "above which approval is needed"
        }
    }
}

/// Two amounts of money, compared in words.
enum MoneyDifference {
    /// "£120.00 more than agreed", "£30.00 less than agreed", "as agreed".
    static func words(_ amount: Money, against other: Money, _ what: String) -> String {
        if amount > other { return "\(amount - other) more than \(what)" }
        if amount < other { return "\(other - amount) less than \(what)" }
        return "as \(what)"
    }

    /// "£120.00 more", "£30.00 less", "no change".
    static func change(_ amount: Money) -> String {
        if amount.isPositive { return "\(amount) more" }
        return amount < .zero ? "\(-amount) less" : "No change"
    }
}

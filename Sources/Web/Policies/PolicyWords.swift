import Catalogue
import Markup
import Policies
import Values

// The words of policies, for those who write them.

extension PolicyRule.Effect {
    /// What it does, as it is chosen.
    var choice: (label: String, hint: String) {
        switch self {
        case .block: ("It may not be bought", "Nobody is asked: it can’t be signed.")
        case .refer: ("It needs approval", "It can be signed, and waits until you decide.")
        case .warn: ("The person is told something first", "It may be bought.")
        }
    }

    var tag: StatusTag {
        switch self {
        case .block: StatusTag("Not allowed", tone: .no)
        case .refer: StatusTag("Needs approval", tone: .ask)
        case .warn: StatusTag("Told first", tone: .info)
        }
    }
}

extension PolicyRule.Condition {
    var words: String {
        switch self {
        case .always: "Always"
        case .unitPriceAbove, .totalAbove: "W\(wordsWithin.dropFirst())"
        }
    }

    /// Within a sentence.
    var wordsWithin: String {
        switch self {
        case .always: "always"
        case .unitPriceAbove(let money): "when one unit costs more than \(money), with VAT"
        case .totalAbove(let money): "when a basket line costs more than \(money), with VAT"
        }
    }
}

extension PolicyRuleText.Subject {
    var choice: (label: String, hint: String) {
        switch self {
        case .category: ("A category", "One item type, or a group with everything in it.")
        case .supplier: ("A supplier", "Everything from them.")
        case .everything: ("Everything", "Whatever it is, and whoever sells it.")
        }
    }
}

extension PolicyRuleText.Condition {
    var choice: (label: String, hint: String) {
        switch self {
        case .always: ("Always", "Whatever it costs.")
        case .unitPrice: ("When one unit costs more than an amount", "A price ceiling, with VAT.")
        case .total: ("When a basket line costs more than an amount", "All units and all times together, with VAT.")
        }
    }
}

extension PolicyHistory.Standing {
    var tag: StatusTag {
        switch self {
        case .inForce: StatusTag("In force", tone: .yes)
        case .comes: StatusTag("To come", tone: .info)
        case .over: StatusTag("Over")
        case .replaced: StatusTag("Replaced")
        }
    }

    var words: String {
        switch self {
        case .inForce(let since, nil): "In force since \(since.words)."
        case .inForce(let since, let last?): "In force since \(since.words), until \(last.words)."
        case .comes(let day, nil): "Takes effect on \(day.words)."
        case .comes(let day, let last?): "Takes effect on \(day.words), until \(last.words)."
        case .over(let first, let last): "Was in force from \(first.words) to \(last.words)."
        case .replaced(let day): "A later version took its place on the day it began, \(day.words)."
        }
    }
}

/// What a rule is about, by name: also when the category or the supplier is no longer there.
struct PolicySubject: Component {
    let subject: PolicyRule.Subject
    let shelf: Shelf

    var html: HTML {
        switch subject {
        case .everything: "Everything"
        case .supplier(let id):
            if let supplier = shelf.supplier(id) {
                "Everything from "
                bdi { supplier.name }
            } else {
                "A supplier that is no longer there (\(id))"
            }
        case .category(let id):
            if let category = shelf.categories[id] {
                bdi { category.title }
                span(.class("quiet amount")) { category.item == nil ? " (the whole group \(id))" : " (\(id))" }
            } else {
                "A category that is no longer there (\(id))"
            }
        }
    }
}

/// How many of something: "1 rule", "5 rules".
enum Count {
    static func words(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
}

/// The four settings as sentences.
struct PolicySettingsList: Component {
    let settings: PolicySettings

    var html: HTML {
        ul(.class("bullets")) {
            li {
                settings.duplicateDays == 0
                    ? "Ordering the same again is never pointed out."
                    : "Ordering the same again within \(days(settings.duplicateDays)) is pointed out."
            }
            li {
                "From \(days(settings.reviewGraceDays)) after a missed review on, repeated orders need approval. "
                "Until then the person is told."
            }
            li { "More than \(Count.words(settings.surplusWeeks, "week’s", "weeks’")) money left over is flagged." }
            li {
                settings.endingDays == 0
                    ? "What comes after the plan’s last day needs approval."
                    : "What comes in the plan’s last \(days(settings.endingDays)), or later, needs approval."
            }
        }
    }

    private func days(_ count: Int) -> String { Count.words(count, "day", "days") }
}

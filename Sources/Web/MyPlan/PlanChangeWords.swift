import Markup
import Plans
import Values

/// What a new version does to each line of the plan, before and after.
struct PlanChangeList: Component {
    let change: PlanChange
    let old: Plan?
    let new: Plan
    let names: PlanNames

    private var changed: [LineChange] {
        change.lines.filter { $0.kind != .unchanged && ($0.new ?? $0.old)?.kind != .extras }
    }

    private var unchanged: [LineChange] {
        change.lines.filter { $0.kind == .unchanged && $0.new?.kind != .extras }
    }

    var html: HTML {
        if changed.isEmpty { p { "The money stays as it is." } }
        div(.class("grid")) { for line in changed { panel(line) } }
        if !unchanged.isEmpty {
            p { "These stay as they are: \(unchanged.map { "“\($0.title)”" }.joined(separator: ", "))." }
        }
    }

    private func panel(_ line: LineChange) -> HTML {
        div(.class("panel")) {
            h3 { line.title }
            p { line.kind.tag }
            if line.kind == .added, let new = line.new {
                p { "It gives \(new.allocation.words), from \(new.allocation.span.first.words)." }
                p { "It pays for: \(names.covered(by: new).map(\.words).joined(separator: "; "))." }
            }
            if line.kind == .removed {
                p { "This line ends on \(change.day.words). What suppliers were promised still comes and is paid." }
            }
            for aspect in line.whatChanged { difference(aspect, line) }
            if line.kind != .added, line.kind != .removed, line.atOnce != .zero { p { atOnce(line) } }
        }
    }

    private func atOnce(_ line: LineChange) -> String {
        line.atOnce.isPositive
            ? "For the present period you get \(line.atOnce) more on \(change.day.words)."
            : "From the present period up to \(-line.atOnce) is taken back on \(change.day.words): only what is free."
    }

    @HTMLBuilder private func difference(_ aspect: LineChange.Aspect, _ line: LineChange) -> HTML {
        if let before = line.old, let after = line.new {
            p {
                strong { "\(aspect.words): " }
                "before, \(words(aspect, before, old)). After, \(words(aspect, after, new))."
            }
        }
    }

    private func words(_ aspect: LineChange.Aspect, _ line: PlanLine, _ plan: Plan?) -> String {
        let list = { (words: [String]) in words.isEmpty ? "nothing" : words.joined(separator: "; ") }
        return switch aspect {
        case .title: "“\(line.title)”"
        case .kind: line.kindWords?.trimmed ?? "money for what is agreed"
        case .budget: plan?[budget: line.budget]?.title ?? "no budget"
        case .amount, .rhythm: line.allocation.words
        case .dates: "\(line.allocation.span.first.words) to \(line.allocation.span.last.words)"
        case .covers: list(names.covered(by: line).map(\.words))
        case .limits:
            line.limits.suppliers.isEmpty && line.limits.reaches.isEmpty
                ? "any supplier"
                : list(line.limits.suppliers.map(names.name) + line.limits.reaches.map { "\($0.rawValue) suppliers" })
        case .exclusive: line.isExclusive ? "no other line pays for these things" : "other lines may pay, too"
        case .outcomes: list(line.outcomes.compactMap { plan?[outcome: $0]?.text })
        case .carry: line.carryWords.trimmed
        case .cap: line.cap.map { "\($0.words), \(line.allocation.every.words)" } ?? "no limit"
        case .ceiling: line.priceCeiling.map { "up to \($0) each without asking" } ?? "any price"
        case .threshold: line.approvalAbove.map { "above \($0) your commissioner is asked" } ?? "no asking"
        }
    }
}

extension String {
    /// A sentence within a sentence: its first letter small, and without its full stop.
    fileprivate var trimmed: String {
        let words = hasSuffix(".") ? String(dropLast()) : self
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}

extension LineChange.Kind {
    fileprivate var tag: StatusTag {
        switch self {
        case .added: StatusTag("New", tone: .yes)
        case .raised: StatusTag("More money", tone: .yes)
        case .cut: StatusTag("Less money", tone: .ask)
        case .removed: StatusTag("Ends", tone: .ask)
        case .changed: StatusTag("Changed", tone: .info)
        case .unchanged: StatusTag("As before")
        }
    }
}

extension LineChange.Aspect {
    fileprivate var words: String {
        switch self {
        case .title: "Name"
        case .kind: "Kind of money"
        case .budget: "Budget"
        case .amount: "Amount"
        case .rhythm: "How often"
        case .dates: "From and to"
        case .covers: "What may be bought"
        case .limits: "From whom"
        case .exclusive: "Other lines"
        case .outcomes: "What it is for"
        case .carry: "What is not used"
        case .cap: "How much at most"
        case .ceiling: "Price of one"
        case .threshold: "When your commissioner is asked"
        }
    }
}

import Catalogue
import Values

/// What is contradictory or missing in one line of a draft.
struct LineCheck {
    private let line: PlanLine
    private let plan: Plan
    private let categories: Categories

    init(_ line: PlanLine, of plan: Plan, _ categories: Categories) {
        self.line = line
        self.plan = plan
        self.categories = categories
    }

    func add(to problems: inout FieldProblems) {
        let found =
            title.map { ("title", $0) } + covers.map { ("covers", $0) } + outcomes.map { ("outcomes", $0) }
            + allocation.map { ("allocation", $0) } + budget.map { ("budget", $0) } + limits.map { ("limits", $0) }
            + cap.map { ("cap", $0) } + carry.map { ("carry", $0) }
        for (field, words) in found { problems.add("lines.\(line.id).\(field)", words) }
    }

    private var name: String { "“\(line.title)”" }

    private var title: [String] {
        PlanCheck.isBlank(line.title) ? ["Write a title for the line, in the person’s words"] : []
    }

    private var covers: [String] {
        var words: [String] = []
        if line.kind == .agreed, line.covers.isEmpty { words.append("\(name) must say what it pays for") }
        if line.kind == .extras, !line.covers.isEmpty {
            words.append("\(name) is for extras and must not name what it pays for")
        }
        for category in line.covers.categories where categories[category] == nil {
            words.append("\(name) names the category \(category), which is not in the catalogue any more")
        }
        return words
    }

    /// Each extra names its own outcome when it is asked for; every other line says here what it serves.
    private var outcomes: [String] {
        if line.kind != .extras, line.outcomes.isEmpty { return ["\(name) must serve at least one outcome"] }
        let known = Set(plan.outcomes.map(\.id))
        return known.isSuperset(of: line.outcomes) ? [] : ["\(name) serves an outcome that the plan does not have"]
    }

    /// Extras may begin with nothing.
    private var allocation: [String] {
        var words: [String] = []
        if plan.span.overlap(line.allocation.span) != line.allocation.span {
            words.append(
                "\(name) must begin and end within the plan: from \(plan.span.first.words) to \(plan.span.last.words)")
        }
        if line.kind != .extras, !line.allocation.amount.isPositive {
            words.append("\(name) must give more than \(Money.zero)")
        } else if line.allocation.amount < .zero {
            words.append("\(name) must not give less than \(Money.zero)")
        }
        return words
    }

    private var budget: [String] {
        plan[budget: line.budget] == nil ? ["\(name) is paid from a budget that the plan does not have"] : []
    }

    private var limits: [String] {
        var words: [String] = []
        let allowed = line.limits.suppliers
        if !allowed.isEmpty, !Set(allowed).isSuperset(of: line.covers.suppliers) {
            words.append("\(name) pays for everything of a supplier whom its own limits leave out")
        }
        if let ceiling = line.priceCeiling, !ceiling.isPositive {
            words.append("The highest price of \(name) must be more than \(Money.zero)")
        }
        if let above = line.approvalAbove, above < .zero {
            words.append("\(name) cannot ask for approval above an amount that is less than \(Money.zero)")
        }
        return words
    }

    private var cap: [String] {
        guard let cap = line.cap else { return [] }
        if cap.quantity <= 0 { return ["\(name) must allow more than none in a period, or set no limit"] }
        if let unit = cap.unit, PlanCheck.isBlank(unit) { return ["Choose the unit that the limit of \(name) counts"] }
        return []
    }

    private var carry: [String] {
        switch line.carry {
        case .none, .all: []
        case .upTo(let amount):
            amount.isPositive ? [] : ["\(name) must carry more than \(Money.zero) forward, or nothing at all"]
        case .periods(let count):
            (1...CarryForward.periodsMaximum).contains(count)
                ? []
                : ["\(name) must carry money forward for 1 to \(CarryForward.periodsMaximum) periods, or not at all"]
        }
    }
}

import Catalogue
import Identity
import Markup
import Operations
import Plans
import Values

/// One line of a draft as it is typed.
struct LineText: DraftPart {
    static let path = "lines/:item"

    let item: String
    var name = ""
    var budget = ""
    var kind = PlanLine.Kind.agreed.rawValue
    var categories: Set<String> = []
    var listings = ""
    var suppliers = ""
    var onlySuppliers = ""
    var reaches: Set<String> = []
    var isExclusive = false
    var outcomes: Set<String> = []
    var amount = ""
    var every = ""
    var first = TypedDay()
    var last = TypedDay()
    var carry = "none"
    var carryAmount = ""
    var carryPeriods = ""
    var capQuantity = ""
    var capUnit = ""
    var ceiling = ""
    var above = ""

    init?(of draft: DraftLook, item: String) {
        self.item = item
        guard item != PlanEdit.new else {
            budget = draft.plan.budgets.first?.id.text ?? ""
            first = TypedDay(max(draft.plan.span.first, draft.plan.takesEffect))
            last = TypedDay(draft.plan.span.last)
            return
        }
        // The line for extras belongs to every plan and has nothing to write.
        guard let line = draft.plan[line: .init(item)], line.kind != .extras else { return nil }
        take(line)
    }

    private mutating func take(_ line: PlanLine) {
        name = line.title
        budget = line.budget.text
        kind = line.kind.rawValue
        categories = Set(line.covers.categories.map(\.text))
        listings = line.covers.listings.map(\.text).joined(separator: " ")
        suppliers = line.covers.suppliers.map(\.text).joined(separator: " ")
        onlySuppliers = line.limits.suppliers.map(\.text).joined(separator: " ")
        reaches = Set(line.limits.reaches.map(\.rawValue))
        isExclusive = line.isExclusive
        outcomes = Set(line.outcomes.map(\.text))
        amount = line.allocation.amount.decimal
        every = line.allocation.every.rawValue
        first = TypedDay(line.allocation.span.first)
        last = TypedDay(line.allocation.span.last)
        switch line.carry {
        case .none: carry = "none"
        case .all: carry = "all"
        case .upTo(let most): (carry, carryAmount) = ("upto", most.decimal)
        case .periods(let count): (carry, carryPeriods) = ("periods", String(count))
        }
        capQuantity = line.cap.map { String($0.quantity) } ?? ""
        capUnit = line.cap?.unit ?? ""
        ceiling = line.priceCeiling?.decimal ?? ""
        above = line.approvalAbove?.decimal ?? ""
    }

    init(_ form: Form, item: String) {
        self.item = item
        name = Text.line(form["title"])
        budget = form["budget"]
        kind = form["kind"]
        categories = form.chosen("covers")
        listings = form["listings"]
        suppliers = form["suppliers"]
        onlySuppliers = form["only-suppliers"]
        reaches = form.chosen("reach")
        isExclusive = form["exclusive"] == "yes"
        outcomes = form.chosen("outcome")
        amount = form["amount"]
        every = form["every"]
        first = TypedDay(form, "first")
        last = TypedDay(form, "last")
        carry = form["carry"]
        carryAmount = form["carry-amount"]
        carryPeriods = form["carry-periods"]
        capQuantity = form["cap"]
        capUnit = form["cap-unit"]
        ceiling = form["ceiling"]
        above = form["above"]
    }

    var title: String { item == PlanEdit.new ? "New line" : name.isEmpty ? "Line" : "Line “\(name)”" }

    func field(of problem: String) -> String? {
        let start = "lines.\(item)."
        guard problem.hasPrefix(start) else { return nil }
        let field = String(problem.dropFirst(start.count))
        return ["allocation": "amount", "limits": "only-suppliers", "outcomes": "outcome"][field] ?? field
    }

    var codes: (listings: [Listing.ID], suppliers: [Supplier.ID]) {
        (
            Self.split(listings).map { Listing.ID($0) },
            (Self.split(suppliers) + Self.split(onlySuppliers)).map { Supplier.ID($0) }
        )
    }

    /// Codes stand apart by blanks, commas or line ends.
    static func split(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
    }

    func removal(from draft: DraftLook) -> PlanEdit? { .removeLine(.init(item)) }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        LineFields(text: self, draft: draft, problems: problems).html
    }
}

// MARK: - What was typed, as a line

extension LineText {
    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        if name.isEmpty { problems.add("title", "Write a title for the line, in the person’s words") }
        problems.length(name, "title", most: PlanTexts.nameMaximum)
        let kind = PlanLine.Kind(rawValue: kind)
        if kind == nil || kind == .extras { problems.add("kind", "Choose what kind of line it is") }
        if draft.plan[budget: .init(budget)] == nil { problems.add("budget", "Choose the budget that pays") }
        let covers = covers(of: draft, &problems)
        let limits = limits(of: draft, &problems)
        let allocation = allocation(&problems)
        mustKeepItsCalendar(draft, kind, allocation, &problems)
        let carry = carryForward(&problems)
        let cap = usageCap(&problems)
        let ceiling = problems.money(ceiling, "ceiling", "the highest price", isOptional: true)
        let above = problems.money(above, "above", "the amount", isOptional: true)
        guard problems.isEmpty, let kind, let allocation, let carry else { throw problems }
        return .line(
            PlanLine(
                id: .init(item), kind: kind, budget: .init(budget), title: name, covers: covers, limits: limits,
                isExclusive: isExclusive,
                outcomes: draft.plan.outcomes.map(\.id).filter { outcomes.contains($0.text) },
                allocation: allocation, carry: carry, cap: cap, priceCeiling: ceiling, approvalAbove: above))
    }

    /// The money of a line is kept by its periods and by what it is for: with other ones it is another line.
    private func mustKeepItsCalendar(
        _ draft: DraftLook, _ kind: PlanLine.Kind?, _ allocation: Allocation?, _ problems: inout FieldProblems
    ) {
        guard let before = draft.standing?[line: .init(item)] else { return }
        let way = "To change that, end this line and add a new one"
        if let kind, kind != before.kind {
            problems.add("kind", "This line has money already and cannot become another kind of line. \(way)")
        }
        guard let allocation else { return }
        if allocation.every != before.allocation.every {
            problems.add("every", "This line gives money \(before.allocation.every.words) already. \(way)")
        }
        if allocation.span.first != before.allocation.span.first {
            problems.add(
                "first", "This line has money since \(before.allocation.span.first.words) already. \(way)")
        }
    }

    private func covers(of draft: DraftLook, _ problems: inout FieldProblems) -> Covers {
        let known = draft.plan[line: .init(item)]?.covers
        let listings = Self.split(listings).map { Listing.ID($0) }
        for id in listings where draft.codes.listings[id] == nil && known?.listings.contains(id) != true {
            problems.add("listings", "There is no listing with the code \(id)")
        }
        return Covers(
            categories: categories.sorted().map { .init($0) }, listings: listings,
            suppliers: supplierCodes(suppliers, "suppliers", known?.suppliers ?? [], draft, &problems))
    }

    private func limits(of draft: DraftLook, _ problems: inout FieldProblems) -> SupplierLimits {
        let known = draft.plan[line: .init(item)]?.limits.suppliers ?? []
        return SupplierLimits(
            suppliers: supplierCodes(onlySuppliers, "only-suppliers", known, draft, &problems),
            reaches: Reach.allCases.filter { reaches.contains($0.rawValue) })
    }

    private func supplierCodes(
        _ text: String, _ field: String, _ known: [Supplier.ID], _ draft: DraftLook, _ problems: inout FieldProblems
    ) -> [Supplier.ID] {
        let codes = Self.split(text).map { Supplier.ID($0) }
        for id in codes where draft.codes.suppliers[id] == nil && !known.contains(id) {
            problems.add(field, "There is no supplier with the code \(id)")
        }
        return codes
    }

    private func allocation(_ problems: inout FieldProblems) -> Allocation? {
        let amount = problems.money(amount, "amount", "how much the line gives")
        let rhythm = Frequency(rawValue: every)
        if rhythm == nil { problems.add("every", "Choose how often the line gives it") }
        let first = first.read("first", "the line’s first day", &problems)
        let last = last.read("last", "the line’s last day", &problems)
        guard let first, let last else { return nil }
        guard let span = Period(first: first, last: last) else {
            problems.add("last", "The last day must not come before the first, \(first.words)")
            return nil
        }
        guard span.days <= (PlanCheck.yearsMaximum + 1) * 366 else {
            problems.add("last", "A line must not be longer than \(PlanCheck.yearsMaximum) years")
            return nil
        }
        guard let amount, let rhythm else { return nil }
        return Allocation(amount: amount, every: rhythm, span: span)
    }

    private func carryForward(_ problems: inout FieldProblems) -> CarryForward? {
        switch carry {
        case "none": return CarryForward.none
        case "all": return .all
        case "upto": return problems.money(carryAmount, "carry-amount", "the most that is carried").map { .upTo($0) }
        case "periods":
            return problems.number(
                carryPeriods, "carry-periods", "for how many periods", in: 1...CarryForward.periodsMaximum
            ).map { .periods($0) }
        default:
            problems.add("carry", "Choose what becomes of money that is left over")
            return nil
        }
    }

    private func usageCap(_ problems: inout FieldProblems) -> UsageCap? {
        guard !capQuantity.isEmpty || !capUnit.isEmpty else { return nil }
        problems.length(capUnit, "cap-unit", most: ListingText.unitCharactersMaximum)
        return problems.number(capQuantity, "cap", "the most units in a period", in: 1...1_000_000).map {
            UsageCap(quantity: $0, unit: capUnit.isEmpty ? nil : capUnit)
        }
    }
}

extension Form {
    /// The boxes of a group that were ticked: each is a field of its own, `covers:04-01`.
    func chosen(_ group: String) -> Set<String> {
        let start = "\(group):"
        return Set(
            fields.filter { $0.key.hasPrefix(start) && !$0.value.isEmpty }.map { String($0.key.dropFirst(start.count)) }
        )
    }
}

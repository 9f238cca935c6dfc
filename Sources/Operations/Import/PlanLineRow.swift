import Catalogue
import Plans
import Values

/// `people/plan_lines.csv`.
struct LineRow: PlanRow {
    static let file = "people/plan_lines.csv"
    static let columns = [
        "plan", "version", "line", "budget", "kind", "title", "covers", "listings", "suppliers", "only_suppliers",
        "only_reach", "exclusive", "outcomes", "amount", "every", "starts", "ends", "carry", "cap", "cap_unit",
        "price_ceiling", "approval_above", "spent",
    ]
    static let names = ["line"]
    /// The line that every plan gets for extra money.
    static let extras = "extras"

    let line: String
    /// Nil for the only one of the plan.
    let budget: PlanBudget.ID?
    let kind: PlanLine.Kind
    let title: String
    let covers: Covers
    let limits: SupplierLimits
    let isExclusive: Bool
    let outcomes: [String]
    let amount: Money
    let every: Frequency
    /// Nil for the plan's.
    let first: Day?
    let last: Day?
    let carry: CarryForward
    let cap: UsageCap?
    let priceCeiling: Money?
    let approvalAbove: Money?
    let spent: Money

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (line, title) = (row.code("line"), row.text("title"))
        if line == LineRow.extras { row.add("line", "must not be \(LineRow.extras): every plan has that line already") }
        budget = row.optionalCode("budget").map { .init($0) }
        kind = LineRow.kind(&row)
        covers = LineRow.covers(&row, kind, categories)
        limits = LineRow.limits(&row, covers)
        isExclusive = row.yes("exclusive")
        if isExclusive, kind == .contingency { row.add("exclusive", "must be empty for contingency") }
        outcomes = row.list("outcomes")
        if outcomes.isEmpty { row.add("outcomes", "is missing") }
        let (amount, every): (Money?, Frequency?) = (row.money("amount"), row.word("every"))
        if let amount, !amount.isPositive { row.add("amount", "must be more than £0.00") }
        first = row.optionalDay("starts")
        last = row.optionalDay("ends")
        carry = LineRow.carry(&row)
        cap = LineRow.cap(&row)
        priceCeiling = row.optionalMoney("price_ceiling")
        approvalAbove = row.optionalMoney("approval_above")
        spent = row.optionalMoney("spent") ?? .zero
        guard let line, let title, let amount, let every, row.problems.isEmpty else { return nil }
        self.line = line
        self.title = title
        self.amount = amount
        self.every = every
    }

    /// Empty for what the plan names; the line for extras makes itself.
    private static func kind(_ row: inout RowCheck) -> PlanLine.Kind {
        switch row["kind"] {
        case "": return .agreed
        case PlanLine.Kind.contingency.rawValue: return .contingency
        default:
            row.add("kind", "must be empty or contingency")
            return .agreed
        }
    }

    /// Listings and suppliers are looked up later, all together.
    private static func covers(_ row: inout RowCheck, _ kind: PlanLine.Kind, _ tree: Categories) -> Covers {
        let covers = Covers(
            categories: row.list("covers").map { .init($0) }, listings: row.list("listings").map { .init($0) },
            suppliers: row.list("suppliers").map { .init($0) })
        if covers.isEmpty, kind == .agreed { row.add("covers", "is missing") }
        for category in covers.categories where tree[category] == nil {
            row.add("covers", "category \(category) is not known")
        }
        return covers
    }

    private static func limits(_ row: inout RowCheck, _ covers: Covers) -> SupplierLimits {
        let suppliers = row.list("only_suppliers").map { Supplier.ID($0) }
        let reaches: [Reach] = row.words("only_reach")
        if !suppliers.isEmpty {
            for supplier in covers.suppliers where !suppliers.contains(supplier) {
                row.add("only_suppliers", "leaves out \(supplier), of whom the line pays for everything")
            }
        }
        return SupplierLimits(suppliers: suppliers, reaches: reaches)
    }

    private static func carry(_ row: inout RowCheck) -> CarryForward {
        guard !row.isEmpty("carry") else { return .none }
        if let carry = CarryForward(row["carry"]) { return carry }
        row.add("carry", "must be none, all, an amount like upto:150.00, or a number like periods:2")
        return .none
    }

    private static func cap(_ row: inout RowCheck) -> UsageCap? {
        guard !row.isEmpty("cap") else {
            if !row.isEmpty("cap_unit") { row.add("cap_unit", "must be empty without cap") }
            return nil
        }
        guard let quantity = row.number("cap", 1...capMaximum) else { return nil }
        return UsageCap(quantity: quantity, unit: row.optionalText("cap_unit", most: 40))
    }

    private static let capMaximum = 100_000
}

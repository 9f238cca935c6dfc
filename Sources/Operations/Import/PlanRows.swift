import Catalogue
import Identity
import Plans
import Values

/// Which version of which plan a row belongs to.
struct PlanKey: Sendable, Hashable, CustomStringConvertible {
    let plan: String
    let version: Int

    var description: String { "\(plan) version \(version)" }

    static let versions = 1...9_999

    /// Nil when the row does not say it properly; `row` then holds why.
    init?(_ row: inout RowCheck) {
        let (plan, version) = (row.code("plan"), row.number("version", PlanKey.versions))
        guard let plan, let version else { return nil }
        self.plan = plan
        self.version = version
    }
}

/// A row of one of the three files that make a plan.
protocol PlanRow: Sendable {
    static var file: String { get }
    static var columns: [String] { get }
    /// What names the row within its plan; empty for the plan's own row.
    static var name: String { get }

    /// Nil when something is wrong with the cells, which `row` then holds.
    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories)
}

/// `people/plans.csv`.
struct PlanHead: PlanRow {
    static let file = "people/plans.csv"
    static let columns = [
        "plan", "version", "holder", "eligibility", "management", "starts", "ends", "status", "coordinator",
        "coordinator_telephone", "agreed_on",
    ]
    static let name = ""

    let holder: Holder.ID
    let eligibility: Eligibility
    let management: Management
    let span: Period
    let status: PlanStatus
    let coordinator: Plan.Coordinator
    let agreedOn: Day

    /// Longer plans are typing mistakes, and would have thousands of periods.
    static let daysMaximum = 5 * 366

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let holder = row.code("holder")
        let (eligibility, management): (Eligibility?, Management?) = (row.word("eligibility"), row.word("management"))
        let status: PlanStatus? = row.word("status")
        let span = PlanHead.span(&row)
        let (name, telephone) = (row.text("coordinator", most: 120), row.telephone("coordinator_telephone"))
        let agreedOn = row.day("agreed_on")
        guard let holder, let eligibility, let management, let status, let span, let name, let telephone, let agreedOn
        else { return nil }
        self.holder = .init(holder)
        self.eligibility = eligibility
        self.management = management
        self.span = span
        self.status = status
        coordinator = .init(name: name, telephone: telephone)
        self.agreedOn = agreedOn
    }

    private static func span(_ row: inout RowCheck) -> Period? {
        guard let (first, last) = row.days else { return nil }
        guard let span = Period(first: first, last: last) else {
            row.add("ends", "must not come before starts")
            return nil
        }
        guard span.days <= daysMaximum else {
            row.add("ends", "must not be more than five years after starts")
            return nil
        }
        return span
    }
}

extension RowCheck {
    /// The cells `starts` and `ends`, when both read well.
    fileprivate var days: (first: Day, last: Day)? {
        mutating get {
            let (first, last) = (day("starts"), day("ends"))
            guard let first, let last else { return nil }
            return (first, last)
        }
    }
}

/// `people/outcomes.csv`.
struct OutcomeRow: PlanRow {
    static let file = "people/outcomes.csv"
    static let columns = ["plan", "version", "outcome", "text"]
    static let name = "outcome"

    let outcome: String
    let text: String

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (outcome, text) = (row.code("outcome"), row.text("text", most: 500))
        guard let outcome, let text else { return nil }
        self.outcome = outcome
        self.text = text
    }
}

/// `people/plan_lines.csv`.
struct LineRow: PlanRow {
    static let file = "people/plan_lines.csv"
    static let columns = [
        "plan", "version", "line", "title", "covers", "outcomes", "amount", "every", "starts", "ends",
        "price_ceiling", "approval_above", "spent",
    ]
    static let name = "line"
    /// The line that every plan gets for extra money.
    static let extras = "extras"

    let line: String
    let title: String
    let covers: [Catalogue.Category.ID]
    let outcomes: [String]
    let amount: Money
    let every: Frequency
    /// Nil for the plan's.
    let first: Day?
    let last: Day?
    let priceCeiling: Money?
    let approvalAbove: Money?
    let spent: Money

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (line, title) = (row.code("line"), row.text("title"))
        if line == LineRow.extras { row.add("line", "must not be \(LineRow.extras): every plan has that line already") }
        let covers = row.list("covers").map { Catalogue.Category.ID($0) }
        if covers.isEmpty { row.add("covers", "is missing") }
        for category in covers where categories[category] == nil {
            row.add("covers", "category \(category) is not known")
        }
        let outcomes = row.list("outcomes")
        if outcomes.isEmpty { row.add("outcomes", "is missing") }
        let (amount, every): (Money?, Frequency?) = (row.money("amount"), row.word("every"))
        if let amount, !amount.isPositive { row.add("amount", "must be more than £0.00") }
        first = row.optionalDay("starts")
        last = row.optionalDay("ends")
        priceCeiling = row.optionalMoney("price_ceiling")
        approvalAbove = row.optionalMoney("approval_above")
        spent = row.optionalMoney("spent") ?? .zero
        guard let line, let title, let amount, let every, row.problems.isEmpty else { return nil }
        self.line = line
        self.title = title
        self.covers = covers
        self.outcomes = outcomes
        self.amount = amount
        self.every = every
    }
}

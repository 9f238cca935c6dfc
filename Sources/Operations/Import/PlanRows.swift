import Catalogue
import Identity
import Plans
import Values

/// Which version of which plan a row belongs to.
struct PlanKey: GroupKey {
    let plan: String
    let version: Int

    var description: String { "\(plan) version \(version)" }

    static let versions = 1...9_999

    init?(_ row: inout RowCheck) {
        let (plan, version) = (row.code("plan"), row.number("version", PlanKey.versions))
        guard let plan, let version else { return nil }
        self.plan = plan
        self.version = version
    }
}

/// A row of one of the files that make a plan.
protocol PlanRow: GroupedRow where Key == PlanKey {}

/// `people/plans.csv`.
struct PlanHead: PlanRow {
    static let file = "people/plans.csv"
    static let columns = [
        "plan", "version", "holder", "starts", "ends", "status", "coordinator", "coordinator_telephone", "agreed_on",
        "needs", "about_me", "contingency", "monitored_by", "communication",
        "reviews_held", "next_review", "notice_days", "splitting",
    ]
    static let names: [String] = []

    let holder: Holder.ID
    let span: Period
    let status: PlanStatus
    let coordinator: Plan.Coordinator
    let agreedOn: Day
    /// Without risks and competencies, which have files of their own.
    let narrative: Narrative
    let allowsSplitting: Bool

    /// Longer plans are typing mistakes, and would have thousands of periods.
    static let daysMaximum = 5 * 366

    /// What an import may bring: versions that are being written or agreed belong to the pages.
    private enum Status: String, CaseIterable {
        case inForce = "in-force"
        case suspended, ended

        var status: PlanStatus {
            switch self {
            case .inForce: .inForce
            case .suspended: .suspended
            case .ended: .ended
            }
        }
    }

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let holder = row.code("holder")
        let status: Status? = row.word("status")
        let span = PlanHead.span(&row)
        let (name, telephone) = (row.text("coordinator", most: 120), row.telephone("coordinator_telephone"))
        let agreedOn = row.day("agreed_on")
        narrative = PlanHead.narrative(&row)
        allowsSplitting = row.yes("splitting")
        guard let holder, let status, let span, let name, let telephone, let agreedOn else { return nil }
        self.holder = .init(holder)
        self.span = span
        self.status = status.status
        coordinator = .init(name: name, telephone: telephone)
        self.agreedOn = agreedOn
    }

    /// Each of them may be empty: an imported plan is agreed already.
    private static func narrative(_ row: inout RowCheck) -> Narrative {
        let notice = row.isEmpty("notice_days") ? nil : row.number("notice_days", PlanCheck.noticeDays)
        return Narrative(
            aboutMe: row.optionalText("about_me", most: wordsMaximum) ?? "",
            needs: row.optionalText("needs", most: wordsMaximum) ?? "",
            contingency: row.optionalText("contingency", most: wordsMaximum) ?? "",
            monitoredBy: row.optionalText("monitored_by") ?? "",
            communication: row.optionalText("communication", most: 500) ?? "",
            nextReview: row.optionalDay("next_review"), reviewsHeld: row.days("reviews_held"),
            noticeDays: notice ?? Narrative.noticeDaysUsual)
    }

    private static let wordsMaximum = 2_000

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

/// `people/budgets.csv`.
struct BudgetRow: PlanRow {
    static let file = "people/budgets.csv"
    static let columns = [
        "plan", "version", "budget", "title", "eligibility", "management", "organisation", "indicative", "agreed",
        "agreement_signed_on",
    ]
    static let names = ["budget"]

    let budget: PlanBudget

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (code, title) = (row.code("budget"), row.text("title", most: 120))
        let (eligibility, management): (Eligibility?, Management?) = (row.word("eligibility"), row.word("management"))
        let organisation = row.optionalText("organisation", most: 120) ?? ""
        let (indicative, agreed) = (row.optionalMoney("indicative"), row.optionalMoney("agreed"))
        let signed = row.optionalDay("agreement_signed_on")
        guard let code, let title, let eligibility, let management else { return nil }
        budget = PlanBudget(
            id: .init(code), title: title, eligibility: eligibility, management: management,
            organisation: organisation, indicative: indicative, agreed: agreed, agreementSignedOn: signed)
    }
}

/// `people/outcomes.csv`.
struct OutcomeRow: PlanRow {
    static let file = "people/outcomes.csv"
    static let columns = ["plan", "version", "outcome", "text", "measure"]
    static let names = ["outcome"]

    let outcome: String
    let text: String
    let measure: String

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (outcome, text) = (row.code("outcome"), row.text("text", most: 500))
        measure = row.optionalText("measure", most: 500) ?? ""
        guard let outcome, let text else { return nil }
        self.outcome = outcome
        self.text = text
    }
}

/// `people/risks.csv`.
struct RiskRow: PlanRow {
    static let file = "people/risks.csv"
    static let columns = ["plan", "version", "risk", "text", "handling"]
    static let names = ["risk"]

    let risk: Narrative.Risk

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (code, text, handling) = (row.code("risk"), row.text("text", most: 500), row.text("handling", most: 1_000))
        guard code != nil, let text, let handling else { return nil }
        risk = .init(text: text, handling: handling)
    }
}

/// `people/competencies.csv`.
struct CompetencyRow: PlanRow {
    static let file = "people/competencies.csv"
    static let columns = ["plan", "version", "task", "worker", "supplier", "signed_off_by", "until"]
    static let names = ["task", "worker"]

    let competency: Narrative.Competency

    init?(_ row: inout RowCheck, key: PlanKey?, categories: Categories) {
        let (task, worker) = (row.text("task"), row.text("worker", most: 120))
        let supplier = row.optionalCode("supplier")
        let (by, until) = (row.text("signed_off_by", most: 120), row.day("until"))
        guard let task, let worker, let by, let until else { return nil }
        competency = .init(
            task: task, worker: worker, supplier: supplier.map { .init($0) }, signedOffBy: by, until: until)
    }
}

import Markup
import Operations
import Plans
import Values

/// One budget of a draft.
struct BudgetText: DraftPart {
    static let path = "budgets/:item"

    let item: String
    var name = ""
    var eligibility = ""
    var management = ""
    var organisation = ""
    var indicative = ""
    var agreed = ""
    var signedOn = TypedDay()

    init?(of draft: DraftLook, item: String) {
        self.item = item
        if item == PlanEdit.new { return }
        guard let budget = draft.plan[budget: .init(item)] else { return nil }
        name = budget.title
        eligibility = budget.eligibility.rawValue
        management = budget.management.rawValue
        organisation = budget.organisation
        indicative = budget.indicative?.decimal ?? ""
        agreed = budget.agreed?.decimal ?? ""
        signedOn = TypedDay(budget.agreementSignedOn)
    }

    init(_ form: Form, item: String) {
        self.item = item
        name = form["title"]
        eligibility = form["eligibility"]
        management = form["management"]
        organisation = form["organisation"]
        indicative = form["indicative"]
        agreed = form["agreed"]
        signedOn = TypedDay(form, "signed")
    }

    var title: String { item == PlanEdit.new ? "New budget" : name.isEmpty ? "Budget" : "Budget “\(name)”" }

    func field(of problem: String) -> String? {
        let start = "budgets.\(item)."
        return problem.hasPrefix(start) ? String(problem.dropFirst(start.count)) : nil
    }

    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        if name.isEmpty { problems.add("title", "Enter a name for the budget") }
        problems.length(name, "title", most: PlanTexts.nameMaximum)
        problems.length(organisation, "organisation", most: PlanTexts.nameMaximum)
        let why = Eligibility(rawValue: eligibility)
        let how = Management(rawValue: management)
        if why == nil { problems.add("eligibility", "Choose why the person has this budget") }
        if how == nil { problems.add("management", "Choose how the money is managed") }
        if how == .thirdParty || how == .managedAccount, organisation.isEmpty {
            problems.add("organisation", "Name the organisation that holds the money")
        }
        let estimate = problems.money(indicative, "indicative", "the estimate", isOptional: true)
        let decided = problems.money(agreed, "agreed", "the agreed budget", isOptional: true)
        let signed = signedOn.read("signed", "the day on which it was signed", isOptional: true, &problems)
        if let signed, signed > draft.today { problems.add("signed", "The day must not be in the future") }
        guard problems.isEmpty, let why, let how else { throw problems }
        return .budget(
            PlanBudget(
                id: .init(item), title: name, eligibility: why, management: how, organisation: organisation,
                indicative: estimate, agreed: decided, agreementSignedOn: signed))
    }

    func removal(from draft: DraftLook) -> PlanEdit? { .removeBudget(.init(item)) }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        HTML {
            TextField(name: "title", label: "Name", value: name, problem: problems["title"])
            Radios(
                name: "eligibility", legend: "Why the person has it",
                choices: Eligibility.allCases.map { Choice($0.rawValue, $0.words) }, value: eligibility,
                problem: problems["eligibility"])
            Radios(
                name: "management", legend: "How the money is managed",
                choices: Management.allCases.map { Choice($0.rawValue, $0.words, hint: $0.buyerWords) },
                value: management, problem: problems["management"])
            TextField(
                name: "organisation", label: "Organisation that holds the money",
                hint: "Only for third parties and managed accounts.", value: organisation,
                problem: problems["organisation"])
            MoneyField(
                name: "indicative", label: "First estimate for the whole plan (optional)",
                hint: "The indicative budget that people were told before the plan was written.", value: indicative,
                problem: problems["indicative"])
            MoneyField(
                name: "agreed", label: "Agreed budget for the whole plan (optional)",
                hint: "The lines may not give more. Leave it empty and the lines are the budget.", value: agreed,
                problem: problems["agreed"])
            signedOn.field(
                "signed", "Agreement signed on",
                hint: "Direct payments and third parties need a signed agreement before money can move.",
                problem: problems["signed"])
        }
    }
}

extension Management {
    /// Who the buyer in law is, under a choice.
    var buyerWords: String {
        switch contractingPrincipal {
        case .commissioner: "The commissioner is the buyer on every order."
        case .thirdParty: "The third party is the buyer on every order."
        case .holder: "The person is the buyer on every order."
        }
    }
}

/// One outcome of a draft, with what reviews found.
struct OutcomeText: DraftPart {
    static let path = "outcomes/:item"

    let item: String
    var text = ""
    var measure = ""
    var foundOn = TypedDay()
    var finding = ""

    init?(of draft: DraftLook, item: String) {
        self.item = item
        if item == PlanEdit.new { return }
        guard let outcome = draft.plan[outcome: .init(item)] else { return nil }
        text = outcome.text
        measure = outcome.measure
    }

    init(_ form: Form, item: String) {
        self.item = item
        text = form["text"]
        measure = form["measure"]
        foundOn = TypedDay(form, "found")
        finding = form["finding"]
    }

    var title: String { item == PlanEdit.new ? "New outcome" : "Outcome" }

    func field(of problem: String) -> String? { problem == "outcomes.\(item)" ? "text" : nil }

    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        if text.isEmpty { problems.add("text", "Write what the person wants from life") }
        problems.length(text, "text", most: PlanTexts.sentenceMaximum)
        problems.length(measure, "measure", most: PlanTexts.sentenceMaximum)
        problems.length(finding, "finding", most: PlanTexts.wordsMaximum)
        var findings = draft.plan[outcome: .init(item)]?.findings ?? []
        if !finding.isEmpty || !foundOn.isEmpty {
            if finding.isEmpty { problems.add("finding", "Write what the review found") }
            if let day = foundOn.read("found", "the day of the review", &problems) {
                if day > draft.today { problems.add("found", "The day must not be in the future") }
                findings.append(.init(on: day, text: finding))
            }
        }
        guard problems.isEmpty else { throw problems }
        return .outcome(
            Outcome(id: .init(item), text: text, measure: measure, findings: findings.sorted { $0.on < $1.on }))
    }

    func removal(from draft: DraftLook) -> PlanEdit? { .removeOutcome(.init(item)) }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        HTML {
            TextArea(
                name: "text", label: "What the person wants from life", hint: "In their own words.", value: text,
                problem: problems["text"], rows: 3, maximum: PlanTexts.sentenceMaximum)
            TextArea(
                name: "measure", label: "How everybody will know that it works", value: measure,
                problem: problems["measure"], rows: 3, maximum: PlanTexts.sentenceMaximum)
            if let findings = draft.plan[outcome: .init(item)]?.findings, !findings.isEmpty {
                h2 { "What reviews found" }
                ul(.class("bullets")) {
                    for found in findings {
                        li {
                            "\(found.on.words): "
                            bdi { found.text }
                        }
                    }
                }
            }
            Details("Add what a review found", isOpen: problems["finding"] != nil || problems["found"] != nil) {
                foundOn.field("found", "Day of the review", problem: problems["found"])
                TextArea(
                    name: "finding", label: "What it found", value: finding, problem: problems["finding"], rows: 3,
                    maximum: PlanTexts.wordsMaximum)
            }
        }
    }
}

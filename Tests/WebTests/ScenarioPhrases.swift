import Baskets
import Catalogue
import Identity
import Plans
import Policies
import TestSupport
import Values

/// The sentences that a scenario's `But:` lines may say, with what each changes.
struct ScenarioPhrase: Sendable {
    typealias Change = @Sendable (inout Situation, [String]) throws(ScenarioValue.Unreadable) -> Void

    let phrase: Phrase
    let change: Change

    init(_ pattern: String, _ change: @escaping Change) {
        phrase = Phrase(pattern)
        self.change = change
    }

    static func apply(_ text: String, to situation: inout Situation) throws(ScenarioValue.Unreadable) {
        for sentence in plan + money + people + shops + policy {
            if let gaps = sentence.phrase.match(text) { return try sentence.change(&situation, gaps) }
        }
        throw .init(words: "no such sentence: \(text)")
    }
}

// MARK: - The plan

extension ScenarioPhrase {
    private static let plan: [ScenarioPhrase] = [
        .init("there is no plan") { situation, _ in situation.hasPlan = false },
        .init("the plan is suspended") { situation, _ in situation.person.plan.status = .suspended },
        .init("the plan is still a draft") { situation, _ in situation.person.plan.status = .draft },
        .init("the plan ended on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            let first = situation.person.plan.span.first
            guard let span = Period(first: first, last: try ScenarioValue.day(gaps[0])) else {
                throw .init(words: "before the plan began")
            }
            situation.person.plan.span = span
            situation.person.plan.status = .ended
        },
        .init("the plan starts on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.person.plan.takesEffect = try ScenarioValue.day(gaps[0])
        },
        .init("only the commissioner has agreed the plan") { situation, _ in
            situation.person.plan.agreements.removeAll { $0.side == .holder }
        },
        .init("the review was due on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.person.plan.narrative.nextReview = try ScenarioValue.day(gaps[0])
        },
        .init("the agreement for “*” is not signed") { situation, gaps in
            situation.person.plan.budgets = situation.person.plan.budgets.map { budget in
                guard budget.title == gaps[0] else { return budget }
                return PlanBudget(
                    id: budget.id, title: budget.title, eligibility: budget.eligibility,
                    management: budget.management)
            }
        },
        .init("the plan allows splitting") { situation, _ in situation.person.plan.allowsSplitting = true },
        .init("* of * is signed off for * until *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.person.plan.narrative.competencies.append(
                .init(
                    task: gaps[2], worker: gaps[0], supplier: try situation.cast.shop(gaps[1]).id,
                    signedOffBy: "Sister Mary Dunne", until: try ScenarioValue.day(gaps[3])))
        },
    ]

    // MARK: - Money

    private static let money: [ScenarioPhrase] = [
        .init("£* is left of “*”") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.left[try situation.person.plan.line(gaps[1]).title] = try ScenarioValue.money(gaps[0])
        },
        .init("£* of “*” was left over from the period before") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.leftBefore[try situation.person.plan.line(gaps[1]).title] = try ScenarioValue.money(gaps[0])
        },
        .init("* of “*” are used already") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.used[try situation.person.plan.line(gaps[1]).title] = try ScenarioValue.number(gaps[0])
        },
        .init("* from * was ordered on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            let thing = try situation.cast.thing(gaps[0], from: gaps[1])
            situation.orders.append(
                LiveOrder(listing: thing.id, number: "HF-1042", on: try ScenarioValue.day(gaps[2])))
        },
        .init("VAT relief for * is declared to *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.reliefs.insert(
                ReliefKey(
                    supplier: try situation.cast.shop(gaps[1]).id, goods: try situation.cast.category(gaps[0])))
        },
    ]
}

// MARK: - People

extension ScenarioPhrase {
    private static let people: [ScenarioPhrase] = [
        .init("the holder was born on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.person.born = try ScenarioValue.day(gaps[0])
        },
        .init("the holder has moved to Sheffield") { situation, _ in
            situation.place = Cast.s10
            situation.postcode = "S10 2TN"
        },
        .init("orders are stopped while a concern is looked into") { situation, _ in
            situation.standing.isOnHold = true
        },
        .init("the holder died on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.standing.diedOn = try ScenarioValue.day(gaps[0])
        },
        .init("a court order rules out direct payments") { situation, _ in
            situation.standing.isExcludedFromDirectPayments = true
        },
        .init("* lives in the same home and is paid through *") { situation, gaps throws(ScenarioValue.Unreadable) in
            try tie(.household, gaps, &situation)
        },
        .init("* is the nominee and is paid through *") { situation, gaps throws(ScenarioValue.Unreadable) in
            try tie(.nominee, gaps, &situation)
        },
        .init("the commissioner allowed it on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            let day = try ScenarioValue.day(gaps[0])
            situation.standing.ties = situation.standing.ties.map {
                .init(kind: $0.kind, name: $0.name, supplier: $0.supplier, allowedOn: day)
            }
        },
        .init("Tom acts, who may sign up to £*") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.authority = Cast.asCarer(limit: try ScenarioValue.money(gaps[0]))
        },
        .init("Tom acts, who may shop and not sign") { situation, _ in
            situation.authority = Cast.asCarer(limit: nil, scopes: [.shop, .statement])
        },
        .init("Tom acts, who may only see the budget") { situation, _ in
            situation.authority = Cast.asCarer(limit: nil, scopes: [.statement])
        },
        .init("Tom acts, whose right ended on *") { situation, gaps throws(ScenarioValue.Unreadable) in
            let tom = Cast.asCarer(limit: nil)
            situation.authority = Authority(
                id: tom.id, person: tom.person, holder: tom.holder, kind: tom.kind, signLimit: nil,
                first: tom.first, last: try ScenarioValue.day(gaps[0]))
        },
    ]

    private static func tie(
        _ kind: HolderStanding.Tie.Kind, _ gaps: [String], _ situation: inout Situation
    ) throws(ScenarioValue.Unreadable) {
        let supplier = try situation.cast.shop(gaps[1]).id.text
        situation.standing.ties.append(.init(kind: kind, name: gaps[0], supplier: supplier, allowedOn: nil))
    }
}

// MARK: - Shops and policy

extension ScenarioPhrase {
    private static let shops: [ScenarioPhrase] = [
        .init("* is a suspended supplier") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.shops[gaps[0]] = try situation.shop(gaps[0]).with(status: .suspended)
        },
        .init("* no longer offers *") { situation, gaps throws(ScenarioValue.Unreadable) in
            situation.withdrawn.insert(try situation.cast.thing(gaps[1], from: gaps[0]).id)
        },
        .init("* was insured until *") { situation, gaps throws(ScenarioValue.Unreadable) in
            let shop = try situation.shop(gaps[0])
            situation.shops[gaps[0]] = shop.with(
                checks: .init(
                    cqc: shop.checks.cqc, register: shop.checks.register, insuredUntil: try ScenarioValue.day(gaps[1]),
                    workersUntil: shop.checks.workersUntil))
        },
        .init("the workers of * were checked until *") { situation, gaps throws(ScenarioValue.Unreadable) in
            let shop = try situation.shop(gaps[0])
            situation.shops[gaps[0]] = shop.with(
                checks: .init(
                    cqc: shop.checks.cqc, register: shop.checks.register, insuredUntil: shop.checks.insuredUntil,
                    workersUntil: try ScenarioValue.day(gaps[1])))
        },
        .init("* is on no register") { situation, gaps throws(ScenarioValue.Unreadable) in
            let shop = try situation.shop(gaps[0])
            situation.shops[gaps[0]] = shop.with(
                checks: .init(
                    cqc: nil, register: nil, insuredUntil: shop.checks.insuredUntil,
                    workersUntil: shop.checks.workersUntil))
        },
    ]

    private static let policy: [ScenarioPhrase] = [
        .init("the commissioner blocks *, saying “*”") { situation, gaps throws(ScenarioValue.Unreadable) in
            try rule(.block, .category(situation.cast.category(gaps[0])), .always, gaps[1], .X16, &situation)
        },
        .init("the commissioner looks at the loan store before *, saying “*”") {
            situation, gaps throws(ScenarioValue.Unreadable) in
            try rule(.refer, .category(situation.cast.category(gaps[0])), .always, gaps[1], .X15, &situation)
        },
        .init("the commissioner decides about * above £* each, saying “*”") {
            situation, gaps throws(ScenarioValue.Unreadable) in
            try rule(
                .refer, .category(situation.cast.category(gaps[0])), .unitPriceAbove(ScenarioValue.money(gaps[1])),
                gaps[2], nil, &situation)
        },
        .init("the commissioner decides about anything above £*, saying “*”") {
            situation, gaps throws(ScenarioValue.Unreadable) in
            try rule(.refer, .everything, .totalAbove(ScenarioValue.money(gaps[0])), gaps[1], nil, &situation)
        },
        .init("the commissioner advises about *, saying “*”") { situation, gaps throws(ScenarioValue.Unreadable) in
            try rule(.warn, .category(situation.cast.category(gaps[0])), .always, gaps[1], nil, &situation)
        },
    ]

    private static func rule(
        _ effect: PolicyRule.Effect, _ subject: PolicyRule.Subject, _ condition: PolicyRule.Condition,
        _ words: String, _ clause: Clause?, _ situation: inout Situation
    ) throws(ScenarioValue.Unreadable) {
        situation.rules.append(
            PolicyRule(
                id: .init("rule-\(situation.rules.count)"), effect: effect, subject: subject, condition: condition,
                words: words, clause: clause))
    }
}

import Identity
import Markup
import Plans
import Values

/// The plan in easy read: short sentences, one idea on each line, larger type, pictures, and no tables.
struct EasyPlanPage: Sendable {
    let mine: MyPlan

    private var isSelf: Bool { mine.isSelf }

    var view: View {
        View("\(mine.title), easy read", place: .plan, breadcrumb: [Link(mine.title, href: "/plan")]) {
            div(.class("easy")) {
                h1 { isSelf ? "My plan" : mine.title }
                PlanSwitch(isEasy: true)
                coming
                if let plan = mine.plan { content(plan) } else { says(.information, "There is no plan yet.") }
            }
        }
    }

    @HTMLBuilder private func content(_ plan: Plan) -> HTML {
        standing(plan)
        h2 { "What matters to me" }
        for sentence in plan.narrative.aboutMe.sentences { own(sentence) }
        for outcome in plan.outcomes { wanted(outcome) }
        h2 { "My money" }
        budgets(plan)
        for line in mine.budget.lines where line.line.kind != .extras || line.given.isPositive {
            EasyLine(money: line, names: mine.names, today: mine.today)
        }
        waiting(plan)
        if !plan.narrative.contingency.isEmpty {
            h2 { "If my support stops" }
            for sentence in plan.narrative.contingency.sentences { own(sentence) }
        }
        if !plan.narrative.risks.isEmpty {
            h2 { "What could go wrong" }
            for risk in plan.narrative.risks { says(.exclamation, risk.text, then: risk.handling.sentences) }
        }
        care(plan)
        notices
        h2 { "If you want a change" }
        says(.question, "You can ask for a change.", then: ["Tell us what should be different."])
        ButtonRow { ButtonLink("Ask for a change", href: "/plan#change") }
    }

    @HTMLBuilder private var coming: HTML {
        if let coming = mine.coming {
            says(
                .information, "A new plan is ready.",
                then: coming.status == .proposed
                    ? ["It is not agreed yet.", "Please read it."]
                    : ["It is agreed.", "It starts on \(coming.takesEffect.words)."])
            ButtonRow { ButtonLink("Read the new plan", href: "/plan/coming") }
        }
    }

    @HTMLBuilder private func standing(_ plan: Plan) -> HTML {
        switch plan.status {
        case .suspended: says(.exclamation, "Your plan has a break.", then: ["You can’t order now."])
        case .ended: says(.exclamation, "Your plan has ended.", then: ["You can’t order now."])
        default: says(.tick, "Your plan is agreed.", then: EasyPlanPage.agreed(plan))
        }
        says(.information, "It starts on \(plan.span.first.words).", then: ["It ends on \(plan.span.last.words)."])
        says(
            .question, "Do you have a question?",
            then: ["Call \(plan.coordinator.name).", "The number is \(plan.coordinator.telephone)."])
        ButtonRow {
            ButtonLink(
                "Call \(plan.coordinator.name)", href: "tel:\(plan.coordinator.telephone.filter { $0 != " " })")
        }
    }

    private static func agreed(_ plan: Plan) -> [String] {
        plan.agreements.filter { !$0.name.isEmpty }.map { "\($0.name) agreed on \($0.on.words)." }
    }

    private func wanted(_ outcome: Outcome) -> HTML {
        says(
            .arrow, outcome.text,
            then: (outcome.measure.isEmpty ? [] : ["How we will know:"] + outcome.measure.sentences)
                + outcome.findings.flatMap { ["We looked on \($0.on.words):"] + $0.text.sentences })
    }

    private func budgets(_ plan: Plan) -> HTML {
        HTML {
            for budget in plan.budgets {
                says(
                    .information, budget.title,
                    then: [
                        "You can use \(mine.left(of: budget)) today.",
                        "\(MyPlan.total(of: budget, in: plan)) is for the whole plan.",
                        "It is for: \(budget.eligibility.words).",
                    ] + budget.easyWords)
            }
        }
    }

    /// Lines that do not run today.
    private func waiting(_ plan: Plan) -> HTML {
        HTML {
            for line in plan.lines where mine.budget[line: line.id] == nil && line.kind != .extras {
                let day = line.allocation.span
                says(
                    .information, line.title,
                    then: mine.today < day.first
                        ? ["This money starts on \(day.first.words)."] : ["This money ended on \(day.last.words)."])
            }
        }
    }

    @HTMLBuilder private func care(_ plan: Plan) -> HTML {
        h2 { "Who helps me" }
        if !plan.narrative.monitoredBy.isEmpty {
            says(.tick, "They look after my health:", then: plan.narrative.monitoredBy.sentences)
        }
        if !plan.narrative.communication.isEmpty {
            says(.tick, "Please talk to me like this:", then: plan.narrative.communication.sentences)
        }
        for trained in plan.narrative.competencies {
            says(.tick, trained.worker, then: ["Trained for:", trained.task, "Until \(trained.until.words)."])
        }
        h2 { "Looking at the plan again" }
        if let next = plan.narrative.nextReview {
            if mine.isReviewOverdue {
                says(.exclamation, "It was due on \(next.words).", then: ["It is late.", "Ask for a date."])
            } else {
                says(.information, "We look again on \(next.words).")
            }
        } else {
            says(.question, "There is no date yet.", then: ["Ask for a date."])
        }
        for day in plan.narrative.reviewsHeld { says(.tick, "We looked on \(day.words).") }
        says(
            .information, "We tell you before money stops.",
            then: ["We tell you \(plan.narrative.noticeDays) days before.", "We tell you why."])
    }

    @HTMLBuilder private var notices: HTML {
        if !mine.notices.isEmpty {
            h2 { "What was decided" }
            for (notice, _) in mine.notices {
                says(.exclamation, "\(notice.title).", then: ["This is why:"] + notice.reason.sentences)
            }
            says(
                .question, "You do not agree?",
                then: [
                    "You can ask us to look again.", "You can complain to the NHS.",
                    "Then you can ask the Ombudsman.",
                ])
        }
    }

    private func own(_ sentence: String) -> HTML { p(.class("easy__own")) { bdi { sentence } } }

    private func says(_ icon: Icon, _ first: String, then rest: [String] = []) -> HTML {
        EasyIdea(picture: .icon(icon), first: first, rest: rest).html
    }
}

extension PlanBudget {
    /// How it is run, in short sentences.
    fileprivate var easyWords: [String] {
        let holder = organisation.isEmpty ? "An organisation" : organisation
        let words =
            switch management {
            case .notional: ["Your commissioner keeps the money.", "Your commissioner is the buyer."]
            case .thirdParty: ["\(holder) keeps the money.", "They are the buyer."]
            case .directPayment: ["The money is paid to you.", "You are the buyer."]
            case .managedAccount: ["\(holder) keeps the money.", "They pay when you say so.", "You are the buyer."]
            }
        guard needsAgreement, agreementSignedOn == nil else { return words }
        return words + ["You have to sign an agreement first."]
    }
}

/// One idea: a picture, and a few short lines.
struct EasyIdea: Component {
    enum Picture: Sendable {
        case icon(Icon)
        /// The address of a drawing, which says nothing that the words do not say.
        case drawing(String)
    }

    let picture: Picture
    let first: String
    var rest: [String] = []

    var html: HTML {
        div(.class("easy__idea")) {
            switch picture {
            case .icon(let icon): span(.class("easy__icon")) { icon }
            case .drawing(let address): img(.class("easy__picture"), .src(address), .alt(""), .width(96), .height(72))
            }
            div {
                p { strong { bdi { first } } }
                for line in rest { p { bdi { line } } }
            }
        }
    }
}

/// One line of the plan, in easy read.
struct EasyLine: Component {
    let money: LineBudget
    let names: PlanNames
    let today: Day

    private var line: PlanLine { money.line }

    var html: HTML {
        div(.class("panel")) {
            h3 { line.title }
            EasyIdea(picture: .drawing(names.picture(of: line)), first: "You have \(money.left) left.", rest: amounts)
            if line.kind == .contingency {
                EasyIdea(
                    picture: .icon(.exclamation), first: "This is emergency money.",
                    rest: ["Use it last.", "Say why you need it.", "Your coordinator is told."])
            }
            if line.kind == .agreed {
                EasyIdea(picture: .icon(.tick), first: "It is for:", rest: names.covered(by: line).map(\.words))
                if !limits.isEmpty { EasyIdea(picture: .icon(.information), first: "Please note:", rest: limits) }
                ButtonRow { ButtonLink("Go to the shop", href: "/shop?line=\(line.id)", about: "for \(line.title)") }
            }
        }
    }

    private var amounts: [String] {
        let spent = money.owed + money.paid
        var words = ["It was \(money.whole).", "Use it by \(money.period.last.words)."]
        if money.carried.isPositive { words.insert("\(money.carried) was left over from earlier.", at: 1) }
        if spent.isPositive { words.append("You spent \(spent).") }
        if money.committed.isPositive { words.append("\(money.committed) is promised.") }
        if money.held.isPositive { words.append("\(money.held) is held.") }
        if let next = line.allocation.next(after: today) {
            words += ["New money comes on \(next.day.words).", "It is \(next.amount)."]
        }
        return words
    }

    private var limits: [String] {
        var words: [String] = []
        if let ceiling = line.priceCeiling { words.append("One may cost up to \(ceiling).") }
        if let above = line.approvalAbove { words += ["More than \(above)?", "Then we are asked first."] }
        if let cap = line.cap {
            words.append("\(cap.words), \(line.allocation.every.words).")
            if let used = money.capUsed { words.append("\(max(0, cap.quantity - used)) left.") }
        }
        if !line.limits.suppliers.isEmpty {
            words += ["Buy only from:"] + line.limits.suppliers.map(names.name)
        }
        if !line.limits.reaches.isEmpty {
            words.append("Buy only from \(line.limits.reaches.map(\.rawValue).joined(separator: " or ")) suppliers.")
        }
        return words
    }
}

import Baskets
import Identity
import Markup
import Operations
import Plans
import Storage
import Values

/// What a version does, before it does it: to money, to the open basket, to requests and to orders.
struct EffectsPage {
    let holder: Holder
    let plan: Plan
    let revision: Int
    let effects: PlanEffects
    let today: Day
    let hidden: [HiddenField]
    /// How much is wrong with a draft.
    let problemCount: Int
    var reason = ""
    var problems = FieldProblems()

    init(
        _ id: PlanVersionID, of commissioner: Commissioner.ID, hidden: [HiddenField], _ look: Desk.Look
    ) throws {
        guard let plan = try look.snapshot.plans.find(id.plan, version: id.version, of: commissioner),
            let holder = try look.snapshot.holders.find(plan.holder)
        else { throw NotFound() }
        guard [.draft, .proposed, .agreed].contains(plan.status) else { throw PlanRefusal.changedMeanwhile }
        self.holder = holder
        self.plan = plan
        self.hidden = hidden
        revision = try look.snapshot.plans.revision(of: plan.id, version: plan.version) ?? 0
        effects = try PlanEffects(of: plan, holder: holder, look)
        today = look.today
        var found = PlanCheck.problems(of: plan, over: effects.replaces, in: look.shelf.categories)
        found.add(PlanChange.problems(from: effects.replaces, to: plan))
        problemCount = plan.status == .draft ? found.problems.count : 0
    }

    private var address: String { PlanAddress(plan).text }
    private var change: PlanChange { effects.change }
    private var earliest: Day { change.earliestEffect(told: today) }
    private var day: Day { max(plan.takesEffect, today) }

    var view: View {
        View(
            "What version \(plan.version) does", place: .people,
            breadcrumb: [
                Link("People", href: "/people"), Link(holder.name, href: "/people/\(holder.id)"),
                Link("Version \(plan.version)", href: address),
            ],
            problems: problems, width: .wide
        ) {
            h1 {
                "What version \(plan.version) of "
                bdi { holder.name }
                "’s plan does"
            }
            p(.class("lead"), .id("takesEffect"), .tabindex(-1)) { lead }
            if change.isCut { noticeNeeded }
            EffectsOnMoney(effects: effects, knownAs: holder.knownAs)
            EffectsOnBasket(effects: effects)
            EffectsOnRequests(effects: effects)
            EffectsOnOrders(effects: effects)
            if plan.status == .draft { proposing }
        }
    }

    private var lead: String {
        let when =
            plan.takesEffect <= today
            ? "as soon as both sides have agreed" : "on \(plan.takesEffect.words), once both sides have agreed"
        guard let old = effects.replaces else { return "It is the first plan. It takes effect \(when)." }
        return "It takes the place of version \(old.version) \(when)."
    }

    @HTMLBuilder private var noticeNeeded: HTML {
        Notice(
            plan.takesEffect < earliest && plan.status == .draft ? .warning : .info,
            "It gives less than now, so notice is needed",
            text:
                "The plan promises \(change.noticeDays) days of notice. Told today, it can count from "
                + "\(earliest.words) at the earliest; this version counts from \(plan.takesEffect.words). They are "
                + "told your reason, and that they may ask for a review of the decision.")
    }

    @HTMLBuilder private var proposing: HTML {
        h2(.id("propose")) { "Propose it" }
        if problemCount > 0 {
            Notice(
                .warning,
                problemCount == 1 ? "One thing is missing first" : "\(problemCount) things are missing first",
                link: Link("Go back to the draft", href: address))
        }
        p {
            "You agree for the commissioner, with your name and today’s date. Then \(holder.knownAs) is asked to agree."
        }
        PostForm(
            action: "\(address)/proposal",
            hidden: hidden.naming("proposal") + [HiddenField(name: "revision", value: String(revision))]
        ) {
            if change.isCut {
                TextArea(
                    name: "reason", label: "Why less is given", hint: "The person reads it.", value: reason,
                    problem: problems["reason"], rows: 4, maximum: Plans.PlanNotice.reasonCharactersMaximum)
            }
            ButtonRow {
                Button("Agree and propose it")
                ButtonLink("Back to the draft", href: address, kind: .secondary)
            }
        }
    }
}

/// Line by line, and for the fund.
struct EffectsOnMoney: Component {
    let effects: PlanEffects
    let knownAs: String

    private var lines: [LineChange] { effects.change.lines.filter { ($0.new ?? $0.old)?.kind != .extras } }

    var html: HTML {
        h2 { "Money" }
        DataTable(
            id: "money", caption: "Each line: now, and with this version",
            columns: [
                .init("Line"), .init("What happens"), .init("Now"), .init("Then"),
                .init("From now on", align: .end), .init("At once", align: .end),
            ],
            rows: lines.map(row))
        p { fund }
        p(.class("quiet")) {
            "What is held for orders, promised or spent is never taken back. A cut takes only what is free."
            if effects.replaces != nil { " Money of earlier periods that has lapsed goes back to your fund." }
        }
    }

    private func row(_ line: LineChange) -> DataTable.Row {
        .init(
            HTML { bdi { line.title } },
            [
                HTML {
                    span {
                        line.kind.staffTag
                        if !line.whatChanged.isEmpty {
                            " "
                            line.whatChanged.map(\.listWords).joined(separator: ", ")
                        }
                    }
                },
                HTML(line.old?.allocation.words ?? "–"), HTML(line.new?.allocation.words ?? "–"),
                HTML(MoneyDifference.change(line.difference)), HTML(atOnce(line)),
            ], isMarked: line.isCut)
    }

    private func atOnce(_ line: LineChange) -> String {
        let amount = effects.atOnce(line)
        return amount < .zero ? "\(-amount) taken back" : MoneyDifference.change(amount)
    }

    private var fund: String {
        if effects.needed.isPositive {
            let enough = effects.needed <= effects.fund
            return "Your fund gives \(effects.needed) for it, and has \(effects.fund)."
                + (enough ? "" : " That is \(effects.needed - effects.fund) too little: it could not take effect.")
        }
        return effects.needed < .zero
            ? "Your fund gets back up to \(-effects.needed). It has \(effects.fund)."
            : "Your fund gives nothing for it. It has \(effects.fund)."
    }
}

/// What would be judged otherwise in the open basket.
struct EffectsOnBasket: Component {
    let effects: PlanEffects

    var html: HTML {
        h2 { "The open basket" }
        if effects.basket.isEmpty {
            p { "Nothing in it would be judged otherwise." }
        } else {
            DataTable(
                id: "basket", caption: "What would be judged otherwise",
                columns: [.init("Thing"), .init("Now"), .init("With this version")],
                rows: effects.basket.map { item in
                    .init(HTML { bdi { item.title } }, [cell(item.before), cell(item.after)])
                })
        }
    }

    private func cell(_ verdict: Verdict) -> HTML {
        // One block, so that a folded table keeps it together.
        HTML {
            div {
                strong { verdict.kind.words }
                for words in verdict.sentences { p { words } }
            }
        }
    }
}

/// Requests that wait.
struct EffectsOnRequests: Component {
    let effects: PlanEffects

    var html: HTML {
        h2 { "Requests that wait" }
        if effects.requests.isEmpty {
            p { "None waits." }
        } else {
            DataTable(
                id: "requests", caption: "Requests that wait for a decision", isCaptionHidden: true,
                columns: [.init("Order"), .init("Supplier"), .init("Cost", align: .end), .init("With this version")],
                rows: effects.requests.map { request in
                    .init(
                        HTML(request.number),
                        [
                            HTML { bdi { request.supplier } }, HTML("\(request.total)"),
                            HTML(request.fate.words),
                        ], isMarked: request.fate != .stays)
                })
        }
    }
}

extension RequestFate {
    /// For the commissioner's staff.
    fileprivate var words: String {
        switch self {
        case .stays: "Stays, and waits on. Who has approved is asked again."
        case .notNeeded: "Is not needed any more: this version pays, and it goes out."
        case .void(let words): "Is void, and its money is free. \(words)"
        }
    }
}

/// Orders that are placed: nothing about them changes.
struct EffectsOnOrders: Component {
    let effects: PlanEffects

    var html: HTML {
        h2 { "Orders that are placed" }
        if effects.promises.isEmpty {
            p { "None is under way." }
        } else {
            p { "They stay as they are, and are paid as they were signed." }
            DataTable(
                id: "orders", caption: "Orders under way, unchanged", isCaptionHidden: true,
                columns: [
                    .init("Order"), .init("Supplier"), .init("Cost", align: .end), .init("Stands"), .init("Comes"),
                ],
                rows: effects.promises.map { promise in
                    .init(
                        HTML(promise.number),
                        [
                            HTML { bdi { promise.supplier } }, HTML("\(promise.total)"), promise.status.tag.html,
                            HTML(promise.times > 1 ? "\(promise.times) times" : "Once"),
                        ])
                })
        }
    }
}

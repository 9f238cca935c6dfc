import HTTPTypes
import Markup
import Operations
import Plans
import Values

/// A version that was put to the holder, or waits for its day: what it changes, all of it, and the decision.
struct ComingPlanPage: Sendable {
    let mine: MyPlan
    let plan: Plan
    let effects: PlanEffects
    /// Which state of the version the page shows.
    let revision: Int
    let hidden: [HiddenField]
    var typed = ""
    var problems = FieldProblems()
    var isChangedMeanwhile = false

    /// Nil when nothing is coming.
    init?(for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let mine = try MyPlan(for: context, look)
        guard let plan = mine.coming,
            let revision = try look.snapshot.plans.revision(of: plan.id, version: plan.version)
        else { return nil }
        self.mine = mine
        self.plan = plan
        self.revision = revision
        self.hidden = hidden
        effects = try PlanEffects(of: plan, holder: mine.holder, look)
    }

    private var isProposed: Bool { plan.status == .proposed }
    private var day: Day { max(plan.takesEffect, mine.today) }

    var view: View {
        View(
            "The new plan", status: isChangedMeanwhile ? .conflict : .ok, place: .plan,
            breadcrumb: [Link(mine.title, href: "/plan")], notice: meanwhile, problems: problems, width: .wide
        ) {
            h1 { "The new plan" }
            p(.class("lead")) {
                isProposed
                    ? "Nothing changes until it is agreed. Then it counts from \(day.words)."
                    : "It is agreed. It counts from \(day.words)."
            }
            if isProposed { p(.class("no-print")) { a(.class("alone"), .href("#decide")) { "Go to the decision" } } }
            for notice in reasons { InsetText { p { strong { "Why it gives less: " }; bdi { notice.reason } } } }
            h2 { effects.replaces == nil ? "Your first plan" : "What changes" }
            if effects.replaces == nil {
                p { "There was no plan before this one." }
            } else {
                PlanChangeList(change: effects.change, old: effects.replaces, new: plan, names: mine.names)
            }
            PlanEffectsOnOrders(effects: effects)
            h2 { "The whole new plan" }
            PlanDocument(plan: plan, names: mine.names, holder: mine.holder.name, today: mine.today)
            decision
        }
    }

    private var meanwhile: Notice? {
        isChangedMeanwhile
            ? Notice(
                .warning, "The plan was changed meanwhile",
                text: "This is the plan as it is now. Read it again. Nothing was agreed.") : nil
    }

    /// Why something is taken away.
    private var reasons: [Plans.PlanNotice] {
        mine.notices.map(\.notice).filter { $0.kind == .cut && $0.plan == plan.id && $0.version == plan.version }
    }

    @HTMLBuilder private var decision: HTML {
        if isProposed {
            h2(.id("decide")) { "Do you agree?" }
            if mine.authority.mayAgree { agreeing } else { mayNotAgree }
        }
        if !reasons.isEmpty { ReviewRight() }
        PlanRequests(mine: mine, about: plan, hidden: hidden, typed: typed, problems: problems)
    }

    private var agreeing: HTML {
        div(.class("panel panel--marked")) {
            p {
                "I agree to this plan"
                if !mine.isSelf {
                    " for "
                    bdi { mine.holder.name }
                }
                ". It meets the needs, and the money is enough for it."
            }
            PostForm(
                action: "/plan/agreement",
                hidden: hidden.naming("agree") + [
                    HiddenField(name: "version", value: PlanVersionID(plan).text),
                    HiddenField(name: "revision", value: String(revision)),
                ]
            ) {
                Button("I agree to this plan")
            }
            p(.class("quiet")) { "If something is wrong, do not agree. Ask for a change below." }
        }
    }

    private var mayNotAgree: HTML {
        InsetText {
            p {
                "You can’t agree for "
                bdi { mine.holder.name }
                ". You act \(mine.authority.kind.words). Only they, a nominee or a representative can agree."
            }
            p { "You can ask for a change: your commissioner reads it." }
        }.html
    }
}

/// What a new version does to the basket, to requests that wait, and to orders.
struct PlanEffectsOnOrders: Component {
    let effects: PlanEffects

    var html: HTML {
        h2 { "What happens to what you have chosen and ordered" }
        ul(.class("bullets stack")) {
            if effects.basket.isEmpty {
                li { "Your basket: nothing in it is judged in another way." }
            }
            for change in effects.basket {
                li {
                    "In your basket, "
                    bdi { change.title }
                    ": now “\(change.before.kind.words)”, then “\(change.after.kind.words)”."
                    for reason in change.after.against { " \(reason.words)" }
                }
            }
            for request in effects.requests {
                li {
                    "Your request to "
                    bdi { request.supplier }
                    " (order \(request.number), \(request.total)) "
                    request.fate.words
                }
            }
            for promise in effects.promises {
                li {
                    "Your order from "
                    bdi { promise.supplier }
                    " (\(promise.number), \(promise.total)) stays as it is: \(promise.status.words.lowercased())."
                    promise.times > 1 ? " It was ordered \(promise.times) times in all." : ""
                }
            }
            if effects.requests.isEmpty, effects.promises.isEmpty {
                li { "No order or request is open, so none is touched." }
            }
        }
    }
}

extension RequestFate {
    /// For the holder, after what was asked for.
    fileprivate var words: String {
        switch self {
        case .stays: "goes on."
        case .notNeeded: "need not be decided any more: your plan pays, and it goes out."
        case .void: "is closed, and its money is free again."
        }
    }
}

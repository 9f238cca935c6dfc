import Identity
import Markup
import Operations
import Orders
import Outbox
import Plans
import Storage
import Values

/// Where a holder's visit begins: what needs them now, what is left, what happened lately.
struct HomePage: Sendable {
    let name: String
    let authority: Authority
    let plan: Plan?
    /// Nil where the person acting may not see the plan.
    let mine: MyPlan?
    let deliveries: [(order: Order.ID, number: String, supplier: String)]
    let changes: [(order: Order.ID, part: SupplierOrder.ID, number: String, supplier: String, until: Moment?)]
    let news: [News]
    let today: Day

    private static let newsMaximum = 8

    init(for context: HolderContext, _ look: Desk.Look) throws {
        guard let holder = try look.snapshot.holders.find(context.holder) else { throw NotFound() }
        authority = context.authority
        name = authority.kind == .holder ? holder.knownAs : holder.name
        plan = try look.snapshot.plans.current(of: holder.id)
        mine = authority.allows(.statement) ? try MyPlan(for: context, look) : nil
        deliveries = try look.snapshot.orders.deliveries(of: holder.id)
        changes = try look.snapshot.orders.changesOffered(to: holder.id)
        news = try look.snapshot.outbox.latest(for: .holder(holder.id), count: HomePage.newsMaximum)
        today = look.today
    }

    var view: View {
        View("Home", place: .home, width: .wide) {
            h1 { authority.kind == .holder ? "Hello \(name)" : name }
            PlanStanding(plan: plan, today: today)
            if !needs.isEmpty { needsYou }
            if let mine { left(mine) } else { notForYou }
            ButtonRow { ButtonLink("Go to the shop", href: "/shop") }
            if !news.isEmpty { lately }
        }
    }

    /// One thing that the person should do or know, and where.
    private struct Need {
        let words: String
        var link: Link?
    }

    private var needs: [Need] { changeNeeds + planNeeds + deliveryNeeds }

    private var planNeeds: [Need] {
        guard let mine else { return [] }
        var needs: [Need] = []
        if let coming = mine.coming, coming.status == .proposed {
            needs.append(
                Need(
                    words: mine.authority.mayAgree
                        ? "A new plan waits for your agreement." : "A new plan waits to be agreed.",
                    link: Link(mine.authority.mayAgree ? "Read it and decide" : "Read it", href: "/plan/coming")))
        }
        for (notice, _) in mine.notices where notice.kind.takesAway && isAhead(notice) {
            needs.append(Need(words: "\(notice.title).", link: Link("Read why", href: "/plan#notices")))
        }
        if mine.isReviewOverdue, let day = mine.plan?.narrative.nextReview {
            let coordinator = mine.plan.map { ": call \($0.coordinator.name) on \($0.coordinator.telephone)" } ?? ""
            needs.append(Need(words: "The plan should have been reviewed by \(day.words)\(coordinator)."))
        }
        return needs
    }

    /// Announced and still to come. What has happened is said by the plan itself; what was called off is not true.
    private func isAhead(_ notice: Plans.PlanNotice) -> Bool {
        notice.kind == .cut ? notice.takesEffect >= today : !notice.isDone
    }

    private var changeNeeds: [Need] {
        changes.map { change in
            let until = change.until.map { " Please answer by \($0.words)." } ?? ""
            return Need(
                words: "\(change.supplier) offers a change to order \(change.number).\(until)",
                link: Link("Look at the change", href: "/orders/\(change.order)/parts/\(change.part)/change"))
        }
    }

    private var deliveryNeeds: [Need] {
        deliveries.map { delivery in
            let does = authority.allows(.confirm) ? "Confirm order" : "Look at order"
            return Need(
                words: "\(delivery.supplier) says it has delivered.",
                link: Link("\(does) \(delivery.number)", href: "/orders/\(delivery.order)"))
        }
    }

    private var needsYou: HTML {
        div(.class("panel panel--marked")) {
            SectionHeading("Needs you now", count: needs.count)
            ul(.class("list")) {
                for need in needs {
                    li {
                        need.words
                        if let link = need.link {
                            " "
                            a(.href(link.href)) { link.title }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func left(_ mine: MyPlan) -> HTML {
        SectionHeading(
            "What is left", link: Link(mine.isSelf ? "See my plan" : "See the plan", href: "/plan"))
        if mine.budget.shown.isEmpty {
            EmptyState(
                title: "No money is running today", text: "Your coordinator can tell you when it does.",
                next: Link("Help and contact", href: "/help"))
        } else {
            div(.class("grid")) {
                for line in mine.budget.shown { BudgetPanel(money: line, whose: mine.whose) }
            }
        }
    }

    private var notForYou: HTML {
        InsetText {
            p { "You may act for \(name), but not see the budget and the plan. So no sums are shown to you." }
        }.html
    }

    private var lately: HTML {
        HTML {
            SectionHeading("Lately", link: Link("All orders", href: "/orders"))
            ul(.class("list")) {
                for item in news {
                    li {
                        a(.href("/orders/\(item.order)")) { item.kind.words(supplier: item.supplier) }
                        span(.class("quiet")) { " – \(item.at.words)" }
                    }
                }
            }
        }
    }
}

extension Budget {
    /// All lines that have money, and the line of extras once there is something on it.
    var shown: [LineBudget] { lines.filter { $0.line.kind == .agreed || $0.whole.isPositive } }
}

/// Says so where nothing can be ordered today.
struct PlanStanding: Component {
    let plan: Plan?
    let today: Day

    var html: HTML {
        if let words {
            InsetText {
                p { words }
                if let plan {
                    p { "Talk to \(plan.coordinator.name), your coordinator, on \(plan.coordinator.telephone)." }
                }
            }
        }
    }

    private var words: String? {
        guard let plan else { return "There is no agreed plan yet, so nothing can be ordered." }
        switch plan.status {
        case .suspended:
            return "Your plan is suspended just now, so nothing can be ordered. What was accepted still comes."
        // It may have been ended before its last day.
        case .ended where plan.span.last >= today: return "Your plan has ended, so nothing can be ordered."
        case .ended: return "Your plan ended on \(plan.span.last.words), so nothing can be ordered."
        case .inForce:
            if today < plan.span.first { return "Your plan starts on \(plan.span.first.words)." }
            return today > plan.span.last ? "Your plan ended on \(plan.span.last.words)." : nil
        case .draft, .proposed, .agreed, .superseded, .discarded: return nil
        }
    }
}

/// One plan line with its bar and its sentence.
struct BudgetPanel: Component {
    let money: LineBudget
    let whose: String

    private var line: PlanLine { money.line }

    var html: HTML {
        div(.class("panel")) {
            h3 { line.title }
            LineMoney(money: money, whose: whose)
            if line.kind == .contingency { p(.class("quiet")) { "For emergencies. It pays last." } }
            if line.kind == .agreed {
                p {
                    a(.class("alone"), .href("/shop?line=\(line.id)")) {
                        "Shop"
                        Hidden(" for \(line.title)")
                    }
                }
            }
        }
    }
}

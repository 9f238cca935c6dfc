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
    let isSelf: Bool
    let plan: Plan?
    let budget: Budget
    let deliveries: [(order: Order.ID, number: String, supplier: String)]
    let news: [News]
    let today: Day

    private static let newsMaximum = 8

    init(for context: HolderContext, _ look: Desk.Look) throws {
        guard let holder = try look.snapshot.holders.find(context.holder) else { throw NotFound() }
        isSelf = context.authority.kind == .holder
        name = isSelf ? holder.knownAs : holder.name
        plan = try look.snapshot.plans.current(of: holder.id)
        budget = try plan.map { try look.snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        deliveries = try look.snapshot.orders.deliveries(of: holder.id)
        news = try look.snapshot.outbox.latest(for: .holder(holder.id), count: HomePage.newsMaximum)
        today = look.today
    }

    var view: View {
        View("Home", place: .home, width: .wide) {
            h1 { isSelf ? "Hello \(name)" : name }
            PlanNotice(plan: plan, today: today)
            if !deliveries.isEmpty { needsYou }
            SectionHeading("What is left", link: Link("See the whole budget", href: "/budget"))
            if budget.lines.isEmpty {
                EmptyState(
                    title: "No money is running today", text: "Your coordinator can tell you when it does.",
                    next: Link("Help and contact", href: "/help"))
            } else {
                div(.class("grid")) { for line in budget.shown { BudgetPanel(budget: line, level: .brief) } }
            }
            ButtonRow { ButtonLink("Go to the shop", href: "/shop") }
            if !news.isEmpty { lately }
        }
    }

    private var needsYou: HTML {
        div(.class("panel panel--marked")) {
            SectionHeading("Needs you now", count: deliveries.count)
            ul(.class("list")) {
                for delivery in deliveries {
                    li {
                        "\(delivery.supplier) says it has delivered. "
                        a(.href("/orders/\(delivery.order)")) { "Confirm order \(delivery.number)" }
                    }
                }
            }
        }
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
    /// Agreed lines, and the line of extras once there is something on it.
    var shown: [LineBudget] { lines.filter { $0.line.kind == .agreed || $0.given.isPositive } }
}

/// Says so where nothing can be ordered today.
struct PlanNotice: Component {
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
        case .ended: return "Your plan ended on \(plan.span.last.words), so nothing can be ordered."
        case .inForce:
            if today < plan.span.first { return "Your plan starts on \(plan.span.first.words)." }
            return today > plan.span.last ? "Your plan ended on \(plan.span.last.words)." : nil
        }
    }
}

/// One plan line with its bar and its sentence.
struct BudgetPanel: Component {
    enum Level: Sendable {
        case brief, full
    }

    let budget: LineBudget
    let level: Level

    private var line: PlanLine { budget.line }

    var html: HTML {
        div(.class("panel")) {
            h3 { line.title }
            p(.class("money-sentence")) {
                strong(.class("amount")) { budget.available.description }
                " of \(budget.given) is left until \(budget.period.last.words)."
            }
            BudgetBar(
                id: "bar-\(Digest(of: line.id.text).text.prefix(8))", title: line.title,
                spent: budget.owed + budget.paid,
                promised: budget.committed, held: budget.held, left: budget.available, isTitleHidden: true)
            if level == .full {
                p(.class("quiet")) { full }
            }
            if line.kind == .agreed, let category = line.covers.first {
                p {
                    a(.href(line.covers.count == 1 ? "/shop?category=\(category)" : "/shop")) {
                        "Shop"
                        Hidden(" for \(line.title)")
                    }
                }
            }
        }
    }

    private var full: String {
        guard line.kind == .agreed else { return "Granted by your commissioner, request by request." }
        var words = "\(line.allocation.amount) \(line.allocation.every.words)."
        if let ceiling = line.priceCeiling { words += " Up to \(ceiling) each without asking." }
        if let threshold = line.approvalAbove { words += " Above \(threshold) at once, your commissioner is asked." }
        return words
    }
}

import Markup
import Plans
import Values

/// One line of a plan: its money today, what it gives, what it pays for, and its limits.
struct PlanLinePanel: Component {
    let line: PlanLine
    let plan: Plan
    let names: PlanNames
    /// Where the plan is the one that the holder lives by.
    var now: Now?

    /// What is true of the line today.
    struct Now: Sendable {
        /// Nil where the line does not run today.
        let money: LineBudget?
        let whose: String
        let today: Day
    }

    var html: HTML {
        div(.class("panel"), .id("line-\(line.id)")) {
            h3 { line.title }
            if let now { state(now) }
            if let words = line.kindWords { p { words } }
            if line.kind != .extras { terms }
            if now != nil { links }
        }
    }

    @HTMLBuilder private func state(_ now: Now) -> HTML {
        if let money = now.money {
            LineMoney(money: money, whose: now.whose)
        } else if now.today > line.allocation.span.last {
            p { "This line ended on \(line.allocation.span.last.words)." }
        }
        if line.kind != .extras, let next = line.allocation.next(after: now.today) {
            p { "The next money is \(next.amount), on \(next.day.words)." }
        }
    }

    @HTMLBuilder private var terms: HTML {
        p {
            "It gives \(line.allocation.words), from \(line.allocation.span.first.words) to "
            "\(line.allocation.span.last.words). \(line.carryWords)"
        }
        if line.kind == .agreed { covers }
        let limits = line.limitWords(names, used: now?.money?.capUsed)
        if !limits.isEmpty {
            h4 { "Limits" }
            ul(.class("bullets")) { for limit in limits { li { limit } } }
        }
        let outcomes = line.outcomes.compactMap { plan[outcome: $0]?.text }
        if !outcomes.isEmpty {
            h4 { "What it is for" }
            ul(.class("bullets")) { for outcome in outcomes { li { bdi { outcome } } } }
        }
    }

    @HTMLBuilder private var covers: HTML {
        h4 { "What may be bought" }
        ul(.class("bullets")) {
            for thing in names.covered(by: line) { li { bdi { thing.words } } }
        }
    }

    private var links: HTML {
        p(.class("row no-print")) {
            if line.kind == .agreed {
                a(.class("alone"), .href("/shop?line=\(line.id)")) {
                    "Shop"
                    Hidden(" for \(line.title)")
                }
            }
            a(.class("alone"), .href("/plan/lines/\(line.id)")) {
                "What happened"
                Hidden(" on \(line.title)")
            }
        }
    }
}

/// Where the money of a line stands: a sentence, and a bar.
struct LineMoney: Component {
    let money: LineBudget
    let whose: String

    var html: HTML {
        MoneySentence(
            left: money.left, total: money.whole, purpose: "“\(money.line.title)”", until: money.period.last,
            whose: whose)
        if money.carried.isPositive { p { "\(money.carried) of it was left over from earlier." } }
        BudgetBar(
            id: "bar-\(Digest(of: money.line.id.text).text.prefix(8))", title: money.line.title,
            spent: money.owed + money.paid, promised: money.committed, held: money.held, left: money.left,
            isTitleHidden: true)
    }
}

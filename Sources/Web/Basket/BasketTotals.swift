import Baskets
import Markup
import Values

/// What the basket does to each line of the plan: before and after, now and in later periods.
struct BasketEffects: Component {
    let judgement: Judgement

    var html: HTML {
        h2 { "What it does to your plan" }
        if judgement.effects.isEmpty, later.isEmpty { p { "It takes nothing from the lines of your plan." } }
        if !judgement.effects.isEmpty {
            table(
                "effects", "Left on each line of your plan, before and after",
                judgement.effects.map { ($0.title, $0.last, $0.before, $0.after) })
        }
        if !later.isEmpty {
            Details("What it takes from later periods") {
                table(
                    "later-effects", "Left on each line in later periods, before and after",
                    later.map { ($0.title, $0.period.last, $0.before, $0.after) })
            }
        }
    }

    /// Each line and period once, in the order of the periods.
    private var later: [Funding.Source] {
        let now = Set(judgement.effects.map { "\($0.line) \($0.last)" })
        var seen = now
        return judgement.verdicts.flatMap { $0.funding?.sources ?? [] }
            .filter { seen.insert("\($0.line) \($0.period.last)").inserted }
            .sorted { ($0.period.first, $0.line) < ($1.period.first, $1.line) }
    }

    private func table(_ id: String, _ caption: String, _ rows: [(String, Day, Money, Money)]) -> HTML {
        DataTable(
            id: id, caption: caption, isCaptionHidden: true,
            columns: [.init("Plan line"), .init("Left now", align: .end), .init("Left after", align: .end)],
            rows: rows.map { title, last, before, after in
                .init(HTML("\(title), until \(last.words)"), [HTML(before.description), HTML(after.description)])
            }
        ).html
    }
}

/// The two ways that things go when the basket is signed, and what it costs whom.
struct BasketPaths: Component {
    let judgement: Judgement

    var html: HTML {
        h2 { "When you sign" }
        div(.class("grid")) {
            if judgement.verdicts.contains(where: { $0.outcome == .inPlan }) {
                path(
                    .inPlan, "Goes at once", judgement.inPlanTotal,
                    "It goes to the suppliers as soon as you have signed.")
            }
            if judgement.verdicts.contains(where: { $0.outcome == .needsApproval }) {
                path(
                    .needsApproval, "Is asked first", judgement.askTotal,
                    "You say why. Your commissioner decides, and the money is set aside until then.")
            }
        }
        SummaryList(rows)
    }

    private func path(_ outcome: Verdict.Outcome, _ title: String, _ sum: Money, _ words: String) -> HTML {
        let count = judgement.verdicts.count { $0.outcome == outcome }
        return div(.class("panel")) {
            h3 { title }
            p {
                strong(.class("amount")) { sum.description }
                " for \(count) \(count == 1 ? "thing" : "things")"
            }
            p { words }
        }
    }

    private var rows: [SummaryList.Row] {
        let contribution = judgement.contribution
        let total = SummaryList.Row(
            contribution.isPositive ? "Your budget pays" : "Total",
            HTML { strong(.class("amount")) { judgement.total.description } })
        guard contribution.isPositive else { return [total] }
        return [
            total, .init("You pay yourself", HTML { strong(.class("amount")) { contribution.description } }),
        ]
    }
}

extension Judgement {
    /// What the holder pays to suppliers themselves.
    var contribution: Money { verdicts.compactMap { $0.funding?.contribution }.total }
}

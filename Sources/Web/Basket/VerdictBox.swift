import Baskets
import Markup
import Values

/// What the plan says to a wish: the badge, what pays and why, every reason, the ways forward, and what was checked.
struct VerdictBox: Component {
    let verdict: Verdict
    /// The same kind of thing for less, in the plan.
    var cheaper: [Verdict] = []
    /// What can be done about a line of the basket; nil where nothing is in the basket yet.
    var acts: BasketActs?

    var html: HTML {
        VerdictBadge(verdict.kind)
        for warning in verdict.warnings { Notice(.info, verdict.words(of: warning)) }
        for reason in verdict.against { p { verdict.words(of: reason) } }
        for sentence in verdict.moneySentences { p { sentence } }
        if let why = verdict.funding?.choiceWords { p(.class("quiet")) { why } }
        if !verdict.waysForward.isEmpty {
            p { strong { "What you can do" } }
            ul(.class("list")) {
                for (position, way) in verdict.waysForward.enumerated() {
                    li { WayForwardLine(way: way, position: position, verdict: verdict, cheaper: cheaper, acts: acts) }
                }
            }
        }
        WhatWasChecked(verdict: verdict)
    }
}

/// One way forward: a button that does it, or a link that leads to it.
private struct WayForwardLine: Component {
    let way: WayForward
    /// Among the ways of the line: each of its forms has a key of its own.
    let position: Int
    let verdict: Verdict
    let cheaper: [Verdict]
    let acts: BasketActs?

    var html: HTML {
        switch way {
        case .lowerQuantity(let most):
            acts?.order(most, key: position) ?? HTML("Order \(most) or fewer")
        case .raiseQuantity(let least):
            acts?.order(least, key: position) ?? HTML("Order \(least) or more")
        case .fewerTimes(let most):
            acts?.repeats(most, key: position) ?? HTML("Order it \(most) \(most == 1 ? "time" : "times") or fewer")
        case .otherLine(let line, let title):
            acts?.pays(line, title, key: position)
                ?? HTML("“\(title)” can pay for it instead: choose that in your basket")
        case .waitUntil(let day, let title): waiting(day, title)
        case .startOn(let day): acts?.starts(on: day, key: position) ?? HTML("Choose \(day.words) or a later day")
        case .acceptPrice(let price): acts?.accepts(price) ?? HTML("Go on with the new price of \(price)")
        case .askForApproval:
            "Ask for approval: you say why when you check and sign, and the money is set aside"
        case .lookForCheaper(let category): looking(category.text)
        case .remove: acts?.removes ?? HTML("Choose something else")
        case .talkToCoordinator(let coordinator):
            "Talk to \(coordinator.name), your coordinator, on \(coordinator.telephone)"
        }
    }

    @HTMLBuilder private func waiting(_ day: Day, _ title: String) -> HTML {
        "Wait until \(day.words): “\(title)” has enough then"
        if let acts { acts.comes(on: day, key: position) }
    }

    @HTMLBuilder private func looking(_ category: String) -> HTML {
        if cheaper.isEmpty {
            a(.href("/shop?category=\(category)&show=all&order=price")) { "Look for the same from others" }
        } else {
            "Take the same kind of thing for less, in your plan:"
            ul(.class("bullets")) {
                for other in cheaper.prefix(CheaperOffers.shownMaximum) {
                    li {
                        a(.href("/listings/\(other.wish.listing.id)")) { bdi { other.wish.listing.terms.title } }
                        " from "
                        bdi { other.wish.supplier.name }
                        ", \(other.priceWords)"
                    }
                }
            }
            a(.href("/shop?category=\(category)&show=covered&order=price")) { "See all of the kind, cheapest first" }
        }
    }
}

/// All rules that were looked at, with what each asks for: the ones that had nothing to say, too.
struct WhatWasChecked: Component {
    let verdict: Verdict

    var html: HTML {
        Details("What was checked") {
            if !spoke.isEmpty {
                p { "These had something to say:" }
                list(spoke)
            }
            p { "These found nothing against it:" }
            list(passed)
        }
    }

    private var passed: [Rule] { WhatWasChecked.rules(verdict.passed) }
    private var spoke: [Rule] { WhatWasChecked.rules(verdict.reasons.map(\.code)) }

    /// In the order of the table, each code once.
    private static func rules(_ codes: [Rule.Code]) -> [Rule] {
        var seen: Set<Rule.Code> = []
        return Rule.table.filter { codes.contains($0.code) && seen.insert($0.code).inserted }
    }

    private func list(_ rules: [Rule]) -> HTML {
        ul(.class("bullets")) {
            for rule in rules {
                li {
                    strong { rule.title }
                    ": \(rule.text)"
                }
            }
        }
    }
}

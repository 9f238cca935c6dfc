import Markup
import Values

/// Where the money of a plan line is: spent, promised, held and left.
///
/// Each part has its own pattern as well as its colour, and the amounts stand below in words.
struct BudgetBar: Component {
    /// Identifies the bar's patterns within the page.
    let id: String
    let title: String
    let spent: Money
    let promised: Money
    let held: Money
    /// Below nought where more was given out than the line holds.
    let left: Money
    var isTitleHidden = false

    var html: HTML {
        div(.class("budget")) {
            p(.class(isTitleHidden ? "hidden" : "budget__title")) { title }
            drawing
            ul(.class("budget__key")) {
                for part in parts {
                    li(.class("budget__part")) {
                        swatch(part)
                        span(.class("budget__name")) { part.name }
                        " "
                        strong(.class("budget__amount")) { part.amount.description }
                    }
                }
            }
        }
    }

    private var drawing: HTML {
        svg(
            .class("budget__bar"), .role("img"), .ariaLabel(sentence),
            .attribute("viewBox", "0 0 \(Self.length) 32"), .attribute("preserveAspectRatio", "none")
        ) {
            element("rect", .class("budget__ground"), .width(Self.length), .height(32)) {}
            for part in placed where part.width > 0 {
                element(
                    "rect", .class("budget__fill budget__fill--\(part.kind)"), .attribute("x", part.start),
                    .width(part.width), .height(32)
                ) {}
                BudgetPattern(kind: part.kind, start: part.start, width: part.width)
            }
        }
    }

    private func swatch(_ part: Part) -> HTML {
        svg(.class("budget__swatch"), .ariaHidden("true"), .attribute("viewBox", "0 0 24 24")) {
            element("rect", .class("budget__fill budget__fill--\(part.kind)"), .width(24), .height(24)) {}
            BudgetPattern(kind: part.kind, start: 0, width: 24, step: 8)
        }
    }
}

extension BudgetBar {
    private struct Part {
        let kind: String
        let name: String
        let amount: Money
        var start = 0
        var width = 0
    }

    private static let length = 1_000

    private var isOver: Bool { left < .zero }

    private var total: Money { spent + promised + held + (isOver ? .zero : left) }

    private var parts: [Part] {
        [
            Part(kind: "spent", name: "Spent", amount: spent),
            Part(kind: "promised", name: "Promised", amount: promised),
            Part(kind: "held", name: "Held", amount: held),
            Part(kind: isOver ? "over" : "left", name: isOver ? "Over by" : "Left", amount: isOver ? -left : left),
        ]
    }

    /// The parts with their places. Ends are worked out from running sums, so that rounding leaves no gap.
    private var placed: [Part] {
        guard total.isPositive else { return [] }
        var sum = Money.zero
        return parts.map { part in
            // What is over lies upon the end of what was given out.
            if part.kind == "over" { sum = total - part.amount }
            let start = place(sum)
            sum += part.amount
            return Part(
                kind: part.kind, name: part.name, amount: part.amount, start: start, width: place(sum) - start)
        }
    }

    private func place(_ sum: Money) -> Int { sum.pence * Self.length / total.pence }

    /// The whole bar in one sentence, for those who do not see it.
    var sentence: String {
        let end = isOver ? "More was given out than there is: \(-left) over." : "\(left) is left."
        return "\(title): \(spent) is spent, \(promised) is promised, \(held) is held. \(end)"
    }
}

/// The strokes over a part of the bar, so that it can be told without colour, and the edge where it begins.
private struct BudgetPattern: Component {
    let kind: String
    let start: Int
    let width: Int
    /// How far the strokes stand apart; the bar is wider than its drawing, the swatch is not.
    var step = 20

    var html: HTML {
        switch kind {
        case "promised": element("path", .class("budget__stroke"), .attribute("d", slanted)) {}
        case "held": element("path", .class("budget__stroke budget__stroke--upright"), .attribute("d", upright)) {}
        case "over": element("path", .class("budget__stroke budget__stroke--over"), .attribute("d", slanted)) {}
        default: HTML.empty
        }
        if start > 0 { element("path", .class("budget__edge"), .attribute("d", "M\(start) 0V32")) {} }
    }

    private var slanted: String {
        // A stroke leans over half a step and must stay within its part.
        stride(from: start, to: start + width, by: step)
            .map { "M\($0) 32L\(min($0 + step / 2, start + width)) 0" }.joined()
    }

    private var upright: String {
        stride(from: start + step / 2, to: start + width, by: step).map { "M\($0) 0V32" }.joined()
    }
}

import Baskets
import Catalogue
import Orders
import Plans
import Values

/// A unit after its price: "each", "per session".
enum Unit {
    static func words(_ unit: String) -> String { unit == "each" ? unit : "per \(unit)" }

    /// Of more than one: "hours", "boxes". What is sold by the piece has no name of its own.
    static func plural(_ unit: String) -> String {
        if unit == "each" { return "" }
        // "boxes of 100", not "box of 100s".
        if let of = unit.firstRange(of: " of ")?.lowerBound { return plural(String(unit[..<of])) + unit[of...] }
        return ["x", "s", "ch", "sh"].contains { unit.hasSuffix($0) } ? unit + "es" : unit + "s"
    }

    /// "4 sessions", "1 session", "4".
    static func count(_ quantity: Int, _ unit: String) -> String {
        if unit == "each" { return "\(quantity)" }
        return "\(quantity) \(quantity == 1 ? unit : plural(unit))"
    }
}

extension ListingTerms {
    var leadWords: String {
        switch leadDays {
        case 0: "same day"
        case 1: "1 day"
        default: "\(leadDays) days"
        }
    }
}

extension Schedule {
    /// "4 sessions every week, 6 times, from 3 December 2026"; "4 sessions on 3 December 2026".
    func words(_ quantity: Int, _ unit: String) -> String {
        let amount = Unit.count(quantity, unit)
        guard times > 1 else { return "\(amount) on \(first.words)" }
        return "\(amount) \(every.words), \(times) times, from \(first.words)"
    }
}

/// What one plan line pays, over all its periods.
struct LineSum: Sendable, Hashable {
    let line: PlanLine.ID
    let title: String
    private(set) var amount: Money
    private(set) var periods = 1
    /// The last day of the last period; nil where the plan does not have the line any more.
    private(set) var until: Day?

    /// "£480.00 from “Therapy”, in 2 periods until 31 March 2027".
    var words: String {
        guard periods > 1 else { return "\(amount) from “\(title)”" }
        return "\(amount) from “\(title)”, in \(periods) periods" + (until.map { " until \($0.words)" } ?? "")
    }

    static func sums(_ parts: [LineSum]) -> [LineSum] {
        var sums: [LineSum] = []
        for part in parts {
            guard let index = sums.firstIndex(where: { $0.line == part.line }) else {
                sums.append(part)
                continue
            }
            sums[index].amount += part.amount
            sums[index].periods += 1
            sums[index].until = [sums[index].until, part.until].compactMap(\.self).max()
        }
        return sums
    }
}

extension Funding {
    var lineSums: [LineSum] {
        LineSum.sums(sources.map {
            LineSum(line: $0.line, title: $0.title, amount: $0.amount, until: $0.period.last)
        })
    }
}

extension OrderLine {
    /// By the plan that it was signed under.
    func lineSums(_ plan: Plan?) -> [LineSum] {
        LineSum.sums(sources.map { source in
            let line = plan?[line: source.planLine]
            return LineSum(
                line: source.planLine, title: line?.title ?? "A line that is not in the plan any more",
                amount: source.amount, until: line?.allocation.period(containing: source.period)?.last)
        })
    }

    /// Who pays what, in a few words each: for tables.
    func payers(_ plan: Plan?) -> [String] {
        lineSums(plan).map(\.words) + (extra.isPositive ? ["\(extra) of extra money"] : [])
            + (contribution.isPositive ? ["\(contribution) by you"] : [])
    }

    /// "6 sessions", "4 sessions every week, 6 times, from 3 December 2026".
    var amountWords: String { schedule?.words(quantity, unit) ?? Unit.count(quantity, unit) }

    /// "2 × £62.00", "2 × £62.00 × 6 times".
    var priceSum: String { "\(quantity) × \(unitPrice)" + (times > 1 ? " × \(times) times" : "") }
}

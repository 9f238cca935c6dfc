import Baskets
import Values

/// Fundings in one line each, for comparing.
enum Told {
    static func funding(_ funding: Funding?) -> String {
        guard let funding else { return "nothing" }
        let sources = funding.sources.map { "\($0.line) \($0.amount) (\($0.before) → \($0.after))" }
        return (sources + (funding.extra.isPositive ? ["extra \(funding.extra)"] : [])).joined(separator: ", ")
    }

    static func effect(_ effect: Judgement.LineEffect) -> String { "\(effect.line) \(effect.before) → \(effect.after)" }
}

import Catalogue
import Orders
import Plans
import Values

/// Why the rules sent something to the commissioner, in plain words. Orders keep the rules as codes
/// (`Reason.rule`); only here they are put into words for those who decide.
enum RuleWords {
    /// A few words, for the queue.
    static func short(_ code: String) -> String {
        switch code {
        case "R01": "The plan does not run on that day"
        case "R03": "No plan is in force"
        case "R05": "No line of the plan covers it"
        case "R06": "No health budget may pay for it"
        case "R07": "Decided each time"
        case "R08": "More than is left on the line"
        case "R12": "Dearer than the line allows"
        case "R14": "Above the line’s approval limit"
        case "R15": "The supplier or the offer is not in order"
        case "R16": "Registration with the Care Quality Commission is missing"
        case "R17": "Entry in a professional register is missing"
        case "R19": "Paid to somebody in the same household"
        case "R29": "Beyond what the signer may sign"
        default: "Rule \(code)"
        }
    }

    /// A whole sentence, with the figures where they are known.
    static func sentence(_ code: String, about line: OrderLine, category: String, plan: Plan) -> String {
        let funding = line.planLine.flatMap { plan[line: $0] }
        switch code {
        case "R05": return "No line of the plan covers “\(category)”, so it can only be paid with extra money."
        case "R07": return "Commissioners decide each time about “\(category)”: plans do not allow it in general."
        case "R08":
            return "The plan covers it, but what was left on the line was less than \(line.total) when it was signed."
        case "R12":
            guard let funding, let ceiling = funding.priceCeiling else { break }
            return "One \(line.unit) costs \(line.unitPrice); the line “\(funding.title)” allows up to \(ceiling)."
        case "R14":
            guard let funding, let limit = funding.approvalAbove else { break }
            return "It costs \(line.total); the line “\(funding.title)” needs approval for anything above \(limit)."
        case "R19":
            return "The person paid lives in the same household: it must be necessary to meet the need, "
                + "or, for a child, promote their welfare."
        default: break
        }
        return "\(short(code))."
    }
}

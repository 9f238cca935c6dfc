import Baskets
import Catalogue
import Orders
import Plans
import Values

/// Why the rules sent something to the commissioner, in plain words. Orders keep the rules as codes
/// (`Reason.rule`); only here they are put into words for those who decide.
enum RuleWords {
    /// A few words, for the queue. A code that no rule has, from an order of long ago, is named as it is.
    static func short(_ code: String) -> String {
        guard let known = Rule.Code(rawValue: code) else { return "Rule \(code)" }
        return known.aboutPlan ?? known.aboutPeople ?? known.aboutOffer
    }

    /// A whole sentence, with the figures where they are known.
    static func sentence(_ code: String, about line: OrderLine, category: String, plan: Plan) -> String {
        let funding = line.planLine.flatMap { plan[line: $0] }
        switch Rule.Code(rawValue: code) {
        case .R05 where line.sources.isEmpty:
            return "No line of the plan covers “\(category)”, so it can only be paid with extra money."
        case .R05: return "The plan line that covers “\(category)” is not for this supplier."
        case .R07: return "A policy says that “\(category)” is decided each time, or warns about it."
        case .R08 where line.extra.isPositive:
            return "The plan covers it, but what was left was \(line.extra) less than it costs when it was signed."
        case .R08: return "No way was found to pay for everything in the basket together from the lines of the plan."
        case .R12:
            guard let funding, let ceiling = funding.priceCeiling else { break }
            return "One \(line.unit) costs \(line.unitPrice); the line “\(funding.title)” allows up to \(ceiling)."
        case .R13:
            guard let funding, let cap = funding.cap else { break }
            return "The line “\(funding.title)” is for \(cap.words), \(funding.allocation.every.words)."
        case .R14:
            guard let funding, let limit = funding.approvalAbove else { break }
            return "It costs \(line.total); the line “\(funding.title)” needs approval for anything above \(limit)."
        case .R19:
            return "The person paid lives in the same household: it must be necessary to meet the need, "
                + "or, for a child, promote their welfare."
        case .R20: return "The person paid also has a say about the budget, or is related to somebody who decides."
        case .R36: return "It would come on or after the day on which the plan or its line ends."
        default: break
        }
        return "\(short(code))."
    }
}

extension Rule.Code {
    /// The plan and its money.
    fileprivate var aboutPlan: String? {
        switch self {
        case .R01: "The plan does not run on that day"
        case .R02: "The agreement is not signed"
        case .R03: "No plan is in force"
        case .R04: "Its plan line serves no outcome"
        case .R05: "No line of the plan covers it"
        case .R06: "No health budget may pay for it"
        case .R07: "A policy says that it is decided each time"
        case .R08: "More than is left on the line"
        case .R09: "More than the budget has"
        case .R10: "Emergency money pays"
        case .R11: "The whole run does not fit"
        case .R12: "Dearer than the line allows"
        case .R13: "More hours or units than the line allows"
        case .R14: "Above the line’s approval limit"
        case .R34: "A review of the plan is overdue"
        case .R35: "Much money is left over"
        case .R36: "It comes after the plan or its line ends"
        default: nil
        }
    }

    fileprivate var aboutPeople: String? {
        switch self {
        case .R19: "Paid to somebody in the same household"
        case .R20: "A conflict of interest"
        case .R21: "Direct employment with a notional budget"
        case .R22: "Nobody is signed off for the health tasks"
        case .R23: "Not for the person’s age"
        case .R24: "Excluded from direct payments"
        case .R29: "Beyond what the signer may do"
        case .R30: "The same person asks and decides"
        case .R39: "The account is on hold"
        case .R40: "The account is being closed"
        default: nil
        }
    }

    fileprivate var aboutOffer: String {
        switch self {
        case .R15: "The supplier or the offer is not in order"
        case .R16: "Registration with the Care Quality Commission is missing"
        case .R17: "Entry in a professional register is missing"
        case .R18: "Checks of the workers are missing"
        case .R25: "The same was ordered a short time ago"
        case .R26: "The NHS may provide it already"
        case .R27: "VAT relief does not apply"
        case .R28: "A contribution that is not allowed"
        default: "Rule \(rawValue)"
        }
    }
}

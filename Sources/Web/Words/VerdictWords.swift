import Baskets
import Catalogue
import Markup
import Plans
import Values

// The words of verdicts. The domain says what is wrong; only this file says how to put it to a holder.

extension Reason {
    var words: String {
        switch self {
        case .noPlan: "There is no agreed plan yet."
        case .planSuspended: "Your plan is suspended just now, so nothing can be ordered from it."
        case .planEnded(let day): "Your plan ended on \(day.words)."
        case .planNotStarted(let day): "Your plan starts on \(day.words)."
        case .noAuthority: "Your right to act for this person is not in force today."
        case .prohibited(let clause, let category): "\(clause.words) (\(category)). No commissioner can approve it."
        case .listingWithdrawn: "The supplier no longer offers this."
        case .supplierSuspended(let supplier): "\(supplier) can’t take orders just now."
        case .supplierInsuranceEnded(let supplier, _): "We have no proof that \(supplier) is insured today."
        case .supplierCheckMissing(let supplier, let check):
            "\(supplier) has not shown \(check.words), which this needs."
        case .outOfReach(let supplier, let postcode): "\(supplier) does not come to \(postcode)."
        case .quantityAboveMaximum(let most): "The supplier sells from 1 to \(most) at a time."
        case .priceRose(let from, let to): "The price went up from \(from) to \(to) since you looked."
        case .needsDecision(let clause, _): "\(clause.words): your commissioner decides each time."
        case .notInPlan(let category): "Nothing in your plan is for this (\(category))."
        case .overLine(let title, let left, let last): "Only \(left) is left for “\(title)” until \(last.words)."
        case .overPriceCeiling(let ceiling, let title): "“\(title)” pays up to \(ceiling) each without asking."
        case .overApprovalThreshold(let threshold, let title):
            "Your commissioner wants to be asked before “\(title)” pays more than \(threshold) for one thing."
        case .overSigningLimit(let limit): "You may sign orders up to \(limit). Ask somebody who may sign for more."
        }
    }
}

extension SupplierCheck {
    var words: String {
        switch self {
        case .cqc: "a Care Quality Commission registration"
        case .professional: "an entry in a professional register"
        }
    }
}

extension Clause {
    var words: String {
        switch self {
        case .X1: "NHS money can’t pay for alcohol"
        case .X2: "NHS money can’t pay for tobacco"
        case .X3: "NHS money can’t pay for gambling"
        case .X4: "NHS money can’t pay off debts"
        case .X5: "NHS money can’t pay for anything unlawful"
        case .X6: "Urgent and emergency care is free from the NHS"
        case .X7: "GP care is free from the NHS"
        case .X8: "NHS dental and eye care is paid for in other ways"
        case .X9: "Planned operations come from the NHS itself"
        case .X10: "Vaccinations and screening are free from the NHS"
        case .X11: "NHS money can’t pay NHS charges"
        case .X12: "People must be employed lawfully"
        case .X13: "It has to serve something that matters in your plan"
        case .X14: "Paying somebody who lives with you needs a decision"
        case .X15: "The NHS may already provide this for you"
        case .X16: "Your commissioner has a rule of its own about this"
        case .X17: "Everyday household costs are not usually paid for"
        }
    }
}

extension Verdict {
    var badge: VerdictBadge { VerdictBadge(kind, reason: short) }

    var kind: VerdictBadge.Kind {
        if reasons.contains(where: { if case .priceRose = $0 { true } else { false } }) { return .changed }
        return switch outcome {
        case .inPlan: .inPlan
        case .needsApproval: .ask
        case .notAllowed: .no
        }
    }

    /// For a card: one line.
    private var short: String {
        if case .line(_, _, _, let after, _) = funding, outcome == .inPlan { return "Would leave \(after)" }
        return reasons.first?.words ?? ""
    }

    /// For a listing or a basket: what pays, and what it leaves; or every reason.
    var sentences: [String] {
        var sentences = reasons.map(\.words)
        switch funding {
        case .line(_, let title, let before, let after, let last) where wish.quantity > 0:
            sentences.append(
                """
                \(wish.total) of the \(before) left for “\(title)” until \(last.words) pays for this. \(after) would \
                be left.
                """
            )
        case .extra where outcome == .needsApproval:
            sentences.append("You would be asking for \(wish.total) of extra money.")
        default: break
        }
        return sentences
    }
}

/// Every reason, what pays, and the ways forward.
struct VerdictBox: Component {
    let verdict: Verdict

    var html: HTML {
        VerdictBadge(verdict.kind)
        for sentence in verdict.sentences { p { sentence } }
        if !verdict.waysForward.isEmpty {
            p { strong { "What you can do" } }
            ul(.class("bullets")) { for way in verdict.waysForward { li { WayForwardLine(way: way) } } }
        }
    }
}

private struct WayForwardLine: Component {
    let way: WayForward

    var html: HTML {
        switch way {
        case .lowerQuantity(let most): "Order \(most) or fewer"
        case .acceptPrice(let price): "Go on with the new price of \(price), or remove it"
        case .askForApproval: "Ask for approval: you say why when you check and sign, and the money is set aside"
        case .lookForCheaper(let category):
            a(.href("/shop?category=\(category.text)&show=all&order=price")) { "Look for the same from others" }
        case .remove: "Leave it out"
        case .talkToCoordinator(let coordinator):
            "Talk to \(coordinator.name), your coordinator, on \(coordinator.telephone)"
        }
    }
}

extension VAT {
    /// Beside a price that holds it already.
    var words: String {
        switch self {
        case .zeroWithDeclaration:
            "VAT included. You may not have to pay it if you declare a disability to the supplier."
        case .zero, .exempt, .outside: "No VAT"
        case .standard: "Includes 20% VAT"
        case .reduced: "Includes 5% VAT"
        }
    }

    /// For a card: a few words.
    var short: String {
        switch self {
        case .zeroWithDeclaration, .standard, .reduced: "VAT included"
        case .zero, .exempt, .outside: "No VAT"
        }
    }
}

/// Distances as people in England think of them.
enum Distance {
    static func words(metres: Int) -> String {
        let miles = (metres * 1_000 + 804_672) / 1_609_344
        return metres < 1_609 ? "less than a mile away" : miles == 1 ? "1 mile away" : "\(miles) miles away"
    }
}

extension Reach {
    var tag: ReachTag.Reach {
        switch self {
        case .local: .local
        case .regional: .regional
        case .national: .national
        }
    }
}

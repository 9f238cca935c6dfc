import Baskets
import Catalogue
import Identity
import Plans
import Values

// The words of reasons. The domain says what is wrong; only this file says how to put it to a holder.

extension Reason {
    var words: String {
        planWords ?? peopleWords ?? thingWords ?? offerWords ?? amountWords ?? moneyWords
    }

    /// The same for somebody who may not see what the plan has.
    var wordsWithoutBalances: String {
        switch self {
        case .overLine(let title, _, let last, _): "“\(title)” has not enough left until \(last.words)."
        case .overBalance(let budget, let asked, _): "This costs \(asked): more than “\(budget)” has left."
        default: words
        }
    }

    private var planWords: String? {
        switch self {
        case .noPlan: "There is no agreed plan yet."
        case .planSuspended: "Your plan is suspended just now, so nothing can be ordered from it."
        case .planEnded(let day): "Your plan ended on \(day.words)."
        case .planNotStarted(let day): "Your plan starts on \(day.words)."
        case .planNotAgreed: "Your plan has not been agreed by both sides yet."
        case .afterPlan(let day, let last): "\(day.words) is after your plan ends, on \(last.words)."
        case .tooSoon(let earliest): "The supplier needs notice: \(earliest.words) is the first day that is possible."
        case .agreementMissing(let budget):
            "The agreement for “\(budget)” has not been signed yet, so no money can move."
        case .lineEnds(let title, let last, let delivery):
            "It would come on \(delivery.words), after \(last.words), when “\(title)” ends."
        case .reviewOverdue(let since): "Your plan should have been reviewed by \(since.words). Please arrange it."
        case .reviewStopsRuns(let since):
            """
            Your plan should have been reviewed by \(since.words). Until it has been, your commissioner decides about \
            repeated orders.
            """
        default: nil
        }
    }

    private var peopleWords: String? {
        switch self {
        case .noAuthority: "Your right to act for this person is not in force today."
        case .notInScope(let scope): "You may act for this person, but not \(scope.words)."
        case .overSigningLimit(let limit): "You may sign orders up to \(limit). Ask somebody who may sign for more."
        case .onHold: "Orders are stopped while somebody looks into a concern. Your coordinator can tell you more."
        case .died: "This account is being closed. What was agreed before is still being seen to."
        case .excluded(let budget): "“\(budget)” can’t be used as a direct payment."
        case .household(let name, let isNotional):
            isNotional
                ? "\(name) lives with you, so your commissioner decides before they are paid."
                : "\(name) lives with you: your commissioner has to decide that it is needed before they are paid."
        case .conflict(let name):
            "\(name) would be paid and also has a say about your budget, so your commissioner decides."
        case .tooOld(let budget, let age): "“\(budget)” is for people under \(age)."
        case .wrongAge(_, .children): "This is for children."
        case .wrongAge(_, _): "This is for adults."
        default: nil
        }
    }

    private var thingWords: String? {
        switch self {
        case .prohibited(let clause, let category): "\(clause.words) (\(category)). No commissioner can approve it."
        case .needsDecision(let clause, _): "\(clause.words): your commissioner decides each time."
        case .policy(let rule): rule.words
        case .notInPlan(let category): "Nothing in your plan is for this (\(category))."
        case .noOutcome(let title): "“\(title)” does not say which of your outcomes it serves."
        case .notFromSupplier(let title, let supplier): "“\(title)” is not for things from \(supplier)."
        case .directEmployment(let budget):
            "With “\(budget)”, a notional budget, you can’t employ somebody yourself. An agency can."
        case .competencyMissing(let category):
            "Nobody in your plan is signed off for the health tasks of this (\(category))."
        default: nil
        }
    }

    private var offerWords: String? {
        switch self {
        case .listingWithdrawn: "The supplier no longer offers this."
        case .listingPaused: "The supplier does not offer this for a time."
        case .supplierSuspended(let supplier): "\(supplier) can’t take orders just now."
        case .supplierInsuranceEnded(let supplier, _): "We have no proof that \(supplier) is insured today."
        case .supplierCheckMissing(let supplier, let check):
            "\(supplier) has not shown \(check.words), which this needs."
        case .supplierNotApproved(let supplier, let category):
            "Your commissioner has not approved \(supplier) for this (\(category)). Your coordinator can ask for it."
        case .supplierPapersEnded(let supplier, let day):
            "What \(supplier) has to show us ran out on \(day.words). It can take orders again once it is renewed."
        case .supplierClosed(let supplier, let day, let opens):
            "\(supplier) is closed on \(day.words), and open again on \(opens.words)."
        case .supplierAway(let supplier, let opens):
            "\(supplier) is closed until \(opens.words), so it may answer and come later."
        case .outOfReach(let supplier, let postcode): "\(supplier) does not come to \(postcode)."
        case .priceRose(let from, let to): "The price went up from \(from) to \(to) since you looked."
        case .orderedAlready(let number, let day): "You ordered this on \(day.words) already (order \(number))."
        case .reliefNotApplied(let principal):
            principal == .commissioner
                ? "VAT is charged, because your commissioner is the buyer and not you."
                : "VAT is charged, because the organisation that holds your budget is the buyer and not you."
        case .contributionNotAllowed(let budget): "You can’t add money of your own to “\(budget)”."
        case .contributionTooLarge(let most): "You can add at most \(most) of your own: that is all it costs."
        default: nil
        }
    }

    /// How much of it there is, and how much the supplier takes an order for.
    private var amountWords: String? {
        switch self {
        case .quantityAboveMaximum(let most): "The supplier sells from 1 to \(most) at a time."
        case .quantityBelowMinimum(let least): "The supplier sells \(least) or more at a time."
        case .underOrderMinimum(let supplier, let minimum, let sum):
            """
            \(supplier) takes orders from \(minimum) on, and yours comes to \(sum). Add something else from them, or \
            take it out.
            """
        case .weekFull(let week, let next):
            "The supplier has no room in the week of \(week.words). "
                + (next.map { "The next week with room begins on \($0.words)." } ?? "Ask them when they have.")
        case .outOfStock(let left):
            switch left {
            case 0: "The supplier has none of this left just now."
            case 1: "The supplier has only one of this left."
            default: "The supplier has only \(left) of this left."
            }
        default: nil
        }
    }

    private var moneyWords: String {
        switch self {
        case .overLine(let title, let left, let last, _): "Only \(left) is left for “\(title)” until \(last.words)."
        case .tooManyWays:
            "No way was found to pay for this together with the rest of the basket. Take something out, or ask."
        case .overBalance(let budget, let asked, let available):
            "This costs \(asked), and “\(budget)” has \(available) left."
        case .usesContingency(let title):
            "“\(title)” pays for this. It is emergency money: you say why, and your coordinator is told."
        case .runDoesNotFit(let title, let fits, let times):
            fits == 0
                ? "“\(title)” has not enough for even the first of the \(times) times."
                : "“\(title)” has enough for \(fits) of the \(times) times, and a repeated order must fit to its end."
        case .overPriceCeiling(let ceiling, let title): "“\(title)” pays up to \(ceiling) each without asking."
        case .overCap(let title, let cap, let left, let last):
            "“\(title)” is for \(cap.words), and \(left) \(left == 1 ? "is" : "are") left until \(last.words)."
        case .overApprovalThreshold(let threshold, let title):
            "Your commissioner wants to be asked before “\(title)” pays more than \(threshold) for one thing."
        // Said above; named here, so that no new reason goes without words.
        case .noPlan, .planSuspended, .planEnded, .planNotStarted, .planNotAgreed, .afterPlan, .tooSoon,
            .agreementMissing, .noAuthority, .notInScope, .overSigningLimit, .onHold, .died, .excluded, .household,
            .conflict, .tooOld, .wrongAge, .prohibited, .needsDecision, .policy, .notInPlan, .noOutcome,
            .notFromSupplier, .directEmployment, .competencyMissing, .listingWithdrawn, .listingPaused,
            .supplierSuspended, .supplierInsuranceEnded, .supplierCheckMissing, .supplierNotApproved,
            .supplierPapersEnded, .supplierClosed, .supplierAway, .outOfReach, .quantityAboveMaximum,
            .quantityBelowMinimum, .underOrderMinimum, .outOfStock, .weekFull, .priceRose, .orderedAlready, .lineEnds,
            .contributionNotAllowed, .contributionTooLarge, .reliefNotApplied, .reviewOverdue, .reviewStopsRuns:
            ""
        }
    }
}

extension UsageCap {
    /// "20 hours at most", "4 at most".
    var words: String {
        guard let unit, unit != "each" else { return "\(quantity) at most" }
        return "\(quantity) \(quantity == 1 ? unit : Unit.plural(unit)) at most"
    }
}

extension SupplierCheck {
    var words: String {
        switch self {
        case .cqc: "a Care Quality Commission registration"
        case .professional: "an entry in a professional register"
        case .workers: "current checks of the people who come to you"
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

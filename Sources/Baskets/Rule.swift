import Catalogue
import Identity
import Plans
import Values

/// A rule of the reference (A9): a name and a pure function from one wish to the reasons against it.
package struct Rule: Sendable {
    package let name: String
    let judge: @Sendable (Wish, Facts) -> Reason?
}

extension Rule {
    /// The rules about one wish that need no money, in the order in which reasons are told.
    package static let all: [Rule] = [
        planInForce, planPeriod, authority, nationalProhibition, listingLive, supplierApproved, supplierInsured,
        supplierChecked, supplierReach, quantity, price, policy,
    ]

    /// R03: a plan agreed by both sides is in force.
    static let planInForce = Rule(name: "plan-in-force") { _, facts in
        switch facts.plan?.status {
        case nil: .noPlan
        case .suspended: .planSuspended
        case .ended: facts.plan.map { .planEnded($0.span.last) }
        case .inForce: nil
        }
    }

    /// R01: the budget is active today.
    static let planPeriod = Rule(name: "plan-period") { _, facts in
        guard let plan = facts.plan, plan.status == .inForce else { return nil }
        if facts.today < plan.span.first { return .planNotStarted(plan.span.first) }
        return facts.today > plan.span.last ? .planEnded(plan.span.last) : nil
    }

    /// R29: whoever acts has authority today.
    static let authority = Rule(name: "authority") { _, facts in
        guard let authority = facts.authority else { return nil }
        return authority.isInForce(on: facts.today) ? nil : .noAuthority
    }

    /// R06: what no plan may pay for (X1 to X12), and what the commissioner blocks.
    static let nationalProhibition = Rule(name: "prohibition") { wish, facts in
        guard let category = facts.categories[wish.listing.terms.category],
            let policy = facts.categories.policies(on: category.id).first(where: { $0.effect == .block })
        else { return nil }
        return .prohibited(policy.clause, category: category.title)
    }

    static let listingLive = Rule(name: "listing-live") { wish, _ in
        wish.listing.status == .live ? nil : .listingWithdrawn
    }

    /// R15: the supplier is approved.
    static let supplierApproved = Rule(name: "supplier-approved") { wish, _ in
        wish.supplier.status == .approved ? nil : .supplierSuspended(supplier: wish.supplier.name)
    }

    /// R15: its insurance has been seen, and has not run out.
    static let supplierInsured = Rule(name: "supplier-insured") { wish, facts in
        let until = wish.supplier.checks.insuredUntil
        guard until.map({ $0 < facts.today }) ?? true else { return nil }
        return .supplierInsuranceEnded(supplier: wish.supplier.name, until)
    }

    /// R16 and R17: regulated work needs the registration.
    static let supplierChecked = Rule(name: "supplier-checked") { wish, facts in
        let needed = facts.categories[wish.listing.terms.category]?.item?.checks ?? []
        guard let check = needed.first(where: { !wish.supplier.checks.holds($0) }) else { return nil }
        return .supplierCheckMissing(supplier: wish.supplier.name, check)
    }

    static let supplierReach = Rule(name: "supplier-reach") { wish, facts in
        guard !wish.supplier.coverage.covers(facts.place) else { return nil }
        return .outOfReach(supplier: wish.supplier.name, postcode: facts.postcode)
    }

    static let quantity = Rule(name: "quantity") { wish, _ in
        let maximum = wish.listing.terms.quantityMaximum
        return wish.quantity > 0 && wish.quantity <= maximum ? nil : .quantityAboveMaximum(maximum)
    }

    /// A price that rose must be accepted first; one that fell is simply taken (reference, workflow 7).
    static let price = Rule(name: "price") { wish, _ in
        wish.unitPrice > wish.priceSeen ? .priceRose(from: wish.priceSeen, to: wish.unitPrice) : nil
    }

    /// R07 and R19: what the commissioner decides each time.
    static let policy = Rule(name: "policy") { wish, facts in
        guard let category = facts.categories[wish.listing.terms.category],
            let policy = facts.categories.policies(on: category.id).first(where: { $0.effect == .refer })
        else { return nil }
        return .needsDecision(policy.clause, category: category.title)
    }
}

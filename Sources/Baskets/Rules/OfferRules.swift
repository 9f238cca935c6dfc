import Catalogue
import Plans
import Values

extension Rule {
    /// Is the offer live, and its supplier in order?
    static let offerRules = [
        Rule(
            .R15, "Supplier and offer in order", [.warn, .block],
            needs: "listing, stock, supplier, approvals, papers, closed days, delivery postcode, price last seen",
            text: """
                The supplier must be approved for it and insured, have enough of it now at the price you saw, come to \
                you, and be open on the day.
                """,
            source: "A9 R15; E1; workflow 4.8, 7", steps: "accept the price; fewer; another day; another supplier",
            check: .wish(offer)),
        Rule(
            .R16, "Care Quality Commission", [.block], needs: "item type, supplier’s registration",
            text: "Regulated care comes only from providers registered with the Care Quality Commission.",
            source: "E1; Health and Social Care Act 2008 s 10", steps: "another supplier",
            check: .wish { wish, facts in missing(.cqc, wish, facts) }),
        Rule(
            .R17, "Professional register", [.block], needs: "item type, supplier’s registration",
            text: "Therapists must be on their professional register.", source: "E1; A9 R17",
            steps: "another supplier", check: .wish { wish, facts in missing(.professional, wish, facts) }),
        Rule(
            .R18, "Workers checked", [.block], needs: "item type, supplier’s checks of workers",
            text: "Disclosure and right to work must have been seen for people who come to support you.",
            source: "E1; A9 R18", steps: "another supplier",
            check: .wish { wish, facts in missing(.workers, wish, facts) }),
        Rule(
            .R25, "Ordered already", [.warn], needs: "orders that are not over, commissioner’s number of days",
            text: "You are told when the same thing is on its way already.", source: "A9 R25; workflow row 46",
            steps: "look at the order; go on", check: .wish(duplicate)),
        Rule(
            .R27, "VAT relief", [.warn], needs: "declaration, item, budget",
            text: "VAT is left off only with your own declaration, for goods that qualify, where you are the buyer.",
            source: "D5; VAT Act 1994 Sch 8 Group 12", steps: "go on with VAT",
            check: .budget { wish, budget, facts in
                let principal = budget.management.contractingPrincipal
                return facts.isRelieved(wish.listing) && principal != .holder ? [.reliefNotApplied(principal)] : []
            }),
        Rule(
            .R28, "Contribution", [.block], needs: "contribution, budget",
            text: "You may add money of your own to a wheelchair budget only. Care is free.", source: "A8; A9 R28",
            steps: "leave the contribution out", check: .budget(contribution)),
    ]

    private static func offer(_ wish: Wish, _ facts: Facts) -> [Reason] {
        let (listing, supplier) = (wish.listing, wish.supplier)
        var reasons: [Reason] = []
        if listing.status != .live { reasons.append(listing.status == .paused ? .listingPaused : .listingWithdrawn) }
        reasons += standing(of: wish, facts)
        if !supplier.covers(facts.person.place) {
            reasons.append(.outOfReach(supplier: supplier.name, postcode: facts.person.postcode))
        }
        let maximum = listing.terms.quantityMaximum
        if !(1...max(1, maximum)).contains(wish.quantity) { reasons.append(.quantityAboveMaximum(maximum)) }
        let minimum = listing.terms.quantityMinimum
        if (1..<minimum).contains(wish.quantity) { reasons.append(.quantityBelowMinimum(minimum)) }
        if let full = full(wish, facts) { reasons.append(full) }
        if let left = listing.stock, wish.units > left { reasons.append(.outOfStock(left: left)) }
        // A price that fell is simply taken (workflow 7).
        if wish.unitPrice > wish.priceSeen { reasons.append(.priceRose(from: wish.priceSeen, to: wish.unitPrice)) }
        return reasons
    }

    /// The first week in which the supplier has promised too much to others already.
    private static func full(_ wish: Wish, _ facts: Facts) -> Reason? {
        guard let capacity = wish.capacity else { return nil }
        let days = wish.schedule?.days ?? [facts.today.adding(days: wish.listing.terms.leadDays)]
        let needs = WeeklyCapacity.needs(wish.quantity, on: days)
        guard let week = capacity.firstFull(needs) else { return nil }
        return .weekFull(week: week, next: capacity.next(from: week, units: needs[week] ?? wish.quantity))
    }

    /// Suppliers that take no order for so little as stands in the basket, in the order of the basket.
    static func orderMinimums(_ verdicts: [Verdict]) -> [Reason] {
        var seen: Set<Supplier.ID> = []
        return verdicts.map(\.wish.supplier).filter { seen.insert($0.id).inserted }.compactMap { supplier in
            let sum = verdicts.filter { $0.wish.supplier.id == supplier.id }.map(\.wish.total).total
            guard let minimum = supplier.orderMinimum, sum < minimum else { return nil }
            return .underOrderMinimum(supplier: supplier.name, minimum: minimum, sum: sum)
        }
    }

    /// May this holder order it from the supplier at all, and is the supplier there?
    private static func standing(of wish: Wish, _ facts: Facts) -> [Reason] {
        let (name, category) = (wish.supplier.name, wish.listing.terms.category)
        let obstacles = wish.supplier.standingObstacles(
            to: category, for: facts.person.commissioner?.text, in: facts.categories, on: facts.today)
        return obstacles.map { obstacle -> Reason in
            switch obstacle {
            case .takesNoOrders: .supplierSuspended(supplier: name)
            case .notApproved:
                .supplierNotApproved(supplier: name, category: facts.categories[category]?.title ?? category.text)
            case .insuranceEnded(let until): .supplierInsuranceEnded(supplier: name, until)
            case .papersEnded(let until): .supplierPapersEnded(supplier: name, until)
            case .checkMissing(let check): .supplierCheckMissing(supplier: name, check)
            }
        } + closed(wish, facts)
    }

    /// On a day that was asked for it has to be open; what comes when it can, comes when it opens again.
    private static func closed(_ wish: Wish, _ facts: Facts) -> [Reason] {
        let supplier = wish.supplier
        guard !supplier.closures.isEmpty else { return [] }
        if let schedule = wish.schedule {
            guard let day = schedule.days.first(where: { supplier.closure(on: $0) != nil }) else { return [] }
            return [.supplierClosed(supplier: supplier.name, on: day, opens: supplier.openDay(from: day))]
        }
        let due = facts.today.adding(days: wish.listing.terms.leadDays)
        guard let day = [due, facts.today].first(where: { supplier.closure(on: $0) != nil }) else { return [] }
        return [.supplierAway(supplier: supplier.name, opens: supplier.openDay(from: day))]
    }

    private static func missing(_ check: SupplierCheck, _ wish: Wish, _ facts: Facts) -> [Reason] {
        let needed = facts.categories[wish.listing.terms.category]?.item?.checks ?? []
        guard needed.contains(check), !wish.supplier.checks.holds(check, on: facts.today) else { return [] }
        return [.supplierCheckMissing(supplier: wish.supplier.name, check)]
    }

    private static func duplicate(_ wish: Wish, _ facts: Facts) -> [Reason] {
        let since = facts.today.adding(days: -facts.settings.duplicateDays)
        return facts.liveOrders.filter { $0.listing == wish.listing.id && $0.on >= since }
            .max { $0.on < $1.on }
            .map { [.orderedAlready(number: $0.number, on: $0.on)] } ?? []
    }

    private static func contribution(_ wish: Wish, _ budget: PlanBudget, _ facts: Facts) -> [Reason] {
        guard wish.contribution.isPositive else { return [] }
        guard budget.allowsContribution, !wish.isRepeated else {
            return [.contributionNotAllowed(budget: budget.title)]
        }
        let price = Price(of: wish.listing, from: budget, facts).unit.times(wish.quantity)
        return wish.contribution > price ? [.contributionTooLarge(most: price)] : []
    }
}

/// What one unit of an offer costs a budget: relief needs a declaration on file and the holder as buyer (D5).
struct Price {
    let unit: Money
    let isRelieved: Bool

    init(of listing: Listing, from budget: PlanBudget, _ facts: Facts) {
        isRelieved = budget.management.contractingPrincipal == .holder && facts.isRelieved(listing)
        unit = isRelieved ? listing.terms.price : listing.terms.unitPrice
    }
}

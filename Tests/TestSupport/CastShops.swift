import Baskets
import Catalogue
import Identity
import Plans
import Values

/// In tests an identifier may simply be written down.
extension Identifier: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}

// MARK: - Suppliers and what they offer

extension Cast {
    package static let physio = supplier(
        "trent", "Trent Neuro Physio", .districts(["NG7", "NG9"]), base: ng7.centre, register: "PH98765")
    package static let hands = supplier(
        "careful", "Careful Hands", .regions(["East Midlands"]), base: GridPoint(easting: 458_500, northing: 343_800),
        cqc: "1-1234567")
    package static let meadow = supplier(
        "meadow", "Meadow Mobility", .national, base: GridPoint(easting: 530_000, northing: 180_000))

    package static func supplier(
        _ id: Supplier.ID, _ name: String, _ coverage: Coverage, base: GridPoint?, cqc: String? = nil,
        register: String? = nil, insuredUntil: Day? = day("2027-03-31"), status: Supplier.Status = .approved
    ) -> Supplier {
        Supplier(
            id: id, name: name, description: "A supplier in the tests.", coverage: coverage,
            basePostcode: postcode("NG7 2RD"), base: base, email: email("office@example.org"),
            telephone: "0115 496 0000",
            checks: .init(cqc: cqc, register: register, insuredUntil: insuredUntil), status: status)
    }

    /// A listing at a price without VAT.
    package static func listing(
        _ id: Listing.ID, by supplier: Supplier, _ category: Category.ID, _ price: String, vat: VAT = .exempt,
        quantityMaximum: Int = 100, status: ListingStatus = .live
    ) -> Listing {
        Listing(
            id: id, supplier: supplier.id, terms: terms(category, price, vat: vat, quantityMaximum: quantityMaximum),
            status: status, version: 1)
    }

    package static func terms(
        _ category: Category.ID, _ price: String, vat: VAT = .exempt, quantityMaximum: Int = 100
    ) -> ListingTerms {
        ListingTerms(
            category: category, title: "Thing of kind \(category)", description: "What it is. What it is for.",
            unit: "each", price: pounds(price), vat: vat, leadDays: 5, delivery: "To your door.",
            cancellation: "Free until the day before.", gtin: nil, quantityMaximum: quantityMaximum)
    }

    package static let session = listing("neuro", by: physio, "04-02", "80")
    package static let visit = listing("visit", by: hands, "02-01", "30")
    package static let rollator = listing("rollator", by: meadow, "07-01", "100", vat: .zeroWithDeclaration)
    package static let gin = listing("gin", by: meadow, "20-01", "20", vat: .standard)

    package static func wish(_ quantity: Int, _ listing: Listing, from supplier: Supplier) -> Wish {
        Wish(listing: listing, supplier: supplier, quantity: quantity, priceSeen: listing.terms.unitPrice)
    }

    /// So many neuro-physiotherapy sessions at £80 from Trent Neuro Physio.
    package static func sessions(_ quantity: Int) -> Wish { wish(quantity, session, from: physio) }
    /// So many hours of home care at £30 from Careful Hands.
    package static func visits(_ quantity: Int) -> Wish { wish(quantity, visit, from: hands) }
    /// So many rollators at £120 with VAT from Meadow Mobility.
    package static func rollators(_ quantity: Int) -> Wish { wish(quantity, rollator, from: meadow) }
}

// MARK: - Ann's plan

extension Cast {
    package static let year = span("2026-04-06", "2027-04-05")

    package static func line(
        _ id: PlanLine.ID, _ title: String, covers: [Category.ID], kind: PlanLine.Kind = .agreed,
        ceiling: Money? = nil, approvalAbove: Money? = nil, span: Period = year
    ) -> PlanLine {
        PlanLine(
            id: id, kind: kind, title: title, covers: covers, outcomes: ["walk"],
            allocation: Allocation(amount: pounds("1000"), every: .year, span: span), priceCeiling: ceiling,
            approvalAbove: approvalAbove)
    }

    package static let physioLine = line("l-physio", "Physiotherapy", covers: ["04"])
    package static let careLine = line("l-care", "Care at home", covers: ["02-01"])
    package static let extrasLine = line("l-extras", "Extras", covers: [], kind: .extras)

    package static func plan(
        _ lines: [PlanLine] = [physioLine, careLine, extrasLine], version: Int = 1, status: PlanStatus = .inForce,
        span: Period = year, management: Management = .notional
    ) -> Plan {
        Plan(
            id: "plan-1", version: version, holder: ann.id, eligibility: .chc, management: management, span: span,
            status: status, coordinator: .init(name: "Ruth Okoro", telephone: "0115 496 0100"),
            agreedOn: day("2026-03-20"), outcomes: [Outcome(id: "walk", text: "Walk to the shop")], lines: lines)
    }

    /// A plan line with so much available until a last day.
    package static func pot(_ line: PlanLine, _ available: String, until last: Day = year.last) -> LineBudget {
        guard let period = Period(first: year.first, last: last) else { preconditionFailure("wrong way round") }
        return LineBudget(
            line: line, period: period, available: pounds(available), held: .zero, committed: .zero, owed: .zero,
            paid: .zero)
    }

    /// What the rules may look at: Ann's plan with these pots, today, at her home, in person.
    package static func facts(
        _ pots: [LineBudget], plan: Plan? = plan(), today: Day = today, place: Place? = ng7,
        authority: Authority? = inPerson, categories: Categories = categories
    ) -> Facts {
        Facts(
            today: today, plan: plan, budget: Budget(lines: pots), categories: categories, place: place,
            postcode: "NG7 2RD", authority: authority)
    }
}

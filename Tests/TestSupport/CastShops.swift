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
        register: String? = nil, insuredUntil: Day? = day("2027-03-31"), workersUntil: Day? = nil,
        papersUntil: Day? = nil, status: Supplier.Status = .approved,
        approvals: [SupplierApproval] = [.everything], places: [SupplierPlace] = [], closures: [Closure] = []
    ) -> Supplier {
        Supplier(
            id: id, name: name, description: "A supplier in the tests.", coverage: coverage,
            basePostcode: postcode("NG7 2RD"), base: base, email: email("office@example.org"),
            telephone: "0115 496 0000",
            checks: .init(
                cqc: cqc, register: register, insuredUntil: insuredUntil, workersUntil: workersUntil,
                papersUntil: papersUntil),
            status: status, approvals: approvals, places: places, closures: closures)
    }

    /// A listing at a price without VAT.
    package static func listing(
        _ id: Listing.ID, by supplier: Supplier, _ category: Category.ID, _ price: String, vat: VAT = .exempt,
        quantityMaximum: Int = 100, unit: String = "each", leadDays: Int = 5, status: ListingStatus = .live
    ) -> Listing {
        Listing(
            id: id, supplier: supplier.id,
            terms: terms(
                category, price, vat: vat, quantityMaximum: quantityMaximum, unit: unit, leadDays: leadDays),
            status: status, version: 1)
    }

    package static func terms(
        _ category: Category.ID, _ price: String, vat: VAT = .exempt, quantityMaximum: Int = 100,
        unit: String = "each", leadDays: Int = 5, quantityMinimum: Int = 1
    ) -> ListingTerms {
        ListingTerms(
            category: category, title: "Thing of kind \(category)", description: "What it is. What it is for.",
            unit: unit, price: pounds(price), vat: vat, leadDays: leadDays, delivery: "To your door.",
            cancellation: "Free until the day before.", gtin: nil, quantityMaximum: quantityMaximum,
            quantityMinimum: quantityMinimum)
    }

    package static let session = listing("neuro", by: physio, "04-02", "80")
    package static let visit = listing("visit", by: hands, "02-01", "30")
    package static let rollator = listing("rollator", by: meadow, "07-01", "100", vat: .zeroWithDeclaration)
    package static let gin = listing("gin", by: meadow, "20-01", "20", vat: .standard)

    /// - Parameter seen: the price that the person went on with; nil for the price as it is.
    package static func wish(
        _ quantity: Int, _ listing: Listing, from supplier: Supplier, seen: Money? = nil, on schedule: Schedule? = nil,
        paidBy choice: PlanLine.ID? = nil, contribution: Money = .zero
    ) -> Wish {
        Wish(
            listing: listing, supplier: supplier, quantity: quantity, priceSeen: seen ?? listing.terms.unitPrice,
            schedule: schedule, choice: choice, contribution: contribution)
    }

    /// So many neuro-physiotherapy sessions at £80 from Trent Neuro Physio.
    package static func sessions(_ quantity: Int) -> Wish { wish(quantity, session, from: physio) }
    /// So many hours of home care at £30 from Careful Hands.
    package static func visits(_ quantity: Int) -> Wish { wish(quantity, visit, from: hands) }
    /// So many rollators at £120 with VAT from Meadow Mobility.
    package static func rollators(_ quantity: Int) -> Wish { wish(quantity, rollator, from: meadow) }
}

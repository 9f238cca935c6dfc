import Baskets
import Catalogue
import Identity
import Plans
import Values

/// The people, suppliers and things that the core's tests tell of: pure values, always the same ones.
///
/// Ann Marsh lives in Nottingham (NG7) and has a Personal Health Budget; Tom is her husband and carer; Bilal works for
/// her commissioner. Trent Neuro Physio is local, Careful Hands regional, Meadow Mobility national.
package enum Cast {
    /// A day written as `2026-04-06`. A day that does not exist stops the test.
    package static func day(_ text: String) -> Day {
        guard let day = read(Day.init, text) else { preconditionFailure("no such day: \(text)") }
        return day
    }

    package static func span(_ first: String, _ last: String) -> Period {
        guard let period = Period(first: day(first), last: day(last)) else { preconditionFailure("wrong way round") }
        return period
    }

    package static func postcode(_ text: String) -> Postcode {
        guard let postcode = read(Postcode.init, text) else { preconditionFailure("no postcode: \(text)") }
        return postcode
    }

    package static func email(_ text: String) -> EmailAddress {
        guard let email = read(EmailAddress.init, text) else { preconditionFailure("no address: \(text)") }
        return email
    }

    package static func pounds(_ text: String) -> Money {
        guard let money = read(Money.init(reading:), text) else { preconditionFailure("no money: \(text)") }
        return money
    }

    private static func read<Value>(_ make: (String) throws(ValueProblem) -> Value, _ text: String) -> Value? {
        do { return try make(text) } catch { return nil }
    }

    /// Tuesday, 6 October 2026, ten in the morning in Nottingham.
    package static let today = day("2026-10-06")
    package static let now = Moment(milliseconds: today.number * 86_400_000 + 9 * 3_600_000)
}

// MARK: - People

extension Cast {
    package static let annPerson = Person(
        id: "p-1", name: "Ann Marsh", email: email("ann@example.org"), role: .holder, organisation: nil)
    package static let tomPerson = Person(
        id: "p-2", name: "Tom Marsh", email: email("tom@example.org"), role: .carer, organisation: nil)
    package static let bilal = Person(
        id: "p-3", name: "Bilal Rahman", email: email("bilal@example.org"), role: .commissioner, organisation: "notts")

    package static let ann = Holder(
        id: "h-1", name: "Ann Marsh", knownAs: "Ann", dateOfBirth: day("1961-03-14"),
        address: Address(lines: ["12 Lenton Boulevard", "Nottingham"], postcode: postcode("NG7 2RD")),
        telephone: "0115 496 0001", commissioner: "notts", pseudonym: "H-7Q2K")

    /// Ann acts in person, without a limit.
    package static let inPerson = Authority(
        id: "a-1", person: annPerson.id, holder: ann.id, kind: .holder, signLimit: nil, first: day("2026-04-06"),
        last: nil)

    /// Tom may do so much for Ann, and sign up to a limit, until the last day of March.
    package static func asCarer(
        limit: Money?, scopes: Set<Authority.Scope> = Set(Authority.Scope.allCases)
    ) -> Authority {
        Authority(
            id: "a-2", person: tomPerson.id, holder: ann.id, kind: .carer, signLimit: limit, scopes: scopes,
            first: day("2026-04-06"), last: day("2027-03-31"))
    }
}

// MARK: - Places and categories

extension Cast {
    package static let ng7 = Place(
        district: "NG7", region: "East Midlands", commissioner: "notts",
        centre: GridPoint(easting: 455_500, northing: 339_800))
    package static let s10 = Place(
        district: "S10", region: "Yorkshire", commissioner: "south-yorks",
        centre: GridPoint(easting: 432_500, northing: 386_500))
    package static let gazetteer = Gazetteer([ng7, s10])

    package static let categories = Categories([
        group("02", "Care agencies"), group("04", "Therapies"), group("07", "Mobility"),
        group("20", "Not for sale here"),
        item("02-01", in: "02", "Home care visit", "hour", .exempt, check: .cqc),
        item("04-01", in: "04", "Physiotherapy, home", "session", .exempt, check: .professional),
        item("04-02", in: "04", "Neuro-physiotherapy", "session", .exempt, check: .professional),
        item("07-01", in: "07", "Rollator", "each", .zeroWithDeclaration, traits: [.goods]),
        item("07-08", in: "07", "Portable ramp", "each", .standard, traits: [.goods]),
        item("20-01", in: "20", "Bottle of gin", "each", .standard, policy: Policy(effect: .block, clause: .X1)),
        item("20-02", in: "20", "Spouse’s wages", "hour", .outside, policy: Policy(effect: .refer, clause: .X14)),
        item("20-03", in: "20", "Christmas lights", "each", .standard, policy: Policy(effect: .refer, clause: .X17)),
    ])

    package static func group(_ id: Category.ID, _ title: String, policy: Policy? = nil) -> Category {
        Category(id: id, parent: nil, title: title, summary: "", item: nil, policy: policy)
    }

    package static func item(
        _ id: Category.ID, in parent: Category.ID, _ title: String, _ unit: String, _ vat: VAT,
        check: SupplierCheck? = nil, traits: Set<Trait> = [], policy: Policy? = nil
    ) -> Category {
        Category(
            id: id, parent: parent, title: title, summary: "",
            item: .init(
                unit: unit, vat: vat, lowest: pounds("1"), highest: pounds("5000"),
                checks: check.map { [$0] } ?? [], traits: traits),
            policy: policy)
    }
}

extension Basket {
    /// By somebody who sees the price as it is now.
    package mutating func add(_ listing: Listing, quantity: Int, line: BasketLine.ID) throws {
        try add(listing, quantity: quantity, line: line, priceSeen: listing.terms.unitPrice)
    }
}

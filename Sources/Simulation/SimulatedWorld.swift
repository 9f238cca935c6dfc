import Catalogue
import Cryptography
import Identity
import Ledger
import Operations
import Plans
import Relational
import Storage
import Values

/// Where simulated people live: two commissioners, four holders with a carer, four suppliers. Money is short on
/// purpose, so that limits are met often.
enum SimulatedWorld {
    static let start = Moment(milliseconds: 1_775_469_600_000)
    static let year = Period(from: start.day, days: 365)

    struct Player: Sendable {
        let person: Person.ID
        /// Nil for staff.
        let holder: Holder.ID?
        /// Nil for holders and carers.
        let organisation: String?
    }

    /// What plans say: short, so that what is told takes effect within an episode.
    static let noticeDays = 5

    static let holders = ["ann", "finn", "joe", "zara"]
    static let boards = ["TAD", "SYB"]
    static let suppliers = ["physio", "care", "goods", "odds"]

    static func board(of holder: String) -> String { holder == "zara" ? "SYB" : "TAD" }

    static let shoppers: [Player] =
        holders.map { Player(person: .init("p-\($0)"), holder: .init("h-\($0)"), organisation: nil) }
        + [Player(person: .init("p-tom"), holder: .init("h-ann"), organisation: nil)]

    static func staff(of organisation: String, _ number: Int = 1) -> Player {
        Player(person: .init("p-\(organisation)-\(number)"), holder: nil, organisation: organisation)
    }

    static func make(_ tx: Transaction, _ recording: Recording) throws {
        try shelf(tx)
        try people(tx)
        for board in boards {
            try tx.journal.post(Books(commissioner: board).fundIn(Money(pence: 3_700_000)), as: recording)
        }
        for holder in holders {
            try AgreePlan.agree(
                try plan(of: holder), commissioner: .init(board(of: holder)), spent: [:], source: nil, in: tx,
                as: recording)
        }
    }

    private static let source = Digest(of: "simulation")

    // MARK: Shelf

    private static let categories = Categories(
        [("02", "Care"), ("04", "Therapy"), ("07", "Mobility"), ("20", "Other things")].map { id, title in
            Category(id: .init(id), parent: nil, title: title, summary: "", item: nil, policy: nil)
        }
            + [
                item("02-01", "02", "Care visit", "hour"), item("04-01", "04", "Physiotherapy", "session"),
                item("07-01", "07", "Rollator", "each"), item("20-01", "20", "Something else", "each"),
            ])

    /// Things that are handed over, with proof where there is some.
    static let goods = "07-01"

    private static func item(_ id: String, _ parent: String, _ title: String, _ unit: String) -> Category {
        Category(
            id: .init(id), parent: .init(parent), title: title, summary: "",
            item: .init(unit: unit, vat: .standard, lowest: Money(pence: 1), highest: Money(pence: 500_000), checks: [],
                traits: id == goods ? [.goods] : []),
            policy: nil)
    }

    /// Listing, supplier, category, pence without VAT, days and per cent of the terms for cancelling.
    static let listings: [(id: String, supplier: String, category: String, pence: Int, free: Int, percent: Int)] = [
        ("visit", "care", "02-01", 2_450, 2, 100), ("night", "care", "02-01", 11_900, 7, 50),
        ("session", "physio", "04-01", 6_333, 1, 100), ("assessment", "physio", "04-01", 12_501, 0, 0),
        ("rollator", "goods", "07-01", 7_999, 0, 25), ("ramp", "goods", "07-01", 18_001, 0, 0),
        ("lights", "odds", "20-01", 3_717, 0, 0), ("kettle", "goods", "20-01", 1_999, 0, 10),
    ]

    private static func shelf(_ tx: Transaction) throws {
        for category in categories.all { _ = try tx.structure.take(category, source: source) }
        _ = try tx.structure.take(
            Place(
                district: "NG7", region: "East Midlands", commissioner: "TAD",
                centre: GridPoint(easting: 455_500, northing: 339_800)), source: source)
        try tx.structure.noteChange()
        let revision = try tx.listings.nextRevision()
        for id in suppliers {
            _ = try tx.suppliers.take(try supplier(id), source: source, on: year.first, revision: revision)
        }
        for row in listings {
            let listing = Listing(
                id: .init(row.id), supplier: .init(row.supplier),
                terms: ListingTerms(
                    category: .init(row.category), title: "Simulated \(row.id)", description: "For the simulation.",
                    unit: "each", price: Money(pence: row.pence), vat: .exempt, leadDays: 3, delivery: "To the door.",
                    cancellation: "As stated.", gtin: nil, quantityMaximum: 20,
                    cancelling: CancellationTerms(freeDays: row.free, feePercent: row.percent)),
                status: .live, version: 1)
            try tx.listings.insert(listing, revision: revision)
        }
    }

    private static func supplier(_ id: String) throws -> Supplier {
        Supplier(
            id: .init(id), name: "Supplier \(id)", description: "In the simulation.", coverage: .national,
            basePostcode: try Postcode("NG7 2RD"), base: nil, email: try EmailAddress("\(id)@example.org"),
            telephone: "0115 496 0000",
            checks: .init(cqc: "1-1", register: "R1", insuredUntil: year.last.adding(days: 800), workersUntil: nil),
            status: .approved)
    }

    // MARK: People

    private static func people(_ tx: Transaction) throws {
        for board in boards {
            _ = try tx.holders.take(
                Commissioner(
                    id: .init(board), name: "Board \(board)",
                    email: try EmailAddress("\(board.lowercased())@example.org"), telephone: "0115 496 0200"),
                source: source)
            for number in 1...3 { try person("\(board)-\(number)", .commissioner, board, tx) }
        }
        for supplier in suppliers { try person("\(supplier)-1", .supplier, supplier, tx) }
        for id in holders {
            try person(id, .holder, nil, tx)
            _ = try tx.holders.take(
                Holder(
                    id: .init("h-\(id)"), name: "Holder \(id)", knownAs: id,
                    dateOfBirth: start.day.adding(days: -15_000),
                    address: Address(lines: ["1 Road", "Nottingham"], postcode: try Postcode("NG7 2RD")),
                    telephone: "0115 496 0001", commissioner: .init(board(of: id)), pseudonym: "H-\(id)"),
                source: source)
            try authority("a-\(id)", "p-\(id)", "h-\(id)", .holder, nil, tx)
        }
        try person("tom", .carer, nil, tx)
        try authority("a-tom", "p-tom", "h-ann", .carer, Money(pence: 15_000), tx)
    }

    private static func person(_ id: String, _ role: Role, _ organisation: String?, _ tx: Transaction) throws {
        try tx.people.insert(
            Person(
                id: .init("p-\(id)"), name: "Person \(id)", email: try EmailAddress("\(id.lowercased())@example.org"),
                role: role, organisation: organisation.map { .init($0) }))
    }

    private static func authority(
        _ id: String, _ person: String, _ holder: String, _ kind: AuthorityKind, _ limit: Money?, _ tx: Transaction
    ) throws {
        _ = try tx.holders.take(
            Authority(
                id: .init(id), person: .init(person), holder: .init(holder), kind: kind, signLimit: limit,
                first: year.first, last: nil), source: source)
    }

    // MARK: Plans

    static func plan(of holder: String) throws -> Plan {
        let outcome = Outcome(id: .init("live"), text: "Live as I like")
        return Plan(
            id: .init("plan-\(holder)"), version: 1, holder: .init("h-\(holder)"), span: year, status: .inForce,
            coordinator: .init(name: "Ruth", telephone: "0115 496 0100"),
            narrative: Narrative(noticeDays: noticeDays),
            agreements: Agreement.Side.allCases.map {
                Agreement(side: $0, name: "", on: year.first, way: .imported)
            },
            budgets: [PlanBudget(title: "Health budget", eligibility: .chc, management: .notional)],
            outcomes: [outcome],
            lines: [
                line("care", holder, ["02"], 15_000, .week), line("therapy", holder, ["04"], 40_000, .quarter),
                line("mobility", holder, ["07"], 60_000, .year, approvalAbove: 15_000),
                line("all", holder, ["02", "04"], 9_999, .month, carry: .all),
                line("extras", holder, [], 0, .once, kind: .extras),
            ],
            allowsSplitting: holder != "joe")
    }

    private static func line(
        _ id: String, _ holder: String, _ covers: [String], _ pence: Int, _ every: Frequency,
        kind: PlanLine.Kind = .agreed, approvalAbove: Int? = nil, carry: CarryForward = .none
    ) -> PlanLine {
        PlanLine(
            id: .init("\(holder)-\(id)"), kind: kind, title: "Line \(id)",
            covers: Covers(categories: covers.map { .init($0) }),
            outcomes: [.init("live")],
            allocation: Allocation(amount: Money(pence: pence), every: every, span: year),
            carry: carry, approvalAbove: approvalAbove.map(Money.init(pence:)))
    }
}

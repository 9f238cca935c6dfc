import Foundation
import Operations
import Testing

/// One faulty cell, and what is said about it.
struct Fault: Sendable, CustomStringConvertible {
    let file: String
    let column: String
    let cell: String
    let told: String
    var row = 1

    init(_ file: String, _ column: String, _ cell: String, _ words: String, row: Int = 1) {
        self.file = file
        self.column = column
        self.cell = cell
        self.row = row
        told = "\(file):\(row + 1): \(column): \(words)"
    }

    var description: String { "\(file) \(column) \(cell)" }
}

@Suite struct BadCellTests {
    static let catalogue: [Fault] = [
        Fault("people/commissioners.csv", "code", "T D", "must be a code of letters, digits and hyphens, at most 100"),
        Fault("people/commissioners.csv", "email", "phb", "must be an e-mail address, like name@example.com"),
        Fault("people/commissioners.csv", "fund", "-1", "must be an amount of money, like 24.50"),
        Fault("people/commissioners.csv", "fund", "1.234", "must not have more than two digits after the point"),
        Fault("categories.csv", "parent", "08", "group 08 is not known; it must stand above its item types", row: 2),
        Fault("categories.csv", "vat", "X", "must be one of Z, ZZ, E, S, R, O", row: 2),
        Fault("categories.csv", "price_high", "20.00", "must not be less than price_low", row: 2),
        Fault("categories.csv", "checks", "dbs", "must be some of cqc, professional, workers, not dbs", row: 2),
        Fault(
            "categories.csv", "traits", "old", "must be some of employed, delegated, children, adults, goods, not old",
            row: 2),
        Fault(
            "categories.csv", "traits", "children;adults", "must not be for children only and for adults only", row: 2),
        Fault("categories.csv", "traits", "adults", "must be empty for a group"),
        Fault("categories.csv", "clause", "X1", "is missing", row: 2).telling("policy"),
        Fault("categories.csv", "unit", "each", "must be empty for a group"),
        Fault("regions.csv", "district", "NG77X", "must be a postcode district or area, like NG7 or NG"),
        Fault("regions.csv", "easting", "12.5", "must be a whole number from 0 to 700000"),
        Fault("regions.csv", "commissioner", "XYZ", "commissioner XYZ is not known"),
        Fault("suppliers.csv", "reach", "worldwide", "must be one of local, regional, national"),
        Fault("suppliers.csv", "regions", "London", "must be empty unless regional"),
        Fault("suppliers.csv", "reach", "regional", "is missing: a regional supplier serves some").telling("regions"),
        Fault("suppliers.csv", "base_postcode", "NG7", "must be a full United Kingdom postcode, like NG7 2RD"),
        Fault("suppliers.csv", "telephone", "ask Pat", "must be a telephone number, like 0115 496 0001"),
        Fault("suppliers.csv", "insured_until", "30/09/2027", "must be a date, like 2026-04-06"),
        Fault("suppliers.csv", "insured_until", "2027-02-30", "is not a day of the calendar"),
        Fault("suppliers.csv", "insured_until", "today+", "must be a date, like 2026-04-06"),
        Fault("suppliers.csv", "insured_until", "today--3", "must be a date, like 2026-04-06"),
        Fault("suppliers.csv", "insured_until", "today-9223372036854775808", "must be a date, like 2026-04-06"),
        Fault("suppliers.csv", "workers_until", "soon", "must be a date, like 2026-04-06"),
        Fault("suppliers.csv", "status", "new", "must be one of approved, suspended, ended"),
        Fault("listings.csv", "supplier", "nobody", "supplier nobody is not known"),
        Fault("listings.csv", "category", "07-99", "Category 07-99 is not known"),
        Fault("listings.csv", "category", "07", "Category must be an item type, not the group Mobility"),
        Fault("listings.csv", "title", "", "Title is missing"),
        Fault("listings.csv", "price", "£80,00", "Price must be an amount of money, like 24.50"),
        Fault("listings.csv", "price", "0.00", "Price must be more than £0.00"),
        Fault("listings.csv", "gtin", "5012345678901", "GTIN has a wrong check digit"),
        Fault("listings.csv", "lead_days", "soon", "Lead time must be a whole number from 0 to 365"),
        Fault("listings.csv", "code", "", "is missing"),
    ]

    static let people: [Fault] = [
        Fault("people/holders.csv", "postcode", "NG7", "must be a full United Kingdom postcode, like NG7 2RD"),
        Fault("people/holders.csv", "date_of_birth", "2027-01-01", "must not lie in the future"),
        Fault("people/holders.csv", "commissioner", "XYZ", "commissioner XYZ is not known"),
        Fault("people/holders.csv", "town", "Not\nhere", "must stand on one line"),
        Fault("people/accounts.csv", "role", "admin", "must be one of holder, carer, supplier, commissioner"),
        Fault("people/accounts.csv", "organisation", "kestrel", "must be empty for a holder"),
        Fault("people/accounts.csv", "organisation", "", "is missing", row: 2),
        Fault("people/accounts.csv", "organisation", "other", "supplier other is not known", row: 2),
        Fault("people/authorities.csv", "email", "bob@people.example", "account bob@people.example is not known"),
        Fault(
            "people/authorities.csv", "email", "phil@kestrel.example",
            "phil@kestrel.example is staff and cannot act for a holder"),
        Fault("people/authorities.csv", "holder", "bob", "holder bob is not known"),
        Fault("people/authorities.csv", "ends", "today-121", "must not come before starts"),
        Fault(
            "people/authorities.csv", "scopes", "shop;pay", "must be some of shop, sign, statement, confirm, not pay"),
        Fault("people/staff.csv", "email", "bob@tad.example", "account bob@tad.example is not known"),
        Fault("people/staff.csv", "email", "ann@people.example", "ann@people.example is not a commissioner's staff"),
        Fault(
            "people/staff.csv", "role", "king",
            "must be one of coordinator, approver, senior-approver, clinical-lead, finance, panel"),
        Fault("people/staff.csv", "limit", "lots", "must be an amount of money, like 24.50"),
        Fault("people/shopping_lists.csv", "author", "bob@tad.example", "account bob@tad.example is not known"),
        Fault(
            "people/shopping_lists.csv", "author", "joanna@tad.example", "joanna@tad.example does not act for ann"),
        Fault("people/shopping_lists.csv", "listing", "nothing", "listing nothing is not known"),
        Fault("people/shopping_lists.csv", "quantity", "0", "must be a whole number from 1 to 10000"),
        Fault("people/market_gaps.csv", "commissioner", "XYZ", "commissioner XYZ is not known"),
        Fault("people/market_gaps.csv", "day", "today+1", "must not lie in the future"),
        Fault("people/market_gaps.csv", "words", "0115 496 0001", "must have words that tell nobody’s name or number"),
        Fault("people/market_gaps.csv", "category", "08", "category 08 is not known"),
        Fault("people/market_gaps.csv", "place", "Lenton", "must be a postcode district or area, or empty"),
        Fault("people/ties.csv", "holder", "bob", "holder bob is not known"),
        Fault("people/ties.csv", "kind", "friend", "must be one of household, nominee, approver"),
        Fault("people/ties.csv", "supplier", "nobody", "supplier nobody is not known"),
        Fault("people/ties.csv", "allowed_on", "today+1", "must not lie in the future"),
        Fault("people/policies.csv", "commissioner", "XYZ", "commissioner XYZ is not known"),
        Fault("people/policies.csv", "by", "ann@people.example", "ann@people.example is no account of TAD's staff"),
        Fault("people/policies.csv", "effect", "forbid", "must be one of block, refer, warn"),
        Fault("people/policies.csv", "category", "08", "category 08 is not known"),
        Fault("people/policies.csv", "supplier", "kestrel", "must be empty where a category is named"),
        Fault("people/policies.csv", "total_above", "1.00", "must be empty beside unit_price_above"),
        Fault("people/policies.csv", "words", "", "is missing"),
        Fault("people/authorities.csv", "kind", "friend", "must be one of self, carer, nominee, representative, proxy"),
    ]

    @Test(arguments: catalogue + people) func `a bad cell is told with its file, line and column`(
        _ fault: Fault
    ) async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small[fault.file, fault.row, fault.column] = fault.cell
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(problems.first == fault.told)
        #expect(!report.isClean)
        #expect((report.files.first { $0.name == fault.file }?.rejected ?? 0) >= 1)
    }

    @Test func `everything that is wrong with a row is told at once`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small["listings.csv", 1, "price"] = "free"
        small["listings.csv", 1, "gtin"] = "12"
        small["listings.csv", 1, "code"] = "a b"
        try bench.write(small)
        #expect(
            try await bench.run().problems == [
                "listings.csv:2: code: must be a code of letters, digits and hyphens, at most 100",
                "listings.csv:2: price: Price must be an amount of money, like 24.50",
                "listings.csv:2: gtin: GTIN must be a GTIN of 8, 12, 13 or 14 digits",
                "people/shopping_lists.csv:2: listing: listing rollator-blue is not known",
            ])
    }

    @Test func `a code that is there already is refused with the line of the first`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add("listings.csv", ["title": "Another"])
        small.add("people/accounts.csv", ["email": "ANN@people.example"])
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(
            problems == [
                "listings.csv:3: code: is there already, on line 2",
                "people/accounts.csv:5: email: is there already, on line 2",
            ])
        #expect(report.count(.added) == 22)
    }

    @Test func `listings do not change hands, and holders do not move to another board`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add("suppliers.csv", ["code": "other"])
        small.add("people/commissioners.csv", ["code": "PNC"])
        try bench.write(small)
        _ = try await bench.run()
        small["listings.csv", 1, "supplier"] = "other"
        small["people/holders.csv", 1, "commissioner"] = "PNC"
        try bench.write(small)
        #expect(
            try await bench.run().problems == [
                "listings.csv:2: supplier: listing rollator-blue belongs to kestrel and cannot change hands",
                "people/holders.csv:2: commissioner: ann belongs to TAD; a move to another board is not imported",
            ])
    }

    static let headers: [(header: String, told: [String])] = [
        ("", ["regions.csv:1: header: the file is empty"]),
        (
            "district,region,commissioner,easting\n",
            ["regions.csv:1: northing: the column is missing"]
        ),
        (
            "district,region,commissioner,easting,northing,colour,region\n",
            ["regions.csv:1: colour: the column is not known", "regions.csv:1: region: the column is there twice"]
        ),
        ("district,\"region\n", ["regions.csv:1: header: a quote is opened here and never closed"]),
    ]

    @Test(arguments: headers) func `a header that cannot be used refuses its file, and nothing is guessed`(
        _ header: String, _ told: [String]
    ) async throws {
        let bench = try ImportBench()
        try bench.write(
            header + "NG7,East Midlands,TAD,455500,339800\n".prefix(header.hasSuffix("\n") ? 200 : 0),
            to: "regions.csv")
        let (report, problems) = try await bench.run()
        #expect(problems == told)
        #expect(report.files.first { $0.name == "regions.csv" }?.passedOver == .refused)
        #expect(!report.isClean)
        #expect(report.count(.added) == 0)
    }

    @Test func `columns may stand in any order`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        let before = small
        try bench.write(small)
        _ = try await bench.run()
        for (file, rows) in before.files { small.files[file] = rows.map { $0.reversed() } }
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(problems == [])
        #expect(!report.changedSomething)
    }
}

extension Fault {
    /// The same fault, told at another column.
    func telling(_ other: String) -> Fault {
        let told = told.replacing(": \(column): ", with: ": \(other): ")
        return Fault(file: file, column: column, cell: cell, told: told, row: row)
    }

    private init(file: String, column: String, cell: String, told: String, row: Int) {
        self.file = file
        self.column = column
        self.cell = cell
        self.told = told
        self.row = row
    }
}

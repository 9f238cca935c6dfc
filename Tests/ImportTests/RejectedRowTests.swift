import Foundation
import Operations
import Testing

@Suite struct RejectedRowTests {
    @Test func `a bad row goes to the rejected file with its reason, and the others are kept`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small.add("regions.csv", ["district": "NG9", "easting": "far"])
        small.add("regions.csv", ["district": "S10"])
        try bench.write(small)
        let (report, problems) = try await bench.run()
        let words = "easting: must be a whole number from 0 to 700000"
        #expect(problems == ["regions.csv:3: \(words)"])
        let file = try #require(report.files.first { $0.name == "regions.csv" })
        #expect(file.counts[.added] == 2)
        #expect(file.rejected == 1)
        #expect(try bench.read("regions.rejected.csv") == """
            district,region,commissioner,easting,northing,reason
            NG9,East Midlands,TAD,far,339800,\(words)

            """)
    }

    @Test func `the rejected file keeps rows as they were, those without shape whole in their first cell`()
        async throws
    {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        try bench.write(
            "district,region,commissioner,easting,northing\r\n\"NG7\",\"East, Midlands\",TAD,1,2\r\n"
                + "S\"10,x\r\nS11,x\r\n",
            to: "regions.csv")
        _ = try await bench.run()
        let names = "East Midlands, East of England, London, North East, North West, South East, South West, "
            + "West Midlands, Yorkshire and the Humber"
        #expect(try bench.read("regions.rejected.csv") == """
            district,region,commissioner,easting,northing,reason
            "NG7","East, Midlands",TAD,1,2,"region: must be one of \(names)"
            "S""10,x",,,,,"district: a quote inside the cell: double it, and put the cell between quotes"
            "S11,x",,,,,"row: has 2 cells, but the header has 5"

            """)
    }

    @Test func `a corrected rejected file can be imported as it is, and its rejects are rejected in the same form`()
        async throws
    {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        _ = try await bench.run()
        try bench.write(
            """
            district,region,commissioner,easting,northing,reason
            NG9,East Midlands,TAD,far,339800,easting: was wrong
            S10,East Midlands,TAD,4325,3865,easting: was wrong

            """, to: "regions.csv")
        let (report, _) = try await bench.run()
        #expect(report.files.first { $0.name == "regions.csv" }?.counts[.added] == 1)
        #expect(try bench.read("regions.rejected.csv") == """
            district,region,commissioner,easting,northing,reason
            NG9,East Midlands,TAD,far,339800,easting: must be a whole number from 0 to 700000

            """)
    }

    @Test func `an old rejected file goes when there is nothing to reject`() async throws {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        try bench.write("old", to: "regions.rejected.csv")
        try bench.write("old", to: "people/plans.rejected.csv")
        _ = try await bench.run()
        #expect(!bench.exists("regions.rejected.csv"))
        #expect(!bench.exists("people/plans.rejected.csv"))
    }

    @Test func `rejected rows may go to another folder, for this account only`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        small["people/holders.csv", 1, "postcode"] = "?"
        try bench.write(small)
        let (report, _) = try await bench.run(rejected: bench.folder.path)
        #expect(report.rejected == 10)
        let path = "\(bench.folder.path)/holders.rejected.csv"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(!bench.exists("people/holders.rejected.csv"))
    }

    @Test func `rows after a spoilt one still come in, over several batches`() async throws {
        let bench = try ImportBench()
        var small = SmallCatalogue()
        for number in 1...1_200 {
            small.add("listings.csv", ["code": "l-\(number)", "price": number.isMultiple(of: 400) ? "?" : "12.00"])
        }
        try bench.write(small)
        let (report, problems) = try await bench.run()
        #expect(problems == [400, 800, 1_200].map {
            "listings.csv:\($0 + 2): price: Price must be an amount of money, like 24.50"
        })
        #expect(report.files.first { $0.name == "listings.csv" }?.counts[.added] == 1_198)
    }
}

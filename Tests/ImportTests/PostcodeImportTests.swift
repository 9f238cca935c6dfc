import Catalogue
import Operations
import Storage
import Testing
import Values

/// The postcode directory of the Office for National Statistics comes as it is published.
@Suite("Import of postcodes") struct PostcodeImportTests {
    /// A few of its many columns, in its order, with its quoting.
    private static let directory = """
        pcd,pcd2,pcds,dointr,doterm,oslaua,oseast1m,osnrth1m,osgrdind,ctry,rgn,icb
        "NG7 2GT","NG7  2GT","NG7 2GT",198001,,E06000018,455123,339456,1,E92000001,E12000004,E54000058
        "AB1 0AA","AB1  0AA","AB1 0AA",198001,199606,S12000033,385386,801193,1,S92000003,S99999999,
        "NG7 9ZZ","NG7  9ZZ","NG7 9ZZ",198001,199606,E06000018,,,9,E92000001,E12000004,E54000058
        "NG72","NG72","NG72",198001,,E06000018,455123,339456,1,E92000001,E12000004,E54000058
        "NG7 3GT","NG7  3GT","NG7 3GT",198001,,E06000018,4551230,339456,1,E92000001,E12000004,E54000058

        """

    @Test func `a full postcode lies where the directory says, others at the centre of their district`() async throws {
        let bench = try ImportBench()
        try bench.write(SmallCatalogue())
        try bench.write(Self.directory, to: "postcodes.csv")
        let (report, problems) = try await bench.run()
        #expect(problems == [
            "postcodes.csv:5: pcds: must be a full United Kingdom postcode, like NG7 2RD",
            "postcodes.csv:6: oseast1m: must be a whole number from 0 to 700000",
        ])
        #expect(report.files.first { $0.name == "postcodes.csv" }?.counts == [.added: 1, .unchanged: 2])
        try await bench.database.read { snapshot in
            let gazetteer = try snapshot.structure.gazetteer()
            let place = { (text: String) in
                try snapshot.structure.place(of: try Postcode(text), in: gazetteer)
            }
            let around = try #require(gazetteer.place(ofDistrict: "NG7"))
            let exact = try #require(try place("NG7 2GT"))
            #expect(exact.centre == GridPoint(easting: 455_123, northing: 339_456))
            #expect((exact.district, exact.commissioner) == (around.district, around.commissioner))
            #expect(try place("NG7 9ZZ") == around)
        }
        let again = try await bench.run().report
        #expect(again.files.first { $0.name == "postcodes.csv" }?.counts == [.unchanged: 3])
    }
}

import Catalogue
import TestSupport
import Testing
import Values

@Suite("Coverage and distance") struct CoverageTests {
    private static let centre = Cast.ng7.centre
    private static let table: [(String, Coverage, Reach, String)] = [
        ("national", .national, .national, "NG7 S10 unknown"),
        ("one region", .regions(["East Midlands"]), .regional, "NG7"),
        ("two regions", .regions(["East Midlands", "Yorkshire"]), .regional, "NG7 S10"),
        ("no region", .regions([]), .regional, ""),
        ("district", .districts(["NG7"]), .local, "NG7"),
        ("neighbouring district", .districts(["NG71", "NG8"]), .local, ""),
        ("area", .districts(["NG"]), .local, "NG7"),
        ("another area with the same first letter", .districts(["N"]), .local, ""),
        ("radius of nothing", .radius(metres: 0, around: centre), .local, "NG7"),
        ("radius that just misses Sheffield", .radius(metres: 52_055, around: centre), .local, "NG7"),
        ("radius that just reaches Sheffield", .radius(metres: 52_056, around: centre), .local, "NG7 S10"),
    ]

    @Test func `a supplier comes exactly where its coverage says`() {
        let places: [(String, Place?)] = [("NG7", Cast.ng7), ("S10", Cast.s10), ("unknown", nil)]
        for (name, coverage, reach, reached) in Self.table {
            let covered = places.filter { coverage.covers($0.1) }.map(\.0).joined(separator: " ")
            #expect(covered == reached, "\(name)")
            #expect(coverage.reach == reach, "\(name)")
        }
    }

    @Test func `distances are whole metres as the crow flies`() {
        let origin = GridPoint(easting: 0, northing: 0)
        let table = [
            (0, 0, 0), (1, 0, 1), (0, -1, 1), (1, 1, 1), (2, 2, 2), (3, 4, 5), (-3, 4, 5), (5, 12, 13),
            (300_000, 400_000, 500_000), (1, 2, 2), (700_000, 1_300_000, 1_476_482), (23_000, -46_700, 52_056),
        ]
        for (across, up, metres) in table {
            let point = GridPoint(easting: across, northing: up)
            #expect(origin.distance(to: point) == metres, "\(across), \(up)")
            #expect(point.distance(to: origin) == metres, "\(across), \(up) and back")
        }
    }

    @Test func `a distance is the largest whole number whose square fits`() throws {
        try forAll { random in
            let across = Int.random(in: -1_000_000...1_000_000, using: &random)
            let up = Int.random(in: -1_000_000...1_000_000, using: &random)
            let metres = GridPoint(easting: across, northing: 0).distance(to: GridPoint(easting: 0, northing: up))
            let square = across * across + up * up
            #expect(metres * metres <= square && (metres + 1) * (metres + 1) > square)
        }
    }

    @Test func `a supplier's distance is known when both ends are`() {
        #expect(Cast.hands.distance(to: Cast.ng7) == 5_000)
        #expect(Cast.hands.distance(to: nil) == nil)
        #expect(Cast.supplier("x", "Nowhere", .national, base: nil).distance(to: Cast.ng7) == nil)
    }

    @Test func `a postcode is placed by its district, or by its area where the district is not known`() {
        let area = Place(district: "NG", region: "East Midlands", commissioner: "notts", centre: Self.centre)
        let gazetteer = Gazetteer([Cast.ng7, area])
        let found = ["NG7 2RD", "NG1 1AA", "S10 2TN"].map { gazetteer.place(of: Cast.postcode($0))?.district }
        #expect(found == ["NG7", "NG", nil])
    }

    @Test func `a supplier holds a check when its number has been seen`() {
        let held = [Cast.physio, Cast.hands, Cast.meadow].map { supplier in
            SupplierCheck.allCases.filter { supplier.checks.holds($0, on: Cast.day("2026-10-01")) }
                .map(\.rawValue).joined()
        }
        #expect(held == ["professional", "cqc", ""])
    }
}

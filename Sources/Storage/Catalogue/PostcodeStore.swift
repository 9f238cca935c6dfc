import Catalogue
import Relational
import Values

// Full postcodes lie in the database and not in memory: there are millions of them, and a page needs one.

extension StructureStore {
    /// Where a postcode lies: to the metre where the directory knows it, otherwise its district or area.
    package func place(of postcode: Postcode, in gazetteer: Gazetteer) throws -> Place? {
        guard let around = gazetteer.place(of: postcode) else { return nil }
        let row = try access.connection.row(
            "SELECT region, easting, northing FROM postcodes WHERE postcode = \(postcode.description)")
        guard let row else { return around }
        return Place(
            district: around.district, region: try row.text("region"), commissioner: around.commissioner,
            centre: GridPoint(easting: try row.integer("easting"), northing: try row.integer("northing")))
    }
}

extension StructureStore where Access: Writing {
    /// - Parameter point: metres of the National Grid.
    package func take(_ postcode: Postcode, region: String, at point: GridPoint) throws -> ImportOutcome {
        let known = try access.connection.row(
            "SELECT region, easting, northing FROM postcodes WHERE postcode = \(postcode.description)")
        if let known, try known.text("region") == region, try known.integer("easting") == point.easting,
            try known.integer("northing") == point.northing
        {
            return .unchanged
        }
        try access.connection.run(
            """
            INSERT INTO postcodes (postcode, region, easting, northing)
            VALUES (\(postcode.description), \(region), \(point.easting), \(point.northing))
            ON CONFLICT (postcode) DO UPDATE SET region = excluded.region, easting = excluded.easting,
                northing = excluded.northing
            """)
        return known == nil ? .added : .changed
    }
}

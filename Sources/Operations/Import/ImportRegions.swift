import Catalogue
import Identity
import Relational
import Storage
import Values

/// `regions.csv`: which postcode district lies where, and whose it is.
package struct ImportRegions: ImportStep {
    static let file = "regions.csv"
    static let columns = ["district", "region", "commissioner", "easting", "northing"]
    static let key = ["district"]

    /// The nine regions of England, as the Office for National Statistics writes them but for small words.
    package static let names: Set<String> = [
        "East Midlands", "East of England", "London", "North East", "North West", "South East", "South West",
        "West Midlands", "Yorkshire and the Humber",
    ]
    /// The British National Grid, in metres.
    static let eastings = 0...700_000
    static let northings = 0...1_300_000

    func check(_ row: inout RowCheck) -> Place? {
        let (district, region) = (row.text("district"), row.text("region"))
        if let district, !Postcode.isDistrictOrArea(district) {
            row.add("district", "must be a postcode district or area, like NG7 or NG")
        }
        if let region, !ImportRegions.names.contains(region) {
            row.add("region", "must be one of \(ImportRegions.names.sorted().joined(separator: ", "))")
        }
        let commissioner = row.code("commissioner")
        let easting = row.number("easting", ImportRegions.eastings)
        let northing = row.number("northing", ImportRegions.northings)
        guard let district, let region, let commissioner, let easting, let northing, row.problems.isEmpty else {
            return nil
        }
        return Place(
            district: district, region: region, commissioner: commissioner,
            centre: GridPoint(easting: easting, northing: northing))
    }

    func take(_ candidate: Place, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard try writing.tx.holders.commissioner(.init(candidate.commissioner)) != nil else {
            return .refused("commissioner", "commissioner \(candidate.commissioner) is not known")
        }
        return .taken(try writing.tx.structure.take(candidate, source: source.digest))
    }

    func note(_ tx: Transaction) throws {
        try tx.structure.noteChange()
    }
}

import Catalogue
import Relational
import Storage
import Values

/// `postcodes.csv`: the postcode directory of the Office for National Statistics, as it is published, with all its
/// columns. Whose a postcode is, and what is near it where it is not listed, stays with `regions.csv`.
struct ImportPostcodes: ImportStep {
    static let file = "postcodes.csv"
    /// Unit postcode with one blank; National Grid reference in metres; code of the region.
    static let columns = ["pcds", "oseast1m", "osnrth1m", "rgn"]
    static let passesOverOthers = true
    /// The directory holds each postcode once, and 1.7 million of them: none is remembered to find doubles.
    static let key: [String] = []

    /// Codes of the regions of England (Office for National Statistics, 2012 names); other codes are not in England.
    static let regions = [
        "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and the Humber",
        "E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
        "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
    ]

    struct Candidate: Sendable {
        let postcode: Postcode
        /// Nil outside England, and for postcodes without a place: they are left out.
        let at: (region: String, point: GridPoint)?
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        guard let postcode = row.postcode("pcds") else { return nil }
        guard let region = ImportPostcodes.regions[row["rgn"]], !row.isEmpty("oseast1m"), !row.isEmpty("osnrth1m")
        else { return Candidate(postcode: postcode, at: nil) }
        let easting = row.number("oseast1m", ImportRegions.eastings)
        let northing = row.number("osnrth1m", ImportRegions.northings)
        guard let easting, let northing else { return nil }
        return Candidate(postcode: postcode, at: (region, GridPoint(easting: easting, northing: northing)))
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard let at = candidate.at else { return .taken(.unchanged) }
        return .taken(try writing.tx.structure.take(candidate.postcode, region: at.region, at: at.point))
    }

    func note(_ tx: Transaction) throws {
        try tx.structure.noteChange()
    }
}

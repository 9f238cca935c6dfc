import Values

/// A point of the British National Grid, in metres: distances come out in whole metres, the same everywhere.
package struct GridPoint: Sendable, Hashable, Codable {
    package let easting: Int
    package let northing: Int

    package init(easting: Int, northing: Int) {
        self.easting = easting
        self.northing = northing
    }

    /// Metres as the crow flies.
    package func distance(to other: GridPoint) -> Int {
        let (across, up) = (easting - other.easting, northing - other.northing)
        return GridPoint.squareRoot(across * across + up * up)
    }

    /// The whole part of the square root, by Newton's method.
    private static func squareRoot(_ number: Int) -> Int {
        guard number > 1 else { return number }
        var root = 1 << ((Int.bitWidth - number.leadingZeroBitCount + 1) / 2)
        while true {
            let next = (root + number / root) / 2
            if next >= root { return root }
            root = next
        }
    }
}

/// A postcode district or area with its region, its commissioner and its centre.
package struct Place: Sendable, Hashable {
    /// `NG7`, or the area `NG` as a fallback.
    package let district: String
    package let region: String
    package let commissioner: String
    package let centre: GridPoint

    package init(district: String, region: String, commissioner: String, centre: GridPoint) {
        self.district = district
        self.region = region
        self.commissioner = commissioner
        self.centre = centre
    }
}

/// Finds the place of a postcode: its district where that is known, otherwise its area.
package struct Gazetteer: Sendable {
    private let places: [String: Place]

    package init(_ places: [Place]) {
        self.places = Dictionary(places.map { ($0.district, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func place(ofDistrict district: String) -> Place? {
        places[district] ?? places[Postcode.area(ofDistrict: district)]
    }

    package func place(of postcode: Postcode) -> Place? { place(ofDistrict: postcode.district) }
}

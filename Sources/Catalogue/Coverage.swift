import Values

/// How far a supplier goes, as people filter by it.
package enum Reach: String, Sendable, CaseIterable, Codable {
    case local, regional, national

    package var words: String {
        switch self {
        case .local: "Local"
        case .regional: "Regional"
        case .national: "National"
        }
    }
}

/// Where a supplier delivers or visits.
package enum Coverage: Sendable, Hashable {
    case national
    case regions(Set<String>)
    /// Postcode districts (`NG7`) or whole areas (`NG`).
    case districts(Set<String>)
    case radius(metres: Int, around: GridPoint)

    package var reach: Reach {
        switch self {
        case .national: .national
        case .regions: .regional
        case .districts, .radius: .local
        }
    }

    /// Does it reach this place? Where the place is not known, only national suppliers do.
    package func covers(_ place: Place?) -> Bool {
        switch (self, place) {
        case (.national, _): true
        case (_, nil): false
        case (.regions(let regions), let place?): regions.contains(place.region)
        case (.districts(let districts), let place?):
            districts.contains(place.district) || districts.contains(Postcode.area(ofDistrict: place.district))
        case (.radius(let metres, let centre), let place?): centre.distance(to: place.centre) <= metres
        }
    }
}

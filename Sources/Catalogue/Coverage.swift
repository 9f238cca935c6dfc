import Values

/// How far a supplier goes, as people filter by it.
package enum Reach: String, Sendable, CaseIterable, Codable, Comparable {
    case local, regional, national

    package static func < (left: Reach, right: Reach) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .local: 0
        case .regional: 1
        case .national: 2
        }
    }

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
    /// The areas of commissioners, by their codes.
    case commissioners(Set<String>)
    /// Postcode districts (`NG7`) or whole areas (`NG`).
    case districts(Set<String>)
    case radius(metres: Int, around: GridPoint)

    package var reach: Reach {
        switch self {
        case .national: .national
        case .regions, .commissioners: .regional
        case .districts, .radius: .local
        }
    }

    /// A radius around another point; everything else stays.
    package func centred(at point: GridPoint) -> Coverage {
        guard case .radius(let metres, _) = self else { return self }
        return .radius(metres: metres, around: point)
    }

    /// Does it reach nowhere at all? So it is until a new supplier has said where they go.
    package var isNowhere: Bool {
        switch self {
        case .national, .radius: false
        case .regions(let names), .commissioners(let names), .districts(let names): names.isEmpty
        }
    }

    /// Does it reach this place? Where the place is not known, only national suppliers do.
    package func covers(_ place: Place?) -> Bool {
        switch (self, place) {
        case (.national, _): true
        case (_, nil): false
        case (.regions(let regions), let place?): regions.contains(place.region)
        case (.commissioners(let codes), let place?): codes.contains(place.commissioner)
        case (.districts(let districts), let place?):
            districts.contains(place.district) || districts.contains(Postcode.area(ofDistrict: place.district))
        case (.radius(let metres, let centre), let place?): centre.distance(to: place.centre) <= metres
        }
    }
}

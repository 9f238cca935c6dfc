import Values

/// A place of a supplier as it was typed.
package struct PlaceText: Sendable, Encodable {
    /// How it is said where they go.
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case national, regions, commissioners, districts, radius

        package var words: String {
            switch self {
            case .national: "Everywhere"
            case .regions: "Some regions"
            case .commissioners: "The areas of some commissioners"
            case .districts: "Some postcode areas or districts"
            case .radius: "A distance around the place"
            }
        }
    }

    package var name = ""
    package var postcode = ""
    package var kind = ""
    package var regions: [String] = []
    package var commissioners: [String] = []
    /// Separated by blanks, commas or lines.
    package var districts = ""
    package var kilometres = ""
    package var telephone = ""
    package var opening = ""

    package init() {}

    package init(_ place: SupplierPlace) {
        (name, telephone, opening) = (place.name, place.telephone, place.opening)
        postcode = place.postcode?.description ?? ""
        switch place.coverage {
        case .national: kind = Kind.national.rawValue
        case .regions(let names): (kind, regions) = (Kind.regions.rawValue, names.sorted())
        case .commissioners(let codes): (kind, commissioners) = (Kind.commissioners.rawValue, codes.sorted())
        case .districts(let all):
            (kind, districts) = (Kind.districts.rawValue, all.sorted().joined(separator: ", "))
        case .radius(let metres, _): (kind, kilometres) = (Kind.radius.rawValue, String(metres / 1_000))
        }
    }

    /// What there is to go to.
    package struct Known: Sendable {
        package let gazetteer: Gazetteer
        /// Where the postcode that was typed lies; nil where nobody knows.
        package let base: GridPoint?
        package let regions: Set<String>
        package let commissioners: Set<String>

        package init(gazetteer: Gazetteer, base: GridPoint?, regions: Set<String>, commissioners: Set<String>) {
            self.gazetteer = gazetteer
            self.base = base
            self.regions = regions
            self.commissioners = commissioners
        }
    }

    package static let nameCharactersMaximum = 120
    package static let openingCharactersMaximum = 300
    package static let kilometresMaximum = 200
    package static let districtsMaximum = 500

    /// - Throws: `FieldProblems`, by the names of the fields.
    package func checked(number: Int, against known: Known) throws(FieldProblems) -> SupplierPlace {
        var problems = FieldProblems()
        let (name, opening, telephone) = (Text.line(name), Text.tidy(opening), Text.line(telephone))
        if name.isEmpty { problems.add("name", "Enter a name for the place") }
        if name.unicodeScalars.count > Self.nameCharactersMaximum {
            problems.add("name", "Write at most \(Self.nameCharactersMaximum) characters")
        }
        if opening.unicodeScalars.count > Self.openingCharactersMaximum {
            problems.add("opening", "Write at most \(Self.openingCharactersMaximum) characters")
        }
        if telephone.unicodeScalars.count > 30 { problems.add("telephone", "Enter a telephone number") }
        let postcode = readPostcode(&problems)
        let base = postcode == nil ? nil : known.base
        let coverage = coverage(around: base, known, &problems)
        guard problems.isEmpty, let coverage else { throw problems }
        return SupplierPlace(
            number: number, name: name, postcode: postcode, base: base, coverage: coverage, telephone: telephone,
            opening: opening)
    }

    private func readPostcode(_ problems: inout FieldProblems) -> Postcode? {
        let text = Text.line(postcode)
        guard !text.isEmpty else { return nil }
        do {
            return try Postcode(text)
        } catch {
            problems.add("postcode", "The postcode \(error)")
            return nil
        }
    }

    private func coverage(
        around base: GridPoint?, _ known: Known, _ problems: inout FieldProblems
    ) -> Coverage? {
        switch Kind(rawValue: kind) {
        case nil:
            problems.add("kind", "Choose where you go from here")
            return nil
        case .national: return .national
        case .regions:
            let chosen = Set(regions).intersection(known.regions)
            if chosen.isEmpty { problems.add("regions", "Choose at least one region") }
            return .regions(chosen)
        case .commissioners:
            let chosen = Set(commissioners).intersection(known.commissioners)
            if chosen.isEmpty { problems.add("commissioners", "Choose at least one commissioner") }
            return .commissioners(chosen)
        case .districts: return .districts(readDistricts(known.gazetteer, &problems))
        case .radius: return radius(around: base, &problems)
        }
    }

    private func readDistricts(_ gazetteer: Gazetteer, _ problems: inout FieldProblems) -> Set<String> {
        let parts = districts.uppercased().split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        if parts.isEmpty { problems.add("districts", "Enter postcode areas or districts, like NG7 NG9 DE") }
        if parts.count > Self.districtsMaximum {
            problems.add("districts", "Enter at most \(Self.districtsMaximum) districts")
        }
        let unknown = parts.filter { !Postcode.isDistrictOrArea($0) || gazetteer.place(ofDistrict: $0) == nil }
        if !unknown.isEmpty {
            problems.add("districts", "We do not know \(unknown.prefix(5).joined(separator: ", "))")
        }
        return Set(parts)
    }

    private func radius(around base: GridPoint?, _ problems: inout FieldProblems) -> Coverage? {
        let distance = Int(Text.line(kilometres)).flatMap { (1...Self.kilometresMaximum).contains($0) ? $0 : nil }
        if distance == nil {
            problems.add("kilometres", "Enter a whole number of kilometres from 1 to \(Self.kilometresMaximum)")
        }
        if base == nil, problems["postcode"] == nil {
            problems.add("postcode", "Enter a postcode that we know: the distance goes around it")
        }
        guard let base, let distance else { return nil }
        return .radius(metres: distance * 1_000, around: base)
    }
}

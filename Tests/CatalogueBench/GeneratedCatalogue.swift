import Foundation
import TestSupport

/// A catalogue of any size, as files for the import: the categories, places and people of the demonstration, ten
/// thousand suppliers around England, and listings whose words are as often as words are (Zipf's law). The same for the
/// same size.
struct GeneratedCatalogue {
    let folder: URL
    let listings: Int
    let suppliers: Int

    /// Kept words stand at the front: as often as the first ranks of the law.
    static let words: [String] = {
        var random = SplitMix64(seed: 7)
        var made = [
            "support", "home", "chair", "mobile", "weekly", "session", "adjustable", "visit", "frame", "electric",
            "comfort", "folding", "lesson", "garden", "waterproof", "bath", "rail", "cushion", "zebra", "quilted",
        ]
        let (openings, middles) = (Array("bcdfghklmnprstvw"), Array("aeiou"))
        while made.count < 40_000 {
            let word = (0..<Int.random(in: 2...4, using: &random)).map { _ in
                "\(openings[Int.random(in: openings.indices, using: &random)])"
                    + "\(middles[Int.random(in: middles.indices, using: &random)])"
            }.joined()
            made.append(word + "\(openings[Int.random(in: openings.indices, using: &random)])")
        }
        return made
    }()

    private struct Places {
        let districts: [String]
        let postcodes: [String]
    }

    /// - Parameter catalogue: the demonstration's folder.
    func write(from catalogue: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["categories.csv", "synonyms.csv", "regions.csv", "people"] {
            try files.copyItem(at: catalogue.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        // They name things of the demonstration.
        try files.removeItem(at: folder.appendingPathComponent("people/shopping_lists.csv"))
        let districts = try column(0, of: catalogue.appendingPathComponent("regions.csv"))
            .filter { $0.contains(where: \.isNumber) }
        try writeSuppliers(Places(districts: districts, postcodes: districts.map { "\($0) 1AA" }), catalogue)
        try writeListings(try itemTypes(catalogue))
    }

    private func column(_ index: Int, of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { String($0.split(separator: ",", omittingEmptySubsequences: false)[index]) }
    }

    /// Code, unit and VAT of each item type.
    private func itemTypes(_ catalogue: URL) throws -> [String] {
        try column(0, of: catalogue.appendingPathComponent("categories.csv")).filter { $0.contains("-") }
    }

    /// One in twenty is national, three are regional, sixteen local: half with districts, half with a radius. The
    /// demonstration's own come first, for its plans and people name them.
    private func writeSuppliers(_ places: Places, _ catalogue: URL) throws {
        let regions = ["East Midlands", "North West", "South West", "Yorkshire and the Humber", "London"]
        var random = SplitMix64(seed: 11)
        var text = try String(contentsOf: catalogue.appendingPathComponent("suppliers.csv"), encoding: .utf8)
        for number in 0..<suppliers {
            let name = "\(Self.words[number % 500 + 20].capitalized) \(Self.words[number * 7 % 900 + 30].capitalized)"
            let at = places.postcodes[Int.random(in: places.postcodes.indices, using: &random)]
            let (reach, region, district, base, radius): (String, String, String, String, String)
            switch number % 20 {
            case 0: (reach, region, district, base, radius) = ("national", "", "", "", "")
            case 1...3: (reach, region, district, base, radius) = ("regional", regions[number % 5], "", at, "")
            case 4...11:
                let first = Int.random(in: 0..<places.districts.count - 3, using: &random)
                (reach, region, base, radius) = ("local", "", at, "")
                district = places.districts[first..<first + 3].joined(separator: ";")
            default:
                (reach, region, district, base, radius) = ("local", "", "", at, "\(10 + number % 60)")
            }
            text += "s\(number),\(name) \(number),A supplier of the benchmark.,\(reach),\(region),\(district),\(base),"
                + "\(radius),s\(number)@example.org,0115 496 0000,1-\(100_000 + number),HCPC \(number),today+300,"
                + "today+300,approved,\n"
        }
        try text.write(to: folder.appendingPathComponent("suppliers.csv"), atomically: false, encoding: .utf8)
    }

    private func writeListings(_ items: [String]) throws {
        let path = folder.appendingPathComponent("listings.csv").path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileNoSuchFile) }
        defer { file.closeFile() }
        var (random, law) = (SplitMix64(seed: 13), Zipf(Self.words.count))
        var text = "code,supplier,category,title,description,unit,price,vat,lead_days,delivery,cancellation,gtin,"
            + "maximum_quantity,stock\n"
        for number in 0..<listings {
            let title = (0..<5).map { _ in Self.words[law.next(&random)] }.joined(separator: " ")
            let about = (0..<25).map { _ in Self.words[law.next(&random)] }.joined(separator: " ")
            let item = items[Int.random(in: items.indices, using: &random)]
            let price = "\(Int.random(in: 4...900, using: &random)).\(10 + number % 90)"
            text += "l\(number),s\(number % suppliers),\(item),\(title),\(about).,each,\(price),S,"
                + "\(number % 30),To your door.,Any time.,,10,\n"
            if text.utf8.count > 1 << 22 {
                file.write(Data(text.utf8))
                text = ""
            }
        }
        file.write(Data(text.utf8))
    }
}

/// Draws ranks: the second half as often as the first, the third a third as often, and so on.
struct Zipf {
    private let sums: [Double]

    init(_ count: Int) {
        var (sums, sum) = ([Double](), 0.0)
        for rank in 0..<count {
            sum += 1 / (Double(rank) + 2)
            sums.append(sum)
        }
        self.sums = sums
    }

    mutating func next(_ random: inout SplitMix64) -> Int {
        let wanted = Double.random(in: 0..<(sums.last ?? 1), using: &random)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

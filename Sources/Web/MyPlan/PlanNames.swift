import Catalogue
import Operations
import Plans
import Storage
import Values

/// What plans call by identifier, by name: kinds of things, listings, suppliers. What has gone since is said so.
struct PlanNames: Sendable {
    private let categories: Categories
    private let listings: [Listing.ID: Listing]
    private let suppliers: [Supplier.ID: Supplier]

    /// One of the things that a line pays for.
    struct Covered: Sendable, Hashable {
        let words: String
        /// The catalogue does not have it any more.
        var isGone = false
    }

    init(of plans: [Plan], _ look: Desk.Look) throws {
        let lines = plans.flatMap(\.lines)
        let named = lines.flatMap { $0.covers.suppliers + $0.limits.suppliers }
            + plans.flatMap(\.narrative.competencies).compactMap(\.supplier)
        categories = look.shelf.categories
        listings = try look.snapshot.listings.find(Array(Set(lines.flatMap(\.covers.listings))))
        suppliers = try look.snapshot.suppliers.find(
            Array(Set(named + listings.values.map(\.supplier))))
    }

    func covered(by line: PlanLine) -> [Covered] {
        line.covers.categories.map(kind) + line.covers.listings.map(thing)
            + line.covers.suppliers.map { Covered(words: "Everything from \(name(of: $0))") }
    }

    private func kind(_ id: Catalogue.Category.ID) -> Covered {
        if let category = categories[id] { return Covered(words: category.title) }
        return Covered(words: "A kind of thing that is not in the catalogue any more (\(id))", isGone: true)
    }

    private func thing(_ id: Listing.ID) -> Covered {
        guard let listing = listings[id] else {
            return Covered(words: "A thing that is not in the catalogue any more", isGone: true)
        }
        let words = "\(listing.terms.title), from \(name(of: listing.supplier))"
        return listing.status == .live
            ? Covered(words: words) : Covered(words: "\(words), which is not in the shop any more", isGone: true)
    }

    func name(of supplier: Supplier.ID) -> String {
        suppliers[supplier]?.name ?? "a supplier who is not in the catalogue any more"
    }

    /// The drawing of the first kind of thing that a line pays for.
    func picture(of line: PlanLine) -> String {
        let kind = line.covers.categories.first { categories[$0] != nil }
            ?? line.covers.listings.compactMap { listings[$0]?.terms.category }.first
        return CategoryPicture.address(of: kind ?? .init(""), in: categories)
    }
}

import Values

/// A further place that a supplier works from. The main one stands with the supplier itself, as number 0.
package struct SupplierPlace: Sendable, Hashable {
    /// Among the supplier's own, from 1.
    package let number: Int
    package let name: String
    package let postcode: Postcode?
    /// Centre of the postcode's district; nil where the gazetteer does not know it.
    package let base: GridPoint?
    package let coverage: Coverage
    package let telephone: String
    /// When somebody is there, in the supplier's own words.
    package let opening: String

    package init(
        number: Int, name: String, postcode: Postcode?, base: GridPoint?, coverage: Coverage, telephone: String,
        opening: String
    ) {
        self.number = number
        self.name = name
        self.postcode = postcode
        self.base = base
        self.coverage = coverage
        self.telephone = telephone
        self.opening = opening
    }

    /// A supplier has so many at most: each is looked at for every search.
    package static let countMaximum = 50
}

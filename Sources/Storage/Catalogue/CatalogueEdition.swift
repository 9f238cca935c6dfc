import Relational

/// How far the catalogue has come: what is remembered of one edition is worth nothing for the next.
package struct CatalogueEdition: Sendable, Hashable {
    /// Groups, item types, places and synonyms.
    package var structure = 0
    /// Listings and suppliers.
    package var offers = 0

    init(structure: Int = 0) { self.structure = structure }

    /// - Throws: what the database throws.
    init(of snapshot: some Reading) throws {
        for row in try snapshot.connection.rows("SELECT what, revision FROM catalogue_revisions") {
            switch try row.text("what") {
            case "structure": structure = try row.integer("revision")
            case "offers": offers = try row.integer("revision")
            default: continue
            }
        }
    }
}

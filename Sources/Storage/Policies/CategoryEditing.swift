import Catalogue
import Relational
import Values

// What commissioners' staff change about the tree of categories; what law says about them is not theirs to change.

extension StructureStore where Access: Writing {
    /// Saves title and summary. What an import said last stays noted, so that the same file leaves the words alone.
    /// - Parameter seen: the category as it was read; what somebody else has changed since is not written over.
    /// - Throws: `CategoryRefusal.changedMeanwhile`.
    package func save(_ seen: Catalogue.Category, title: String, summary: String) throws {
        let changed = try access.connection.run(
            """
            UPDATE categories SET title = \(title), summary = \(summary)
            WHERE id = \(seen.id) AND title = \(seen.title) AND summary = \(seen.summary)
            """)
        guard changed == 1 else { throw CategoryRefusal.changedMeanwhile }
    }
}

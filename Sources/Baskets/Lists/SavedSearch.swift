import Identity
import Values

/// A question to the shop that somebody asks again and again for a holder. Nobody else sees it.
package struct SavedSearch: Sendable, Hashable {
    package typealias ID = Identifier<SavedSearch>

    package let id: ID
    package let holder: Holder.ID
    package let person: Person.ID
    package let title: String
    /// What stands behind the question mark of the shop's address.
    package let query: String
    package let savedAt: Moment

    package init(id: ID, holder: Holder.ID, person: Person.ID, title: String, query: String, savedAt: Moment) {
        self.id = id
        self.holder = holder
        self.person = person
        self.title = title
        self.query = query
        self.savedAt = savedAt
    }

    package static let titleCharactersMaximum = 60
    package static let queryCharactersMaximum = 2_000
    /// Of one person for one holder: each is asked anew whenever they are looked at.
    package static let searchesMaximum = 20
}

/// Why a search is not saved.
package enum SavedSearchRefusal: Refusal, Hashable {
    case tooMany(maximum: Int)

    package var code: String {
        switch self {
        case .tooMany: "saved-search.too-many"
        }
    }
}

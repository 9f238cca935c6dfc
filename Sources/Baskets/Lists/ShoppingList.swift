import Catalogue
import Identity
import Values

/// Things of the shop that somebody keeps for a holder, under a name. It is the holder's, and has an author: others
/// who act for the holder see it when it is shared, and never otherwise.
package struct ShoppingList: Sendable, Hashable {
    package typealias ID = Identifier<ShoppingList>

    package enum Kind: String, Sendable, CaseIterable, Codable {
        case named
        /// The one that is there without being named: what is kept with one press.
        case favourites
    }

    package let id: ID
    package let holder: Holder.ID
    package let author: Person.ID
    package let kind: Kind
    package private(set) var title: String
    package private(set) var isShared: Bool
    package private(set) var version: Int
    package private(set) var lines: [Line]

    package init(
        id: ID, holder: Holder.ID, author: Person.ID, kind: Kind, title: String, isShared: Bool = false,
        version: Int = 1, lines: [Line] = []
    ) {
        self.id = id
        self.holder = holder
        self.author = author
        self.kind = kind
        self.title = title
        self.isShared = isShared
        self.version = version
        self.lines = lines
    }

    package static let titleCharactersMaximum = 60
    package static let linesMaximum = 100
    /// By one person for one holder.
    package static let listsMaximum = 30
    package static let favouritesTitle = "Favourites"

    /// May this person see it, who acts for the holder?
    package func isSeen(by person: Person.ID) -> Bool { isShared || author == person }

    /// Naming and removing it is for its author; of a shared one, for those who decide for the holder as well.
    package func isKept(by authority: Authority) -> Bool {
        author == authority.person || isShared && authority.mayAgree
    }

    package subscript(line: Line.ID) -> Line? { lines.first { $0.id == line } }
    package func holds(_ listing: Listing.ID) -> Bool { lines.contains { $0.listing == listing } }
}

extension ShoppingList {
    /// Puts a listing on it.
    /// - Throws: `.alreadyThere`, `.full`.
    package mutating func add(_ line: Line) throws(ShoppingListRefusal) {
        guard !holds(line.listing) else { throw .alreadyThere(title: title) }
        guard lines.count < ShoppingList.linesMaximum else { throw .full(maximum: ShoppingList.linesMaximum) }
        lines.append(line)
        version += 1
    }

    /// Says how many of it are usually wanted, and what is worth remembering.
    /// - Parameter seen: the line as the page showed it.
    /// - Throws: `.changedMeanwhile` when somebody else wrote something else there; `.noSuchLine`.
    package mutating func write(
        _ note: String, quantity: Int, on id: Line.ID, seen: Digest
    ) throws(ShoppingListRefusal) {
        let position = try position(of: id)
        guard lines[position].digest == seen else { throw .changedMeanwhile }
        lines[position].note = note
        lines[position].quantity = quantity
        version += 1
    }

    /// - Throws: `.noSuchLine`.
    @discardableResult
    package mutating func remove(_ id: Line.ID) throws(ShoppingListRefusal) -> Line {
        let line = lines.remove(at: try position(of: id))
        version += 1
        return line
    }

    /// - Throws: `.favouritesStay`.
    package mutating func rename(_ title: String) throws(ShoppingListRefusal) {
        guard kind == .named else { throw .favouritesStay }
        self.title = title
        version += 1
    }

    /// Sharing is the author's alone: a list that others stopped sharing would vanish from their own sight.
    /// - Throws: `.notTheAuthor`.
    package mutating func share(_ isShared: Bool, as person: Person.ID) throws(ShoppingListRefusal) {
        guard person == author else { throw .notTheAuthor }
        self.isShared = isShared
        version += 1
    }

    private func position(of line: Line.ID) throws(ShoppingListRefusal) -> Int {
        guard let position = lines.firstIndex(where: { $0.id == line }) else { throw .noSuchLine }
        return position
    }

    /// One listing on a list.
    package struct Line: Sendable, Hashable {
        package typealias ID = Identifier<Line>

        package let id: ID
        package let listing: Listing.ID
        /// How many are put into the basket at once.
        package fileprivate(set) var quantity: Int
        package fileprivate(set) var note: String
        package let addedBy: Person.ID
        package let addedAt: Moment
        /// What one unit cost then, with VAT.
        package let priceThen: Money

        package init(
            id: ID, listing: Listing.ID, quantity: Int = 1, note: String = "", addedBy: Person.ID, addedAt: Moment,
            priceThen: Money
        ) {
            self.id = id
            self.listing = listing
            self.quantity = quantity
            self.note = note
            self.addedBy = addedBy
            self.addedAt = addedAt
            self.priceThen = priceThen
        }

        package static let noteCharactersMaximum = 300

        /// The same on another list.
        package func copy(_ id: ID, by person: Person.ID, at now: Moment) -> Line {
            Line(
                id: id, listing: listing, quantity: quantity, note: note, addedBy: person, addedAt: now,
                priceThen: priceThen)
        }

        /// Of what people can change about it.
        package var digest: Digest { Digest(of: "\(quantity)\n\(note)") }
    }
}

/// Why a shopping list is not changed.
package enum ShoppingListRefusal: Refusal, Hashable {
    case alreadyThere(title: String)
    case full(maximum: Int)
    case tooMany(maximum: Int)
    case noSuchLine
    case changedMeanwhile
    case favouritesStay
    case notTheAuthor

    package var code: String {
        switch self {
        case .alreadyThere: "list.already-there"
        case .full: "list.full"
        case .tooMany: "list.too-many"
        case .noSuchLine: "list.no-such-line"
        case .changedMeanwhile: "list.changed-meanwhile"
        case .favouritesStay: "list.favourites-stay"
        case .notTheAuthor: "list.not-the-author"
        }
    }
}

import Baskets
import Catalogue
import Identity
import TestSupport
import Testing
import Values

/// Lists of Ann's, by herself and by Tom, and who may see and change them.
@Suite("Shopping lists") struct ShoppingListTests {
    private static func list(
        by author: Person.ID = Cast.tomPerson.id, kind: ShoppingList.Kind = .named, isShared: Bool = false
    ) -> ShoppingList {
        ShoppingList(
            id: "list", holder: Cast.ann.id, author: author, kind: kind, title: "Every month", isShared: isShared)
    }

    private static func line(_ id: ShoppingList.Line.ID, _ listing: Listing.ID) -> ShoppingList.Line {
        ShoppingList.Line(
            id: id, listing: listing, addedBy: Cast.tomPerson.id, addedAt: Cast.now, priceThen: Cast.pounds("5"))
    }

    struct Sight: Sendable, CustomTestStringConvertible {
        let who: Authority
        let isShared: Bool
        let isSeen: Bool
        let isKept: Bool
        var testDescription: String { "\(who.kind), shared \(isShared)" }
    }

    private static func authority(_ person: Person.ID, _ kind: AuthorityKind) -> Authority {
        Authority(
            id: "a", person: person, holder: Cast.ann.id, kind: kind, signLimit: nil, first: Cast.today, last: nil)
    }

    /// Tom is a carer and the author.
    @Test(arguments: [
        Sight(who: authority(Cast.tomPerson.id, .carer), isShared: false, isSeen: true, isKept: true),
        Sight(who: authority(Cast.tomPerson.id, .carer), isShared: true, isSeen: true, isKept: true),
        Sight(who: authority(Cast.annPerson.id, .holder), isShared: false, isSeen: false, isKept: false),
        Sight(who: authority(Cast.annPerson.id, .holder), isShared: true, isSeen: true, isKept: true),
        Sight(who: authority("p-nora", .nominee), isShared: false, isSeen: false, isKept: false),
        Sight(who: authority("p-nora", .nominee), isShared: true, isSeen: true, isKept: true),
        Sight(who: authority("p-other", .carer), isShared: false, isSeen: false, isKept: false),
        Sight(who: authority("p-other", .carer), isShared: true, isSeen: true, isKept: false),
    ]) func `a list of a carer is private until it is shared, and then kept by those who decide`(sight: Sight) {
        let list = Self.list(isShared: sight.isShared)
        #expect(list.isSeen(by: sight.who.person) == sight.isSeen)
        #expect(list.isKept(by: sight.who) == sight.isKept)
    }

    @Test func `only the author shares`() throws {
        var list = Self.list()
        #expect(throws: ShoppingListRefusal.notTheAuthor) { try list.share(true, as: Cast.annPerson.id) }
        try list.share(true, as: Cast.tomPerson.id)
        #expect(list.isShared)
        #expect(list.version == 2)
    }

    @Test func `a thing is on a list once, and no list grows without end`() throws {
        var list = Self.list()
        try list.add(Self.line("1", "gloves"))
        #expect(throws: ShoppingListRefusal.alreadyThere(title: "Every month")) {
            try list.add(Self.line("2", "gloves"))
        }
        for number in 2...ShoppingList.linesMaximum {
            try list.add(Self.line(.init("\(number)"), .init("thing \(number)")))
        }
        #expect(throws: ShoppingListRefusal.full(maximum: 100)) { try list.add(Self.line("x", "one more")) }
        #expect(list.lines.count == 100)
        try list.remove("1")
        try list.add(Self.line("x", "one more"))
        #expect(list.lines.last?.listing == "one more")
        #expect(throws: ShoppingListRefusal.noSuchLine) { try list.remove("1") }
    }

    @Test func `nobody writes over a note that they have not seen`() throws {
        var list = Self.list()
        try list.add(Self.line("1", "gloves"))
        let seen = try #require(list["1"]?.digest)
        try list.write("Size L", quantity: 2, on: "1", seen: seen)
        #expect(throws: ShoppingListRefusal.changedMeanwhile) {
            try list.write("Size M", quantity: 2, on: "1", seen: seen)
        }
        #expect(list["1"]?.note == "Size L")
        #expect(list["1"]?.quantity == 2)
        #expect(throws: ShoppingListRefusal.noSuchLine) { try list.write("", quantity: 1, on: "9", seen: seen) }
    }

    @Test func `favourites keep their name`() throws {
        var list = Self.list(kind: .favourites)
        #expect(throws: ShoppingListRefusal.favouritesStay) { try list.rename("Other") }
        #expect(list.title == "Every month")
    }

    @Test func `four things are compared, and the fifth is refused until one is removed`() throws {
        var comparison = Comparison(["a", "b", "a", "c"])
        #expect(comparison.listings == ["a", "b", "c"])
        try comparison.add("d")
        try comparison.add("a")
        #expect(throws: ComparisonRefusal.full(maximum: 4)) { try comparison.add("e") }
        #expect(comparison.listings == ["a", "b", "c", "d"])
        comparison.remove("b")
        try comparison.add("e")
        #expect(comparison.listings == ["a", "c", "d", "e"])
        #expect(Comparison(["a", "b", "c", "d", "e"]).isTooLarge)
    }
}

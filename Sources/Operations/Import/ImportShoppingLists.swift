import Baskets
import Catalogue
import Identity
import Relational
import Storage
import Values

/// `people/shopping_lists.csv`: what people keep for later, one thing in each row. What is on a list already stays as
/// its people have left it.
struct ImportShoppingLists: ImportStep {
    static let file = "people/shopping_lists.csv"
    static let columns = ["list", "holder", "author", "title", "shared", "listing", "quantity", "note"]
    static let key = ["list", "listing"]

    struct Candidate: Sendable {
        let list: ShoppingList.ID
        let holder: Holder.ID
        let author: EmailAddress
        let title: String
        let isShared: Bool
        let listing: Listing.ID
        let quantity: Int
        let note: String
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (list, holder, listing) = (row.code("list"), row.code("holder"), row.code("listing"))
        let author = row.email("author")
        let title = row.text("title", most: ShoppingList.titleCharactersMaximum)
        let isShared = row.yes("shared")
        let quantity = row.number("quantity", 1...10_000)
        let note = row.optionalText("note", most: ShoppingList.Line.noteCharactersMaximum)
        guard let list, let holder, let listing, let author, let title, let quantity, row.problems.isEmpty
        else { return nil }
        return Candidate(
            list: .init(list), holder: .init(holder), author: author, title: title, isShared: isShared,
            listing: .init(listing), quantity: quantity, note: note ?? "")
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        let tx = writing.tx
        guard let author = try tx.people.find(email: candidate.author) else {
            return .refused("author", "account \(candidate.author) is not known")
        }
        guard try tx.holders.authority(of: author.id, for: candidate.holder) != nil else {
            return .refused("author", "\(candidate.author) does not act for \(candidate.holder)")
        }
        guard let listing = try tx.listings.find(candidate.listing) else {
            return .refused("listing", "listing \(candidate.listing) is not known")
        }
        let known = try tx.shoppingLists.find(candidate.list, of: candidate.holder, seenBy: author.id)
        if let known, known.holds(listing.id) { return .taken(.unchanged) }
        var list = known
            ?? ShoppingList(
                id: candidate.list, holder: candidate.holder, author: author.id, kind: .named,
                title: candidate.title, isShared: candidate.isShared)
        let line = ShoppingList.Line(
            id: writing.new(), listing: listing.id, quantity: min(candidate.quantity, listing.terms.quantityMaximum),
            note: candidate.note, addedBy: author.id, addedAt: writing.recording.now,
            priceThen: listing.terms.unitPrice)
        do {
            try list.add(line)
        } catch {
            return .refused("list", "the list is full: it holds \(ShoppingList.linesMaximum) things")
        }
        if known == nil { try tx.shoppingLists.insert(list) } else { try tx.shoppingLists.save(list) }
        return .taken(.added)
    }
}

/// `people/market_gaps.csv`: what people looked for in vain before, as sums by day.
struct ImportMarketGaps: ImportStep {
    static let file = "people/market_gaps.csv"
    static let columns = ["commissioner", "day", "words", "category", "place", "searches"]
    static let key = ["commissioner", "day", "words", "category", "place"]

    struct Candidate: Sendable {
        let commissioner: Commissioner.ID
        let day: Day
        let gap: MarketGap
        let searches: Int
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (commissioner, day) = (row.code("commissioner"), row.day("day"))
        let words = row.text("words").flatMap { MarketGap.words(of: $0, without: []) }
        if words == nil { row.add("words", "must have words that tell nobody’s name or number") }
        let category = row.optionalCode("category")
        let place = row["place"]
        if !place.isEmpty, !Postcode.isDistrictOrArea(place) {
            row.add("place", "must be a postcode district or area, or empty")
        }
        let searches = row.number("searches", 1...1_000_000)
        if let day, day > row.today { row.add("day", "must not lie in the future") }
        guard let commissioner, let day, let words, let searches, row.problems.isEmpty else { return nil }
        return Candidate(
            commissioner: .init(commissioner), day: day,
            gap: MarketGap(words: words, category: category.map { .init($0) }, place: place), searches: searches)
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard try writing.tx.holders.commissioner(candidate.commissioner) != nil else {
            return .refused("commissioner", "commissioner \(candidate.commissioner) is not known")
        }
        if let category = candidate.gap.category, try writing.category(category) == nil {
            return .refused("category", "category \(category) is not known")
        }
        return .taken(
            try writing.tx.marketGaps.take(
                candidate.gap, searches: candidate.searches, of: candidate.commissioner, on: candidate.day))
    }
}

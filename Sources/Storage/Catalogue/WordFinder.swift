import Catalogue
import Relational
import Synchronization
import Values

/// What the words of a search led to.
package struct FoundWords: Sendable {
    /// Nil when there were no words.
    package let matches: Shelf.Matches?
    /// Words that nothing holds, each with the one that was looked for instead.
    package let corrections: [Correction]
    /// The first of the suppliers of whom all the words are said, by name, and how many there are.
    package let suppliers: [Supplier]
    package let supplierCount: Int

    package struct Correction: Sendable, Hashable {
        package let typed: String
        package let meant: String
    }

    static let none = FoundWords(matches: nil, corrections: [], suppliers: [], supplierCount: 0)
}

/// Finds rows of the shelf by words: those of the listings themselves, of their suppliers' names, and of what their
/// item types and groups are called.
///
/// A word that many listings hold takes the index long to walk, and is asked for often. Its rows are remembered, and
/// looked at again only where something has changed.
package final class WordFinder: Sendable {
    /// Rows that hold a part of a search, and those that hold it in a name.
    private struct Rows: Sendable {
        var all = RowSet()
        var named = RowSet()
    }

    private struct Known: Sendable {
        var rows: Rows
        /// Rows that have changed since they were looked at.
        var stale = RowSet()
    }

    private struct State {
        var known: [WordPart: Known] = [:]
        /// What was asked for last stands last.
        var order: [WordPart] = []
        var vocabulary = Vocabulary()
        var vocabularyRevision = 0
        /// Nil until somebody asks: they are part of the structure.
        var synonyms: Synonyms?
    }

    /// Rarer words are found quickly without being remembered.
    private static let rowsRemembered = 1_000
    /// Of so many words the rows are remembered: at a million listings 256 KB each.
    private static let partsMaximum = 256
    /// More changes than this, and asking anew is quicker.
    private static let changesMaximum = 2_000
    private static let suggestionsMaximum = 5
    private static let suppliersShown = 5

    private let state = Mutex(State())

    package init() {}

    /// Everything may be called something else now.
    func forget() {
        state.withLock { state in
            state.known = [:]
            state.order = []
            state.synonyms = nil
            (state.vocabulary, state.vocabularyRevision) = (Vocabulary(), 0)
        }
    }

    func noteChanges(_ rows: RowSet) {
        guard !rows.isEmpty else { return }
        let isLong = rows.count > Self.changesMaximum
        state.withLock { state in
            if isLong {
                state.known = [:]
                state.order = []
            }
            for part in state.order { state.known[part]?.stale.formUnion(rows) }
        }
    }

    /// - Throws: what the database throws.
    package func find(_ text: String, on shelf: Shelf, in snapshot: some Reading) throws -> FoundWords {
        let typed = Words.parts(of: text)
        guard !typed.isEmpty else { return .none }
        let synonyms = try synonyms(snapshot)
        let parts = synonyms.joined(typed)
        var corrections: [FoundWords.Correction] = []
        var found: Rows?
        for part in parts {
            var rows = try rows(of: part, synonyms, shelf, snapshot)
            if rows.all.isEmpty, let (meant, instead) = try meant(by: part, synonyms, shelf, snapshot) {
                corrections.append(.init(typed: part.text, meant: meant))
                rows = instead
            }
            found?.all.formIntersection(rows.all)
            found?.named.formIntersection(rows.named)
            found = found ?? rows
        }
        let numbers = try snapshot.suppliers.numbers(with: parts)
        return FoundWords(
            matches: found.map { .init(rows: $0.all, named: $0.named) }, corrections: corrections,
            suppliers: shelf.firstSuppliers(Self.suppliersShown, numbered: numbers), supplierCount: numbers.count)
    }

    private func synonyms(_ snapshot: some Reading) throws -> Synonyms {
        if let known = state.withLock({ $0.synonyms }) { return known }
        let read = try snapshot.structure.synonyms()
        state.withLock { $0.synonyms = read }
        return read
    }

    private func rows(
        of part: WordPart, _ synonyms: Synonyms, _ shelf: Shelf, _ snapshot: some Reading
    ) throws -> Rows {
        var rows = Rows()
        for part in synonyms.alternatives(to: part) {
            let found = try known(part, shelf, snapshot)
            rows.all.formUnion(found.all)
            rows.named.formUnion(found.named)
        }
        return rows
    }

    // MARK: Remembering

    private func known(_ part: WordPart, _ shelf: Shelf, _ snapshot: some Reading) throws -> Rows {
        if let known = state.withLock({ $0.known[part] }) {
            guard !known.stale.isEmpty else { return known.rows }
            var rows = known.rows
            try look(again: known.stale, for: part, in: &rows, shelf, snapshot)
            remember(rows, of: part)
            return rows
        }
        let rows = try ask(for: part, shelf, snapshot)
        if rows.all.count > Self.rowsRemembered { remember(rows, of: part) }
        return rows
    }

    private func remember(_ rows: Rows, of part: WordPart) {
        state.withLock { state in
            if state.known.updateValue(Known(rows: rows), forKey: part) == nil { state.order.append(part) }
            if state.order.count > Self.partsMaximum { state.known[state.order.removeFirst()] = nil }
        }
    }

    // MARK: Asking the index

    private func ask(for part: WordPart, _ shelf: Shelf, _ snapshot: some Reading) throws -> Rows {
        var rows = Rows()
        try snapshot.listings.eachRow(with: part, among: nil) { rows.all.insert($0) }
        try snapshot.listings.eachRow(with: part, inTitle: true, among: nil) { rows.named.insert($0) }
        let named = try namedOtherwise(part, shelf, snapshot)
        rows.all.formUnion(named)
        rows.named.formUnion(named)
        return rows
    }

    /// What is of a supplier or an item type of that name.
    private func namedOtherwise(_ part: WordPart, _ shelf: Shelf, _ snapshot: some Reading) throws -> RowSet {
        shelf.rows(
            ofSuppliersNumbered: try snapshot.suppliers.numbers(with: [part], inName: true),
            orIn: Set(try snapshot.structure.categories(named: part)))
    }

    private func look(
        again stale: RowSet, for part: WordPart, in rows: inout Rows, _ shelf: Shelf, _ snapshot: some Reading
    ) throws {
        var among: [Int] = []
        stale.forEach { among.append($0) }
        for row in among {
            rows.all.remove(row)
            rows.named.remove(row)
        }
        try snapshot.listings.eachRow(with: part, among: among) { rows.all.insert($0) }
        try snapshot.listings.eachRow(with: part, inTitle: true, among: among) { rows.named.insert($0) }
        var named = try namedOtherwise(part, shelf, snapshot)
        named.formIntersection(stale)
        rows.all.formUnion(named)
        rows.named.formUnion(named)
    }

    // MARK: Slips of the pen

    /// The word that was most likely meant by one that nothing holds: of the nearest, the one that finds most.
    private func meant(
        by part: WordPart, _ synonyms: Synonyms, _ shelf: Shelf, _ snapshot: some Reading
    ) throws -> (String, Rows)? {
        guard part.words.count == 1 else { return nil }
        let near = try vocabulary(shelf, snapshot).nearest(to: part.words[0], most: Self.suggestionsMaximum)
        let found = try near.map { word in
            (word, try rows(of: WordPart(words: [word], isBeginning: false), synonyms, shelf, snapshot))
        }
        return found.filter { !$0.1.all.isEmpty }.max { $0.1.all.count < $1.1.all.count }
    }

    /// All words of names: those of item types and groups, and those of listings and suppliers.
    private func vocabulary(_ shelf: Shelf, _ snapshot: some Reading) throws -> Vocabulary {
        let seen = state.withLock { $0.vocabularyRevision }
        let (new, revision) = try snapshot.structure.words(since: seen)
        return state.withLock { state in
            if state.vocabulary.isEmpty {
                state.vocabulary.add(Set(shelf.categories.all.flatMap { Words.split($0.title) }).subtracting(new))
            }
            if revision > state.vocabularyRevision {
                state.vocabulary.add(new)
                state.vocabularyRevision = revision
            }
            return state.vocabulary
        }
    }
}

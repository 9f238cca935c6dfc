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
        /// As far as the changes have been followed.
        var edition = CatalogueEdition()
        var known: [WordPart: Known] = [:]
        /// The first that was asked for is the first to give way.
        var order: [WordPart] = []
        var vocabulary = Vocabulary()
        var vocabularyRevision = 0
        /// Nil until somebody asks: they are part of the structure.
        var synonyms: Synonyms?

        mutating func forgetRows() {
            known = [:]
            order = []
        }

        mutating func forget() {
            forgetRows()
            synonyms = nil
            (vocabulary, vocabularyRevision) = (Vocabulary(), 0)
        }
    }

    /// What one search looks at.
    private struct Source<Snapshot: Reading> {
        let shelf: Shelf
        let snapshot: Snapshot
        /// That of the snapshot. The memory may be of a later one already: then nothing of this one is remembered.
        let edition: CatalogueEdition
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

    /// Goes on to a later edition.
    ///
    /// - Parameter changed: rows that may hold other words now; nil when everything may be called something else.
    func follow(to edition: CatalogueEdition, changed: RowSet?) {
        state.withLock { state in
            state.edition = edition
            guard let changed else { return state.forget() }
            guard changed.count <= Self.changesMaximum else { return state.forgetRows() }
            guard !changed.isEmpty else { return }
            for part in state.order { state.known[part]?.stale.formUnion(changed) }
        }
    }

    /// - Throws: what the database throws.
    package func find(_ text: String, on shelf: Shelf, in snapshot: some Reading) throws -> FoundWords {
        let typed = Words.parts(of: text)
        guard !typed.isEmpty else { return .none }
        let source = Source(shelf: shelf, snapshot: snapshot, edition: try CatalogueEdition(of: snapshot))
        let synonyms = try synonyms(source)
        let parts = synonyms.joined(typed)
        var corrections: [FoundWords.Correction] = []
        var found: Rows?
        for part in parts {
            var rows = try rows(of: part, synonyms, source)
            if rows.all.isEmpty, let (meant, instead) = try meant(by: part, synonyms, source) {
                corrections.append(.init(typed: part.text, meant: meant))
                rows = instead
            }
            found?.all.formIntersection(rows.all)
            found?.named.formIntersection(rows.named)
            found = found ?? rows
        }
        let suppliers = shelf.suppliers(
            Self.suppliersShown, numbered: try snapshot.suppliers.numbers(with: parts))
        return FoundWords(
            matches: found.map { .init(rows: $0.all, named: $0.named) }, corrections: corrections,
            suppliers: suppliers.first, supplierCount: suppliers.count)
    }

    private func synonyms(_ source: Source<some Reading>) throws -> Synonyms {
        if let known = state.withLock({ $0.synonyms }) { return known }
        let read = try source.snapshot.structure.synonyms()
        remember(from: source) { $0.synonyms = read }
        return read
    }

    private func rows(
        of part: WordPart, _ synonyms: Synonyms, _ source: Source<some Reading>
    ) throws -> Rows {
        var rows = Rows()
        for part in synonyms.alternatives(to: part) {
            let found = try known(part, source)
            rows.all.formUnion(found.all)
            rows.named.formUnion(found.named)
        }
        return rows
    }

    // MARK: Remembering

    private func known(_ part: WordPart, _ source: Source<some Reading>) throws -> Rows {
        if let known = state.withLock({ $0.known[part] }) {
            guard !known.stale.isEmpty else { return known.rows }
            var rows = known.rows
            try look(again: known.stale, for: part, in: &rows, source)
            remember(rows, of: part, from: source)
            return rows
        }
        let rows = try ask(for: part, source)
        if rows.all.count > Self.rowsRemembered { remember(rows, of: part, from: source) }
        return rows
    }

    /// Only what is as new as the memory itself: whatever changes later is followed.
    private func remember(from source: Source<some Reading>, _ body: (inout sending State) -> Void) {
        state.withLock { if $0.edition == source.edition { body(&$0) } }
    }

    private func remember(_ rows: Rows, of part: WordPart, from source: Source<some Reading>) {
        remember(from: source) { state in
            if state.known.updateValue(Known(rows: rows), forKey: part) == nil { state.order.append(part) }
            if state.order.count > Self.partsMaximum { state.known[state.order.removeFirst()] = nil }
        }
    }

    // MARK: Asking the index

    private func ask(for part: WordPart, _ source: Source<some Reading>) throws -> Rows {
        var rows = Rows()
        try source.snapshot.listings.eachRow(with: part, among: nil) { rows.all.insert($0) }
        try source.snapshot.listings.eachRow(with: part, inTitle: true, among: nil) { rows.named.insert($0) }
        let named = try namedOtherwise(part, source)
        rows.all.formUnion(named)
        rows.named.formUnion(named)
        return rows
    }

    /// What is of a supplier or an item type of that name.
    private func namedOtherwise(_ part: WordPart, _ source: Source<some Reading>) throws -> RowSet {
        source.shelf.rows(
            ofSuppliersNumbered: try source.snapshot.suppliers.numbers(with: [part], inName: true),
            orIn: Set(try source.snapshot.structure.categories(named: part)))
    }

    private func look(
        again stale: RowSet, for part: WordPart, in rows: inout Rows, _ source: Source<some Reading>
    ) throws {
        var among: [Int] = []
        stale.forEach { among.append($0) }
        for row in among {
            rows.all.remove(row)
            rows.named.remove(row)
        }
        try source.snapshot.listings.eachRow(with: part, among: among) { rows.all.insert($0) }
        try source.snapshot.listings.eachRow(with: part, inTitle: true, among: among) { rows.named.insert($0) }
        var named = try namedOtherwise(part, source)
        named.formIntersection(stale)
        rows.all.formUnion(named)
        rows.named.formUnion(named)
    }

    // MARK: Slips of the pen

    /// The word that was most likely meant by one that nothing holds: of the nearest, the one that finds most.
    private func meant(
        by part: WordPart, _ synonyms: Synonyms, _ source: Source<some Reading>
    ) throws -> (String, Rows)? {
        guard part.words.count == 1 else { return nil }
        let near = try vocabulary(source).nearest(to: part.words[0], most: Self.suggestionsMaximum)
        let found = try near.map { word in
            (word, try rows(of: WordPart(words: [word], isBeginning: false), synonyms, source))
        }
        return found.filter { !$0.1.all.isEmpty }.max { $0.1.all.count < $1.1.all.count }
    }

    /// All words of names: those of item types and groups, and those of listings and suppliers.
    private func vocabulary(_ source: Source<some Reading>) throws -> Vocabulary {
        var (vocabulary, seen) = state.withLock { ($0.vocabulary, $0.vocabularyRevision) }
        let (new, revision) = try source.snapshot.structure.words(since: seen)
        if vocabulary.isEmpty {
            vocabulary.add(Set(source.shelf.categories.all.flatMap { Words.split($0.title) }).subtracting(new))
        } else if revision <= seen {
            return vocabulary
        }
        vocabulary.add(new)
        let (read, until) = (vocabulary, max(seen, revision))
        remember(from: source) { ($0.vocabulary, $0.vocabularyRevision) = (read, until) }
        return read
    }
}

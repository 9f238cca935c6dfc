import Catalogue
import Cryptography
import Identity
import Relational
import Storage
import Synchronization
import Values

extension Desk {
    /// Counts a search that found nothing, even after it was widened to everything that comes to the person.
    ///
    /// Not an operation: its audit record would tell who searched for what, and when. The same person asking the same
    /// again on one day counts once.
    /// - Returns: whether it was counted.
    /// - Throws: `NotFound` when nobody acts for a holder; faults of the storage.
    @discardableResult
    package func noteGap(
        _ text: String, category: Catalogue.Category.ID?, as principal: Principal
    ) async throws -> Bool {
        let authority = try principal.actingForHolder()
        let today = clock().day
        let found = try await database.read { snapshot -> (holder: Holder, words: String, place: String)? in
            let holder = try snapshot.holder(of: authority)
            let names = [holder.name, holder.knownAs, principal.person.name]
            guard let words = MarketGap.words(of: text, without: names) else { return nil }
            let district = try Postcode(holder.address.postcode).district
            return (holder, words, try snapshot.marketGaps.place(of: district, for: holder.commissioner))
        }
        guard let found else { return false }
        let question = "\(found.words)\n\(category?.text ?? "")"
        guard try gaps.isNew(question, from: principal.person.id, on: today) else { return false }
        let gap = MarketGap(words: found.words, category: category, place: found.place)
        try await database.write { tx in try tx.marketGaps.note(gap, of: found.holder.commissioner, on: today) }
        return true
    }
}

/// Remembers for one day that somebody asked something, and never who: only digests under a key that nobody knows and
/// that is thrown away with them. None of it is ever on a disk, so a restart forgets it, too.
final class GapMemory: Sendable {
    private struct Marks {
        let day: Day
        let key: [UInt8]
        var asked: Set<[UInt8]> = []
        var counts: [[UInt8]: Int] = [:]
    }

    private let marks = Mutex<Marks?>(nil)

    /// False when the same was asked by the same person on this day, or they have asked too many different things.
    /// - Throws: `CryptographyFailure` when there is no chance to be had for the key.
    func isNew(_ question: String, from person: Person.ID, on day: Day) throws -> Bool {
        try marks.withLock { marks in
            var today: Marks
            if let known = marks, known.day == day {
                today = known
            } else {
                today = Marks(day: day, key: try RandomBytes.make(32))
            }
            defer { marks = today }
            let asker = HMAC.sha256(key: today.key, message: Array(person.text.utf8))
            let mark = HMAC.sha256(key: today.key, message: asker + Array(question.utf8))
            guard !today.asked.contains(mark), today.counts[asker, default: 0] < MarketGap.dailyMaximum
            else { return false }
            today.asked.insert(mark)
            today.counts[asker, default: 0] += 1
            return true
        }
    }
}

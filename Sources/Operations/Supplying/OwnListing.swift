import Catalogue
import Relational
import Storage
import Values

/// A supplier's own listing with everything that an edit of it is judged against.
package struct OwnListing: Sendable {
    package let listing: Listing
    /// As it reads in the shop.
    package let live: ListingText
    /// What waits for a reviewer.
    package let pending: ListingChange?
    package let timeline: PriceTimeline

    /// As the supplier wants it to read: what waits for a reviewer included.
    package var wanted: ListingText { pending?.applied(to: live) ?? live }
}

extension Reading {
    package func own(_ listings: [Listing]) throws -> [Listing.ID: OwnListing] {
        let pending = try listingChanges.pending(of: listings.map(\.id))
        let timelines = try prices.timelines(of: listings)
        let references = try self.listings.references(of: listings.compactMap(\.terms.replacement))
        return Dictionary(
            listings.map { listing in
                let replacement = listing.terms.replacement.flatMap { references[$0] } ?? ""
                return (
                    listing.id,
                    OwnListing(
                        listing: listing, live: ListingText(listing, replacement: replacement),
                        pending: pending[listing.id],
                        timeline: timelines[listing.id] ?? PriceTimeline([], otherwise: listing.terms.price))
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    package func own(_ listing: Listing) throws -> OwnListing {
        guard let own = try own([listing])[listing.id] else { throw NotFound() }
        return own
    }
}

/// What was typed or read from a file, found to be right.
package struct CheckedListing: Sendable {
    package let terms: ListingTerms
    package let stock: Int?
    package let capacity: Int?

    /// The same as text, spelt as everything is spelt here, so that only what differs is a difference.
    package func text(replacement: String) -> ListingText {
        var text = numbers(in: ListingText(terms))
        text.replacement = replacement
        return text
    }

    /// A text with the price, the stock and the capacity of this.
    package func numbers(in text: ListingText) -> ListingText {
        var text = text
        text.price = terms.price.decimal
        text.stock = stock.map(String.init) ?? ""
        text.capacity = capacity.map(String.init) ?? ""
        return text
    }
}

extension Reading {
    /// - Parameter listing: that is edited; nil for a new one.
    /// - Throws: `FieldProblems`: everything that is wrong.
    package func checked(
        _ text: ListingText, of supplier: Supplier.ID, editing listing: Listing.ID?, _ categories: Categories
    ) throws -> CheckedListing {
        var problems = FieldProblems()
        var terms: ListingTerms?
        do throws(FieldProblems) {
            terms = try text.checked(against: categories)
        } catch {
            problems = error
        }
        let code = Text.tidy(text.replacement)
        if !code.isEmpty {
            let other = try listings.find(references: [code], of: supplier)[code]
            if other == nil {
                problems.add("replacement", "Replacement must be the code of another listing of yours")
            } else if other?.id == listing {
                problems.add("replacement", "Replacement must be another listing than this")
            }
            terms?.replacement = other?.id
        }
        guard problems.isEmpty, let terms else { throw problems }
        let numbers = try text.checkedNumbers()
        return CheckedListing(terms: terms, stock: numbers.stock, capacity: numbers.capacity)
    }
}

extension OwnListing {
    /// Where only price, stock and capacity are said: the terms stay as they are, also where they were taken before
    /// the category asked what it asks today.
    /// - Throws: `FieldProblems`: everything that is wrong with these three.
    package func checkedNumbers(_ text: ListingText) throws(FieldProblems) -> CheckedListing {
        let numbers = try text.checkedNumbers()
        return CheckedListing(
            terms: listing.priced(numbers.price).terms, stock: numbers.stock, capacity: numbers.capacity)
    }
}

/// What an edit comes to, decided before anything is stored: a dry run shows it, and a run carries it out.
package struct EditOutcome: Sendable {
    package enum Price: Sendable, Hashable {
        case now(Money)
        /// After notice.
        case later(Money, from: Day)
    }

    /// What becomes of the change that waits for a reviewer.
    package enum Review: Sendable, Hashable {
        case ask([FieldChange])
        /// Nothing of it is wanted any more.
        case withdraw
    }

    /// From what the supplier wanted before to what it wants now: what history keeps.
    package let edit: ListingEdit
    /// It is not in the shop yet, so all of it counts at once.
    package let isWritten: Bool
    package var price: Price?
    package var review: Review?
    package var setsStock = false
    package var setsCapacity = false

    package var changesSomething: Bool {
        isWritten ? !edit.isEmpty : price != nil || review != nil || setsStock || setsCapacity
    }

    /// - Parameter price: that the supplier says counts from now on; nil where nothing is said of it.
    package init(_ own: OwnListing, to new: ListingText, price: Money?, today: Day, noticeDays: Int) {
        edit = ListingEdit(from: own.wanted, to: new)
        isWritten = !own.listing.isAccepted
        setsStock = own.live.stock != new.stock
        setsCapacity = own.live.capacity != new.capacity
        guard !isWritten else { return }
        let asked = ListingEdit(from: own.live, to: new).reviewed
        if asked != own.pending?.fields ?? [] { review = asked.isEmpty ? .withdraw : .ask(asked) }
        guard let price, let day = own.timeline.start(of: price, today: today, noticeDays: noticeDays) else { return }
        self.price = day <= today ? .now(price) : .later(price, from: day)
    }
}

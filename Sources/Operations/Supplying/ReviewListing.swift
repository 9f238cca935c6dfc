import Catalogue
import Identity
import Relational
import Storage
import Values

/// Somebody of a commissioner's staff says what becomes of a listing that a supplier proposes. Suppliers are shared by
/// all commissioners of an installation, so an approver of any of them may, unless they have an interest in it.
package struct ReviewListing: Operation {
    package enum Decision: String, Sendable, CaseIterable, Codable {
        case accept, askChanges = "ask_changes", reject

        package var action: ListingAction {
            switch self {
            case .accept: .accept
            case .askChanges: .askChanges
            case .reject: .reject
            }
        }
    }

    package let listing: Listing.ID
    /// That the reviewer has read.
    package let version: Int
    package let decision: Decision
    /// Told to the supplier; must be there unless it is accepted.
    package let note: String

    package init(listing: Listing.ID, version: Int, decision: Decision, note: String = "") {
        self.listing = listing
        self.version = version
        self.decision = decision
        self.note = note
    }

    /// - Throws: `NotFound`; `FieldProblems`; `StaffRefusal`; `CatalogueRefusal`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        guard var listing = try tx.listings.find(listing), listing.status != .draft else {
            _ = try principal.actingForCommissioner()
            throw NotFound()
        }
        try tx.must(.reviewListing, about: listing.supplier, as: principal)
        let note = try ReviewNote.checked(note, isNeeded: decision != .accept)
        guard listing.version == version else { throw CatalogueRefusal.changedMeanwhile }
        try listing.perform(decision.action)
        try tx.listings.save(listing, revision: try tx.listings.nextRevision())
        try tx.listingHistory.append(
            .init(decision.action), to: listing.id, by: principal.person.id, note: note, at: tools.now)
        return listing.id
    }
}

/// The same for a change of something in the shop: acknowledged up to the version that was read, or refused.
package struct ReviewListingChange: Operation {
    package enum Decision: String, Sendable, CaseIterable, Codable {
        case accept, refuse
    }

    package let change: ListingChange.ID
    /// Of the change, that the reviewer has read.
    package let version: Int
    package let decision: Decision
    /// Told to the supplier; must be there where it is refused.
    package let note: String

    package init(change: ListingChange.ID, version: Int, decision: Decision, note: String = "") {
        self.change = change
        self.version = version
        self.decision = decision
        self.note = note
    }

    /// - Throws: `NotFound`; `FieldProblems`, of the listing too where it would not read right any more;
    ///   `StaffRefusal`; `CatalogueRefusal`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        guard var change = try tx.listingChanges.find(change), let listing = try tx.listings.find(change.listing)
        else {
            _ = try principal.actingForCommissioner()
            throw NotFound()
        }
        try tx.must(.reviewListing, about: listing.supplier, as: principal)
        let note = try ReviewNote.checked(note, isNeeded: decision == .refuse)
        guard change.version == version else { throw CatalogueRefusal.changedMeanwhile }
        switch decision {
        case .accept:
            try change.perform(.accept)
            try apply(change, to: listing, tx, tools)
        case .refuse: try change.perform(.refuse)
        }
        try tx.listingChanges.save(change)
        try tx.listingHistory.append(
            decision == .accept ? .changeAccepted : .changeRefused, to: listing.id, by: principal.person.id,
            note: note, fields: change.fields, at: tools.now)
        return listing.id
    }

    /// Price, stock and capacity are as they are now: they are no part of what is reviewed.
    private func apply(_ change: ListingChange, to listing: Listing, _ tx: Transaction, _ tools: Tools) throws {
        var listing = listing
        let text = change.applied(to: try tx.listings.text(of: listing))
        let checked = try tx.checked(text, of: listing.supplier, editing: listing.id, tools.shelf.categories)
        try listing.revise(checked.terms)
        try tx.listings.save(listing, revision: try tx.listings.nextRevision())
    }
}

package enum ReviewNote {
    package static let charactersMaximum = 1_000

    static func checked(_ text: String, isNeeded: Bool) throws(FieldProblems) -> String? {
        let text = Text.tidy(text)
        guard text.unicodeScalars.count <= charactersMaximum
        else { throw FieldProblems("note", "Write at most \(charactersMaximum) characters") }
        guard !text.isEmpty || !isNeeded else { throw FieldProblems("note", "Say why, so that they know what to do") }
        return text.isEmpty ? nil : text
    }
}

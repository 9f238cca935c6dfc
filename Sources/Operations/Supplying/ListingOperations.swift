import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier writes down something new: as a draft, or proposed at once.
package struct AddListing: Operation {
    package let text: ListingText
    /// The supplier's own code for it; empty for none.
    package let reference: String
    package let proposes: Bool

    package init(text: ListingText, reference: String = "", proposes: Bool = false) {
        self.text = text
        self.reference = reference
        self.proposes = proposes
    }

    /// - Throws: `NotFound`; `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        let clerk = try ListingClerk(tx, tools, principal)
        let checked = try tx.checked(text, of: clerk.supplier, editing: nil, tools.shelf.categories)
        let reference = Text.line(reference)
        if !reference.isEmpty {
            if let problem = ListingReference.problem(reference) { throw FieldProblems("reference", problem) }
            guard try tx.listings.find(references: [reference], of: clerk.supplier).isEmpty
            else { throw FieldProblems("reference", "Another listing of yours has this code") }
        }
        return try clerk.add(checked, reference: reference, proposes: proposes).id
    }
}

/// A supplier's own code for a listing.
package enum ListingReference {
    package static let charactersMaximum = 100

    /// What is wrong with it; nil where nothing is.
    package static func problem(_ text: String) -> String? {
        text.unicodeScalars.count > charactersMaximum
            ? "Code must not be longer than \(charactersMaximum) characters" : nil
    }
}

/// A supplier changes what it offers. What is in the shop stays as it is until somebody has looked at the change;
/// a lower price, stock and capacity count at once, a higher price after notice. Signed orders keep what they were
/// signed with.
package struct ReviseListing: Operation {
    package let listing: Listing.ID
    /// The version the supplier was looking at.
    package let version: Int
    package let text: ListingText
    /// The number in stock that the supplier was looking at; empty where nobody counted. Only another number than that
    /// is a count: what is sold while somebody edits the words is no reason to refuse them.
    package let stockSeen: String
    /// The price that the supplier was looking at, as `stockSeen` is the number: what begins or ends while somebody
    /// edits the words is not set back.
    package let priceSeen: String
    /// The version of the waiting change that the supplier was looking at; nought where none waited, nil to go on
    /// whatever waits.
    package let changeSeen: Int?

    package init(
        listing: Listing.ID, version: Int, text: ListingText, stockSeen: String = "", priceSeen: String = "",
        changeSeen: Int? = nil
    ) {
        self.listing = listing
        self.version = version
        self.text = text
        self.stockSeen = stockSeen
        self.priceSeen = priceSeen
        self.changeSeen = changeSeen
    }

    /// - Throws: `NotFound`; `FieldProblems`; `CatalogueRefusal`; `WorkflowRefusal` for what was rejected.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        let listing = try tx.ownListing(listing, version: version, principal)
        try ListingStatus.workflow.must(.revise, from: listing.status)
        let clerk = try ListingClerk(tx, tools, principal)
        let own = try tx.own(listing)
        if let changeSeen, changeSeen != own.pending?.version ?? 0 { throw CatalogueRefusal.changedMeanwhile }
        var text = text
        if Text.tidy(text.stock) == stockSeen { text.stock = own.live.stock }
        let saysPrice = Text.tidy(text.price) != priceSeen
        if !saysPrice { text.price = own.live.price }
        let checked = try tx.checked(text, of: clerk.supplier, editing: listing.id, tools.shelf.categories)
        let plan = clerk.plan(
            own, to: checked, replacement: Text.tidy(text.replacement), saysPrice: saysPrice)
        try clerk.carryOut(plan, on: own, to: checked, stockSeen: Int(stockSeen))
        return listing.id
    }
}

/// A supplier proposes a listing, pauses it, takes it out of the shop, or puts it back.
package struct MoveListing: Operation {
    package let listing: Listing.ID
    package let version: Int
    package let action: ListingAction

    package init(listing: Listing.ID, version: Int, action: ListingAction) {
        self.listing = listing
        self.version = version
        self.action = action
    }

    /// - Throws: `NotFound`, also for what is not a supplier's to do; `CatalogueRefusal`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        guard ListingAction.ofSuppliers.contains(action) else { throw NotFound() }
        var listing = try tx.ownListing(listing, version: version, principal)
        try listing.perform(action)
        try tx.listings.save(listing, revision: try tx.listings.nextRevision())
        try tx.listingHistory.append(.init(action), to: listing.id, by: principal.person.id, at: tools.now)
        return listing.id
    }
}

/// A supplier no longer wants what waits for a reviewer.
package struct WithdrawListingChange: Operation {
    package let listing: Listing.ID
    /// Of the change.
    package let version: Int

    package init(listing: Listing.ID, version: Int) {
        self.listing = listing
        self.version = version
    }

    /// - Throws: `NotFound`; `CatalogueRefusal.changedMeanwhile`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        guard let listing = try tx.listings.find(listing, of: try principal.actingForSupplier(to: .listings))
        else { throw NotFound() }
        let own = try tx.own(listing)
        guard own.pending?.version == version else { throw CatalogueRefusal.changedMeanwhile }
        try ListingClerk(tx, tools, principal).withdrawChange(own)
        return listing.id
    }
}

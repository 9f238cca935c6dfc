import Catalogue
import Identity
import Relational
import Storage
import Values

/// Carries out what suppliers do with their listings, one by one or many in a file: the same rules for both.
struct ListingClerk {
    let tx: Transaction
    let tools: Tools
    let person: Person.ID
    let supplier: Supplier.ID
    let noticeDays: Int

    init(_ tx: Transaction, _ tools: Tools, _ principal: Principal) throws {
        self.tx = tx
        self.tools = tools
        person = principal.person.id
        supplier = try principal.actingForSupplier(to: .listings)
        noticeDays = try tx.setting(.priceNoticeDays)
    }

    // MARK: - New ones

    /// - Parameter reference: the supplier's own code; empty for none.
    func add(_ checked: CheckedListing, reference: String, proposes: Bool) throws -> Listing {
        let id: Listing.ID = tools.new()
        var listing = Listing(
            id: id, supplier: supplier, reference: reference.isEmpty ? id.text : reference, terms: checked.terms,
            status: .draft, version: 1)
        if proposes { try listing.perform(.propose) }
        try tx.listings.insert(listing, revision: try tx.listings.nextRevision())
        try tx.prices.begin(listing, by: person, at: tools.now)
        if let stock = checked.stock { _ = try tx.stock.count(id, stock, seen: nil, at: tools.now) }
        if let capacity = checked.capacity { try set(capacity: capacity, of: id) }
        try note(.drafted, id)
        if proposes { try note(.proposed, id) }
        return listing
    }

    // MARK: - Edits

    /// - Parameter saysPrice: whether the price was typed, and not only shown.
    func plan(_ own: OwnListing, to checked: CheckedListing, replacement: String, saysPrice: Bool) -> EditOutcome {
        EditOutcome(
            own, to: checked.text(replacement: replacement), price: saysPrice ? checked.terms.price : nil,
            today: tools.today, noticeDays: noticeDays)
    }

    /// - Parameter stockSeen: the number that the supplier knew; nil where nobody counted.
    func carryOut(_ plan: EditOutcome, on own: OwnListing, to checked: CheckedListing, stockSeen: Int?) throws {
        guard plan.changesSomething else { return }
        if plan.isWritten { try write(plan, own, checked) }
        switch plan.review {
        case .ask(let fields): try ask(fields, own)
        case .withdraw: try withdrawChange(own)
        case nil: break
        }
        try carryOut(plan.price, own)
        if plan.setsStock, checked.stock != stockSeen { try count(checked.stock, seen: stockSeen, own.listing) }
        if plan.setsCapacity { try set(capacity: checked.capacity, of: own.listing.id) }
        let counted = plan.edit.atOnce
        if !plan.isWritten, !counted.isEmpty { try note(.counted, own.listing.id, counted) }
    }

    /// What is not in the shop yet is simply written.
    private func write(_ plan: EditOutcome, _ own: OwnListing, _ checked: CheckedListing) throws {
        var listing = own.listing
        try listing.revise(checked.terms)
        try tx.listings.save(listing, revision: try tx.listings.nextRevision())
        if plan.edit.price != nil {
            try tx.prices.state(
                checked.terms.price, of: own.listing, from: tools.today, by: person, at: tools.now)
        }
        try note(.revised, listing.id, plan.edit.all)
    }

    private func ask(_ fields: [FieldChange], _ own: OwnListing) throws {
        if var change = own.pending {
            try change.amend(fields)
            try tx.listingChanges.save(change)
        } else {
            try tx.listingChanges.insert(
                ListingChange(id: tools.new(), listing: own.listing.id, fields: fields, askedAt: tools.now))
        }
        try note(.changeAsked, own.listing.id, fields)
    }

    func withdrawChange(_ own: OwnListing) throws {
        guard var change = own.pending else { throw NotFound() }
        try change.perform(.withdraw)
        try tx.listingChanges.save(change)
        try note(.changeWithdrawn, own.listing.id)
    }

    private func carryOut(_ price: EditOutcome.Price?, _ own: OwnListing) throws {
        switch price {
        case .now(let price): try state(price, own, from: tools.today)
        case .later(let price, let day): try state(price, own, from: day)
        case nil: break
        }
    }

    private func state(_ price: Money, _ own: OwnListing, from day: Day) throws {
        try tx.prices.state(price, of: own.listing, from: day, by: person, at: tools.now)
        let before = own.timeline.price(on: day)
        let note = day > tools.today ? "From \(day.words)" : nil
        try self.note(
            .priceSet, own.listing.id,
            [FieldChange(field: ListingField.price.rawValue, before: before.decimal, after: price.decimal)], note)
    }

    /// - Throws: `CatalogueRefusal.stockMoved` when the number is not what the supplier saw.
    private func count(_ number: Int?, seen: Int?, _ listing: Listing) throws {
        guard try tx.stock.count(listing.id, number, seen: seen, at: tools.now)
        else { throw CatalogueRefusal.stockMoved(to: listing.stock) }
    }

    private func set(capacity: Int?, of listing: Listing.ID) throws {
        try tx.listings.set(capacity: capacity, of: listing, revision: try tx.listings.nextRevision())
    }

    func note(
        _ what: ListingEvent.What, _ listing: Listing.ID, _ fields: [FieldChange] = [], _ note: String? = nil
    ) throws {
        try tx.listingHistory.append(what, to: listing, by: person, note: note, fields: fields, at: tools.now)
    }
}

extension Transaction {
    /// A supplier's own listing, as it was read.
    /// - Throws: `NotFound`, also for another supplier's; `CatalogueRefusal.changedMeanwhile`.
    func ownListing(_ id: Listing.ID, version: Int, _ principal: Principal) throws -> Listing {
        let supplier = try principal.actingForSupplier(to: .listings)
        guard let listing = try listings.find(id, of: supplier) else { throw NotFound() }
        guard listing.version == version else { throw CatalogueRefusal.changedMeanwhile }
        return listing
    }
}

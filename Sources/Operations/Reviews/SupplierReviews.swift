import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// The holder, or who acts for them and may say that things came, writes what they think of a supplier: for the first
/// time, or anew.
package struct WriteSupplierReview: Operation {
    package let part: SupplierOrder.ID
    /// Of the review that the person was looking at; nil where there was none.
    package let version: Int?
    package let stars: Int
    package let text: String
    /// The person has been told what looks like a private detail, and means it so.
    package let isMeant: Bool

    package init(part: SupplierOrder.ID, version: Int? = nil, stars: Int, text: String, isMeant: Bool = false) {
        self.part = part
        self.version = version
        self.stars = stars
        self.text = text
        self.isMeant = isMeant
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierReview.ID {
        let (part, clerk) = try ownPart(part, .confirm, tx, principal, tools)
        guard SupplierReview.starsPossible.contains(stars) else { throw FieldProblems("stars", "Choose how it was") }
        let text = try fit(text, isMeant: isMeant)
        var review = try tx.supplierReviews.find(of: part.id)
            ?? SupplierReview(
                // The supplier knows when who got what: when a review was written would say whose it is.
                id: tools.newWithoutTime(), supplierOrder: part.id, supplier: part.supplier,
                commissioner: clerk.holder.commissioner, stars: stars)
        let event = try review.write(
            text, stars: stars, as: .review, boughtThere: part.mayBeReviewed, by: principal.person.id, at: tools.now)
        try tx.save(review, after: event, seen: version)
        return review.id
    }
}

/// The holder takes a review back: it is gone.
package struct WithdrawSupplierReview: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?

    package init(part: SupplierOrder.ID, version: Int? = nil) {
        self.part = part
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierReview.ID {
        let (part, _) = try ownPart(part, .confirm, tx, principal, tools)
        guard var review = try tx.supplierReviews.find(of: part.id) else { throw NotFound() }
        let event = try review.withdraw(.review, by: principal.person.id, at: tools.now)
        try tx.save(review, after: event, seen: version)
        return review.id
    }
}

/// A supplier replies to a review that everybody can read: once for each review, and anew where that was refused.
package struct ReplyToSupplierReview: Operation {
    package let review: SupplierReview.ID
    package let version: Int?
    package let text: String
    package let isMeant: Bool

    package init(review: SupplierReview.ID, version: Int? = nil, text: String, isMeant: Bool = false) {
        self.review = review
        self.version = version
        self.text = text
        self.isMeant = isMeant
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierReview.ID {
        var review = try suppliedReview(review, tx, principal)
        let text = try fit(text, isMeant: isMeant)
        let event = try review.write(text, as: .reply, boughtThere: true, by: principal.person.id, at: tools.now)
        try tx.save(review, after: event, seen: version)
        return review.id
    }
}

/// A supplier takes its reply back.
package struct WithdrawSupplierReply: Operation {
    package let review: SupplierReview.ID
    package let version: Int?

    package init(review: SupplierReview.ID, version: Int? = nil) {
        self.review = review
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierReview.ID {
        var review = try suppliedReview(review, tx, principal)
        let event = try review.withdraw(.reply, by: principal.person.id, at: tools.now)
        try tx.save(review, after: event, seen: version)
        return review.id
    }
}

/// The commissioner's staff decide whether everybody may read a review or a reply.
package struct DecideSupplierReview: Operation {
    package let review: SupplierReview.ID
    package let version: Int?
    package let side: SupplierReview.Side
    package let action: SupplierReviewAction
    /// Needed to refuse or to take down: whoever wrote it reads this.
    package let reason: String

    package init(
        review: SupplierReview.ID, version: Int? = nil, side: SupplierReview.Side, action: SupplierReviewAction,
        reason: String = ""
    ) {
        self.review = review
        self.version = version
        self.side = side
        self.action = action
        self.reason = reason
    }

    /// - Throws: `NotFound`; `StaffRefusal.interestInSupplier`; `FieldProblems`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierReview.ID {
        let commissioner = try principal.actingForCommissioner()
        guard var review = try tx.supplierReviews.find(review), review.commissioner == commissioner,
            [.publish, .refuse, .takeDown].contains(action)
        else { throw NotFound() }
        let obstacles = try tx.obstacles(to: principal.person.id, of: commissioner, about: review.supplier)
        if let interest = obstacles.interest { throw interest }
        let (reason, most) = (Text.tidy(reason), OrderNote.charactersMaximum)
        guard action == .publish || !reason.isEmpty else { throw FieldProblems("reason", "Say why") }
        guard reason.unicodeScalars.count <= most else {
            throw FieldProblems("reason", "Write at most \(most) characters")
        }
        let event = try review.decide(
            action, on: side, reason: action == .publish ? "" : reason, by: principal.person.id, at: tools.now)
        try tx.save(review, after: event, seen: version)
        if side == .review { try tell(of: review, tx, principal, tools) }
        return review.id
    }

    /// Only the holder: a message to the supplier would say whose order it is about, and so who wrote it.
    private func tell(of review: SupplierReview, _ tx: Transaction, _ principal: Principal, _ tools: Tools) throws {
        guard let part = try tx.supplierOrders.find(review.supplierOrder), let order = try tx.orders.find(part.order),
            let holder = try tx.holders.find(order.holder)
        else { throw NotFound() }
        try OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder).send(
            [(action == .publish ? .supplierReviewPublished : .supplierReviewRefused, .holder(holder.id))],
            about: part, occasion: "review \(review.version)")
    }
}

extension Transaction {
    /// Saves what happened to a review, and what it changes about its supplier's rating.
    /// - Parameter seen: the version that the person was looking at; nil where they were not shown one.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    fileprivate func save(_ review: SupplierReview, after event: SupplierReviewEvent, seen: Int?) throws {
        guard seen.map({ $0 == review.version - 1 }) ?? true else { throw OrderRefusal.changedMeanwhile }
        try supplierReviews.save(review, after: event)
        guard event.side == .review else { return }
        try supplierReviews.refreshRating(of: review.supplier, revision: try listings.nextRevision())
    }
}

/// A published review of the supplier for which the person works.
private func suppliedReview(
    _ id: SupplierReview.ID, _ tx: Transaction, _ principal: Principal
) throws -> SupplierReview {
    let supplier = try principal.actingForSupplier()
    guard let review = try tx.supplierReviews.find(id), review.supplier == supplier, review.isPublic
    else { throw NotFound() }
    return review
}

/// - Throws: `FieldProblems` where there is no text, too much of it, or a private detail in it that is not meant;
///   then also by the name of `meant`, so that the page asks for it.
private func fit(_ text: String, isMeant: Bool) throws(FieldProblems) -> String {
    let (text, most) = (Text.tidy(text), SupplierReview.charactersMaximum)
    guard !text.isEmpty else { throw FieldProblems("text", "Write a sentence or two") }
    guard text.unicodeScalars.count <= most else { throw FieldProblems("text", "Write at most \(most) characters") }
    guard isMeant || PrivateDetail.all(in: text).isEmpty
    else { throw FieldProblems("text", "Leave out what looks like a private detail") }
    return text
}
